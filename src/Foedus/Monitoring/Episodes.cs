using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>Runs of days on which something was true, built from days in order.</summary>
internal sealed class EpisodeList
{
    private readonly List<(int First, int Last)> runs = [];

    public IReadOnlyList<(int First, int Last)> Runs => runs;

    public int Days { get; private set; }

    public void Add(int day)
    {
        Days++;
        if (runs.Count > 0 && runs[^1].Last == day - 1)
            runs[^1] = (runs[^1].First, day);
        else
            runs.Add((day, day));
    }

    public EpisodeList Copy()
    {
        var copy = new EpisodeList { Days = Days };
        copy.runs.AddRange(runs);
        return copy;
    }
}

/// <summary>Days that no report can change any more, and what stood behind the first true one.</summary>
internal sealed class SettledDays
{
    public EpisodeList[] Of { get; } = [new(), new(), new()];

    public (IReadOnlyList<Selected> Evidence, IReadOnlyList<CountedValue> Counts)?[] First { get; } =
        new (IReadOnlyList<Selected>, IReadOnlyList<CountedValue>)?[3];

    public EpisodeList At(Certainty certainty) => Of[(int)certainty];
}
