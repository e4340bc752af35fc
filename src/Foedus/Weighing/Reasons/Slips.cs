using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving.Beliefs.Reasons;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>A slip: what a type does at a turn although something else is worth more to it there, and does not do when it is more careful.</summary>
/// <param name="Step">The turn: a step, in whatever period and state.</param>
/// <param name="Party">Whose.</param>
/// <param name="Type">Which type of it.</param>
/// <param name="Option">The option's name.</param>
/// <param name="Runs">Share of the runs in which it is done at least once.</param>
/// <param name="Times">How often it is done in a run, on average.</param>
/// <param name="Share">Of the times that the type is at the turn with the option, how often it takes it.</param>
/// <param name="Worse">How much less it is worth than the best where it is taken, on average, points.</param>
/// <param name="Taken">Where the option is taken out.</param>
internal sealed record Slip(
    int Step,
    int Party,
    int Type,
    string Option,
    double Runs,
    double Times,
    double Share,
    double Worse,
    IReadOnlyList<ClosedOption> Taken
)
{
    /// <summary>Whether it is so little worse that it is as good as the best: <see cref="Slips.NearTie"/>. More care may still make it rarer, where it changes what others do.</summary>
    public bool IsNearTie { get; init; }
}

/// <summary>Finds the slips of a solution.</summary>
/// <remarks>
/// A turn is a step, summed over periods, states and beliefs. Of a type's places at it those count at which the option is worth less than the best, on average over the beliefs at which the state is met; it is a
/// slip where its share of what is played there is, with everybody four times as careful, less than half of what it is. It is taken out in all states but those in which it is met and the best.
/// </remarks>
internal static class Slips
{
    /// <summary>Slips made in fewer runs are not looked at.</summary>
    public const double Least = 0.02;

    // Of how much worse a party still does once in 20 times.
    private const double Near = 0.1;

    /// <summary>Points up to which an option is as good as the best to a party: a tenth of its slip, and never less than what is told as level.</summary>
    public static double NearTie(OfferOutcome outcome, int party) =>
        outcome.Solution.Game.Parties[party] is { IsRational: false } chooser && outcome.Solution.Coefficients[chooser.Precision.Index] is > 0 and var precision
            ? Math.Max(Differences.Level, Near * Math.Log(19) / precision)
            : Differences.Level;

    private readonly record struct Place(int Node, int Mover, int Option, double Mass, double Played, double Careful, double Lost);

    /// <summary>Those of the slips that are made in <see cref="Least"/> of the runs, those made in most first.</summary>
    /// <param name="play">The solution.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyList<Slip> Find(SolvedPlay play, CancellationToken cancel)
    {
        var found = play.Made.Where(slip => slip.Times >= Least).ToList();
        // Expected numbers of times so far; in how many runs needs the play gone through.
        var runs = EverPlayed.Of(play.Outcome.Solution, play.Moves, [.. found.Select(slip => slip.Taken)], play.Outcome.Forward.Periods, cancel);
        return [.. found.Select((slip, i) => slip with { Runs = runs[i] }).Where(slip => slip.Runs >= Least).OrderByDescending(slip => slip.Runs)];
    }

    /// <summary>All slips however rarely made; of <see cref="Slip.Runs"/> only what it is at most.</summary>
    /// <param name="play">The solution.</param>
    /// <param name="careful">The same with everybody more careful.</param>
    public static IReadOnlyList<Slip> Made(SolvedPlay play, OfferOutcome careful)
    {
        var (game, shown) = (play.Offer.Game, play.Outcome);
        var found = new List<Slip>();
        foreach (
            var turn in Enumerable
                .Range(0, game.Nodes.Count)
                .SelectMany(node => SolutionOrder.Movers(game, node).Where(mover => mover.Options > 1).Select(mover => (Node: node, mover.Mover, mover.Party)))
                .GroupBy(each => (game.Nodes[each.Node].Step, each.Party))
        )
            for (var type = 0; type < game.Parties[turn.Key.Party].TypeCount; type++)
                foreach (var name in turn.SelectMany(each => game.Nodes[each.Node].Choosers[each.Mover].Options).Distinct())
                {
                    var places = turn.Select(each => At(shown, careful, play.Worths, each.Node, each.Mover, turn.Key.Party, type, name))
                        .OfType<Place>()
                        .ToList();
                    var worse = places.Where(place => place.Lost > 0).ToList();
                    if (worse.Sum(place => place.Played) is > 0 and var played && worse.Sum(place => place.Careful) < played / 2)
                        found.Add(
                            new Slip(
                                turn.Key.Step,
                                turn.Key.Party,
                                type,
                                name,
                                played,
                                played,
                                played / worse.Sum(place => place.Mass),
                                worse.Sum(place => place.Lost) / played,
                                [
                                    .. places
                                        .Where(place => place.Lost > 0 || place.Mass == 0)
                                        .Select(place => new ClosedOption(place.Node, place.Mover, type, place.Option)),
                                ]
                            )
                            {
                                IsNearTie = worse.Sum(place => place.Lost) / played <= NearTie(shown, turn.Key.Party),
                            }
                        );
                }
        return found;
    }

    /// <summary>How often in a run an option is chosen otherwise than by these slips.</summary>
    public static double Meant(SolvedPlay play, int step, int party, string option, IReadOnlyList<Slip> slips)
    {
        var (game, forward, sum) = (play.Offer.Game, play.Outcome.Forward, -slips.Sum(slip => slip.Times));
        for (var node = 0; node < game.Nodes.Count; node++)
        for (var mover = 0; game.Nodes[node].Step == step && mover < game.Nodes[node].Choosers.Count; mover++)
            if (game.Nodes[node].Choosers[mover] is var chooser && chooser.Party == party && chooser.Options.ToList().IndexOf(option) is >= 0 and var at)
                for (var period = 0; period < play.Outcome.Solution.Periods; period++)
                for (var type = 0; type < game.Parties[party].TypeCount; type++)
                    if (forward.VisitsOf(period, node) is { } visits && visits.Meets(party, type))
                        sum += visits.MassOf(party, type) * forward.ChoiceWhereMet(period, node, mover, party, type, at);
        return sum;
    }

    // A state at which the type may have the option: how often it is there, takes it, would take it if more careful, and what that loses.
    private static Place? At(
        OfferOutcome shown,
        OfferOutcome careful,
        Dictionary<(int Period, int Node, int Mover), double[]> worth,
        int node,
        int mover,
        int party,
        int type,
        string name
    )
    {
        var names = shown.Solution.Game.Nodes[node].Choosers[mover].Options;
        var option = names.ToList().IndexOf(name);
        if (option < 0)
            return null;
        var (mass, played, less, best, own) = (0.0, 0.0, 0.0, new double[names.Count], 0.0);
        for (var period = 0; period < shown.Solution.Periods; period++)
        {
            if (shown.Forward.VisitsOf(period, node) is not { } visits || !visits.Meets(party, type))
                continue;
            var (met, chance) = (visits.MassOf(party, type), shown.Forward.ChoiceWhereMet(period, node, mover, party, type, option));
            var worths = worth[(period, node, mover)].AsSpan(type * names.Count, names.Count);
            mass += met;
            played += met * chance;
            var then = careful.Forward.ChoiceWhereMet(period, node, mover, party, type, option);
            // What more careful parties never meet tells nothing: it is taken to stay.
            less += met * (double.IsNaN(then) ? chance : then);
            own += met * worths[option];
            for (var o = 0; o < best.Length; o++)
                best[o] += met * worths[o];
        }
        var lost = mass > 0 ? (best.Max() - own) / mass : 0;
        return new Place(node, mover, option, mass, played, less, lost * played);
    }

    /// <summary>What taking options out would reveal, in words; null where it reveals nothing.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="taken">What is taken out.</param>
    public static string? Reveals(LoweredOffer offer, IReadOnlyList<ClosedOption> taken)
    {
        foreach (var at in taken.GroupBy(each => (each.Node, each.Mover)))
        {
            var mover = offer.Game.Nodes[at.Key.Node].Choosers[at.Key.Mover];
            var (names, labels, types) = (mover.Options, mover.Labels, offer.Game.Parties[mover.Party].TypeCount);
            string Called(int option) => new DealWords(offer).Quoted(offer.Game.Steps[offer.Game.Nodes[at.Key.Node].Step].Name, mover.Party, names[option]);
            bool IsLeft(int option) => at.Count(each => each.Option == option) < types;
            // All that a label stands for were taken but one, and that one is not seen for what it is.
            foreach (var cover in at.Select(each => each.Option).Distinct().Where(option => !IsLeft(option)))
            {
                var alike = Enumerable.Range(0, names.Count).Where(option => labels[option] == labels[cover] && IsLeft(option)).ToList();
                if (alike.Count > 0 && alike.All(option => offer.IsUnseen(at.Key.Node, at.Key.Mover, option)))
                    return $"without {Called(cover)} there would be nothing that {Called(alike[0])} could look like";
            }
        }
        return null;
    }
}
