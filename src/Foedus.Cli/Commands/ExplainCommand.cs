using System.CommandLine;
using System.Text.Json.Nodes;
using Foedus.Answers;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus explain: why an offer comes out as it does.</summary>
internal static class ExplainCommand
{
    public static Command Make()
    {
        var (file, offer, reading, set, resolution, json) =
            (DealInputs.File(), DealInputs.Offer(), DealInputs.Reading(), DealInputs.Set(), DealInputs.Resolution(new WeighingOptions().Resolution), DealInputs.Json());
        offer.Required = true;
        var command = new Command("explain", "Say why an offer comes out as it does: decisive turns, what the alternatives were worth, what flips the choice.") { file, offer, reading, set, resolution, json };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed.GetValue(file)!, parsed.GetValue(offer),
            new WeighingOptions { Reading = parsed.GetValue(reading), Fixed = DealInputs.Values(parsed.GetValue(set)!), Resolution = parsed.GetValue(resolution) }, parsed.GetValue(json), cancel)));
        return command.WithExamples(("foedus explain my.foedus --offer conditional", "the reasons in sentences"), ("foedus explain my.foedus --offer conditional --reading moscow", "as one side sees it"));
    }

    private static int Run(string path, string? name, WeighingOptions options, bool json, CancellationToken cancel)
    {
        var file = DealFile.ReadSound(path, cancel);
        DealInputs.WarnOutside(file.Deal, options.Fixed);
        var offer = OneOffer.Choose(file, name)[0];
        var explanation = new Explainer(offer, new AssumptionSet(file.Deal, options), options.Resolution).Explain(withFlips: true, cancel);
        if (json)
        {
            Console.WriteLine(AnswerJson.Text(explanation));
            return ExitCode.Fine;
        }
        Output.Line($"{offer.Offer.Name}: {offer.Offer.Title ?? offer.Offer.Name} (at the best values{(options.Reading is null ? "" : $" of reading '{options.Reading}'")})");
        foreach (var sentence in explanation.Sentences)
            Output.Line($"- {sentence}");
        Output.Line("One equilibrium is explained: " + (offer.Start is null ? "the one reached turn by turn from λ = 0." : "the one reached from the deal's start profile."));
        return ExitCode.Fine;
    }
}
