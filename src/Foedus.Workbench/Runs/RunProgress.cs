using System.Diagnostics;

namespace Foedus.Workbench.Runs;

/// <summary>How far a run in this process is. Written by the run, read by pages and streams.</summary>
public sealed class RunProgress(string runId)
{
    private readonly Stopwatch clock = new();
    private int done, all, begunAt;

    public string RunId { get; } = runId;

    /// <summary>"first look", "worlds", "what it hangs on", "report".</summary>
    public string Phase { get; private set; } = "waiting";

    public int Done => Volatile.Read(ref done);

    public int All => Volatile.Read(ref all);

    /// <summary>A first look at few worlds while the rest is weighed; null before.</summary>
    public RunView? FirstLook { get; set; }

    public CancellationTokenSource Stop { get; } = new();

    /// <summary>Ended because the user asked for it, not because the program stops.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Of this phase, from its pace so far; null while that says nothing.</summary>
    public TimeSpan? Left
    {
        get
        {
            var (made, open) = (Done - begunAt, All - Done);
            return made <= 0 || open < 0 || clock.ElapsedMilliseconds < 300 ? null : clock.Elapsed * ((double)open / made);
        }
    }

    /// <summary>"worlds: 120 of 256, about 40 seconds left".</summary>
    public string InWords => All == 0 ? Phase : $"{Phase}: {Done:N0} of {All:N0}" + (Left is { } left ? $", about {Span(left)} left" : "");

    public IProgress<(int Done, int All)> Begin(string phase)
    {
        (Phase, begunAt) = (phase, -1);
        Volatile.Write(ref done, 0);
        Volatile.Write(ref all, 0);
        clock.Restart();
        return new Told(this);
    }

    private static string Span(TimeSpan left) => left.TotalSeconds < 90 ? $"{Math.Max(1, Math.Round(left.TotalSeconds)):0} seconds" : left.TotalMinutes < 90 ? $"{left.TotalMinutes:0} minutes" : $"{left.TotalHours:0.#} hours";

    private sealed class Told(RunProgress progress) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value)
        {
            // A run that goes on after a restart begins in the middle.
            if (Interlocked.CompareExchange(ref progress.begunAt, Math.Max(0, value.Done - 1), -1) == -1)
                progress.clock.Restart();
            Volatile.Write(ref progress.all, value.All);
            var seen = Volatile.Read(ref progress.done);
            while (value.Done > seen && Interlocked.CompareExchange(ref progress.done, value.Done, seen) is var was && was != seen)
                seen = was;
        }
    }
}
