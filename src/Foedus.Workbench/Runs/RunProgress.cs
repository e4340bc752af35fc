using Foedus.Workflow;

namespace Foedus.Workbench.Runs;

/// <summary>How far a run in this process is. Written by the run, read by pages and streams.</summary>
/// <param name="runId">The run.</param>
/// <param name="time">The clock; null for the machine's.</param>
public sealed class RunProgress(string runId, TimeProvider? time = null)
{
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly Expected ends = new();
    private int done,
        all,
        begunAt;
    private long began;

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

    /// <summary>Of this phase; null while its pace says nothing. What is shown follows the pace slowly, so that a few quick or slow solves do not make it jump.</summary>
    public TimeSpan? Left
    {
        get
        {
            var (made, open) = (Done - begunAt, All - Done);
            if (made <= 0 || open <= 0 || Elapsed.TotalMilliseconds < 300)
                return null;
            lock (ends)
            {
                var now = Elapsed;
                var end = now + (now * ((double)open / made));
                // A quarter of a minute's memory; before that, as much as there is.
                if (ends.Phase != Phase || ends.At > now)
                    (ends.Phase, ends.End) = (Phase, end);
                else
                    ends.End += (end - ends.End) * (1 - Math.Exp(-(now - ends.At).TotalSeconds / Math.Min(15, Math.Max(0.5, now.TotalSeconds / 4))));
                ends.At = now;
                return ends.End > now ? ends.End - now : TimeSpan.Zero;
            }
        }
    }

    private TimeSpan Elapsed => time.GetElapsedTime(began);

    /// <summary>"worlds: 120 of 256, about 40 seconds left of this part".</summary>
    public string InWords => All == 0 ? Phase : $"{Phase}: {Done:N0} of {All:N0}" + (Left is { } left ? $", about {Span(left)} left of this part" : "");

    public IProgress<(int Done, int All)> Begin(string phase)
    {
        (Phase, begunAt) = (phase, -1);
        Volatile.Write(ref done, 0);
        Volatile.Write(ref all, 0);
        began = time.GetTimestamp();
        return new Told(this);
    }

    private static string Span(TimeSpan left) =>
        left.TotalSeconds < 1.5 ? "1 second"
        : left.TotalSeconds < 90 ? $"{Math.Round(left.TotalSeconds):0} seconds"
        : left.TotalMinutes < 90 ? $"{left.TotalMinutes:0} minutes"
        : $"{left.TotalHours:0.#} hours";

    /// <summary>A phase of several parts, one after another.</summary>
    public IProgress<(int Done, int All)> BeginParts(string phase) => new ProgressParts(part => Begin(part == 1 ? phase : $"{phase}, part {part}"));

    private sealed class Expected
    {
        public string Phase = "";
        public TimeSpan At,
            End;
    }

    private sealed class Told(RunProgress progress) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value)
        {
            // A run that goes on after a restart begins in the middle.
            if (Interlocked.CompareExchange(ref progress.begunAt, Math.Max(0, value.Done - 1), -1) == -1)
                progress.began = progress.time.GetTimestamp();
            Volatile.Write(ref progress.all, value.All);
            var seen = Volatile.Read(ref progress.done);
            while (value.Done > seen && Interlocked.CompareExchange(ref progress.done, value.Done, seen) is var was && was != seen)
                seen = was;
        }
    }
}
