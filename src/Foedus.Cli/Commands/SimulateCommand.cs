using System.CommandLine;
using Foedus.Answers;
using Foedus.Solving.Beliefs;
using Foedus.Telling;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus simulate: play a solved offer many times, beside the exact chances.</summary>
internal static class SimulateCommand
{
    public static Command Make()
    {
        var (file, offer, reading, set, forks, resolution, seed, json) = (
            DealInputs.File(),
            DealInputs.Offer(),
            DealInputs.Reading(),
            DealInputs.Set(),
            DealInputs.Forks(),
            DealInputs.Resolution(WeighingOptions.StandardResolution, isChosen: true),
            DealInputs.Seed(),
            DealInputs.Json()
        );
        offer.Required = true;
        var paths = new Option<int>("--paths")
        {
            Description = "How many plays, 1 to 10,000,000 (default 1000).",
            HelpName = "N",
            DefaultValueFactory = _ => 1000,
        };
        paths.Validators.Add(result => DealInputs.Within(result, paths, 1, 10_000_000));
        var show = new Option<int>("--show")
        {
            Description = "Tell the first N plays as stories (default 1).",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        show.Validators.Add(result => DealInputs.Within(result, show, 0, 100));
        var command = new Command("simulate", "Play a solved offer many times: frequencies beside the exact chances, and a few plays as stories.")
        {
            file,
            offer,
            paths,
            seed,
            show,
            reading,
            set,
            forks,
            resolution,
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
                            parsed.GetValue(seed),
                            parsed.GetValue(paths),
                            parsed.GetValue(show),
                            parsed.GetValue(json),
                            cancel
                        ),
                    cancel
                )
        );
        return command.WithExamples(
            ("foedus simulate my.foedus --offer costly --paths 10000", "ten thousand plays"),
            ("foedus simulate my.foedus --offer costly --show 3", "three stories")
        );
    }

    private static int Run(string path, string? name, WeighingOptions options, ulong seed, int paths, int show, bool json, CancellationToken cancel)
    {
        var file = DealFile.ReadSound(path, options.Forks, cancel);
        DealInputs.WarnOutside(file, options);
        var offer = OneOffer.Choose(file, name)[0];
        var outcome = Output.Working($"Solving '{offer.Offer.Name}'", () => Weigh.AtBest(file, offer, options, cancel)).Outcome;
        if (!outcome.IsSolved)
            throw new RefusedException($"'{offer.Offer.Name}' has no certified solution to play. {string.Join(" ", outcome.Solution.Report!.Notes)}");
        var simulator = new Simulator(outcome.Solution, seed);
        var states = new int[offer.PeriodsFollowed];
        var sums = new double[offer.Asks.Count];
        var squares = new double[offer.Asks.Count];
        var asked = offer.Asks.Select(ask => new Asked(ask)).ToList();
        var (stories, titled) = (new List<IReadOnlyList<string>>(), new List<IReadOnlyList<string>>());
        var progress = Output.Progress("Playing, plays done");
        for (var play = 0; play < paths; play++)
        {
            cancel.ThrowIfCancellationRequested();
            if ((play + 1) % 1000 == 0 || play + 1 == paths)
                progress?.Report((play + 1, paths));
            var story = play < show ? new PlayStory(offer) : null;
            var types = simulator.Play(offer.PeriodsFollowed, states, story is null ? null : story.Take);
            if (story is not null)
            {
                stories.Add(story.Named(types));
                titled.Add(story.Titled(types));
            }
            for (var ask = 0; ask < sums.Length; ask++)
            {
                var value = asked[ask].Seen(states);
                sums[ask] += value;
                squares[ask] += value * value;
            }
        }
        var answers = offer
            .Asks.Select(
                (ask, a) =>
                {
                    var mean = sums[a] / paths;
                    return new SimulatedMeasure(
                        ask.Name,
                        ask.Title,
                        asked[a].In(file.Deal.PeriodName),
                        mean,
                        paths < 2 ? double.NaN : 1.96 * Math.Sqrt(Math.Max(0, squares[a] / paths - mean * mean) / paths),
                        outcome.Measures[a]
                    );
                }
            )
            .ToList();
        if (json)
        {
            Console.WriteLine(AnswerJson.Text(new SimulatedOffer(offer.Offer.Name, paths, seed, answers, stories) { TitledStories = titled }));
            return ExitCode.Fine;
        }
        foreach (var story in titled)
        foreach (var line in story)
            Output.Line(line);
        Output.Line($"{paths:N0} plays, seed {seed}: mean, half width of a 95% interval, and the exact number");
        Output.Table(
            new ToldTable(
                [new ToldColumn("what is asked"), ToldColumn.Of("mean"), ToldColumn.Of("half width"), ToldColumn.Of("exact")],
                [
                    .. answers.Select(answer =>
                        (IReadOnlyList<ToldCell>)
                            [
                                ToldCell.Say(answer.Title),
                                .. new[] { answer.Mean, answer.HalfWidth, answer.Exact }.Select(value => ToldCell.Say(Words.Fixed(value, 4))),
                            ]
                    ),
                ]
            ),
            2
        );
        return ExitCode.Fine;
    }
}
