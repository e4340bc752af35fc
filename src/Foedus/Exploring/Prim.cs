using MathNet.Numerics;

namespace Foedus.Exploring;

/// <summary>What a step of the peeling should gain.</summary>
public enum PeelObjective
{
    /// <summary>Gain in mean per row given up.</summary>
    Lenient1,

    /// <summary>The same times the rows left.</summary>
    Lenient2,

    /// <summary>The mean that is left.</summary>
    Original,
}

/// <param name="Objective">What a step should gain.</param>
/// <param name="PeelShare">Share of the rows that a peel gives up.</param>
/// <param name="PasteShare">Share that a paste takes back.</param>
/// <param name="LeastMass">Smallest share of all rows that a box may hold.</param>
/// <param name="WantedDensity">For the step to show.</param>
/// <param name="MostBoxes">Boxes looked for, each on the rows that the boxes before leave.</param>
/// <param name="DropAbove">Quasi-p above which a limit counts as luck. Every step's box is then also tried with limits dropped, the least certain first; the one to show has none by luck and at most
/// <paramref name="MostLimits"/> limited inputs, and ends the trajectory, alone with its quasi-p. Null: steps are shown as they are.</param>
/// <param name="MostLimits">Only with <paramref name="DropAbove"/>.</param>
public sealed record PrimOptions(
    PeelObjective Objective = PeelObjective.Lenient1,
    double PeelShare = 0.05,
    double PasteShare = 0.05,
    double LeastMass = 0.05,
    double WantedDensity = 0.8,
    int MostBoxes = 3,
    double? DropAbove = null,
    int MostLimits = 4
);

/// <summary>Patient rule induction: boxes in which the cases of interest crowd, found by peeling off thin slices and pasting some back.</summary>
/// <remarks>
/// Friedman and Fisher 1999; for scenario discovery Bryant and Lempert 2010, whose quasi-p values are given; lenient objectives, integer and nominal columns as Kwakkel and Jaxa-Rozen 2016.
/// Cutting values and ties: docs/mathematics/uncertainty.md. Every column is sorted once; a step costs one pass over the rows left.
/// </remarks>
internal sealed class Prim
{
    private readonly Experiments data;
    private readonly PrimOptions options;
    private readonly int[] columns;
    private readonly int allOfInterest;

    // [input] all rows, ascending by its values.
    private readonly int[][] sorted;

    private Prim(Experiments data, PrimOptions options)
    {
        this.data = data;
        this.options = options;
        allOfInterest = data.CasesOfInterest;
        var all = Enumerable.Range(0, data.Rows).ToArray();
        sorted = [.. data.Inputs.Select(column => Sorted(column.Values, all))];
        // Real columns first, then integer, then nominal ones, each as they stand.
        columns = [.. Enumerable.Range(0, data.Inputs.Count).OrderBy(c => data.Inputs[c].Kind)];
    }

    /// <exception cref="InputException">Nothing, or everything, is of interest.</exception>
    public static IReadOnlyList<FoundBox> Find(Experiments data, PrimOptions options, CancellationToken cancel = default)
    {
        if (data.CasesOfInterest == 0 || data.CasesOfInterest == data.Rows)
            throw new InputException(
                $"{(data.CasesOfInterest == 0 ? "No" : "Every")} row is of interest, so there is nothing to tell apart. Choose another --above or --below."
            );
        var search = new Prim(data, options);
        var left = Enumerable.Range(0, data.Rows).ToArray();
        var boxes = new List<FoundBox>();
        while (boxes.Count < options.MostBoxes && left.Length > 0)
        {
            var box = search.FindOne(left, cancel);
            var chosen = box.Trajectory[box.Chosen];
            // A later box that is no denser than all the data tells nothing.
            if (boxes.Count > 0 && (chosen.Restricted.Count == 0 || chosen.Density <= (double)search.allOfInterest / data.Rows))
                break;
            boxes.Add(box);
            var restricted = chosen.Restricted.ToArray();
            left = [.. left.Where(row => !search.IsInside(chosen.Limits, restricted, row, -1))];
        }
        return boxes;
    }

    // Inputs that are not restricted hold every row that is looked at.
    private bool IsInside(IReadOnlyList<BoxLimit> limits, int[] restricted, int row, int without)
    {
        foreach (var c in restricted)
            if (c != without && !limits[c].Holds(data.Inputs[c].Values[row]))
                return false;
        return true;
    }

    private static int[] Restricted(BoxLimit[] limits, BoxLimit[] initial) => [.. Enumerable.Range(0, limits.Length).Where(c => !limits[c].IsSame(initial[c]))];

    // A box that might be taken next.
    private readonly record struct Candidate(int Column, BoxLimit Limit, int Count, int OfInterest, double Score, int RestrictedCount);

    private FoundBox FindOne(int[] rows, CancellationToken cancel)
    {
        var initial = Enumerable.Range(0, data.Inputs.Count).Select(c => Whole(c, rows)).ToArray();
        var limits = (BoxLimit[])initial.Clone();
        var isLeft = new bool[data.Rows];
        foreach (var row in rows)
            isLeft[row] = true;
        var order = this.sorted.Select(sorted => Array.FindAll(sorted, row => isLeft[row])).ToArray();
        var (count, interest) = (rows.Length, rows.Count(row => data.OfInterest[row]));
        var steps = new List<(BoxLimit[] Limits, int Count, int Interest)> { (limits, count, interest) };
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (
                Best(Peels(limits, initial, order, count, interest)) is not { } peel
                || peel.Score <= 0
                || (double)peel.Count / data.Rows < options.LeastMass
                || peel.Count >= count
            )
                break;
            limits = With(limits, peel);
            for (var c = 0; c < order.Length; c++)
                order[c] = Filter(order[c], data.Inputs[peel.Column].Values, peel.Limit);
            (count, interest) = (peel.Count, peel.OfInterest);
            steps.Add((limits, count, interest));
        }
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (
                Best(Pastes(limits, initial, rows, count, interest)) is not { } paste
                || paste.Score <= 0
                || paste.Count <= count
                || (double)paste.OfInterest / paste.Count <= (double)interest / count
            )
                break;
            limits = With(limits, paste);
            (count, interest) = (paste.Count, paste.OfInterest);
            steps.Add((limits, count, interest));
        }
        // Where limits are dropped by luck, it is measured there.
        var trajectory = steps.Select(step => Step(step.Limits, initial, rows, step.Count, step.Interest, withQuasiP: options.DropAbove is null)).ToArray();
        if (options.DropAbove is null)
            return new FoundBox(trajectory, Choose(trajectory));
        return Simplest(trajectory, initial, rows) is { } simplest ? new FoundBox([.. trajectory, simplest], trajectory.Length) : new FoundBox(trajectory, 0);
    }

    // One side of one input, and what it would let in.
    private readonly record struct Side(int Column, bool IsLow);

    // Of every step's box and of what is left of it as limits are dropped, the least certain first: those with few limits and none by luck, by the same rule as a step to show.
    private BoxStep? Simplest(BoxStep[] trajectory, BoxLimit[] initial, int[] rows)
    {
        (double Density, int Count, int Yes, int Columns, BoxLimit[] Limits)? best = null;
        foreach (var step in trajectory)
        {
            var sides = step
                .Restricted.SelectMany(c =>
                    step.Limits[c].Allowed is not null
                        ? [new Side(c, true)]
                        : new[] { new Side(c, true), new Side(c, false) }.Where(side =>
                            side.IsLow ? step.Limits[c].Low != initial[c].Low : step.Limits[c].High != initial[c].High
                        )
                )
                .ToList();
            if (sides.Count is 0 or > 64)
                continue;
            // [row] which sides keep it out.
            var outside = Array.ConvertAll(rows, row =>
            {
                var mask = 0UL;
                for (var i = 0; i < sides.Count; i++)
                    if (IsOut(step.Limits[sides[i].Column], sides[i].IsLow, data.Inputs[sides[i].Column].Values[row]))
                        mask |= 1UL << i;
                return mask;
            });
            var inForce = sides.Count == 64 ? ulong.MaxValue : (1UL << sides.Count) - 1;
            while (inForce != 0)
            {
                var (count, yes) = (0, 0);
                var without = new (int Count, int Yes)[sides.Count];
                for (var i = 0; i < rows.Length; i++)
                {
                    var mask = outside[i] & inForce;
                    var case1 = data.OfInterest[rows[i]] ? 1 : 0;
                    if (mask == 0)
                        (count, yes) = (count + 1, yes + case1);
                    else if (System.Numerics.BitOperations.IsPow2(mask))
                    {
                        ref var one = ref without[System.Numerics.BitOperations.TrailingZeroCount(mask)];
                        one = (one.Count + 1, one.Yes + case1);
                    }
                }
                var (least, luck) = (-1, -1.0);
                for (var i = 0; i < sides.Count; i++)
                    if ((inForce >> i & 1) != 0 && QuasiP(count, yes, count + without[i].Count, yes + without[i].Yes) is var p && p > luck)
                        (least, luck) = (i, p);
                var columns = Enumerable.Range(0, sides.Count).Where(i => (inForce >> i & 1) != 0).Select(i => sides[i].Column).Distinct().Count();
                var density = count == 0 ? 0 : (double)yes / count;
                if (luck <= options.DropAbove && columns <= options.MostLimits && (best is not { } held || IsBetter(density, yes, columns, held)))
                    best = (density, count, yes, columns, Limited(step.Limits, initial, sides, inForce));
                inForce &= ~(1UL << least);
            }
        }
        return best is { } found ? Step(found.Limits, initial, rows, found.Count, found.Yes) : null;

        bool IsBetter(double density, int yes, int columns, (double Density, int Count, int Yes, int Columns, BoxLimit[] Limits) held)
        {
            var (dense, wasDense) = (density >= options.WantedDensity, held.Density >= options.WantedDensity);
            if (dense != wasDense)
                return dense;
            if (!dense)
                return density > held.Density;
            return yes != held.Yes ? yes > held.Yes
                : columns != held.Columns ? columns < held.Columns
                : density > held.Density;
        }
    }

    private static bool IsOut(BoxLimit limit, bool isLow, double value) =>
        limit.Allowed is { } allowed ? !allowed[(int)value]
        : isLow ? value < limit.Low
        : value > limit.High;

    private static BoxLimit[] Limited(IReadOnlyList<BoxLimit> limits, BoxLimit[] initial, List<Side> sides, ulong inForce)
    {
        var kept = (BoxLimit[])initial.Clone();
        for (var i = 0; i < sides.Count; i++)
        {
            var (column, isLow) = sides[i];
            if ((inForce >> i & 1) != 0)
                kept[column] =
                    limits[column].Allowed is not null ? limits[column]
                    : isLow ? kept[column] with { Low = limits[column].Low }
                    : kept[column] with { High = limits[column].High };
        }
        return kept;
    }

    // P(X ≥ k) of a binomial is the regularized incomplete beta function.
    private static double QuasiP(int count, int yes, int wider, int widerYes) =>
        yes == 0 || widerYes == wider ? 1 : SpecialFunctions.BetaRegularized(yes, count - yes + 1, (double)widerYes / wider);

    private int Choose(BoxStep[] trajectory)
    {
        var dense = Enumerable.Range(0, trajectory.Length).Where(i => trajectory[i].Density >= options.WantedDensity).ToArray();
        return dense.Length > 0
            ? dense
                .OrderByDescending(i => trajectory[i].Coverage)
                .ThenBy(i => trajectory[i].Restricted.Count)
                .ThenByDescending(i => trajectory[i].Density)
                .ThenBy(i => i)
                .First()
            : Enumerable.Range(0, trajectory.Length).OrderByDescending(i => trajectory[i].Density).ThenBy(i => i).First();
    }

    private BoxLimit Whole(int c, int[] rows)
    {
        var column = data.Inputs[c];
        if (column.Kind == ColumnKind.Nominal)
            return new BoxLimit(
                double.NaN,
                double.NaN,
                [.. Enumerable.Range(0, column.Categories.Count).Select(k => rows.Any(row => column.Values[row] == k))]
            );
        return new BoxLimit(rows.Min(row => column.Values[row]), rows.Max(row => column.Values[row]), null);
    }

    private static int[] Sorted(double[] values, int[] rows)
    {
        var keys = Array.ConvertAll(rows, row => values[row]);
        var order = (int[])rows.Clone();
        Array.Sort(keys, order);
        return order;
    }

    private static int[] Filter(int[] order, double[] values, BoxLimit limit)
    {
        var kept = new int[order.Length];
        var n = 0;
        foreach (var row in order)
            if (limit.Holds(values[row]))
                kept[n++] = row;
        return kept[..n];
    }

    private static BoxLimit[] With(BoxLimit[] limits, Candidate candidate)
    {
        var changed = (BoxLimit[])limits.Clone();
        changed[candidate.Column] = candidate.Limit;
        return changed;
    }

    private static Candidate? Best(IEnumerable<Candidate> candidates)
    {
        Candidate? best = null;
        foreach (var candidate in candidates)
            if (best is not { } held || candidate.Score > held.Score || (candidate.Score == held.Score && candidate.RestrictedCount < held.RestrictedCount))
                best = candidate;
        return best;
    }

    private IEnumerable<Candidate> Peels(BoxLimit[] limits, BoxLimit[] initial, int[][] order, int count, int interest)
    {
        foreach (var c in columns)
        {
            var (column, rows) = (data.Inputs[c], order[c]);
            if (column.Kind == ColumnKind.Nominal)
            {
                for (var k = 0; k < column.Categories.Count; k++)
                {
                    if (!limits[c].Allowed![k] || limits[c].Allowed!.Count(allowed => allowed) < 2)
                        continue;
                    var allowed = (bool[])limits[c].Allowed!.Clone();
                    allowed[k] = false;
                    yield return Make(c, new BoxLimit(double.NaN, double.NaN, allowed), limits, initial, rows, count, interest);
                }
                continue;
            }
            foreach (var upper in new[] { true, false })
            {
                var cut = Quantile(i => column.Values[rows[i]], rows.Length, upper ? 1 - options.PeelShare : options.PeelShare);
                var limit = upper ? limits[c] with { High = cut } : limits[c] with { Low = cut };
                if (column.Kind == ColumnKind.Integer && Inward(column.Values, rows, limits[c], Math.Truncate(cut), upper) is { } whole)
                    limit = whole;
                else if (column.Kind == ColumnKind.Integer)
                    continue;
                yield return Make(c, limit, limits, initial, rows, count, interest);
            }
        }
    }

    // An integer cut at the limit that already holds goes one value further in.
    private static BoxLimit? Inward(double[] values, int[] rows, BoxLimit limit, double cut, bool upper)
    {
        if (cut != (upper ? limit.High : limit.Low))
            return upper ? limit with { High = cut } : limit with { Low = cut };
        var left = rows.Select(row => values[row]).Where(value => upper ? value < cut : value > cut).ToArray();
        return left.Length == 0 ? null
            : upper ? limit with { High = left.Max() }
            : limit with { Low = left.Min() };
    }

    // Rows stand sorted by the column, so what is lost stands at one end.
    private Candidate Make(int c, BoxLimit limit, BoxLimit[] limits, BoxLimit[] initial, int[] rows, int count, int interest)
    {
        var values = data.Inputs[c].Values;
        var (lost, lostOfInterest) = (0, 0);
        if (limit.Allowed is not null)
        {
            foreach (var row in rows)
                if (!limit.Holds(values[row]))
                    Lose(row);
        }
        else
        {
            for (var i = 0; i < rows.Length && values[rows[i]] < limit.Low; i++)
                Lose(rows[i]);
            for (var i = rows.Length - 1; i >= 0 && values[rows[i]] > limit.High; i--)
                Lose(rows[i]);
        }
        return Score(c, limit, limits, initial, count, interest, count - lost, interest - lostOfInterest);

        void Lose(int row)
        {
            lost++;
            if (data.OfInterest[row])
                lostOfInterest++;
        }
    }

    private Candidate Score(int c, BoxLimit limit, BoxLimit[] limits, BoxLimit[] initial, int count, int interest, int newCount, int newInterest)
    {
        var score = 0.0;
        if (newCount > 0 && newCount != count)
        {
            var (before, after) = ((double)interest / count, (double)newInterest / newCount);
            score = options.Objective switch
            {
                PeelObjective.Lenient1 => (after - before) / Math.Abs(newCount - count),
                PeelObjective.Lenient2 => newCount * (after - before) / Math.Abs(newCount - count),
                _ => after,
            };
        }
        var restricted = 0;
        for (var other = 0; other < limits.Length; other++)
            if (!(other == c ? limit : limits[other]).IsSame(initial[other]))
                restricted++;
        return new Candidate(c, limit, newCount, newInterest, score, restricted);
    }

    private IEnumerable<Candidate> Pastes(BoxLimit[] limits, BoxLimit[] initial, int[] rows, int count, int interest)
    {
        var restricted = Restricted(limits, initial);
        foreach (var c in columns)
        {
            if (limits[c].IsSame(initial[c]))
                continue;
            var values = data.Inputs[c].Values;
            var near = Array.FindAll(rows, row => IsInside(limits, restricted, row, c));
            if (limits[c].Allowed is { } now)
            {
                for (var k = 0; k < now.Length; k++)
                {
                    if (now[k] || !initial[c].Allowed![k])
                        continue;
                    var allowed = (bool[])now.Clone();
                    allowed[k] = true;
                    yield return Paste(c, new BoxLimit(double.NaN, double.NaN, allowed), near);
                }
                continue;
            }
            foreach (var upper in new[] { false, true })
            {
                var beyond = near.Select(row => values[row])
                    .Where(value => upper ? value >= limits[c].High && value <= initial[c].High : value >= initial[c].Low && value <= limits[c].Low)
                    .ToArray();
                if (beyond.Length == 0)
                    continue;
                Array.Sort(beyond);
                var cut = Quantile(i => beyond[i], beyond.Length, upper ? options.PasteShare : 1 - options.PasteShare);
                if (data.Inputs[c].Kind == ColumnKind.Integer)
                    cut = Math.Truncate(cut);
                yield return Paste(c, upper ? limits[c] with { High = cut } : limits[c] with { Low = cut }, near);
            }
        }

        Candidate Paste(int c, BoxLimit limit, int[] near)
        {
            var (newCount, newInterest) = (0, 0);
            foreach (var row in near)
            {
                if (!limit.Holds(data.Inputs[c].Values[row]))
                    continue;
                newCount++;
                if (data.OfInterest[row])
                    newInterest++;
            }
            return Score(c, limit, limits, initial, count, interest, newCount, newInterest);
        }
    }

    // The middle of the two values around the place; where they are equal, of the nearest that differ, inwards.
    private static double Quantile(Func<int, double> sorted, int count, double share)
    {
        var place = (count - 1) * share;
        var (lower, upper) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        if (share > 0.5)
            while (lower > 0 && sorted(lower) == sorted(upper))
                lower--;
        else
            while (upper < count - 1 && sorted(lower) == sorted(upper))
                upper++;
        return (sorted(lower) + sorted(upper)) / 2;
    }

    private BoxStep Step(BoxLimit[] limits, BoxLimit[] initial, int[] rows, int count, int interest, bool withQuasiP = true)
    {
        var restricted = Restricted(limits, initial);
        var quasi = new (double, double)[limits.Length];
        Array.Fill(quasi, (double.NaN, double.NaN));
        var only = withQuasiP ? OutsideOnly(limits, initial, restricted, rows) : [];
        for (var i = 0; withQuasiP && i < restricted.Length; i++)
        {
            var c = restricted[i];
            quasi[c] = limits[c].Allowed is not null
                ? (QuasiP(only[2 * i]), double.NaN)
                : (
                    limits[c].Low != initial[c].Low ? QuasiP(only[2 * i]) : double.NaN,
                    limits[c].High != initial[c].High ? QuasiP(only[2 * i + 1]) : double.NaN
                );
        }
        return new BoxStep(
            limits,
            restricted,
            count,
            interest,
            (double)count / data.Rows,
            count == 0 ? 0 : (double)interest / count,
            (double)interest / allOfInterest,
            quasi
        );

        // P(X ≥ k) of a binomial, with the density that the box would have without the limit, is the regularized incomplete beta function.
        double QuasiP((int Count, int OfInterest) outside)
        {
            var (all, yes) = (count + outside.Count, interest + outside.OfInterest);
            return interest == 0 ? 1
                : yes == all ? 1
                : SpecialFunctions.BetaRegularized(interest, count - interest + 1, (double)yes / all);
        }
    }

    // [2 × place among the restricted + side] rows that one limit alone keeps outside: the low side or the categories, then the high side. One pass for all.
    private (int Count, int OfInterest)[] OutsideOnly(BoxLimit[] limits, BoxLimit[] initial, int[] restricted, int[] rows)
    {
        var only = new (int Count, int OfInterest)[2 * restricted.Length];
        foreach (var row in rows)
        {
            var (outside, side) = (0, 0);
            for (var i = 0; i < restricted.Length && outside < 2; i++)
            {
                var (limit, value) = (limits[restricted[i]], data.Inputs[restricted[i]].Values[row]);
                if (limit.Holds(value))
                    continue;
                outside++;
                side = 2 * i + (limit.Allowed is null && value >= limit.Low ? 1 : 0);
            }
            if (outside == 1)
                only[side] = (only[side].Count + 1, only[side].OfInterest + (data.OfInterest[row] ? 1 : 0));
        }
        return only;
    }
}
