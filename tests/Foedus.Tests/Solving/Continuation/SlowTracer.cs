using Foedus.Games;

namespace Foedus.Tests.Solving.Continuation;

/// <summary>A tracer of the principal branch that shares nothing with the solver: every choice has its log-odds, derivatives are differences, steps are tiny.</summary>
/// <remarks>
/// A step is halved until the tangent turns by less than four degrees, the determinant of the bordered matrix keeps its sign and changes by less than a third, and two half steps land where
/// one whole step does. Slow on purpose. For games in which no exact bifurcation lies on the way.
/// </remarks>
internal sealed class SlowTracer
{
    private const double LongestStep = 0.25,
        ShortestStep = 1e-9;
    private readonly int[] first;
    private readonly Func<double[], double, double[]> cared;
    private readonly int[] start;
    private readonly int n;
    private double[] point,
        tangent;
    private double determinant;
    private double step = 0.02;

    public SlowTracer(ExtensiveGame game, double unit)
        : this([.. Enumerable.Range(0, game.InformationSetCount).Select(game.ActionCountOf)], (p, lambda) =>
            [.. Worths(game, p).Select(worth => lambda * worth / unit)]
        ) { }

    /// <param name="counts">Actions of every choice; chances come in this order.</param>
    /// <param name="cared">What λ makes of the worth of every action, from the chances and λ.</param>
    public SlowTracer(int[] counts, Func<double[], double, double[]> cared)
    {
        this.cared = cared;
        start = new int[counts.Length + 1];
        first = new int[counts.Length + 1];
        for (var h = 0; h < counts.Length; h++)
            (start[h + 1], first[h + 1]) = (start[h] + counts[h] - 1, first[h] + counts[h]);
        n = start[^1];
        point = new double[n + 1];
        tangent = new double[n + 1];
        tangent[n] = 1;
        (tangent, _) = TangentAt(point, tangent);
        (tangent, determinant) = TangentAt(point, tangent);
    }

    public int Steps { get; private set; }

    /// <summary>Choice probabilities where λ × unit is first <paramref name="goal"/>; null where no step is short enough.</summary>
    public double[]? GoTo(double goal)
    {
        while (true)
        {
            if (++Steps > 400_000)
                return null;
            var whole = Corrected(point, tangent, step);
            if (whole is not null && IsFine(whole))
            {
                if (whole.Value.Point[n] >= goal)
                    return At(goal, whole.Value.Point);
                (point, tangent, determinant) = whole.Value;
                step = Math.Min(step * 1.5, LongestStep * (1 + 0.02 * Math.Abs(point[n])));
                continue;
            }
            step /= 2;
            if (step < ShortestStep)
                return null;
        }
    }

    private bool IsFine((double[] Point, double[] Tangent, double Determinant)? arrival)
    {
        var (point, tangent, determinant) = arrival!.Value;
        if (Dot(tangent, this.tangent) < Math.Cos(4 * Math.PI / 180))
            return false;
        var ratio = determinant / this.determinant;
        if (!(ratio > 0.75 && ratio < 1.33))
            return false;
        if (Corrected(this.point, this.tangent, step / 2) is not { } half)
            return false;
        var rest = Dot(Minus(point, half.Point), half.Tangent);
        if (Corrected(half.Point, half.Tangent, rest) is not { } again)
            return false;
        return Size(Minus(again.Point, point)) < 1e-6 * (1 + Size(point));
    }

    // λ held at the goal, from the two points around it.
    private double[]? At(double goal, double[] beyond)
    {
        var share = (goal - point[n]) / (beyond[n] - point[n]);
        var x = new double[n + 1];
        for (var i = 0; i <= n; i++)
            x[i] = point[i] + share * (beyond[i] - point[i]);
        x[n] = goal;
        var held = new double[n + 1];
        held[n] = 1;
        return Newton(x, held) ? Probabilities(x) : null;
    }

    private (double[] Point, double[] Tangent, double Determinant)? Corrected(double[] from, double[] tangent, double step)
    {
        var x = new double[n + 1];
        for (var i = 0; i <= n; i++)
            x[i] = from[i] + step * tangent[i];
        if (!Newton(x, tangent))
            return null;
        var (next, determinant) = TangentAt(x, tangent);
        return (x, next, determinant);
    }

    private bool Newton(double[] x, double[] across)
    {
        for (var round = 0; round < 8; round++)
        {
            var matrix = Bordered(x, across);
            var right = new double[n + 1];
            var f = F(x);
            for (var i = 0; i < n; i++)
                right[i] = -f[i];
            Eliminate(matrix, right);
            for (var i = 0; i <= n; i++)
                x[i] += right[i];
            var size = 0.0;
            for (var i = 0; i <= n; i++)
                size = Math.Max(size, Math.Abs(right[i]) / (1 + Math.Abs(x[i])));
            if (size < 1e-11)
                return true;
            if (!(size < 10))
                return false;
        }
        return false;
    }

    private (double[] Tangent, double Determinant) TangentAt(double[] x, double[] before)
    {
        var right = new double[n + 1];
        right[n] = 1;
        var determinant = Eliminate(Bordered(x, before), right);
        var length = Math.Sqrt(Dot(right, right));
        return ([.. right.Select(entry => entry / length)], determinant);
    }

    private double[][] Bordered(double[] x, double[] last)
    {
        var matrix = new double[n + 1][];
        for (var i = 0; i < n; i++)
            matrix[i] = new double[n + 1];
        for (var c = 0; c <= n; c++)
        {
            var h = 3e-6 * (1 + 0.01 * Math.Abs(x[c]));
            var kept = x[c];
            x[c] = kept + h;
            var above = F(x);
            x[c] = kept - h;
            var below = F(x);
            x[c] = kept;
            for (var i = 0; i < n; i++)
                matrix[i][c] = (above[i] - below[i]) / (2 * h);
        }
        matrix[n] = [.. last];
        return matrix;
    }

    // Gauss with row exchanges; the right side becomes the solution. Returns the determinant.
    private static double Eliminate(double[][] a, double[] b)
    {
        var n = b.Length;
        var determinant = 1.0;
        for (var k = 0; k < n; k++)
        {
            var best = k;
            for (var i = k + 1; i < n; i++)
                if (Math.Abs(a[i][k]) > Math.Abs(a[best][k]))
                    best = i;
            if (best != k)
            {
                (a[k], a[best]) = (a[best], a[k]);
                (b[k], b[best]) = (b[best], b[k]);
                determinant = -determinant;
            }
            determinant *= a[k][k];
            for (var i = k + 1; i < n; i++)
            {
                var factor = a[i][k] / a[k][k];
                for (var j = k; j < n; j++)
                    a[i][j] -= factor * a[k][j];
                b[i] -= factor * b[k];
            }
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
                b[i] -= a[i][j] * b[j];
            b[i] /= a[i][i];
        }
        return determinant;
    }

    private double[] Probabilities(double[] x)
    {
        var p = new double[first[^1]];
        for (var h = 0; h + 1 < first.Length; h++)
        {
            var count = first[h + 1] - first[h];
            var top = 0.0;
            for (var a = 1; a < count; a++)
                top = Math.Max(top, x[start[h] + a - 1]);
            var sum = 0.0;
            for (var a = 0; a < count; a++)
                sum += p[first[h] + a] = Math.Exp((a == 0 ? 0 : x[start[h] + a - 1]) - top);
            for (var a = 0; a < count; a++)
                p[first[h] + a] /= sum;
        }
        return p;
    }

    // log-odds minus differences of what is cared for.
    private double[] F(double[] x)
    {
        var cared = this.cared(Probabilities(x), x[n]);
        var f = new double[n];
        for (var h = 0; h + 1 < first.Length; h++)
        for (var a = 1; a < first[h + 1] - first[h]; a++)
            f[start[h] + a - 1] = x[start[h] + a - 1] - (cared[first[h] + a] - cared[first[h]]);
        return f;
    }

    /// <summary>Chance of play passing every node.</summary>
    internal static double[] ReachOf(ExtensiveGame game, double[] p)
    {
        var reach = new double[game.NodeCount];
        reach[0] = 1;
        for (var n = 1; n < reach.Length; n++)
            reach[n] = reach[game.Parent[n]] * Chance(game, p, n);
        return reach;
    }

    /// <summary>What every action is worth at Bayes beliefs.</summary>
    internal static double[] Worths(ExtensiveGame game, double[] p)
    {
        var (nodes, players, reach) = (game.NodeCount, game.PlayerCount, ReachOf(game, p));
        var worth = new double[nodes, players];
        for (var n = nodes - 1; n >= 0; n--)
        {
            if (game.OutcomeAt[n] >= 0)
                for (var i = 0; i < players; i++)
                    worth[n, i] += game.Payoff(game.OutcomeAt[n], i);
            if (n == 0)
                break;
            for (var i = 0; i < players; i++)
                worth[game.Parent[n], i] += Chance(game, p, n) * worth[n, i];
        }
        var worths = new double[game.ActionCount];
        for (var h = 0; h < game.InformationSetCount; h++)
        {
            var total = 0.0;
            foreach (var m in game.MembersOf(h))
                total += reach[m];
            foreach (var m in game.MembersOf(h))
            {
                var children = game.ChildrenOf(m);
                for (var a = 0; a < game.ActionCountOf(h); a++)
                    worths[game.ActionStart[h] + a] += reach[m] / total * worth[children[a], game.SetPlayer[h]];
            }
        }
        return worths;
    }

    private static double Chance(ExtensiveGame game, double[] p, int n) =>
        game.Parent[n] is var parent && game.IsChance(parent)
            ? game.ProbabilitiesOf(game.ChanceSetAt(parent))[game.MoveFromParent[n]]
            : p[game.ActionStart[game.SetAt[parent]] + game.MoveFromParent[n]];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double Size(double[] a) => Math.Sqrt(Dot(a, a));
}
