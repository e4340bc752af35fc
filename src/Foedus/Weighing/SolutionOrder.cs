using System.Globalization;
using Foedus.Games;
using Foedus.Model;
using Foedus.Solving.Beliefs;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>Which solutions of one world are different, which is shown first, and what they are called.</summary>
/// <remarks>First comes the one in which signs are least read against their plain meaning, weighted by how often the turns are met: docs/decisions/selection.md.</remarks>
internal static class SolutionOrder
{
    /// <summary>Solutions whose signs are read against their plain meaning equally often, to this, are tied.</summary>
    public const double Tie = 1e-3;

    /// <summary>Chances at turns met this often, or more, count where solutions are compared.</summary>
    public const double Met = 0.05;

    /// <summary>Choices further apart are played differently.</summary>
    public const double ChoicesApart = 0.05;

    private const double MeasuresApart = 1e-3;

    /// <summary>The solution to be shown, with the others.</summary>
    /// <param name="found">All that were found, at least one.</param>
    /// <param name="wording">What the offer's things are called.</param>
    public static OfferOutcome Of(IReadOnlyList<OfferOutcome> found, Wording wording)
    {
        if (found.Count == 1)
            return found[0];
        var isFollowed = !Readings.AreAllFollowed(found[0].Solution.Game);
        // Without an end the one that was followed from λ = 0 stays first, as where others are not looked for.
        var ordered = found
            .OrderBy(outcome => outcome.IsSolved ? 0 : 1)
            .ThenBy(outcome => isFollowed ? outcome.Solution.Reading[^1] : 0)
            .ThenBy(outcome => Math.Round(outcome.AgainstPlainMeaning / Tie) * Tie)
            .ToList();
        var different = new List<OfferOutcome>();
        foreach (var outcome in ordered)
            if (different.Count == 0 || (outcome.IsSolved && !different.Any(kept => AreSame(kept, outcome))))
                different.Add(outcome);
        if (different.Count == 1)
            return Counted(different[0], 1);
        var names = SolutionNames.Of(different, wording);
        var all = different
            .Select(
                (outcome, i) =>
                    Counted(
                        outcome with
                        {
                            Name = names[i],
                            IsTied = !isFollowed && i + 1 < different.Count && different[i + 1].AgainstPlainMeaning - outcome.AgainstPlainMeaning <= Tie,
                        },
                        different.Count
                    )
            )
            .ToList();
        return all[0] with { Others = all.Skip(1).ToList() };
    }

    // Further solutions that cannot be told apart do not count.
    private static OfferOutcome Counted(OfferOutcome outcome, int different)
    {
        outcome.Solution.Report = outcome.Solution.Report! with { OthersFound = outcome.Solution.Report!.OthersFound is null ? null : different - 1 };
        return outcome;
    }

    /// <summary>Turns at which two solutions play differently where one of them meets them often: (period of the cycle, node, mover, party), the most different first.</summary>
    public static IReadOnlyList<(int Period, int Node, int Mover, int Party, double Apart)> Differences(OfferOutcome one, OfferOutcome other)
    {
        var game = one.Solution.Game;
        var apart = new List<(int Period, int Node, int Mover, int Party, double Apart)>();
        for (var period = 0; period < one.Solution.Periods; period++)
        for (var node = 0; node < game.Nodes.Count; node++)
        {
            if (!(Math.Max(Total(one, period, node), Total(other, period, node)) >= Met))
                continue;
            foreach (var (mover, party, options) in Movers(game, node))
            {
                var largest = 0.0;
                for (var type = 0; type < game.Parties[party].TypeCount; type++)
                for (var option = 0; option < options; option++)
                    if (
                        Math.Abs(
                            one.Forward.ChoiceWhereMet(period, node, mover, party, type, option)
                                - other.Forward.ChoiceWhereMet(period, node, mover, party, type, option)
                        )
                            is var off
                        && off > largest
                    )
                        largest = off;
                if (largest >= ChoicesApart)
                    apart.Add((period, node, mover, party, largest * Math.Max(Total(one, period, node), Total(other, period, node))));
            }
        }
        return [.. apart.OrderByDescending(turn => turn.Apart)];
    }

    private static bool AreSame(OfferOutcome one, OfferOutcome other) =>
        one.Measures.Zip(other.Measures)
            .All(pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= MeasuresApart * Math.Max(1, Math.Abs(pair.First)))
        && Differences(one, other).Count == 0;

    private static double Total(OfferOutcome outcome, int period, int node) => outcome.Forward.VisitsOf(period, node)?.Total ?? 0;

    internal static IEnumerable<(int Mover, int Party, int Options)> Movers(PublicBeliefGame game, int node) =>
        game.Nodes[node].Choosers.Select((mover, m) => (m, mover.Party, mover.Options.Count));
}

/// <summary>What tells solutions apart, in the deal's words: which option is read as the sign of which type.</summary>
internal static class SolutionNames
{
    /// <param name="solutions">At least two, different.</param>
    /// <param name="wording">What the offer's things are called.</param>
    public static string[] Of(IReadOnlyList<OfferOutcome> solutions, Wording wording)
    {
        var turns = solutions
            .Skip(1)
            .SelectMany(other => SolutionOrder.Differences(solutions[0], other))
            .GroupBy(turn => (turn.Period, turn.Node, turn.Mover, turn.Party))
            .OrderByDescending(group => group.Max(turn => turn.Apart))
            .Select(group => group.Key)
            .ToList();
        var names = solutions.Select(_ => "").ToArray();
        // One turn is enough where it tells them all apart; else the next is named too.
        for (var turn = 0; turn < Math.Min(3, turns.Count) && names.Distinct().Count() < names.Length; turn++)
        for (var i = 0; i < names.Length; i++)
            names[i] += (names[i].Length > 0 ? "; " : "") + Say(solutions, solutions[i], turns[turn], wording);
        for (var i = 0; i < names.Length; i++)
            if (names.Take(i).Contains(names[i]) || names[i].Length == 0)
                names[i] += $"{(names[i].Length > 0 ? " " : "solution ")}({(i + 1).ToString(CultureInfo.InvariantCulture)})";
        return names;
    }

    // The type whose options the solutions lift most differently, and the option by which it then shows.
    private static string Say(IReadOnlyList<OfferOutcome> solutions, OfferOutcome here, (int Period, int Node, int Mover, int Party) at, Wording wording)
    {
        var game = here.Solution.Game;
        var party = game.Parties[at.Party];
        var options = game.Nodes[at.Node].Choosers[at.Mover].Options;
        var (step, who) = (game.Steps[game.Nodes[at.Node].Step].Name, new Subject(wording.Party(party.Name)));
        if (!party.IsPrivate)
        {
            var played = Enumerable.Range(0, options.Count).MaxBy(option => here.Forward.ChoiceWhereMet(at.Period, at.Node, at.Mover, at.Party, 0, option));
            return who.Play(wording.Option(step, party.Name, options[played]));
        }
        var type = Enumerable
            .Range(0, party.TypeCount)
            .MaxBy(t => Enumerable.Range(0, options.Count).Max(option => Spread(solutions.Select(solution => Lift(solution, at, t, option)))));
        var sign = Enumerable.Range(0, options.Count).MaxBy(option => Lift(here, at, type, option));
        return Lift(here, at, type, sign) < 0.02
            ? $"nothing is read from {(step == party.Name ? $"what {who.Inside} {who.Does("does", "do")}" : $"{who.Whose} {wording.Step(step)}")}"
            : $"{who.Whose} “{wording.Option(step, party.Name, options[sign])}” is read as {Words.Plain(party.TypeNames[type])}";
    }

    private static double Spread(IEnumerable<double> lifts) => lifts.Where(double.IsFinite).DefaultIfEmpty(0).ToList() is var all ? all.Max() - all.Min() : 0;

    // How much more likely a type plays an option than the others expect.
    private static double Lift(OfferOutcome outcome, (int Period, int Node, int Mover, int Party) at, int type, int option)
    {
        var own = outcome.Forward.ChoiceWhereMet(at.Period, at.Node, at.Mover, at.Party, type, option);
        if (double.IsNaN(own) || outcome.Forward.VisitsOf(at.Period, at.Node) is not { } met)
            return double.NaN;
        var mean = 0.0;
        for (var other = 0; other < outcome.Solution.Game.Parties[at.Party].TypeCount; other++)
            if (met.Meets(at.Party, other))
                mean += met.MassOf(at.Party, other) / met.Total * outcome.Forward.ChoiceWhereMet(at.Period, at.Node, at.Mover, at.Party, other, option);
        return own - mean;
    }
}
