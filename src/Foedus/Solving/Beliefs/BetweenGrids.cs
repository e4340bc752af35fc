namespace Foedus.Solving.Beliefs;

/// <summary>Takes what stands at the beliefs of one grid to those of another, linearly between.</summary>
internal sealed class BetweenGrids
{
    private readonly int[][] points;
    private readonly double[][] weights;
    private readonly int from;

    /// <param name="one">The grid on which it stands.</param>
    /// <param name="other">The grid to which it is taken, of the same game.</param>
    public BetweenGrids(BeliefGrid one, BeliefGrid other)
    {
        from = one.PointCount;
        (points, weights) = (new int[other.PointCount][], new double[other.PointCount][]);
        for (var belief = 0; belief < other.PointCount; belief++)
        {
            var (at, weight) = (new List<int> { 0 }, new List<double> { 1 });
            for (var party = 0; party < other.Parties.Count; party++)
                PublicOutlook.Split(one, party, other.Belief(party, belief), at, weight);
            (points[belief], weights[belief]) = ([.. at], [.. weight]);
        }
    }

    /// <param name="rows">[row × beliefs of the one grid + belief]</param>
    /// <returns>[row × beliefs of the other grid + belief]</returns>
    public double[] Taken(double[] rows)
    {
        var taken = new double[rows.Length / from * points.Length];
        for (var i = 0; i < taken.Length; i++)
        {
            var (row, belief) = (i / points.Length, i % points.Length);
            for (var k = 0; k < points[belief].Length; k++)
                taken[i] += weights[belief][k] * rows[row * from + points[belief][k]];
        }
        return taken;
    }
}
