namespace Foedus.Solving.Beliefs;

/// <summary>The order in which a party's beliefs are gone through from one corner of its simplex, where its type is certain: layer by layer, each point with the neighbour it begins from.</summary>
internal sealed class BeliefWalk
{
    /// <param name="simplex">The grid of beliefs about the party.</param>
    /// <param name="corner">The type that is certain at the start.</param>
    public BeliefWalk(SimplexGrid simplex, int corner)
    {
        From = new int[simplex.PointCount];
        var last = simplex.Knots.Length - 1;
        var distance = new int[simplex.PointCount];
        for (var point = 0; point < simplex.PointCount; point++)
        {
            var tuple = simplex.KnotsOf(point);
            var (furthest, which) = (0, -1);
            for (var j = 0; j < tuple.Length; j++)
            {
                var off = j < corner ? tuple[j] : last - tuple[j];
                distance[point] += off;
                // The sums stay in order: those that fall go first from the left, those that rise from the right.
                var free = j < corner ? j == 0 || tuple[j - 1] < tuple[j] : j == tuple.Length - 1 || tuple[j + 1] > tuple[j];
                if (free && off > furthest)
                    (furthest, which) = (off, j);
            }
            if (which >= 0)
                tuple[which] += which < corner ? -1 : 1;
            From[point] = simplex.PointOf(tuple);
        }
        Layers = [.. Enumerable.Range(0, simplex.PointCount).GroupBy(point => distance[point]).OrderBy(layer => layer.Key).Select(layer => layer.ToArray())];
    }

    /// <summary>Points at the same distance from the corner, which is the first layer.</summary>
    public int[][] Layers { get; }

    /// <summary>[point] the neighbour nearer to the corner; the corner itself at the corner.</summary>
    public int[] From { get; }
}
