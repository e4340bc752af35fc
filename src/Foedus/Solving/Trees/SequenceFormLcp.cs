using System.Numerics;
using Foedus.Games;
using Foedus.Numerics.Exact;
using Foedus.Units;

namespace Foedus.Solving.Trees;

/// <summary>One equilibrium of a two-player tree from its linear complementarity problem over action sequences, in exact arithmetic.</summary>
/// <remarks>Koller, Megiddo and von Stengel 1996, solved by <see cref="Lemke"/>. An equilibrium of the whole game; where play never comes it need not be one.</remarks>
internal static class SequenceFormLcp
{
    private const int MostPivots = 100_000;

    /// <summary>Most rows of the problem; each pivot works on their square in whole numbers of many digits.</summary>
    public const int MostRows = 1_500;

    /// <returns>Null where the path did not end at an equilibrium.</returns>
    public static BehaviorProfile? Find(ExtensiveGame game, CancellationToken cancel)
    {
        var form = new SequenceForm(game);
        var (xs, ys) = (form.Sequences[0], form.Sequences[1]);
        var (ps, qs) = (1 + form.Sets[0].Length, 1 + form.Sets[1].Length);
        var size = xs + ys + 2 * ps + 2 * qs;
        if (size > MostRows)
            throw new RefusedException(
                $"The complementarity problem would have {Words.Counted(size, "row")}; at most {MostRows:N0} are solved. Use --method qre or --method spe."
            );
        var m = new BigInteger[size, size];
        var b = new BigInteger[size];
        FillPayoffs(form, m, xs);
        FillConstraints(form, 0, m, b, column: 0, row: xs + ys, ps);
        FillConstraints(form, 1, m, b, column: xs, row: xs + ys + 2 * ps, qs);
        if (Lemke.Solve(m, b, MostPivots, cancel) is not { } z)
            return null;
        var weights = z.Numerators.Take(xs + ys).Select(numerator => new ExactNumber(numerator, z.Denominator).ToDouble()).ToArray();
        return form.ToBehavior([weights[..xs], weights[xs..]]);
    }

    // −A above, −Bᵀ below; payoffs are made negative, which changes no equilibrium and lets the pivoting end (the same article, section 5).
    private static void FillPayoffs(SequenceForm form, BigInteger[,] m, int xs)
    {
        for (var player = 0; player < 2; player++)
        {
            var most = form.Ends.Max(end => end.Payoff[player]) + ExactNumber.One;
            var amounts = form.Ends.Select(end => (most - end.Payoff[player]) * end.Chance).ToArray();
            var (whole, _) = ExactNumber.OverCommonDenominator(amounts);
            for (var e = 0; e < whole.Length; e++)
            {
                var (row, column) = player == 0 ? (form.Ends[e].First, xs + form.Ends[e].Second) : (xs + form.Ends[e].Second, form.Ends[e].First);
                m[row, column] += whole[e];
            }
        }
    }

    // Σ of a set's weights = weight of the sequence before it, twice with opposite signs, and the same numbers turned over as the dual columns.
    private static void FillConstraints(SequenceForm form, int player, BigInteger[,] m, BigInteger[] b, int column, int row, int count)
    {
        Add(0, 0, 1);
        b[row] = 1;
        b[row + count] = -1;
        for (var k = 0; k < form.Sets[player].Length; k++)
        {
            var set = form.Sets[player][k];
            Add(1 + k, form.ParentSequence(player, set), -1);
            for (var a = form.Game.ActionStart[set]; a < form.Game.ActionStart[set + 1]; a++)
                Add(1 + k, form.SequenceOf(player, a), 1);
        }

        void Add(int constraint, int sequence, int value)
        {
            m[column + sequence, row + constraint] += value;
            m[column + sequence, row + count + constraint] -= value;
            m[row + constraint, column + sequence] -= value;
            m[row + count + constraint, column + sequence] += value;
        }
    }
}
