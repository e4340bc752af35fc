using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>The grid of joint public beliefs: the product of one simplex grid per party, the last party's points running fastest.</summary>
/// <remarks>Parties with nothing private have one point.</remarks>
internal sealed class BeliefGrid
{
    private readonly SimplexGrid[] grids;
    private readonly int[] strides;

    // [party × points + joint point]
    private readonly int[] pointOf;

    /// <param name="game">The game.</param>
    /// <param name="resolution">Knots per running sum.</param>
    /// <param name="evenKnots">Knots evenly apart, not denser at the ends.</param>
    /// <param name="coefficients">A draw's numbers: the knots nearest to its priors are moved onto them, so that the game begins on grid points. Null moves none.</param>
    public BeliefGrid(PublicBeliefGame game, int resolution, bool evenKnots = false, double[]? coefficients = null)
    {
        Resolution = resolution;
        var knots = evenKnots ? SimplexGrid.EvenKnots(resolution) : SimplexGrid.KnotsDenserAtTheEnds(resolution);
        grids =
        [
            .. game.Parties.Select(party =>
                !party.IsPrivate ? SimplexGrid.OfOneType : new SimplexGrid(party.TypeCount, coefficients is null ? knots : Through(knots, party, coefficients))
            ),
        ];
        strides = new int[grids.Length];
        var stride = 1;
        for (var party = grids.Length - 1; party >= 0; party--)
        {
            strides[party] = stride;
            stride = checked(stride * grids[party].PointCount);
        }
        PointCount = stride;
        pointOf = new int[checked(grids.Length * PointCount)];
        for (var party = 0; party < grids.Length; party++)
        for (var joint = 0; joint < PointCount; joint++)
            pointOf[party * PointCount + joint] = joint / strides[party] % grids[party].PointCount;
    }

    // Other knots, as many: what stands where is the same.
    private BeliefGrid(BeliefGrid like, SimplexGrid[] grids)
    {
        (Resolution, PointCount, strides, pointOf) = (like.Resolution, like.PointCount, like.strides, like.pointOf);
        this.grids = grids;
    }

    /// <summary>A grid of the same size for another draw: the knots nearest to its priors are moved onto them.</summary>
    /// <param name="game">The game.</param>
    /// <param name="coefficients">The draw's numbers.</param>
    public BeliefGrid Through(PublicBeliefGame game, double[] coefficients)
    {
        var moved = new SimplexGrid[grids.Length];
        for (var party = 0; party < grids.Length; party++)
            moved[party] = game.Parties[party].IsPrivate ? grids[party].On(Through(grids[party].Knots, game.Parties[party], coefficients)) : grids[party];
        return new BeliefGrid(this, moved);
    }

    /// <summary>Knots per running sum.</summary>
    public int Resolution { get; }

    /// <summary>One grid per party of the game.</summary>
    public IReadOnlyList<SimplexGrid> Parties => grids;

    public int PointCount { get; }

    /// <summary>How many points a game's grid would have, without making it.</summary>
    public static double CountPoints(PublicBeliefGame game, int resolution) =>
        game.Parties.Aggregate(1.0, (count, party) => count * SimplexGrid.CountOf(party.TypeCount, resolution));

    private static double[] Through(double[] knots, GameParty party, double[] coefficients)
    {
        var moved = (double[])knots.Clone();
        Span<bool> taken = stackalloc bool[knots.Length];
        var sum = 0.0;
        for (var type = 0; type < party.TypeCount - 1; type++)
        {
            sum += coefficients[party.Prior[type].Index];
            if (!(sum > 1e-9 && sum < 1 - 1e-9))
                continue;
            var nearest = -1;
            for (var knot = 1; knot < knots.Length - 1; knot++)
                if (!taken[knot] && (nearest < 0 || Math.Abs(knots[knot] - sum) < Math.Abs(knots[nearest] - sum)))
                    nearest = knot;
            if (nearest < 0 || sum <= moved[nearest - 1] + 1e-9 || sum >= moved[nearest + 1] - 1e-9)
                continue;
            moved[nearest] = sum;
            taken[nearest] = true;
        }
        return moved;
    }

    /// <summary>Distance between neighbouring points of one party.</summary>
    public int StrideOf(int party) => strides[party];

    /// <summary>A party's own point within a joint point.</summary>
    public int PointOf(int party, int joint) => pointOf[party * PointCount + joint];

    /// <summary>The belief about a party at a joint point.</summary>
    public ReadOnlySpan<double> Belief(int party, int joint) => grids[party].Belief(PointOf(party, joint));

    /// <inheritdoc cref="SimplexGrid.Locate"/>
    public void Locate(int party, ReadOnlySpan<double> belief, Span<int> points, Span<double> weights) => grids[party].Locate(belief, points, weights);

    /// <summary>How likely the others' types are, as they stand in a joint type, at a joint point: the product of the beliefs about them.</summary>
    public double Others(int party, JointTypes types, int joint, int point)
    {
        var chance = 1.0;
        for (var other = 0; other < grids.Length; other++)
            if (other != party && grids[other].Types > 1)
                chance *= Belief(other, point)[types.TypeOf(other, joint)];
        return chance;
    }

    /// <summary>The joint point that differs from another in one party's point only.</summary>
    public int With(int joint, int party, int point) => joint + (point - PointOf(party, joint)) * strides[party];
}
