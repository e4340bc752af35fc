namespace Foedus.Workflow;

/// <summary>Progress of work in several parts, one after another, each counted anew and with a pace of its own.</summary>
/// <param name="begin">Begins part 1, 2, …: where its counts go.</param>
public sealed class ProgressParts(Func<int, IProgress<(int Done, int All)>> begin) : IProgress<(int Done, int All)>
{
    private readonly Lock door = new();
    private IProgress<(int Done, int All)>? begun;
    private (int Done, int All) last;
    private int number;

    public void Report((int Done, int All) value)
    {
        lock (door)
        {
            // A part begins where the whole is another, or the count falls back; threads overtake each other by a few, never by half.
            if (begun is null || value.All != last.All || value.Done < last.Done / 2)
                begun = begin(++number);
            last = value;
        }
        begun.Report(value);
    }
}
