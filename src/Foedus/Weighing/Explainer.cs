using System.Globalization;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing;

/// <summary>Builds an explanation from a solution: which turns decide, who plays what, what each alternative was worth, what is believed, what flips the choice.</summary>
public sealed class Explainer(LoweredOffer offer, AssumptionSet assumptions, OfferSolver solver)
{
    /// <summary>Turns that are explained at most.</summary>
    public const int MostTurns = 6;

    private const int Scans = 4;
    private const int Halvings = 10;

    private readonly PublicBeliefGame game = offer.Game;

    /// <param name="offer">The offer.</param>
    /// <param name="assumptions">The values it is solved at.</param>
    /// <param name="resolution">Knots of the belief grid in each running sum.</param>
    public Explainer(LoweredOffer offer, AssumptionSet assumptions, int resolution) : this(offer, assumptions, new OfferSolver(offer, resolution))
    {
    }

    /// <param name="withFlips">Whether thresholds are looked for: some hundred further solves.</param>
    /// <param name="cancel">Stops the work.</param>
    public Explanation Explain(bool withFlips, CancellationToken cancel = default)
    {
        var outcome = solver.Solve(assumptions.Best, cancel);
        if (!outcome.IsSolved)
            throw new RefusedException($"'{offer.Offer.Name}' has no certified solution at the best values, so there is nothing to explain. {string.Join(" ", outcome.Solution.Report!.Notes)}");
        return Explain(outcome, withFlips, cancel);
    }

    /// <summary>Explains a solution that is at hand, at whatever values, without thresholds.</summary>
    public Explanation Explain(OfferOutcome outcome, CancellationToken cancel = default) => Explain(outcome, withFlips: false, cancel);

    private Explanation Explain(OfferOutcome outcome, bool withFlips, CancellationToken cancel)
    {
        var decisive = Decisive(outcome);
        var worth = Worth(outcome, cancel);
        var flips = withFlips ? Flips(outcome, decisive, cancel) : [.. decisive.Select(_ => new List<ChoiceFlip>())];
        var turns = decisive.Select((at, i) => Turn(outcome, at, worth, flips[i])).ToList();
        return new Explanation(offer.Offer.Name, turns, [.. Opening(outcome), .. turns.SelectMany(Sentences)]);
    }

    // The first period in which each turn matters, by the chance that it is reached and that something is chosen there against the rest.
    private List<(int Period, int Node, int Mover, int Party)> Decisive(OfferOutcome outcome)
    {
        var found = new List<(double Weight, int Period, int Node, int Mover, int Party)>();
        for (var node = 0; node < game.Nodes.Count; node++)
        {
            var movers = MoversOf(node);
            for (var mover = 0; mover < movers.Length; mover++)
            {
                if (OptionsOf(node, mover).Count < 2)
                    continue;
                var period = Enumerable.Range(0, solver.Periods).MaxBy(period => outcome.Forward.Reached[period][node] * Math.Pow(0.9, period));
                var reached = outcome.Forward.Reached[period][node];
                if (reached > 0.01)
                    found.Add((reached, period, node, mover, movers[mover]));
            }
        }
        // One state for each turn is enough: the one met most.
        return [.. found.GroupBy(turn => (game.Nodes[turn.Node].Step, turn.Mover)).Select(group => group.MaxBy(turn => turn.Weight))
            .OrderByDescending(turn => turn.Weight).Take(MostTurns).OrderBy(turn => turn.Period).ThenBy(turn => game.Nodes[turn.Node].Step)
            .Select(turn => (turn.Period, turn.Node, turn.Mover, turn.Party))];
    }

    private int[] MoversOf(int node) => game.Nodes[node] switch
    {
        TurnNode turn => [turn.Mover],
        JointTurnNode joint => [.. joint.Movers.Select(mover => mover.Party)],
        _ => [],
    };

    private IReadOnlyList<string> OptionsOf(int node, int mover) => game.Nodes[node] switch
    {
        TurnNode turn => [.. turn.Options.Select(option => option.Name)],
        JointTurnNode joint => joint.Movers[mover].OptionNames,
        _ => [],
    };

    private static Dictionary<(int Period, int Node, int Mover), double[]> Worth(OfferOutcome outcome, CancellationToken cancel)
    {
        var evaluation = new PolicyEvaluation(outcome.Solution, outcome.Forward);
        evaluation.Run(cancel);
        return evaluation.Worths;
    }

    private ExplainedTurn Turn(OfferOutcome outcome, (int Period, int Node, int Mover, int Party) at,
        Dictionary<(int Period, int Node, int Mover), double[]> worth, List<ChoiceFlip> flips)
    {
        var period = at.Period % outcome.Solution.Periods;
        var party = game.Parties[at.Party];
        var options = OptionsOf(at.Node, at.Mover);
        var beliefs = Enumerable.Range(0, game.Parties.Count).Where(p => game.Parties[p].IsPrivate)
            .SelectMany(p => game.Parties[p].TypeNames.Zip(outcome.Forward.BeliefWhereMet(period, at.Node, p), (type, belief) => new HeldBelief(game.Parties[p].Name, type, belief)));
        // A type without a chance does not meet the turn.
        var types = party.TypeNames.Select((type, t) => (type, t)).Where(pair => outcome.Forward.VisitsOf(period, at.Node)!.Meets(at.Party, pair.t)).Select(pair => new ExplainedType(pair.type,
            [.. options.Select((option, o) => new ExplainedOption(option, outcome.Forward.ChoiceWhereMet(period, at.Node, at.Mover, at.Party, pair.t, o),
                worth[(period, at.Node, at.Mover)][pair.t * options.Count + o])).OrderByDescending(option => option.Chance)]));
        return new ExplainedTurn(at.Period + 1, game.Steps[game.Nodes[at.Node].Step].Name, game.StateNames[game.Nodes[at.Node].State], party.Name,
            outcome.Forward.Reached[at.Period][at.Node], [.. beliefs], [.. types], flips);
    }

    private int[] Favourites(OfferOutcome outcome, (int Period, int Node, int Mover, int Party) at) =>
    [
        .. Enumerable.Range(0, game.Parties[at.Party].TypeCount).Select(type => Enumerable.Range(0, OptionsOf(at.Node, at.Mover).Count).MaxBy(option =>
            outcome.Forward.ChoiceWhereMet(at.Period % outcome.Solution.Periods, at.Node, at.Mover, at.Party, type, option))),
    ];

    private List<ChoiceFlip>[] Flips(OfferOutcome best, List<(int Period, int Node, int Mover, int Party)> turns, CancellationToken cancel)
    {
        var flips = turns.Select(_ => new List<ChoiceFlip>()).ToArray();
        var atBest = turns.Select(turn => Favourites(best, turn)).ToArray();
        var values = (double[])assumptions.Best.Clone();
        for (var a = 0; a < values.Length; a++)
        {
            int[][]? At(double value)
            {
                values[a] = value;
                var outcome = solver.Solve(values, cancel);
                values[a] = assumptions.Best[a];
                return outcome.IsSolved ? [.. turns.Select(turn => Favourites(outcome, turn))] : null;
            }
            foreach (var end in new[] { assumptions.Distributions[a].Low, assumptions.Distributions[a].High })
            {
                if (end == assumptions.Best[a])
                    continue;
                var inside = assumptions.Best[a];
                var seen = new HashSet<(int, int)>();
                for (var scan = 1; scan <= Scans; scan++)
                {
                    var outside = assumptions.Best[a] + (end - assumptions.Best[a]) * scan / Scans;
                    if (At(outside) is { } there)
                        for (var turn = 0; turn < turns.Count; turn++)
                            for (var type = 0; type < there[turn].Length; type++)
                                if (there[turn][type] != atBest[turn][type] && seen.Add((turn, type)))
                                    flips[turn].Add(Narrow(a, turns[turn], turn, type, atBest[turn][type], inside, outside, there[turn][type], At));
                    inside = outside;
                }
            }
        }
        return flips;
    }

    private ChoiceFlip Narrow(int a, (int Period, int Node, int Mover, int Party) at, int turn, int type, int favourite, double inside, double outside, int beyond, Func<double, int[][]?> solve)
    {
        for (var round = 0; round < Halvings; round++)
        {
            var middle = (inside + outside) / 2;
            if (solve(middle) is not { } there)
                break;
            if (there[turn][type] == favourite)
                inside = middle;
            else
                (outside, beyond) = (middle, there[turn][type]);
        }
        var options = OptionsOf(at.Node, at.Mover);
        return new ChoiceFlip(assumptions.Assumptions[a].Name, assumptions.Best[a], (inside + outside) / 2, game.Parties[at.Party].TypeNames[type], options[favourite], options[beyond]);
    }

    private IEnumerable<string> Opening(OfferOutcome outcome)
    {
        for (var ask = 0; ask < offer.Asks.Count; ask++)
            yield return new Asked(offer.Asks[ask]).IsCensored
                ? OfferSolver.IsTimeWithoutEnd(game) ? $"{offer.Asks[ask].Title}: {Number(outcome.Measures[ask])} periods on average where it comes; never in {Hundred(outcome.Censored[ask])}."
                : $"{offer.Asks[ask].Title}: {Number(outcome.Measures[ask])} periods on average within the {offer.Asks[ask].Periods} looked at; not within them in {Hundred(outcome.Censored[ask])}."
                : $"{offer.Asks[ask].Title}: {Hundred(outcome.Measures[ask])}.";
        for (var promise = 0; promise < offer.Promises.Count; promise++)
            yield return double.IsNaN(outcome.Kept[promise]) ? $"{offer.Promises[promise].Title}: never called on."
                : $"{offer.Promises[promise].Title}: called on in {Hundred(outcome.Called[promise])}, and then kept in {Hundred(outcome.Kept[promise])}.";
    }

    private static IEnumerable<string> Sentences(ExplainedTurn turn)
    {
        var beliefs = turn.Beliefs.Count == 0 ? "" : $" Others then believe: {string.Join(", ", turn.Beliefs.Select(held => $"{held.Party} {held.Type} {Number(held.Chance)}"))}.";
        yield return $"Period {turn.Period}, '{turn.Step}' of {turn.Party} when {turn.State} (reached in {Hundred(turn.Reached)}).{beliefs}";
        foreach (var type in turn.Types)
        {
            var who = type.Type.Length == 0 ? turn.Party : $"{turn.Party} if {type.Type}";
            var (first, second) = (type.Options[0], type.Options[1]);
            var rest = string.Join(", ", type.Options.Skip(1).Select(option => $"{option.Option} {Hundred(option.Chance)}"));
            yield return $"{who} plays {first.Option} in {Hundred(first.Chance)} ({rest}): it is worth {Number(first.Worth)} points to it, {Number(Math.Abs(first.Worth - second.Worth))} "
                + $"{(first.Worth >= second.Worth ? "more" : "less")} than {second.Option}.";
        }
        foreach (var flip in turn.Flips)
            yield return $"{(flip.Type.Length == 0 ? turn.Party : $"{turn.Party} if {flip.Type}")} would rather {flip.To} than {flip.From} if {flip.Assumption} were "
                + $"{(flip.Value > flip.Best ? "above" : "below")} {Number(flip.Value)} (best value {Number(flip.Best)}).";
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Hundred(double chance) => chance switch
    {
        > 0 and < 0.005 => "fewer than 1 of 100",
        < 1 and > 0.995 => "more than 99 of 100",
        _ => $"{Math.Round(100 * chance):0} of 100",
    };
}
