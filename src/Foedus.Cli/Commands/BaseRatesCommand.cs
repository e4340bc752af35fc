using System.CommandLine;
using System.Globalization;
using Foedus.Answers;
using Foedus.BaseRates;
using Foedus.Interop;
using Foedus.Interop.Tables;
using Foedus.Interop.Ucdp;
using Foedus.Reporting;
using Foedus.Units;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus baserates: how long earlier ceasefires and agreements lasted.</summary>
internal static class BaseRatesCommand
{
    private const int LongestYears = 100;

    public static Command Make()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description =
                "UCDP Conflict Termination, Peace Agreements or Armed Conflict as CSV (or .csv.gz); without a file, the extracts that come with Foedus.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var set = new Option<string?>("--set") { Description = $"One of the shipped extracts: {string.Join(", ", BaseRateFile.Shipped)}.", HelpName = "NAME" };
        set.AcceptOnlyFromAmong([.. BaseRateFile.Shipped]);
        var group = new Option<string[]>("--group")
        {
            Description = "Show only groups with this in their name (may be repeated).",
            HelpName = "WORDS",
            DefaultValueFactory = _ => [],
        };
        var years = new Option<string>("--years")
        {
            Description = "Years to state the failures for (default 1,2,5,10).",
            HelpName = "Y,Y,…",
            DefaultValueFactory = _ => "1,2,5,10",
        };
        var to = DayOptions.Day("--to", "Last day of watching (default: the last that the data cover).");
        var shares = new Option<bool>("--shares") { Description = "Also: failed of those that could be watched for so long (Wilson's interval)." };
        var html = new WritingOption<string?>("--html") { Description = "Write a page with every curve." };
        var svg = new WritingOption<string?>("--svg") { Description = "Write the curves of the first four groups shown, as one picture." };
        var evidence = new Option<string?>("--evidence")
        {
            Description = "Write the share that had not failed as evidence of this name, for a deal: one group, one number of years, with --ask and --offer.",
            HelpName = "NAME",
        };
        var ask = new Option<string?>("--ask") { Description = "The ask that the evidence is about.", HelpName = "NAME" };
        var offer = new Option<string?>("--offer") { Description = "The offer that the evidence is about.", HelpName = "NAME" };
        var json = DealInputs.Json();
        var command = new Command("baserates", "Show how often, and how soon, earlier ceasefires and peace agreements failed (Kaplan–Meier).")
        {
            files,
            set,
            group,
            years,
            to,
            shares,
            html,
            svg,
            evidence,
            ask,
            offer,
            json,
        };
        command.Excludes(shares, evidence);
        command.Validators.Add(result =>
        {
            if (result.GetValue(files) is { Length: > 0 } && result.GetValue(set) is not null)
                result.AddError("Say a file or --set, not both.");
            var said = new[] { evidence, ask, offer }.Count(option => result.GetValue(option) is not null);
            if (said is 1 or 2)
                result.AddError("--evidence NAME, --ask NAME and --offer NAME go together.");
            if (said > 0 && result.GetValue(json))
                result.AddError("--evidence writes lines of a deal, --json an answer for a program: say one of them.");
        });
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    Run(
                        parsed.GetValue(files)!,
                        parsed.GetValue(set),
                        parsed.GetValue(group)!,
                        Years(parsed.GetValue(years)!),
                        parsed.GetValue(to),
                        parsed.GetValue(shares),
                        parsed.GetValue(html),
                        parsed.GetValue(svg),
                        parsed.GetValue(json),
                        parsed.GetValue(evidence) is { } name
                            ? tables => BaseRateEvidence.Statements(tables, name, parsed.GetValue(ask)!, parsed.GetValue(offer)!)
                            : null
                    )
                )
        );
        return command.WithExamples(
            ("foedus baserates", "all tables, from the extracts that come with Foedus"),
            ("foedus baserates --set termination-dyad --group ceasefire --svg ceasefires.svg", "ceasefires alone, with a picture"),
            (
                "foedus baserates --set termination-dyad --group \"ceasefire, since 1989\" --years 5 --evidence lasted --ask holds_5 --offer bare",
                "as evidence for a deal"
            ),
            ("foedus baserates ucdp-term-dyad.csv --years 1,3,5 --html rates.html", "your own download")
        );
    }

    private static int Run(
        string[] files,
        string? setName,
        string[] wanted,
        int[] years,
        DateOnly? to,
        bool shares,
        string? html,
        string? svg,
        bool json,
        Func<IReadOnlyList<BaseRateTable>, string>? statements
    )
    {
        var problems = new List<RowProblem>();
        var tables =
            files.Length > 0
                ? files.Select(file => BaseRateFile.Read(file, problems, to, years)).ToList()
                : BaseRateFile.Shipped.Where(name => setName is null || name == setName).Select(name => BaseRateFile.ReadShipped(name, to, years)).ToList();
        if (wanted.Length > 0)
            tables =
            [
                .. tables
                    .Select(table =>
                        table with
                        {
                            Groups = [.. table.Groups.Where(group => wanted.Any(words => group.Name.Contains(words, StringComparison.OrdinalIgnoreCase)))],
                        }
                    )
                    .Where(table => table.Groups.Count > 0),
            ];
        if (tables.Count > 0 && tables.All(table => table.Set.Spells.Count == 0))
            throw new InputException(
                $"There is no peace in these rows: no episode that ended by {tables[0].Set.FollowUpEnd:yyyy-MM-dd} with an outcome and a day. {string.Join(" ", problems.Take(3).Select(Line))}".TrimEnd(),
                files.FirstOrDefault()
            );
        if (tables.Count == 0)
            throw new InputException($"No group has '{string.Join("' or '", wanted)}' in its name. Run without --group to see them.");
        if (html is not null)
            Output.WriteFile(html, BaseRatesPage.Render(tables));
        if (svg is not null)
            Output.WriteFile(svg, BaseRatesPage.Chart([.. tables.First(table => table.Groups.Count > 0).Groups.Take(4)], Math.Max(5, years.Max())));
        foreach (var problem in problems)
            Console.Error.WriteLine(Line(problem));
        if (statements is not null)
        {
            Console.Write(statements(tables));
            return ExitCode.Fine;
        }
        if (json)
        {
            Console.WriteLine(AnswerJson.Text(BaseRatesAnswer.Of(tables, problems)));
            return ExitCode.Fine;
        }
        foreach (var table in tables)
            Show(table, shares);
        Output.Line("What happened in other wars is a place to start from. Definitions and caveats: docs/base-rates.md.");
        return ExitCode.Fine;
    }

    private static void Show(BaseRateTable table, bool shares)
    {
        var set = table.Set;
        Output.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{set.Set}{(set.Version.Length > 0 ? $", version {set.Version}" : "")}{(set.IsExtract ? " (extract: some of the conflicts)" : "")}"
            )
        );
        Output.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Words.Counted(set.Spells.Count, "peace")} from {Words.Counted(set.Rows, "row")}, watched to {set.FollowUpEnd:yyyy-MM-dd}. {(set.FromEpisodes
            ? "Failed: the fighting passed 25 deaths a year again."
            : "Failed: the set says that the agreement ended.")}"
            )
        );
        foreach (var (count, why) in set.LeftOut.Where(part => part.Count > 0))
            Output.Line(string.Create(CultureInfo.InvariantCulture, $"Left out: {count:N0} {why}."));
        if (table.Groups.Count == 0)
        {
            Output.Line("No peace is in these rows.");
            return;
        }
        var heads = table.Groups[0].Horizons.Select(horizon => Words.Counted(horizon.Years, "year")).ToArray();
        Output.Line("");
        Output.Line(
            "all: peaces; seen: of these, how many were seen to fail at any time; then how many of 100 fail within so many years, with a 95% interval."
        );
        Row("failed of 100 within (95%)", "all", "seen", heads);
        foreach (var group in table.Groups)
            Row(
                group.Name,
                $"{group.Count}",
                $"{group.EverFailed}",
                group.Horizons.Select(h => Percent(1 - h.Curve.Survival, 1 - h.Curve.High, 1 - h.Curve.Low))
            );
        if (set.FromEpisodes)
            Output.Line(
                "An episode is closed only after a calendar year below 25 deaths: failures of the first year can hardly be seen, and 0 is no finding, whatever its interval."
            );
        if (shares)
        {
            Output.Line("");
            Row("failed of watched", "all", "seen", heads);
            foreach (var group in table.Groups)
                Row(group.Name, $"{group.Count}", $"{group.EverFailed}", group.Horizons.Select(h => $"{h.Within.Count}/{h.Within.Of}"));
        }
        Output.Line("");
    }

    private static string Line(RowProblem problem) =>
        $"line {problem.Line:N0}: {problem.Kind}{(problem.Detail.Length > 0 ? $" ({problem.Detail})" : "")}{(problem.LeftOut ? "; left out" : "")}.";

    private static void Row(string name, string all, string failed, IEnumerable<string> cells) =>
        Console.WriteLine($"{name, -28} {all, 4} {failed, 4} {string.Concat(cells.Select(cell => $"{cell, 10}"))}".TrimEnd());

    private static string Percent(double share, double low, double high) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} {100 * low:0}–{100 * high:0}");

    private static int[] Years(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var years = Array.ConvertAll(parts, part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1 and <= LongestYears
                ? year
                : throw new InputException($"'{part}' in --years is no number of years from 1 to {LongestYears}.")
        );
        return years.Length is > 0 and <= 20 ? years : throw new InputException("--years wants 1 to 20 numbers with commas between.");
    }
}
