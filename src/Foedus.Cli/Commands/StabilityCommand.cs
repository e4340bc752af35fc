using System.CommandLine;
using Foedus.Answers;
using Foedus.Games;
using Foedus.Interop;
using Foedus.Solving.Ordinal;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus stability: where a conflict could rest, from rankings alone.</summary>
internal static class StabilityCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("CONFLICT") { Description = "States, moves and rankings as JSON, or a deal (.foedus)." };
        var (offer, reading, set, forks) = (DealInputs.Offer(), DealInputs.Reading(), DealInputs.Set(), DealInputs.Forks());
        var rule = new Option<string>("--rule")
        {
            Description = "How the others may answer: 'book' (nobody moves twice in a row) or 'each_once'.",
            HelpName = "RULE",
            DefaultValueFactory = _ => "book",
        };
        rule.AcceptOnlyFromAmong("book", "each_once");
        var json = DealInputs.Json();
        var command = new Command("stability", "Say which states of a conflict are stable for whom (graph model: Nash, GMR, SMR, SEQ).")
        {
            file,
            offer,
            reading,
            set,
            forks,
            rule,
            json,
        };
        command.OnlyFor(file, path => path.EndsWith(".foedus", StringComparison.OrdinalIgnoreCase), "a deal", offer, reading, set, forks);
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    Run(
                        parsed.GetValue(file)!,
                        parsed.GetValue(offer),
                        new WeighingOptions
                        {
                            Reading = parsed.GetValue(reading),
                            Fixed = GivenPairs.Values(parsed.GetValue(set)!),
                            Forks = GivenPairs.Answers(parsed.GetValue(forks)!),
                        },
                        parsed.GetValue(rule) == "book" ? SanctionRule.NobodyTwiceInARow : SanctionRule.EachOnce,
                        parsed.GetValue(json),
                        cancel
                    )
                )
        );
        return command.WithExamples(
            ("foedus stability conflict.json", "stable states by party"),
            ("foedus stability my.foedus --offer costly", "the states of an offer, ranked by the interests in them"),
            ("foedus stability conflict.json --rule each_once --json", "answers that move everybody once")
        );
    }

    private static int Run(string path, string? offer, WeighingOptions options, SanctionRule rule, bool json, CancellationToken cancel)
    {
        var isDeal = path.EndsWith(".foedus", StringComparison.OrdinalIgnoreCase);
        var conflict = isDeal ? OfDeal(path, offer, options, cancel) : ConflictReader.Read(path);
        var stable = Stability.Analyse(conflict, rule, cancel);
        if (json)
        {
            Console.WriteLine(AnswerJson.Text(StabilityAnswer.Of(stable, isDeal ? StabilityAnswer.OfDeal : null)));
            return ExitCode.Fine;
        }
        if (isDeal)
            Output.Line(StabilityAnswer.OfDeal);
        if (isDeal)
            for (var state = 0; state < conflict.StateNames.Count; state++)
                Output.Line($"state {state}: {conflict.StateNames[state]}");
        foreach (var party in stable)
        {
            Output.Line(party.Party);
            Output.Line($"  Nash                   {string.Join(" ", party.Nash)}");
            Output.Line($"  general metarational   {string.Join(" ", party.GeneralMetarational)}");
            Output.Line($"  symmetric metarational {string.Join(" ", party.SymmetricMetarational)}");
            Output.Line($"  sequential             {string.Join(" ", party.Sequential)}");
        }
        return ExitCode.Fine;
    }

    private static ConflictGraph OfDeal(string path, string? name, WeighingOptions options, CancellationToken cancel)
    {
        var file = DealFile.ReadSound(path, options.Forks, cancel);
        DealInputs.WarnOutside(file, options);
        return ConflictOf.Offer(OneOffer.ChooseOne(file, name), new AssumptionSet(file.Deal, options).Best);
    }
}
