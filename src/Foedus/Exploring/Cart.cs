namespace Foedus.Exploring;

/// <param name="LeastLeaf">Rows a leaf must have; null: one in twenty.</param>
/// <param name="LeastGain">Smallest drop in Gini impurity, weighted by the share of all rows at the node, for which a node is split.</param>
/// <param name="MostDepth">Cuts on the longest way; null: no limit.</param>
public sealed record CartOptions(int? LeastLeaf = null, double LeastGain = 0.001, int? MostDepth = null);

/// <summary>Classification tree by Gini impurity, its leaves as boxes: the densest first, then the largest.</summary>
/// <remarks>Breiman, Friedman, Olshen and Stone 1984. Cuts lie in the middle between neighbouring values; nominal columns are cut one category against the others. The first best cut is taken.</remarks>
public sealed class Cart
{
    private readonly Experiments data;
    private readonly CartOptions options;
    private readonly int leastLeaf;
    private readonly BoxLimit[] whole;
    private readonly List<(BoxLimit[] Limits, int[] Rows)> leaves = [];
    private readonly double[] importance;

    private Cart(Experiments data, CartOptions options)
    {
        (this.data, this.options) = (data, options);
        leastLeaf = Math.Max(1, options.LeastLeaf ?? data.Rows / 20);
        importance = new double[data.Inputs.Count];
        whole =
        [
            .. data.Inputs.Select(column =>
                column.Kind == ColumnKind.Nominal
                    ? new BoxLimit(double.NaN, double.NaN, [.. column.Categories.Select(_ => true)])
                    : new BoxLimit(column.Values.Min(), column.Values.Max(), null)
            ),
        ];
    }

    /// <returns>Leaves as boxes, and each input's share in the drop of impurity (they add to 1).</returns>
    public static (IReadOnlyList<BoxStep> Leaves, double[] Importance) Find(Experiments data, CartOptions options, CancellationToken cancel = default)
    {
        if (data.CasesOfInterest == 0 || data.CasesOfInterest == data.Rows)
            throw new InputException(
                $"{(data.CasesOfInterest == 0 ? "No" : "Every")} row is of interest, so there is nothing to tell apart. Choose another --above or --below."
            );
        var tree = new Cart(data, options);
        tree.Grow((BoxLimit[])tree.whole.Clone(), [.. Enumerable.Range(0, data.Rows)], 0, cancel);
        var leaves = tree
            .leaves.Select(leaf => tree.Step(leaf.Limits, leaf.Rows))
            .OrderByDescending(leaf => leaf.Density)
            .ThenByDescending(leaf => leaf.Count)
            .ToList();
        var total = tree.importance.Sum();
        return (leaves, total > 0 ? [.. tree.importance.Select(gain => gain / total)] : tree.importance);
    }

    private void Grow(BoxLimit[] limits, int[] rows, int depth, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (depth < (options.MostDepth ?? int.MaxValue) && BestCut(limits, rows) is { } cut && cut.Gain >= options.LeastGain)
        {
            importance[cut.Column] += cut.Gain;
            foreach (var side in new[] { cut.Left, cut.Right })
            {
                var inner = (BoxLimit[])limits.Clone();
                inner[cut.Column] = side;
                Grow(
                    inner,
                    [.. rows.Where(row => side.Holds(data.Inputs[cut.Column].Values[row]) && (side.Allowed is not null || IsOnSide(side, cut, row)))],
                    depth + 1,
                    cancel
                );
            }
            return;
        }
        leaves.Add((limits, rows));
    }

    // The cut lies between values, so that no row is on both sides.
    private bool IsOnSide(BoxLimit side, (double Gain, int Column, BoxLimit Left, BoxLimit Right) cut, int row) =>
        ReferenceEquals(side, cut.Left) == (data.Inputs[cut.Column].Values[row] <= cut.Left.High);

    private (double Gain, int Column, BoxLimit Left, BoxLimit Right)? BestCut(BoxLimit[] limits, int[] rows)
    {
        var (n, k) = (rows.Length, rows.Count(row => data.OfInterest[row]));
        if (n < 2 * leastLeaf || k == 0 || k == n)
            return null;
        (double Gain, int Column, BoxLimit Left, BoxLimit Right)? best = null;
        for (var c = 0; c < data.Inputs.Count; c++)
        {
            var column = data.Inputs[c];
            if (column.Kind == ColumnKind.Nominal)
            {
                for (var category = 0; category < column.Categories.Count; category++)
                {
                    var inside = rows.Where(row => column.Values[row] == category).ToArray();
                    var (only, others) = ((bool[])limits[c].Allowed!.Clone(), (bool[])limits[c].Allowed!.Clone());
                    for (var other = 0; other < only.Length; other++)
                        only[other] &= other == category;
                    others[category] = false;
                    Offer(
                        c,
                        inside.Length,
                        inside.Count(row => data.OfInterest[row]),
                        new BoxLimit(double.NaN, double.NaN, only),
                        new BoxLimit(double.NaN, double.NaN, others)
                    );
                }
                continue;
            }
            var keys = Array.ConvertAll(rows, row => column.Values[row]);
            var order = (int[])rows.Clone();
            Array.Sort(keys, order);
            for (int i = 1, yes = 0; i < n; i++)
            {
                if (data.OfInterest[order[i - 1]])
                    yes++;
                if (keys[i] <= keys[i - 1])
                    continue;
                var (left, right) = Between(keys[i - 1], keys[i]);
                Offer(c, i, yes, limits[c] with { High = left }, limits[c] with { Low = right });
            }
        }
        return best;

        void Offer(int c, int left, int leftYes, BoxLimit low, BoxLimit high)
        {
            if (left < leastLeaf || n - left < leastLeaf)
                return;
            var gain = (double)n / data.Rows * (Gini(k, n) - (double)left / n * Gini(leftYes, left) - (double)(n - left) / n * Gini(k - leftYes, n - left));
            if (best is not { } held || gain > held.Gain + 1e-15)
                best = (gain, c, low, high);
        }
    }

    // In the middle; of two numbers that have none between them, each is the end of its side. Halved first, so that large ones stay finite.
    private static (double Left, double Right) Between(double low, double high)
    {
        var middle = low / 2 + high / 2;
        return middle > low && middle < high ? (middle, middle) : (low, high);
    }

    private static double Gini(int k, int n)
    {
        var p = (double)k / n;
        return 1 - p * p - (1 - p) * (1 - p);
    }

    private BoxStep Step(BoxLimit[] limits, int[] rows)
    {
        var yes = rows.Count(row => data.OfInterest[row]);
        var none = new (double, double)[limits.Length];
        Array.Fill(none, (double.NaN, double.NaN));
        return new BoxStep(
            limits,
            [.. Enumerable.Range(0, limits.Length).Where(c => !limits[c].IsSame(whole[c]))],
            rows.Length,
            yes,
            (double)rows.Length / data.Rows,
            (double)yes / rows.Length,
            (double)yes / data.CasesOfInterest,
            none
        );
    }
}
