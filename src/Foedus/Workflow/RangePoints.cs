using Foedus.Numerics.Sampling;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>Worlds in which numbers of a deal are looked at before it is weighed: the best values, corners of the ranges where they are few enough, and a spread of points inside.</summary>
internal static class RangePoints
{
    private const int MostCorners = 8;
    private const int Inside = 64;

    /// <param name="set">The assumptions.</param>
    /// <param name="depends">Those that the numbers depend on.</param>
    /// <returns>Worlds; one array, filled anew for each.</returns>
    public static IEnumerable<double[]> Of(AssumptionSet set, IEnumerable<int> depends)
    {
        var moving = depends.Where(a => set.Distributions[a].Low < set.Distributions[a].High).ToArray();
        yield return set.Best;
        if (moving.Length == 0)
            yield break;
        var point = (double[])set.Best.Clone();
        if (moving.Length <= MostCorners)
            for (var corner = 0; corner < 1 << moving.Length; corner++)
            {
                for (var i = 0; i < moving.Length; i++)
                    point[moving[i]] = (corner >> i & 1) == 0 ? set.Distributions[moving[i]].Low : set.Distributions[moving[i]].High;
                yield return point;
            }
        for (var n = 0; n < Inside; n++)
        {
            for (var i = 0; i < moving.Length; i++)
                point[moving[i]] = set.Distributions[moving[i]].Quantile((SobolSequence.Bits32(n + 1, i % SobolSequence.MostDimensions) + 0.5) / 4294967296.0);
            yield return point;
        }
    }
}
