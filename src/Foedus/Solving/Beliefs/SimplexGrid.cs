using Foedus.Units;

namespace Foedus.Solving.Beliefs;

/// <summary>Points on the simplex of beliefs about one party, with linear (barycentric) weights between them.</summary>
/// <remarks>
/// A belief (b_1 … b_m) is read by its running sums c_j = b_1 + … + b_j, which lie in order between 0 and 1; the points are the non-decreasing tuples of
/// <see cref="Knots"/>, and cells are split as in Kuhn's triangulation (Kuhn 1960; Freudenthal 1942), so that weights are linear in the belief whatever the knots.
/// With two types the grid is the knots themselves and c is the chance of the first type.
/// </remarks>
internal sealed class SimplexGrid
{
    private readonly double[] beliefs;
    private readonly int[] knotsOf;
    private readonly int[][] choose;
    private int[]? guess;
    private double[]? cells;

    /// <summary>Even parts of a running sum for which a cell is kept.</summary>
    public const int Guessed = 1024;

    /// <summary>Numbers a cell takes in <see cref="Cells"/>.</summary>
    public const int OfCell = 4;

    /// <param name="types">Number of types, at least 1.</param>
    /// <param name="knots">Ascending from 0 to 1, at least two.</param>
    public SimplexGrid(int types, double[] knots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(types, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(knots.Length, 2);
        Types = types;
        Knots = knots;
        choose = Binomials(knots.Length + types, types);
        PointCount = Count(types, knots.Length);
        InverseWidth = Inverse(knots);
        knotsOf = FillKnots();
        beliefs = BeliefsAt();
    }

    // Other knots, as many: what stands on which is the same.
    private SimplexGrid(SimplexGrid like, double[] knots)
    {
        (Types, PointCount, choose, knotsOf) = (like.Types, like.PointCount, like.choose, like.knotsOf);
        Knots = knots;
        InverseWidth = Inverse(knots);
        beliefs = BeliefsAt();
    }

    /// <summary>The same on other knots, as many.</summary>
    public SimplexGrid On(double[] knots) =>
        knots.Length == Knots.Length ? new SimplexGrid(this, knots) : throw new ArgumentException("There are not as many knots.", nameof(knots));

    private static double[] Inverse(double[] knots)
    {
        var inverse = new double[knots.Length - 1];
        for (var i = 0; i < inverse.Length; i++)
            inverse[i] = 1 / (knots[i + 1] - knots[i]);
        return inverse;
    }

    /// <summary>Of a party that hides nothing: one point.</summary>
    internal static SimplexGrid OfOneType { get; } = new(1, [0, 1]);

    public int Types { get; }

    /// <summary>Values of the running sums, ascending from 0 to 1.</summary>
    public double[] Knots { get; }

    public int PointCount { get; }

    /// <summary>Knots evenly apart.</summary>
    public static double[] EvenKnots(int count) => [.. Enumerable.Range(0, count).Select(i => i / (count - 1.0))];

    /// <summary>Knots denser near 0 and 1, where updating is steepest: sin² of even angles.</summary>
    public static double[] KnotsDenserAtTheEnds(int count) =>
        [.. Enumerable.Range(0, count).Select(i => i == count - 1 ? 1 : Math.Pow(Math.Sin(Math.PI / 2 * i / (count - 1)), 2))];

    /// <summary>How many points a grid of so many knots has: C(knots + types − 2, types − 1).</summary>
    public static int Count(int types, int knots) =>
        CountOf(types, knots) is var count && count <= int.MaxValue
            ? (int)count
            : throw new RefusedException(
                $"A belief about {Words.Counted(types, "type")} on {Words.Counted(knots, "knot")} has {count:0.0e+0;-0.0e+0;0} grid points."
            );

    /// <summary>As <see cref="Count"/>, however many there are.</summary>
    public static double CountOf(int types, int knots)
    {
        var count = 1.0;
        for (var j = 1; j < types; j++)
            count = Math.Round(count * (knots - 1 + j) / j);
        return count;
    }

    /// <summary>The belief at a point: chances of the types.</summary>
    public ReadOnlySpan<double> Belief(int point) => beliefs.AsSpan(point * Types, Types);

    /// <summary>The knots of a point's running sums, as a copy.</summary>
    public int[] KnotsOf(int point) => knotsOf.AsSpan(point * (Types - 1), Types - 1).ToArray();

    /// <summary>The point at which the running sums stand on these knots, in order.</summary>
    public int PointOf(ReadOnlySpan<int> knots) => Rank(knots);

    /// <summary>The <see cref="Types"/> points around a belief and their weights, which add to 1 (some may be 0).</summary>
    public void Locate(ReadOnlySpan<double> belief, Span<int> points, Span<double> weights)
    {
        if (Types == 2)
        {
            var c = Math.Clamp(belief[0], 0, 1);
            var cell = CellOf(c);
            var fraction = (c - Knots[cell]) / (Knots[cell + 1] - Knots[cell]);
            (points[0], weights[0]) = (cell, 1 - fraction);
            (points[1], weights[1]) = (cell + 1, fraction);
            return;
        }
        LocateAmongMany(belief, points, weights);
    }

    private void LocateAmongMany(ReadOnlySpan<double> belief, Span<int> points, Span<double> weights)
    {
        var dimensions = Types - 1;
        Span<int> corner = stackalloc int[dimensions];
        Span<double> fraction = stackalloc double[dimensions];
        Span<int> order = stackalloc int[dimensions];
        var sum = 0.0;
        for (var j = 0; j < dimensions; j++)
        {
            sum += belief[j];
            var c = Math.Clamp(sum, 0, 1);
            var cell = CellOf(c);
            corner[j] = cell;
            fraction[j] = (c - Knots[cell]) / (Knots[cell + 1] - Knots[cell]);
            // Largest fraction first; on a tie the later sum first, which keeps the tuple in order.
            var at = j;
            while (at > 0 && fraction[order[at - 1]] <= fraction[j])
            {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = j;
        }

        var previous = 1.0;
        for (var vertex = 0; vertex <= dimensions; vertex++)
        {
            if (vertex > 0)
                corner[order[vertex - 1]]++;
            points[vertex] = Rank(corner);
            var next = vertex < dimensions ? fraction[order[vertex]] : 0;
            weights[vertex] = previous - next;
            previous = next;
        }
    }

    /// <summary>The cell [knot i, knot i + 1] that holds a running sum.</summary>
    public int CellOf(double c)
    {
        var (cell, beyond) = (0, Knots.Length - 1);
        while (beyond - cell > 1)
        {
            var middle = (cell + beyond) >> 1;
            if (Knots[middle] <= c)
                cell = middle;
            else
                beyond = middle;
        }
        return cell;
    }

    /// <summary>1 / width of each cell.</summary>
    public double[] InverseWidth { get; }

    /// <summary>Each cell's knot, the next, and 1 / its width, in four numbers.</summary>
    public double[] Cells => cells ??= WriteCells();

    /// <summary>[i] where in <see cref="Cells"/> the cell stands that holds i / <see cref="Guessed"/>: no later than that of any running sum up to the next.</summary>
    public int[] Guesses => guess ??= Guess();

    private double[] WriteCells()
    {
        var numbers = new double[OfCell * InverseWidth.Length];
        for (var cell = 0; cell < InverseWidth.Length; cell++)
            (numbers[OfCell * cell], numbers[OfCell * cell + 1], numbers[OfCell * cell + 2]) = (Knots[cell], Knots[cell + 1], InverseWidth[cell]);
        return numbers;
    }

    private int[] Guess()
    {
        var places = new int[Guessed + 1];
        for (int i = 0, cell = 0; i < places.Length; i++)
        {
            while (cell < Knots.Length - 2 && i / (double)Guessed >= Knots[cell + 1])
                cell++;
            places[i] = cell * OfCell;
        }
        return places;
    }

    private int[] FillKnots()
    {
        var places = new int[PointCount * (Types - 1)];
        Span<int> tuple = stackalloc int[Types - 1];
        Fill(places, tuple, 0, 0);
        return places;
    }

    private void Fill(int[] places, Span<int> tuple, int at, int least)
    {
        if (at == tuple.Length)
        {
            tuple.CopyTo(places.AsSpan(Rank(tuple) * tuple.Length, tuple.Length));
            return;
        }
        for (var i = least; i < Knots.Length; i++)
        {
            tuple[at] = i;
            Fill(places, tuple, at + 1, i);
        }
    }

    private double[] BeliefsAt()
    {
        var held = new double[PointCount * Types];
        for (int point = 0, at = 0; point < PointCount; point++)
        {
            var before = 0.0;
            for (var j = 0; j < Types; j++, at++)
            {
                var c = j < Types - 1 ? Knots[knotsOf[point * (Types - 1) + j]] : 1;
                held[at] = c - before;
                before = c;
            }
        }
        return held;
    }

    // Combinatorial number system on i_j + j, which is strictly increasing.
    private int Rank(ReadOnlySpan<int> tuple)
    {
        var rank = 0;
        for (var j = 0; j < tuple.Length; j++)
            rank += choose[tuple[j] + j][j + 1];
        return rank;
    }

    private static int[][] Binomials(int rows, int columns)
    {
        var table = new int[rows + 1][];
        for (var n = 0; n <= rows; n++)
        {
            table[n] = new int[columns + 1];
            table[n][0] = 1;
            for (var k = 1; k <= columns && n > 0; k++)
                table[n][k] = table[n - 1][k] + table[n - 1][k - 1];
        }
        return table;
    }
}
