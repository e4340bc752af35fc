using System.Globalization;
using Foedus.Exploring;
using Foedus.Lowering;

namespace Foedus.Weighing.Analysis;

/// <summary>Scenario discovery on the draws of each offer.</summary>
internal static class Breaking
{
    // More worlds sharpen no limit that a reader could tell.
    private const int MostRows = 10_000;

    // Fewer different values than this are values to choose from, not a range.
    private const int FewValues = 8;

    public static IReadOnlyList<BreakingResult> Find(DrawColumns columns, WeighingResult result, IReadOnlyList<LoweredOffer> lowered, ParallelOptions parallel)
    {
        if (result.HoldsWhen is null)
            return [];
        var uncertain = Enumerable.Range(0, result.Assumptions.Count).Where(a => result.Assumptions[a].Low < result.Assumptions[a].High).ToArray();
        var offers = Enumerable.Range(0, columns.Offers.Count).Where(o => !columns.Offers[o].IsNoDeal).ToArray();
        var found = new BreakingResult[offers.Length];
        PieceByPiece.Do(offers.Length, parallel, i => found[i] = Find(columns, result, InForce(offers[i]), offers[i], parallel.CancellationToken));
        return found;

        // What an offer is not made of limits nothing of it.
        int[] InForce(int offer) =>
            InUse.Holding(lowered.First(other => other.Offer.Name == columns.Offers[offer].Name)) is var used ? [.. uncertain.Where(used.Contains)] : [];
    }

    private static BreakingResult Find(DrawColumns columns, WeighingResult result, int[] uncertain, int o, CancellationToken cancel)
    {
        var rows = Enumerable.Range(0, columns.Count).Where(draw => !double.IsNaN(columns.Holds[o][draw])).Take(MostRows).ToArray();
        var inputs = uncertain.Select(a => Input(result.Assumptions[a].Name, [.. rows.Select(row => columns.Assumptions[a][row])])).ToArray();
        var fails = Array.ConvertAll(rows, row => columns.Holds[o][row] == 0);
        if (rows.Length == 0 || inputs.Length == 0)
            return new BreakingResult(
                columns.Offers[o].Name,
                "breaks",
                double.NaN,
                0,
                0.8,
                [],
                rows.Length == 0 ? "No world has a certified solution." : "No assumption with a range is in any number of it.",
                []
            );
        var found = BoxSearch.Find(inputs, fails, cancel);
        var describes = found.What == Described.Failures ? "breaks" : "holds";
        var cases = found.What == Described.Failures ? fails : Array.ConvertAll(fails, yes => !yes);
        var boxes = found
            .Boxes.Select(
                (box, b) =>
                    Box(
                        result,
                        uncertain,
                        inputs,
                        box.Trajectory[box.Chosen],
                        describes,
                        found,
                        b == 0 ? null : Rest([.. found.Boxes.Take(b).Select(before => before.Trajectory[before.Chosen])], inputs, cases)
                    )
            )
            .ToList();
        return new BreakingResult(
            columns.Offers[o].Name,
            describes,
            found.Share,
            found.Cases,
            found.WantedDensity,
            boxes,
            found.Reason,
            found.Reason is not null ? [] : Tree(result, uncertain, inputs, fails, describes, found, cancel)
        );
    }

    // Share of the rows in no box before that are such.
    private static double Rest(IReadOnlyList<BoxStep> before, InputColumn[] inputs, bool[] cases) =>
        Enumerable
            .Range(0, cases.Length)
            .Where(row => !before.Any(step => step.Restricted.All(c => step.Limits[c].Holds(inputs[c].Values[row]))))
            .Select(row => cases[row] ? 1.0 : 0)
            .DefaultIfEmpty(double.NaN)
            .Average();

    private static List<BreakingBox> Tree(
        WeighingResult result,
        int[] uncertain,
        InputColumn[] inputs,
        bool[] fails,
        string describes,
        ScenarioDescription found,
        CancellationToken cancel
    )
    {
        var cases = found.What == Described.Failures ? fails : Array.ConvertAll(fails, yes => !yes);
        var (leaves, _) = Cart.Find(new Experiments(inputs, cases), new CartOptions(MostDepth: 4), cancel);
        return
        [
            .. leaves
                .Where(leaf => leaf.Density >= found.WantedDensity && leaf.Restricted.Count > 0)
                .Take(3)
                .Select(leaf => Box(result, uncertain, inputs, leaf, describes, found)),
        ];
    }

    private static InputColumn Input(string name, double[] values)
    {
        var distinct = values.Distinct().Take(FewValues + 1).ToArray();
        if (distinct.Length > FewValues || distinct.Length * 3 > values.Length)
            return InputColumn.Real(name, values);
        Array.Sort(distinct);
        return new InputColumn(
            name,
            ColumnKind.Nominal,
            Array.ConvertAll(values, value => (double)Array.IndexOf(distinct, value)),
            [.. distinct.Select(value => value.ToString("R", CultureInfo.InvariantCulture))]
        );
    }

    private static BreakingBox Box(
        WeighingResult result,
        int[] uncertain,
        InputColumn[] inputs,
        BoxStep step,
        string describes,
        ScenarioDescription found,
        double? rest = null
    )
    {
        // The limit that luck explains least comes first.
        var limits = step
            .Restricted.OrderBy(c => Least(step.QuasiP[c]))
            .Select(c => Limit(result.Assumptions[uncertain[c]], inputs[c], step.Limits[c], step.QuasiP[c]))
            .ToList();
        return new BreakingBox(step.Coverage, step.Density, step.Count, limits, Words(result, limits, step, describes, found, rest)) { OfTheRest = rest };
    }

    private static double Least((double Low, double High) quasiP) =>
        double.IsNaN(quasiP.Low) ? quasiP.High
        : double.IsNaN(quasiP.High) ? quasiP.Low
        : Math.Min(quasiP.Low, quasiP.High);

    private static BreakingLimit Limit(AssumptionResult assumption, InputColumn column, BoxLimit limit, (double Low, double High) quasiP)
    {
        if (limit.Allowed is { } allowed)
            return new BreakingLimit(
                assumption.Name,
                null,
                null,
                [.. column.Categories.Where((_, k) => allowed[k]).Select(text => double.Parse(text, CultureInfo.InvariantCulture))],
                Known(quasiP.Low),
                null
            );
        // A limit at the outermost value drawn is none.
        var (least, most) = (column.Values.Min(), column.Values.Max());
        return new BreakingLimit(
            assumption.Name,
            limit.Low > least ? limit.Low : null,
            limit.High < most ? limit.High : null,
            null,
            Known(quasiP.Low),
            Known(quasiP.High)
        );
    }

    private static double? Known(double quasiP) => double.IsNaN(quasiP) ? null : quasiP;

    private static string Words(
        WeighingResult result,
        IReadOnlyList<BreakingLimit> limits,
        BoxStep step,
        string describes,
        ScenarioDescription found,
        double? rest
    )
    {
        var conditions = limits.Select(limit => $"{Named(result, limit.Assumption)} is {Words(limit)}").ToList();
        var when = Units.Words.Listed(conditions);
        return $"In {100 * step.Coverage:0} of 100 worlds where it {describes}, {when}; it {describes} in {InThose(step)}{(rest is { } share ? $" and in no box above, against {100 * share:0} of 100 that are in none (in all worlds: {100 * found.Share:0})" : $", and in {100 * found.Share:0} of 100 overall")}.";
    }

    // Fewer are counted: "80 of 100" of 45 worlds claims too much.
    private const int ManyWorlds = 200;

    private static string InThose(BoxStep step) =>
        step.Count < ManyWorlds
            ? $"{Math.Round(step.Density * step.Count):0} of {Units.Words.Counted(step.Count, "world")} drawn that {Units.Words.Does(step.Count, "is", "are")} like that"
            : $"{100 * step.Density:0} of 100 worlds like that";

    private static string Named(WeighingResult result, string name) =>
        result.Assumptions.First(assumption => assumption.Name == name).Sentence is { Length: > 0 } sentence ? $"“{sentence}” ({name})" : name;

    private static string Words(BreakingLimit limit) =>
        limit switch
        {
            { OneOf: { } values } => string.Join(" or ", values.Select(Units.Words.Number)),
            { Low: { } low, High: { } high } => $"between {Units.Words.Number(low)} and {Units.Words.Number(high)}",
            { Low: { } low } => $"more than {Units.Words.Number(low)}",
            { High: { } high } => $"less than {Units.Words.Number(high)}",
            _ => "anything",
        };
}
