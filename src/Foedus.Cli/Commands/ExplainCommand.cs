using System.CommandLine;
using System.Text.Json.Nodes;
using Foedus.Answers;
using Foedus.Lowering;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus explain: why an offer comes out as it does.</summary>
internal static class ExplainCommand
{
    public static Command Make()
    {
        var (file, offer, reading, set, forks, resolution, json) = (
            DealInputs.File(),
            DealInputs.Offer(),
            DealInputs.Reading(),
            DealInputs.Set(),
            DealInputs.Forks(),
            DealInputs.Resolution(WeighingOptions.StandardResolution, isChosen: true),
            DealInputs.Json()
        );
        offer.Required = true;
        var flips = new Option<bool>("--flips")
        {
            Description = "Also look for the values of assumptions at which a choice flips: some hundred further solves.",
        };
        var command = new Command(
            "explain",
            "Say why an offer comes out as it does: how it ends, the decisive turns, why each choice is worth more, what flips it."
        )
        {
            file,
            offer,
            reading,
            set,
            forks,
            resolution,
            flips,
            json,
        };
        command.SetAction(
            (parsed, cancel) =>
                Stoppable.Run(
                    () =>
                        Run(
                            parsed.GetValue(file)!,
                            parsed.GetValue(offer),
                            new WeighingOptions
                            {
                                Reading = parsed.GetValue(reading),
                                Fixed = GivenPairs.Values(parsed.GetValue(set)!),
                                Forks = GivenPairs.Answers(parsed.GetValue(forks)!),
                                AskedResolution = DealInputs.Asked(parsed, resolution),
                            },
                            parsed.GetValue(flips),
                            parsed.GetValue(json),
                            cancel
                        ),
                    cancel
                )
        );
        return command.WithExamples(
            ("foedus explain my.foedus --offer costly", "the reasons in sentences"),
            ("foedus explain my.foedus --offer costly --flips", "and where each choice would flip"),
            ("foedus explain deals/ukraine-2025/ukraine-2025.foedus --offer conditional --reading moscow", "as one side sees it")
        );
    }

    private static int Run(string path, string? name, WeighingOptions options, bool flips, bool json, CancellationToken cancel)
    {
        var file = DealFile.ReadSound(path, options.Forks, cancel);
        DealInputs.WarnOutside(file, options);
        var offer = OneOffer.Choose(file, name)[0];
        var explanation = Explain(file, offer, options, flips, cancel) with { NotAsWritten = AsAsked.Sentences(file.Deal, options) };
        if (json)
        {
            Console.WriteLine(AnswerJson.Text(explanation));
            return ExitCode.Fine;
        }
        Output.Line($"{offer.Offer.Title ?? offer.Offer.Name} (at the best values{(options.Reading is null ? "" : $" of reading '{options.Reading}'")})");
        foreach (var sentence in explanation.NotAsWritten ?? [])
            Output.Line($"Not the deal as written: {sentence}");
        foreach (var sentence in explanation.Sentences)
            Output.Line($"- {sentence}");
        if (explanation.Counting is { } counting)
            Output.Line(counting);
        Output.Line(explanation.Selection);
        return ExitCode.Fine;
    }

    private static Explanation Explain(DealFile file, LoweredOffer offer, WeighingOptions options, bool flips, CancellationToken cancel)
    {
        using var working = Output.Working($"Explaining '{offer.Offer.Name}'");
        if (options.AskedResolution is { } asked)
            return new Explainer(offer, new AssumptionSet(file.Deal, options), asked) { Progress = working }.Explain(flips, cancel);
        working?.Report("choosing a grid by the first draws");
        return Explainer.Refined(offer, new AssumptionSet(file.Deal, options), Weigh.Knots(file, offer, options, cancel), flips, cancel, working);
    }
}
