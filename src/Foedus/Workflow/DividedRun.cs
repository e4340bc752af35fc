using System.Globalization;
using Foedus.Runs;
using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>A run laid out as shards before any is worked on, so that whoever works on one is held against the same deal, version and kind of machine.</summary>
public sealed record DividedRun
{
    /// <summary>Folder of the shards.</summary>
    public required string Folder { get; init; }

    /// <summary>How many shards there are.</summary>
    public required int Shards { get; init; }

    /// <summary>Identity of the run, the same in every shard.</summary>
    public required string Id { get; init; }

    /// <summary>Where a shard stands.</summary>
    /// <param name="shard">From 1.</param>
    public string PathOf(int shard) => Path.Combine(Folder, shard.ToString("00000", CultureInfo.InvariantCulture));

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<string> Paths => [.. Enumerable.Range(1, Shards).Select(PathOf)];

    /// <summary>What is there of each shard: parts done, and parts in all.</summary>
    public IReadOnlyList<(int Done, int All)> Progress() =>
        [
            .. Paths.Select(path =>
            {
                using var run = RunDirectory.Open(path, toWork: false);
                return (run.DoneParts, run.Parts.To - run.Parts.From);
            }),
        ];

    /// <summary>One that is laid out, whatever it is of.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static DividedRun Open(string folder)
    {
        var first = Path.Combine(folder, "00001");
        if (!RunDirectory.IsRun(first))
            throw new InputException("No work is laid out here.", folder);
        using var run = RunDirectory.Open(first, toWork: false);
        return new DividedRun
        {
            Folder = folder,
            Shards = run.Manifest.Shard?.Of ?? throw new InputException("This is a whole run, not a shard of one.", first),
            Id = run.Manifest.Id,
        };
    }

    /// <summary>Lays a run out. What is there already is kept, if it belongs to the same run cut in the same way.</summary>
    /// <param name="folder">Folder for the shards.</param>
    /// <param name="file">A sound deal.</param>
    /// <param name="options">How to weigh.</param>
    /// <param name="shards">How many; 0 for one for each part, 64 at most.</param>
    /// <param name="partDraws">Draws in a part; null for what suits the number of draws.</param>
    /// <exception cref="InputException">There is another run, or the same cut otherwise; or there are more shards than parts.</exception>
    public static DividedRun LayOut(string folder, DealFile file, WeighingOptions options, int shards, int? partDraws = null)
    {
        var (manifest, deal) = Weigh.ManifestOf(file, options, null, partDraws);
        var count = shards > 0 ? shards : Math.Min(manifest.PartCount, 64);
        if (count > manifest.PartCount)
            throw new InputException(
                $"{Words.Counted(options.Draws, "draw")} are kept in {Words.Counted(manifest.PartCount, "part")}, so there can be at most {Words.Counted(manifest.PartCount, "shard")}. Ask for fewer with --shards, for more draws, or for smaller parts with --part."
            );
        var made = new DividedRun
        {
            Folder = folder,
            Shards = count,
            Id = manifest.Id,
        };
        var there = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Count(RunDirectory.IsRun) : 0;
        for (var shard = 1; shard <= count; shard++)
        {
            var its = manifest with { Shard = new Shard(shard, count) };
            if (!RunDirectory.IsRun(made.PathOf(shard)))
            {
                RunDirectory.Create(made.PathOf(shard), its, deal.Span).Dispose();
                continue;
            }
            using var old = RunDirectory.Open(made.PathOf(shard), toWork: false);
            if (old.Manifest.Shard is not { } cut || cut.Of != count)
                throw new InputException(
                    $"The work here is cut into {Words.Counted(old.Manifest.Shard?.Of ?? 1, "shard")}, and {count} are asked for. Go on with --shards {old.Manifest.Shard?.Of ?? 1}, or end it with --cancel and delete the folder.",
                    folder
                );
            if (old.Manifest.Differences(its) is { Count: > 0 } differences)
                throw new InputException(
                    $"There is other work in this folder. In it (here) and now (there) differ:\n  {string.Join("\n  ", differences)}\nName another --out, or end that work with --cancel and delete the folder.",
                    folder
                );
        }
        return there <= count
            ? made
            : throw new InputException(
                $"This folder has {Words.Counted(there, "shard")}, and {count} are asked for. Go on with --shards {there}, or end that work with --cancel and delete the folder.",
                folder
            );
    }
}
