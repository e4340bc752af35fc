namespace Foedus.Cli.Clusters;

/// <summary>What is known of a piece of work that the cluster has.</summary>
/// <param name="Shard">Which shard, from 1; null for putting them together.</param>
/// <param name="IsRunning">Whether it runs, or waits.</param>
/// <param name="Reason">Why it waits, in the cluster's word; empty where it says none.</param>
internal sealed record ClusterTask(int? Shard, bool IsRunning, string Reason);

/// <summary>An engine that places work on machines. It is asked by the job's name, which no other work has: what is in its queue is known even if nobody wrote it down.</summary>
internal interface ICluster
{
    /// <summary>Its name, as in --on.</summary>
    string Name { get; }

    /// <summary>Whether putting together can be handed over with the shards, and waits for them in the queue.</summary>
    bool MergeWaits { get; }

    /// <summary>Settings that it knows, and what each is, for messages; null where any may be handed through.</summary>
    IReadOnlyDictionary<string, string>? Settings { get; }

    /// <summary>Looks at the settings before anything is laid out.</summary>
    /// <exception cref="InputException">One is missing or cannot be.</exception>
    void Check(ClusterJob job);

    /// <summary>Writes what would be submitted, and where to, in words.</summary>
    IReadOnlyList<string> Write(ClusterJob job, IReadOnlyList<int> shards);

    /// <summary>What it has of the job, waiting or running.</summary>
    IReadOnlyList<ClusterTask> Queue(ClusterJob job);

    /// <summary>Hands shards over.</summary>
    /// <exception cref="InputException">They are refused; nothing was handed over.</exception>
    void SubmitShards(ClusterJob job, IReadOnlyList<int> shards);

    /// <summary>Hands over the putting together, after all shards that it has.</summary>
    /// <exception cref="InputException">It is refused.</exception>
    void SubmitMerge(ClusterJob job);

    /// <summary>Ends all of it.</summary>
    void Cancel(ClusterJob job);

    /// <summary>Where the cluster keeps what a shard said; null for the putting together.</summary>
    string LogOf(ClusterJob job, int? shard);
}
