using System.CommandLine;
using Foedus.Interop;
using Foedus.Solving.Ordinal;

namespace Foedus.Cli.Commands;

/// <summary>foedus stability: where a conflict could rest, from rankings alone.</summary>
internal static class StabilityCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("CONFLICT") { Description = "States, moves and rankings as JSON." };
        var rule = new Option<string>("--rule") { Description = "How the others may answer: 'book' (nobody moves twice in a row) or 'each_once'.", HelpName = "RULE", DefaultValueFactory = _ => "book" };
        rule.AcceptOnlyFromAmong("book", "each_once");
        var json = DealInputs.Json();
        var command = new Command("stability", "Say which states of a conflict are stable for whom (graph model: Nash, GMR, SMR, SEQ).") { file, rule, json };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed.GetValue(file)!, parsed.GetValue(rule) == "book" ? SanctionRule.NobodyTwiceInARow : SanctionRule.EachOnce, parsed.GetValue(json), cancel)));
        return command.WithExamples(("foedus stability conflict.json", "stable states by party"), ("foedus stability conflict.json --rule each_once --json", "answers that move everybody once"));
    }

    private static int Run(string path, SanctionRule rule, bool json, CancellationToken cancel)
    {
        var stable = Stability.Analyse(ConflictReader.Read(path), rule, cancel);
        if (json)
        {
            Console.WriteLine(GameJson.Stability(stable).ToJsonString(Json.Layout));
            return ExitCode.Fine;
        }
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
}
