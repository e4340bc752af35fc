using System.Globalization;

namespace Foedus.Tests;

/// <summary>How much random tests do. Small by default, so that the suite is run often; FOEDUS_TEST_SCALE=10 in the environment makes them ten times as long, FOEDUS_FIRST=5000 has those that number their cases begin there.</summary>
internal static class TestScale
{
    public static double Factor { get; } =
        double.TryParse(Environment.GetEnvironmentVariable("FOEDUS_TEST_SCALE"), NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor > 0
            ? factor
            : 1;

    /// <summary>Number of the first case, so that a long comparison can be made in parts.</summary>
    public static int First { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("FOEDUS_FIRST"), NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : 0;

    /// <summary>So many of all at scale 1, spread evenly over them.</summary>
    public static IEnumerable<T> Some<T>(IReadOnlyList<T> all, int cases)
    {
        var some = Math.Min(all.Count, Of(cases));
        return Enumerable.Range(0, some).Select(number => all[(int)((long)number * all.Count / some)]);
    }

    /// <summary>One size at scale 1, a larger one from scale 10 on: of a case whose cost grows faster than its size.</summary>
    public static int Size(int usual, int large) => Factor >= 10 ? large : usual;

    /// <summary>So many cases at scale 1; one at least.</summary>
    public static int Of(int cases) => Math.Max(1, (int)Math.Round(cases * Factor));
}
