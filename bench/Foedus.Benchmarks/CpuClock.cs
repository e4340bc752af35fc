using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Foedus.Benchmarks;

/// <summary>CPU seconds of this thread where the system tells them (Linux), else wall seconds: other work on the machine then counts less.</summary>
internal static class CpuClock
{
    private const int ThreadCpuTime = 3;

    public static double Now()
    {
        if (!OperatingSystem.IsLinux())
            return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        _ = GetTime(ThreadCpuTime, out var time);
        return time.Seconds + time.Nanoseconds * 1e-9;
    }

    /// <summary>Fewest seconds of several runs, after some to warm up.</summary>
    public static double Best(Action work)
    {
        var best = double.PositiveInfinity;
        var all = Now();
        for (var run = 0; run < 300 && (run < 30 || Now() - all < 2); run++)
        {
            var from = Now();
            work();
            best = Math.Min(best, Now() - from);
        }
        return best;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
