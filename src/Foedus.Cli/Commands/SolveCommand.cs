using System.CommandLine;
using Foedus.Answers;
using Foedus.Games;
using Foedus.Interop;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Trees;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus solve: the game at one set of values, with certificates.</summary>
internal static class SolveCommand
{
    public static Command Make()
    {
        var (file, offer, reading, set, forks, resolution, json) = (
            DealInputs.File(),
            DealInputs.Offer(),
            DealInputs.Reading(),
            DealInputs.Set(),
            DealInputs.Forks(),
            DealInputs.Resolution(new WeighingOptions().Resolution),
            DealInputs.Json()
        );
        var lambda = new Option<double?>("--lambda")
        {
            Description = "For a raw game: the precision at which it is solved; without it, the limit.",
            HelpName = "L",
        };
        var method = new Option<TreeMethod>("--method")
        {
            Description = "For a tree or table: qre (logit, the default), spe (subgame perfect), pure, lcp, lp (zero sum) or enumerate.",
            HelpName = "M",
            DefaultValueFactory = _ => TreeMethod.Qre,
        };
        var branch = new Option<bool>("--branch") { Description = "For a tree or table with --method qre: keep every point of the branch." };
        var profile = new Option<bool>("--profile")
        {
            Description =
                $"With --json, write every choice at every belief, also where these are more than {DealProfile.MostChances:N0} chances: what 'foedus verify' reads.",
        };
        var others = DealInputs.Others();
        var command = new Command("solve", "Solve the offers of a deal at the best values, or a raw game (.efg, .nfg, .json), with certificates.")
        {
            file,
            offer,
            reading,
            set,
            forks,
            resolution,
            profile,
            method,
            lambda,
            branch,
            others,
            json,
        };
        command.OnlyFor(file, path => !SolveGame.IsTree(path) && !IsStochastic(path), "a deal", offer, reading, set, forks, resolution, profile);
        command.OnlyFor(file, SolveGame.IsTree, "a tree or table (.efg, .nfg)", method, branch);
        command.OnlyFor(file, path => SolveGame.IsTree(path) || IsStochastic(path), "a raw game (.efg, .nfg, .json)", lambda);
        command.Needs(profile, json);
        command.SetAction(
            (parsed, cancel) =>
                Stoppable.Run(
                    () =>
                        parsed.GetValue(file)! switch
                        {
                            var path when SolveGame.IsTree(path) => SolveGame.Tree(
                                path,
                                parsed.GetValue(method),
                                parsed.GetValue(lambda),
                                parsed.GetValue(branch),
                                parsed.GetValue(others) ?? 0,
                                parsed.GetValue(json),
                                cancel
                            ),
                            var path when IsStochastic(path) => SolveGame.Stochastic(
                                path,
                                parsed.GetValue(lambda),
                                parsed.GetValue(others),
                                parsed.GetValue(json),
                                cancel
                            ),
                            var path => Run(
                                path,
                                parsed.GetValue(offer),
                                new WeighingOptions
                                {
                                    Reading = parsed.GetValue(reading),
                                    Fixed = GivenPairs.Values(parsed.GetValue(set)!),
                                    Forks = GivenPairs.Answers(parsed.GetValue(forks)!),
                                    Resolution = parsed.GetValue(resolution),
                                },
                                parsed.GetResult(resolution) is null or { Implicit: true },
                                parsed.GetValue(others),
                                parsed.GetValue(profile),
                                parsed.GetValue(json),
                                cancel
                            ),
                        },
                    cancel
                )
        );
        return command.WithExamples(
            ("foedus solve my.foedus --offer costly", "one offer at the best values"),
            ("foedus solve my.foedus --offer costly --set firm=0.3 --at-resolution 41", "another value, a finer grid"),
            ("foedus solve game.efg --method spe", "a tree's subgame-perfect equilibria"),
            ("foedus solve game.nfg --lambda 4 --json", "a table's logit equilibrium"),
            ("foedus solve game.json --lambda 4", "a stochastic game's logit equilibria"),
            ("foedus solve game.efg --others 40", "a tree, and what 40 further starts lead to")
        );
    }

    private static bool IsStochastic(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static int Run(string path, string? name, WeighingOptions options, bool refine, int? others, bool profile, bool json, CancellationToken cancel)
    {
        var file = DealFile.ReadSound(path, options.Forks, cancel);
        DealInputs.WarnOutside(file, options);
        var assumptions = new AssumptionSet(file.Deal, options);
        var chosen = OneOffer.Choose(file, name);
        var noDeal = file.Offers.FirstOrDefault(offer => offer.Offer.IsNoDeal) is { } none ? Solve(none, assumptions, options, refine, others, cancel) : null;
        var notAsWritten = AsAsked.Sentences(file.Deal, options);
        if (!json)
            foreach (var sentence in notAsWritten ?? [])
                Output.Line($"Not the deal as written: {sentence}");
        var answers = new List<SolvedOffer>();
        var solved = true;
        foreach (var offer in chosen)
        {
            var refined = offer.Offer.IsNoDeal && noDeal is not null ? noDeal : Solve(offer, assumptions, options, refine, others, cancel);
            var outcome = refined.Outcome;
            solved &= outcome.IsSolved;
            if (json)
                answers.Add(
                    SolvedOffer.Of(
                        offer,
                        refined,
                        noDeal?.Outcome,
                        outcome.IsSolved && (profile || DealProfile.SizeOf(outcome.Solution) <= DealProfile.MostChances)
                            ? DealProfile.Of(outcome.Solution)
                            : null
                    )
                );
            else
                Print(offer, refined, noDeal?.Outcome);
        }
        if (json)
            Console.WriteLine(
                AnswerJson.Text(
                    new SolvedDeal(
                        file.Deal.Title,
                        options.Resolution,
                        assumptions
                            .Assumptions.Select((assumption, a) => (assumption.Name, Value: assumptions.Best[a]))
                            .ToDictionary(pair => pair.Name, pair => pair.Value),
                        answers
                    )
                    {
                        NotAsWritten = notAsWritten,
                    }
                )
            );
        if (solved)
            return ExitCode.Fine;
        Console.Error.WriteLine("Not every offer has a certified solution; see its status and notes. Try another --at-resolution, or less precise parties.");
        return ExitCode.NotConvergedOrRefused;
    }

    private static RefinedOutcome Solve(
        LoweredOffer offer,
        AssumptionSet assumptions,
        WeighingOptions options,
        bool refine,
        int? others,
        CancellationToken cancel
    )
    {
        // Whoever looks on is told from two seconds on; in a log only what takes long is told.
        var seconds = GridRefinement.SecondsOf(offer.Game, options.Resolution);
        var most = refine ? GridRefinement.MostSecondsOf(offer.Game, options.Resolution) : seconds;
        if (most > (Terminal.IsErrorRedirected ? 20 : 2))
            Console.Error.WriteLine(
                $"'{offer.Offer.Name}' will take about {seconds:0} s and {Math.Max(1, SolveSize.Of(offer.Game, options.Resolution).Bytes / 1e6):N0} MB{(offer.Game.HasPrivateTypes ? ", most of it for its numerical error: a grid twice as fine" : "")}.{(most > 2 * seconds ? $" Up to about {most:0} s where the grid has to be refined." : "")}"
            );
        var settings = OfferSolver.SettingsFor(offer) with
        {
            SearchOthers = others != 0,
            Progress = seconds > 2 ? Output.Progress($"'{offer.Offer.Name}', steps of a pass done") : null,
        };
        return GridRefinement.Solve(
            offer,
            assumptions.Best,
            options.Resolution,
            refine,
            others is { } starts ? settings with { MostOthers = starts } : settings,
            cancel
        );
    }

    private static void Print(LoweredOffer offer, RefinedOutcome refined, OfferOutcome? noDeal)
    {
        var outcome = refined.Outcome;
        var report = outcome.Solution.Report!;
        var game = offer.Game;
        Output.Line($"{offer.Offer.Name}: {offer.Offer.Title ?? offer.Offer.Name}");
        Output.Line(
            $"  {SolveStatusWords.Of(report.Status)} by {report.Method}, {report.Selection}; {SolvedSize.Of(report)}, {report.Elapsed.TotalMilliseconds:0} ms"
        );
        Output.Line($"  {report.Certifies}");
        foreach (var note in report.Notes)
            Output.Line($"  note: {note}");
        if (report.OthersFound == 0 && game.HasPrivateTypes)
            Output.Line("  no other solution was found");
        if (offer.Start is not null)
            Output.Line("  others were not looked for: the deal says where to start ('foedus weigh' looks for them)");
        foreach (var other in outcome.Others)
            Output.Line(
                $"  another solution: {other.Name} ({string.Join(", ", offer.Asks.Select((ask, a) => $"{ask.Title} {Words.Fixed(other.Measures[a], 4)}"))}){(outcome.IsTied ? ", unranked" : "")}"
            );
        if (outcome.Name.Length > 0)
            Output.Line($"  shown: {outcome.Name}");
        if (!outcome.IsSolved)
        {
            Output.Line();
            return;
        }
        if (game.HasPrivateTypes)
            Output.Line(
                refined.Errors is null
                    ? $"  on {refined.Resolution} knots of belief; the numerical error was not measured"
                    : $"  on {refined.Resolution} knots of belief; ±: difference to a grid twice as fine"
            );
        foreach (var open in GridWords.Open(offer, refined))
            Output.Line($"  open: {open}");
        foreach (var turn in refined.HangsOnGrid.Take(5))
            Output.Line($"  open: {turn.InWords(game)} hangs on the grid of beliefs");
        if (refined.HangsOnGrid.Count > 5)
            Output.Line($"  open: {Words.Counted(refined.HangsOnGrid.Count - 5, "further turn")} that the grid decides");
        for (var ask = 0; ask < offer.Asks.Count; ask++)
            Output.Line(
                $"  {offer.Asks[ask].Title, -34} {Words.Fixed(outcome.Measures[ask], 4)}{(refined.Errors is { } errors ? $" ± {Words.Fixed(errors[ask], 4)}" : "")}"
                    + (
                        double.IsNaN(outcome.Censored[ask])
                            ? ""
                            : $" ({(OfferSolver.IsTimeWithoutEnd(game) ? "where it comes; never" : $"not within {offer.Asks[ask].Periods}")}: {Words.Fixed(outcome.Censored[ask], 2)})"
                    )
            );
        for (var party = 0; party < game.Parties.Count; party++)
        for (var type = 0; type < game.Parties[party].TypeCount; type++)
        {
            var slot = game.SlotOf(party) + type;
            var who = game.Parties[party].IsPrivate
                ? $"{offer.Deal.PartyTitle(game.Parties[party].Name)}, {Words.Plain(game.Parties[party].TypeNames[type])}"
                : offer.Deal.PartyTitle(game.Parties[party].Name);
            Output.Line(
                $"  {who, -34} {Words.Fixed(outcome.Values[slot], 3)}{(refined.ValueErrors is { } off ? $" ± {Words.Fixed(off[slot], 3)}" : "")} points"
                    + (
                        noDeal is { IsSolved: true } && !offer.Offer.IsNoDeal
                            ? $", {Signed(OverNoDeal.Surplus(outcome.Values[slot], noDeal.Values[slot]))} over no deal"
                            : ""
                    )
            );
        }
        for (var promise = 0; promise < offer.Promises.Count; promise++)
            Output.Line(
                $"  {offer.Promises[promise].Title, -34} "
                    + (
                        double.IsNaN(outcome.Kept[promise])
                            ? "not called"
                            : $"kept {Words.Fixed(outcome.Kept[promise], 3)} when called{(offer.Promises[promise].IsOnce ? ", at one of its calls" : "")} (called {Words.Fixed(outcome.Called[promise], 3)})"
                    )
            );
        foreach (var obligation in offer.Obligations)
        foreach (var date in ObligationWords.Dates(obligation, ObligationDate.Of(obligation, outcome.Forward.StateShare)))
            Output.Line(
                $"  {$"{obligation.Title}, {offer.Deal.PeriodName} {date.Period}", -34} {ObligationWords.Listed(date, chance => Words.Fixed(chance, 4), obligation.IsForbidden)}"
            );
        Output.Line();
    }

    private static string Signed(double value) => value == 0 ? "0" : $"{(value > 0 ? "+" : "")}{Words.Fixed(value, 3)}";
}
