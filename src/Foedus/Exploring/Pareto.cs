namespace Foedus.Exploring;

/// <summary>What cannot be bettered in everything at once.</summary>
/// <remarks>p dominates q if it is at least as good in every objective and better in one; points that are equal do not dominate each other. All objectives: higher is better.</remarks>
internal static class Pareto
{
    public static bool Dominates(double[] p, double[] q)
    {
        var better = false;
        for (var objective = 0; objective < p.Length; objective++)
        {
            if (!(p[objective] >= q[objective]))
                return false;
            better |= p[objective] > q[objective];
        }
        return better;
    }

    /// <summary>[point] 0 for the Pareto set, 1 for what is undominated once that is taken away, and so on.</summary>
    public static int[] Ranks(IReadOnlyList<double[]> points)
    {
        var ranks = new int[points.Count];
        Array.Fill(ranks, -1);
        for (var rank = 0; Array.IndexOf(ranks, -1) >= 0; rank++)
        {
            var open = Enumerable.Range(0, points.Count).Where(point => ranks[point] < 0).ToArray();
            foreach (var point in open.Where(point => !open.Any(other => Dominates(points[other], points[point]))).ToArray())
                ranks[point] = rank;
        }
        return ranks;
    }

    /// <summary>Volume between a reference point and the points that are better than it in every objective.</summary>
    /// <remarks>By slices along the last objective (Knowles 2002); meant for the few points of offers on a table.</remarks>
    public static double Hypervolume(IReadOnlyList<double[]> points, double[] reference) =>
        Volume([.. points.Where(point => point.Zip(reference).All(pair => pair.First > pair.Second))], reference, reference.Length);

    private static double Volume(List<double[]> points, double[] reference, int objectives)
    {
        if (points.Count == 0)
            return 0;
        var last = objectives - 1;
        if (last == 0)
            return points.Max(point => point[0]) - reference[0];
        var ordered = points.OrderByDescending(point => point[last]).ToList();
        var volume = 0.0;
        for (var count = 1; count <= ordered.Count; count++)
        {
            var below = count < ordered.Count ? ordered[count][last] : reference[last];
            if (ordered[count - 1][last] > below)
                volume += (ordered[count - 1][last] - below) * Volume(ordered[..count], reference, last);
        }
        return volume;
    }
}
