using System.CommandLine;
using Foedus.Games;
using Foedus.Interop;
using Foedus.Lowering;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus export: an offer at one set of values as a game file that other programs read.</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var (file, offer, reading, set, forks) = (DealInputs.File(), DealInputs.Offer(), DealInputs.Reading(), DealInputs.Set(), DealInputs.Forks());
        var periods = new Option<int?>("--periods") { Description = "How many periods to write out (default: the deal's horizon).", HelpName = "T" };
        var efg = new WritingOption<string>("--efg") { Description = "The file to write, in Gambit's .efg format; '-' is standard output.", Required = true };
        var command = new Command("export", "Write an offer out as a game tree for Gambit and other solvers.")
        {
            file,
            offer,
            periods,
            reading,
            set,
            forks,
            efg,
        };
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    Run(
                        parsed.GetValue(file)!,
                        parsed.GetValue(offer),
                        parsed.GetValue(periods),
                        new WeighingOptions
                        {
                            Reading = parsed.GetValue(reading),
                            Fixed = GivenPairs.Values(parsed.GetValue(set)!),
                            Forks = GivenPairs.Answers(parsed.GetValue(forks)!),
                        },
                        parsed.GetValue(efg)!,
                        cancel
                    )
                )
        );
        return command.WithExamples(
            ("foedus export my.foedus --offer costly --periods 2 --efg costly.efg", "two periods as a tree"),
            ("foedus solve costly.efg --method spe", "and its equilibria, where nobody slips"),
            ("foedus export my.foedus --offer costly --periods 2 --efg - | gzip > costly.efg.gz", "into another program")
        );
    }

    private static int Run(string path, string? name, int? periods, WeighingOptions options, string efg, CancellationToken cancel)
    {
        var file = DealFile.ReadSound(path, options.Forks, cancel);
        DealInputs.WarnOutside(file, options);
        var offer = OneOffer.ChooseOne(file, name);
        var length = periods ?? offer.Game.Periods ?? throw new InputException("The deal has no last period: say how many to write out with --periods.");
        var values = Values(offer, new AssumptionSet(file.Deal, options));
        var tree = Unrolling.Unroll(offer.Game, values, length, $"{file.Deal.Title}: {offer.Offer.Name}, {Words.Counted(length, "period")}", cancel);
        if (efg == "-")
            EfgWriter.Write(tree, Console.Out, cancel);
        else
            Output.WriteFile(efg, writer => EfgWriter.Write(tree, writer, cancel));
        // Beside the tree itself nothing goes where it goes.
        Action<string> say = efg == "-" ? text => Output.Aside(text) : text => Output.Line(text);
        say(
            $"{Words.Counted(tree.NodeCount, "node")}, {Words.Counted(tree.InformationSetCount, "information set")}, {Words.Counted(length, "period")}{(efg == "-" ? "" : $": {efg}")}"
        );
        say(tree.Comment);
        say("Where these differ, one λ for the whole tree ('foedus solve --lambda') is another game; 'foedus solve --method spe' needs none.");
        return ExitCode.Fine;
    }

    private static double[] Values(LoweredOffer offer, AssumptionSet assumptions)
    {
        var values = new double[offer.Table.Count];
        offer.Table.Evaluate(assumptions.Best, values);
        return values;
    }
}
