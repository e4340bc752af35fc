using System.CommandLine;
using Foedus.Answers;
using Foedus.Games;
using Foedus.Interop;
using Foedus.Solving.Trees;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus verify: how far a given profile is from being an equilibrium.</summary>
internal static class VerifyCommand
{
    public static Command Make()
    {
        var game = new Argument<string>("GAME") { Description = "A tree (.efg), a table (.nfg) or a deal (.foedus)." };
        var file = new Argument<string?>("PROFILE")
        {
            Description =
                "The profile as JSON, as 'foedus solve --json' writes it; of a tree or table with \"beliefs\" for sequential rationality off the path.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var named = new ReadingOption<string?>("--profile") { Description = "The same, by name.", HelpName = "FILE" };
        var (offer, reading, set, forks, resolution) = (
            DealInputs.Offer(),
            DealInputs.Reading(),
            DealInputs.Set(),
            DealInputs.Forks(),
            DealInputs.Resolution(new WeighingOptions().Resolution)
        );
        var lambda = new Option<double?>("--lambda") { Description = "Also judge it as a logit equilibrium at this precision.", HelpName = "L" };
        var json = DealInputs.Json();
        var command = new Command("verify", "Say how much anyone would gain by leaving a given profile, of a game or of an offer of a deal.")
        {
            game,
            file,
            named,
            offer,
            reading,
            set,
            forks,
            resolution,
            lambda,
            json,
        };
        command.OnlyFor(game, path => !SolveGame.IsTree(path), "a deal", offer, reading, set, forks, resolution);
        command.OnlyFor(game, SolveGame.IsTree, "a tree or table (.efg, .nfg)", lambda);
        command.Validators.Add(result =>
        {
            if ((result.GetValue(file) is null) == (result.GetValue(named) is null))
                result.AddError("Name one file with the profile: PROFILE or --profile FILE.");
        });
        command.SetAction(
            (parsed, cancel) =>
                Stoppable.Run(
                    () =>
                        SolveGame.IsTree(parsed.GetValue(game)!)
                            ? Run(
                                parsed.GetValue(game)!,
                                parsed.GetValue(file) ?? parsed.GetValue(named)!,
                                parsed.GetValue(lambda),
                                parsed.GetValue(json),
                                cancel
                            )
                            : VerifyDeal.Run(
                                parsed.GetValue(game)!,
                                parsed.GetValue(offer),
                                parsed.GetValue(file) ?? parsed.GetValue(named)!,
                                new WeighingOptions
                                {
                                    Reading = parsed.GetValue(reading),
                                    Fixed = GivenPairs.Values(parsed.GetValue(set)!),
                                    Forks = GivenPairs.Answers(parsed.GetValue(forks)!),
                                },
                                parsed.GetResult(resolution) is null or { Implicit: true } ? null : parsed.GetValue(resolution),
                                parsed.GetValue(json),
                                cancel
                            ),
                    cancel
                )
        );
        return command.WithExamples(
            ("foedus verify game.efg profile.json", "Nash, subgame and sequential gains"),
            ("foedus verify game.efg profile.json --lambda 2", "as a logit equilibrium too"),
            ("foedus verify my.foedus --offer costly --profile profile.json", "a profile of a deal, at its best values")
        );
    }

    private static int Run(string path, string profilePath, double? lambda, bool json, CancellationToken cancel)
    {
        var (game, _) = GameFile.Read(path, cancel);
        var (profile, stated) = ProfileReader.Read(profilePath, game);
        var judged = TreeEquilibrium.Judge(game, new SubgameStructure(game), profile, lambda, cancel);
        var values = new ProfileValues(game, profile);
        var beliefs = Enumerable.Range(0, game.InformationSetCount).Select(set => stated[set] ?? values.LogBeliefs(set)).ToArray();
        var missing = Enumerable.Range(0, beliefs.Length).Where(set => beliefs[set] is null).ToList();
        var assessment = missing.Count == 0 ? new Assessment(profile, beliefs!) : null;
        var (sequential, bayes) = (assessment?.SequentialGain(game), assessment?.BayesGap(game));
        if (json)
            Console.WriteLine(
                AnswerJson.Text(
                    new JudgedProfile(
                        judged.Payoffs,
                        judged.DeviationGain,
                        judged.SubgameGain,
                        sequential,
                        bayes,
                        lambda,
                        judged.LogitResidual,
                        judged.LogitMismatch
                    )
                )
            );
        else
        {
            Output.Line($"payoffs: {string.Join(", ", judged.Payoffs.Select(value => Words.Rounded(value, 6)))}");
            Output.Line($"largest gain by changing a whole strategy (Nash): {Points(judged.DeviationGain)}");
            Output.Line($"the same in any subgame (subgame perfection): {Points(judged.SubgameGain)}");
            Output.Line(
                sequential is { } gain
                    ? $"largest gain at any information set at its beliefs (sequential rationality): {Points(gain)}"
                    : $"sequential rationality: not judged, since play never comes to {Set(game, missing[0])} and no beliefs are stated there"
            );
            if (bayes is { } gap)
                Output.Line($"largest distance of a stated belief from Bayes' rule, where play comes: {Words.Power(gap)}");
            if (lambda is not null)
                Output.Line(
                    $"distance from the logit response at λ = {lambda}: {Points(judged.LogitResidual!.Value)}; largest difference of a probability {Words.Power(judged.LogitMismatch!.Value)}"
                );
        }
        return ExitCode.Fine;
    }

    private static string Points(double value) => Words.Power(value) + " points";

    private static string Set(ExtensiveGame game, int set) => $"information set {game.InformationSetNumber(set)} of {game.Players[game.SetPlayer[set]]}";
}
