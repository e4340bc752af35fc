using System.Globalization;
using System.Text.Json.Serialization;
using Foedus.Answers;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing;

/// <summary>What a party does at a turn.</summary>
/// <param name="Period">From 1; where the horizon has no end, within the cycle of the drifts; null: in every period.</param>
/// <param name="Step">The turn's name.</param>
/// <param name="State">The public state in words, as solve gives it; null: in every state.</param>
/// <param name="Party">Who chooses.</param>
/// <param name="Type">For which private type; null or empty: for every.</param>
/// <param name="Options">Chances of the options: one, the same whatever is believed, or one for each belief of the profile. They add to 1; an option not named has none.</param>
/// <param name="Place">Where it stands in its file, for messages.</param>
public sealed record DealChoice(
    int? Period,
    string Step,
    string? State,
    string Party,
    string? Type,
    [property: JsonConverter(typeof(ChancesConverter))] IReadOnlyDictionary<string, IReadOnlyList<double>> Options,
    [property: JsonIgnore] string? Place = null
)
{
    /// <summary>The chance of an option at a belief, by its number.</summary>
    public double Chance(string option, int point) =>
        Options.TryGetValue(option, out var chances)
            ? chances.Count == 1
                ? chances[0]
                : chances[point]
            : 0;

    /// <summary>What the chances add to at a belief.</summary>
    public double Total(int point) => Options.Values.Sum(chances => chances.Count == 1 ? chances[0] : chances[point]);
}

/// <summary>A profile of a deal: what everybody does at every turn, and at which beliefs.</summary>
/// <param name="Choices">Later ones go over earlier ones.</param>
/// <param name="Beliefs">[point][party] → chances of its types, of parties that hide something: what the lists of chances go along; empty where there are none.</param>
/// <param name="Resolution">Knots of the grid that these beliefs are; null where nothing goes along them.</param>
public sealed record DealProfile(IReadOnlyList<DealChoice> Choices, IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<double>>> Beliefs, int? Resolution)
{
    /// <summary>Chances further from adding to 1 than this are a mistake.</summary>
    public const double AddsUp = 1e-6;

    /// <summary>With more chances than this a profile is written only where it is asked for.</summary>
    public const long MostChances = 20_000;

    /// <summary>How many chances the profile of a solution has.</summary>
    public static long SizeOf(BeliefSolution solution) =>
        (long)solution.Periods * solution.Grid.PointCount * solution.Game.Nodes.Sum(node => (long)BeliefSolution.RowsOf(solution.Game, node));

    /// <summary>A solution's choices.</summary>
    public static DealProfile Of(BeliefSolution solution)
    {
        var (game, grid) = (solution.Game, solution.Grid);
        var choices = new List<DealChoice>();
        for (var period = 0; period < solution.Periods; period++)
        for (var node = 0; node < game.Nodes.Count; node++)
            foreach (var (mover, party, _) in SolutionOrder.Movers(game, node))
                for (var type = 0; type < game.Parties[party].TypeCount; type++)
                    choices.Add(
                        new DealChoice(
                            solution.Periods == 1 ? null : period + 1,
                            game.Steps[game.Nodes[node].Step].Name,
                            game.StateNames[game.Nodes[node].State],
                            game.Parties[party].Name,
                            game.Parties[party].IsPrivate ? game.Parties[party].TypeNames[type] : null,
                            game.Nodes[node]
                                .Choosers[mover]
                                .Options.Select((option, o) => KeyValuePair.Create(option, Short(solution.Choice(period, node, mover, type, o))))
                                .ToDictionary()
                        )
                    );
        var hidden = Hidden(game);
        return hidden.Count == 0
            ? new DealProfile(choices, [], null)
            : new DealProfile(
                choices,
                [
                    .. Enumerable
                        .Range(0, grid.PointCount)
                        .Select(point =>
                            hidden.ToDictionary(party => game.Parties[party].Name, party => (IReadOnlyList<double>)grid.Belief(party, point).ToArray())
                        ),
                ],
                grid.Resolution
            );
    }

    /// <summary>The profile on a grid of beliefs.</summary>
    /// <exception cref="InputException">A line fits no turn, a turn has no line, chances do not add to 1, or the beliefs are not those of the grid.</exception>
    internal BeliefSolution On(LoweredOffer offer, double[] coefficients, BeliefGrid grid)
    {
        var game = offer.Game;
        if (Beliefs.Count > 0)
            CheckBeliefs(game, grid);
        var solution = new BeliefSolution(game, coefficients, grid, BeliefRecursion.CycleOf(game));
        var used = new bool[Choices.Count];
        for (var period = 0; period < solution.Periods; period++)
        for (var node = 0; node < game.Nodes.Count; node++)
        {
            var movers = SolutionOrder.Movers(game, node).ToList();
            if (movers.Count == 0)
                continue;
            var rows = new double[BeliefSolution.RowsOf(game, game.Nodes[node]) * grid.PointCount];
            foreach (var (mover, party, _) in movers)
                for (var type = 0; type < game.Parties[party].TypeCount; type++)
                    Fill(solution, (period, node, mover, party, type), used, rows);
            solution.Set(period, node, rows);
        }
        if (Array.IndexOf(used, false) is >= 0 and var unused)
            throw new InputException(
                $"{About(Choices[unused])} fits no turn of offer '{offer.Offer.Name}', or later lines go over all of it. Take it out, or give it the step, state, period and type that it is about.",
                Choices[unused].Place
            );
        return solution;
    }

    private static string About(DealChoice choice) =>
        $"The line about '{choice.Step}' of {choice.Party}{(string.IsNullOrEmpty(choice.Type) ? "" : $" ({choice.Type})")}{(choice.State is { } where ? $" when {where}" : "")}{(choice.Period is { } when ? $" in period {when}" : "")}";

    private void Fill(BeliefSolution solution, (int Period, int Node, int Mover, int Party, int Type) at, bool[] used, double[] rows)
    {
        var (game, points) = (solution.Game, solution.Grid.PointCount);
        var (step, state, party) = (game.Steps[game.Nodes[at.Node].Step].Name, game.StateNames[game.Nodes[at.Node].State], game.Parties[at.Party]);
        var found = -1;
        for (var i = 0; i < Choices.Count; i++)
            if (
                (Choices[i].Period ?? at.Period + 1) == at.Period + 1
                && Choices[i].Step == step
                && (Choices[i].State ?? state) == state
                && Choices[i].Party == party.Name
                && (string.IsNullOrEmpty(Choices[i].Type) || Choices[i].Type == party.TypeNames[at.Type])
            )
                found = i;
        var options = game.Nodes[at.Node].Choosers[at.Mover].Options;
        if (found < 0 && options.Count > 1)
            throw new InputException(
                $"The profile has no line for '{step}' of {party.Name}{(party.IsPrivate ? $" ({party.TypeNames[at.Type]})" : "")} when {state}"
                    + (solution.Periods > 1 ? $" in period {at.Period + 1}" : "")
                    + $". Give one, with chances of {string.Join(", ", options)}; without \"state\" or \"period\" it is for all of them."
            );
        if (found >= 0)
            used[found] = true;
        for (var point = 0; point < points; point++)
        {
            // What the options have that can be chosen here: a line for every state may name others too.
            var total = found < 0 ? 1 : options.Sum(option => Choices[found].Chance(option, point));
            if (!(Math.Abs(total - 1) <= AddsUp))
                throw new InputException(
                    $"{About(Choices[found])}: the chances of what can be chosen when {state} add to {total.ToString("0.######", CultureInfo.InvariantCulture)}, not to 1. It can be chosen: {string.Join(", ", options)}.",
                    Choices[found].Place
                );
            for (var option = 0; option < options.Count; option++)
                rows[BeliefSolution.Row(game, at.Node, at.Mover, at.Type, option) * points + point] =
                    found < 0 ? 1 : Choices[found].Chance(options[option], point) / total;
        }
    }

    private void CheckBeliefs(PublicBeliefGame game, BeliefGrid grid)
    {
        var hidden = Hidden(game);
        var fits = Beliefs.Count == grid.PointCount;
        for (var point = 0; point < Beliefs.Count && fits; point++)
            foreach (var party in hidden)
                for (var type = 0; type < game.Parties[party].TypeCount && fits; type++)
                    fits = Math.Abs(Beliefs[point][game.Parties[party].Name][type] - grid.Belief(party, point)[type]) <= 1e-9;
        if (!fits)
            throw new InputException(
                $"The beliefs of the profile are not those of the grid with {grid.Resolution} knots at these values. Judge it at the --at-resolution and with the --set, --reading and --fork with which it was solved."
            );
    }

    private static List<int> Hidden(PublicBeliefGame game) => [.. Enumerable.Range(0, game.Parties.Count).Where(party => game.Parties[party].IsPrivate)];

    // The same at every belief: once.
    private static IReadOnlyList<double> Short(ReadOnlySpan<double> chances) => chances.ContainsAnyExcept(chances[0]) ? chances.ToArray() : [chances[0]];
}
