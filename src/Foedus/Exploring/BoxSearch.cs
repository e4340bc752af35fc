using Foedus.Units;

namespace Foedus.Exploring;

/// <summary>Whether the failures were described, or the successes because that is simpler.</summary>
internal enum Described
{
    Failures,
    Successes,
}

/// <param name="What">Failures or successes.</param>
/// <param name="Share">Share of all rows that are such.</param>
/// <param name="Cases">How many rows are.</param>
/// <param name="Boxes">Up to three; empty where there is nothing to describe.</param>
/// <param name="WantedDensity">Which the boxes should have.</param>
/// <param name="Reason">Why there is no box; null where there is one.</param>
internal sealed record ScenarioDescription(Described What, double Share, int Cases, IReadOnlyList<FoundBox> Boxes, double WantedDensity, string? Reason);

/// <summary>When something fails, or when it does not, in the fewest limits.</summary>
/// <remarks>
/// Patient rule induction, on all inputs, and on the one, two, … that lie most differently among the cases, and on those that a classification tree cuts (with many inputs and few rows peeling follows luck), on failures and on successes. Only what is not already the rule (less than the wanted density of all rows) and has cases enough can be described. Of two that can be, the one whose boxes
/// cover three quarters of its cases with fewer limits; where that is equal, failures. A box has at most four limits, none of which luck explains
/// (quasi-p above 0.05); of such boxes the one with the highest coverage at the wanted density is taken, and the one with the fewest limits on a tie. The wanted density is 0.8,
/// or half of the way from the share of all rows to one where that is more.
/// </remarks>
public static class BoxSearch
{
    /// <summary>Cases that are too few to tell a box from luck.</summary>
    internal const int LeastCases = 12;

    /// <summary>Quasi-p above which a limit counts as luck.</summary>
    public const double LuckAbove = 0.05;

    // Which inputs to look at is settled on so many rows, evenly taken: more sharpen no choice among them.
    private const int MostTried = 10_000;

    // Inputs that a search on the telling ones alone looks at, and what they must show.
    private const int MostInputs = 8;
    private const double TellsSomething = 0.2;

    /// <summary>Boxes in which the cases of interest crowd, none of whose limits luck explains: peeled on all inputs, and on the few that tell most, whichever box covers more.</summary>
    /// <param name="data">Every row.</param>
    /// <param name="options">With <see cref="PrimOptions.DropAbove"/>; without it boxes are peeled on all inputs and shown as they are.</param>
    /// <param name="cancel">Ends the search.</param>
    /// <returns>Those that limit something, each on the rows that the boxes before leave; none where nothing stands out from luck.</returns>
    /// <exception cref="InputException">Nothing, or everything, is of interest.</exception>
    public static IReadOnlyList<FoundBox> Boxes(Experiments data, PrimOptions options, CancellationToken cancel = default)
    {
        int[]? only = null;
        if (options.DropAbove is not null && data.CasesOfInterest is var cases && cases > 0 && cases < data.Rows)
        {
            var thin = Thinned(data);
            only = Telling(thin.Inputs, thin.OfInterest, options, cancel);
        }
        return Peeled(data.Inputs, data.OfInterest, only, options, cancel);
    }

    internal static ScenarioDescription Find(IReadOnlyList<InputColumn> inputs, bool[] fails, CancellationToken cancel = default, double wantedDensity = 0.8)
    {
        var failures = Describe(Described.Failures, fails);
        var successes = Describe(Described.Successes, Array.ConvertAll(fails, yes => !yes));
        return Limits(successes) < Limits(failures) ? successes
            : failures.Boxes.Count == 0 && successes.Boxes.Count > 0 ? successes
            : failures.Boxes.Count == 0 && failures.Share > 0.5 ? successes
            : failures;

        // A box must tell more than what is so anyway: half of the way from the share of all rows to one.
        double Wanted(bool[] cases) => Math.Max(wantedDensity, 0.5 + 0.5 * cases.Count(one => one) / cases.Length);

        ScenarioDescription Describe(Described what, bool[] cases)
        {
            var count = cases.Count(yes => yes);
            var share = (double)count / Math.Max(1, cases.Length);
            var name = what == Described.Failures ? "It breaks" : "It holds";
            var reason =
                count == 0 ? $"{name} in no world drawn."
                : count == cases.Length ? $"{name} in every world drawn."
                : count < LeastCases
                    ? $"{name} in only {count} of {Words.Counted(cases.Length, "world")} drawn: too few to tell a pattern from luck. Draw more worlds."
                : share >= wantedDensity ? $"{name} in {100 * share:0} of 100 worlds, whatever the assumptions."
                : null;
            IReadOnlyList<FoundBox> boxes = [];
            if (reason is null)
            {
                var options = new PrimOptions(WantedDensity: Wanted(cases), DropAbove: LuckAbove);
                boxes = Peeled(inputs, cases, Telling(inputs, cases, options, cancel), options, cancel);
            }
            return new ScenarioDescription(
                what,
                share,
                count,
                boxes,
                Wanted(cases),
                reason ?? (boxes.Count == 0 ? "No pattern of up to four limits stands out from luck in the worlds drawn." : null)
            );
        }
    }

    private static IReadOnlyList<FoundBox> Peeled(IReadOnlyList<InputColumn> inputs, bool[] cases, int[]? only, PrimOptions options, CancellationToken cancel)
    {
        IReadOnlyList<InputColumn> used = only is null ? inputs : [.. only.Select(c => inputs[c])];
        var found = Prim.Find(new Experiments(used, cases), options, cancel).Where(box => box.Trajectory[box.Chosen].Restricted.Count > 0);
        return only is null ? [.. found] : [.. found.Select(box => new FoundBox([.. box.Trajectory.Select(step => Spread(step, inputs, only))], box.Chosen))];
    }

    // Null for all. Of every choice the first box counts: its coverage where it is dense enough, its density in any case.
    private static int[]? Telling(IReadOnlyList<InputColumn> inputs, bool[] cases, PrimOptions options, CancellationToken cancel)
    {
        var telling = SetApart(inputs, cases);
        int[]?[] tries =
        [
            null,
            .. Enumerable
                .Range(1, telling.Length)
                .Select(first => telling[..first])
                .Append(Split(inputs, cases, cancel))
                .Where(only => only.Length > 0)
                .Select(only => only.Order().ToArray()),
        ];
        return tries.MaxBy(Worth);

        (double Coverage, double Density) Worth(int[]? only) =>
            Peeled(inputs, cases, only, options with { MostBoxes = 1 }, cancel) is not { Count: > 0 } boxes ? (0, 0)
            : boxes[0].Trajectory[boxes[0].Chosen] is var step && step.Density >= options.WantedDensity ? (step.Coverage, step.Density)
            : (0, step.Density);
    }

    private static Experiments Thinned(Experiments data)
    {
        if (data.Rows <= MostTried)
            return data;
        var rows = Enumerable.Range(0, MostTried).Select(i => (int)((long)i * data.Rows / MostTried)).ToArray();
        var thin = new Experiments(
            [.. data.Inputs.Select(column => column with { Values = Array.ConvertAll(rows, row => column.Values[row]) })],
            Array.ConvertAll(rows, row => data.OfInterest[row])
        );
        // So rare a case that none was taken is told apart on all rows.
        return thin.CasesOfInterest is 0 or MostTried ? data : thin;
    }

    // A step on some of the inputs as a step on all of them.
    private static BoxStep Spread(BoxStep step, IReadOnlyList<InputColumn> inputs, int[] only)
    {
        var limits = inputs
            .Select(column =>
                column.Kind == ColumnKind.Nominal
                    ? new BoxLimit(double.NaN, double.NaN, [.. column.Categories.Select(_ => true)])
                    : new BoxLimit(column.Values.Min(), column.Values.Max(), null)
            )
            .ToArray();
        var quasiP = new (double, double)[inputs.Count];
        Array.Fill(quasiP, (double.NaN, double.NaN));
        for (var i = 0; i < only.Length; i++)
            (limits[only[i]], quasiP[only[i]]) = (step.Limits[i], step.QuasiP[i]);
        return step with { Limits = limits, Restricted = [.. step.Restricted.Select(i => only[i])], QuasiP = quasiP };
    }

    // Inputs that a classification tree cuts: together they tell what each alone may not.
    private static int[] Split(IReadOnlyList<InputColumn> inputs, bool[] cases, CancellationToken cancel)
    {
        var importance = Cart.Find(new Experiments(inputs, cases), new CartOptions(MostDepth: 4), cancel).Importance;
        return [.. Enumerable.Range(0, inputs.Count).Where(c => importance[c] > 0).OrderByDescending(c => importance[c]).Take(MostInputs)];
    }

    // Inputs that lie differently among cases and the rest: two-sample Kolmogorov–Smirnov distance, as regional sensitivity analysis uses it (Hornberger and Spear 1981).
    private static int[] SetApart(IReadOnlyList<InputColumn> inputs, bool[] cases)
    {
        var (yes, no) = (cases.Count(one => one), cases.Count(one => !one));
        var root = Math.Sqrt((double)yes * no / (yes + no));
        return
        [
            .. Enumerable
                .Range(0, inputs.Count)
                .Select(c => (Column: c, P: Luck(inputs[c].Values)))
                .Where(pair => pair.P <= TellsSomething)
                .OrderBy(pair => pair.P)
                .Take(MostInputs)
                .Select(pair => pair.Column),
        ];

        double Luck(double[] values)
        {
            var keys = (double[])values.Clone();
            var order = Enumerable.Range(0, keys.Length).ToArray();
            Array.Sort(keys, order);
            var (below, rest, distance) = (0, 0, 0.0);
            for (var i = 0; i < order.Length; i++)
            {
                if (cases[order[i]])
                    below++;
                else
                    rest++;
                if (i + 1 == order.Length || keys[i + 1] > keys[i])
                    distance = Math.Max(distance, Math.Abs((double)below / yes - (double)rest / no));
            }
            var scaled = (root + 0.12 + 0.11 / root) * distance;
            return Math.Clamp(2 * Enumerable.Range(1, 100).Sum(k => (k % 2 == 1 ? 1 : -1) * Math.Exp(-2 * k * k * scaled * scaled)), 0, 1);
        }
    }

    // Limits on the way to three quarters of the cases; none suffices: as good as infinitely many.
    private static int Limits(ScenarioDescription description)
    {
        var (limits, covered) = (0, 0.0);
        foreach (var box in description.Boxes)
        {
            var step = box.Trajectory[box.Chosen];
            if (step.Density < description.WantedDensity)
                break;
            limits += step.Restricted.Count;
            covered += step.Coverage;
            if (covered >= 0.75)
                return limits;
        }
        return int.MaxValue;
    }
}
