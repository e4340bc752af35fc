using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing;

/// <summary>Solves one offer for one draw after another and reads off what the deal asks. Not for two threads at once.</summary>
public sealed class OfferSolver
{
    private readonly double[] coefficients;
    private readonly BeliefRecursion recursion;
    private readonly AskedChannels channels;
    private readonly CarefulGame careful;
    private readonly PublicBeliefGame game;
    private readonly EvaluationRoom room = new();
    private readonly FollowedChannels followed;
    private readonly BeliefGrid unmoved;

    /// <param name="offer">The offer.</param>
    /// <param name="resolution">Knots of the belief grid in each running sum.</param>
    /// <param name="settings">How to solve.</param>
    /// <param name="care">Every party's λ times this; infinity makes all rational.</param>
    /// <param name="without">Options that some types do not have; null for none.</param>
    /// <exception cref="RefusedException">The belief grid would not fit.</exception>
    public OfferSolver(LoweredOffer offer, int resolution, RecursionSettings? settings = null, double care = 1, IReadOnlyList<ClosedOption>? without = null)
    {
        Offer = offer;
        careful = new CarefulGame(ClosedOptions.In(offer.Game, without ?? []), care, offer.Table.Count);
        game = careful.Game;
        channels = new AskedChannels(offer);
        SolveSize.Of(game, resolution, channels.Followings.Count + 1).Ensure(offer.Offer.Name, resolution);
        followed = new FollowedChannels(game, channels.Followings, [.. offer.Promises.Select(promise => promise.Calls)]);
        coefficients = new double[Math.Max(offer.Table.Count, game.CoefficientCount)];
        Grid = unmoved = new BeliefGrid(game, resolution);
        recursion = new BeliefRecursion(game, Grid, StartWithin(game, settings ?? SettingsFor(offer)));
    }

    public LoweredOffer Offer { get; }

    /// <summary>The grid of the last draw.</summary>
    internal BeliefGrid Grid { get; private set; }

    /// <summary>Periods that chances are carried through.</summary>
    public int Periods => channels.Periods;

    /// <summary>Solver settings with the deal's own start profile.</summary>
    public static RecursionSettings SettingsFor(LoweredOffer offer)
    {
        if (offer.Start is null)
            return new RecursionSettings();
        var start = new Dictionary<(int, int), double[]>();
        foreach (var group in offer.Start.GroupBy(given => (given.Node, given.Mover)))
        {
            var chooser = offer.Game.Nodes[group.Key.Node].Choosers[group.Key.Mover];
            start[group.Key] =
            [
                .. Enumerable
                    .Range(0, offer.Game.Parties[chooser.Party].TypeCount)
                    .SelectMany(type => Beginning(GivenChoice.For([.. group], type), chooser.Options.Count)),
            ];
        }
        return new RecursionSettings { Start = start };
    }

    // What is not said shares what is left, or a little; nothing is begun at 0.
    private static IEnumerable<double> Beginning(IReadOnlyList<GivenChoice> given, int options)
    {
        var chances = new double[options];
        foreach (var choice in given)
            chances[choice.Option] = choice.Chance;
        var rest = 1 - chances.Sum();
        var open = chances.Count(chance => chance == 0);
        for (var option = 0; option < options; option++)
            if (chances[option] == 0)
                chances[option] = Math.Max(1e-6, rest / Math.Max(1, open));
        var total = chances.Sum();
        return chances.Select(chance => chance / total);
    }

    // A given start without what cannot be chosen.
    private static RecursionSettings StartWithin(PublicBeliefGame game, RecursionSettings settings) =>
        settings.Start is not { } start
            ? settings
            : settings with
            {
                Start = start.ToDictionary(
                    given => given.Key,
                    given =>
                    {
                        var chooser = game.Nodes[given.Key.Node].Choosers[given.Key.Mover];
                        if (chooser.Closed is not { } closed)
                            return given.Value;
                        var (types, within) = (game.Parties[chooser.Party].TypeCount, new double[closed.Length]);
                        var options = closed.Length / types;
                        for (var type = 0; type < types; type++)
                        {
                            double Chance(int option) =>
                                closed[type * options + option] ? 0 : given.Value[given.Value.Length == options ? option : type * options + option];
                            var sum = Enumerable.Range(0, options).Sum(Chance);
                            for (var option = 0; option < options; option++)
                                within[type * options + option] = sum > 0 ? Chance(option) / sum : ClosedOptions.Even(closed, options, type, option);
                        }
                        return within;
                    }
                ),
            };

    /// <summary>Solves for one world: every solution found is certified, and the one that is shown comes first by <see cref="SolutionOrder"/>; the others stand in its <see cref="OfferOutcome.Others"/>.</summary>
    public OfferOutcome Solve(double[] assumptions, CancellationToken cancel = default)
    {
        Offer.Table.Evaluate(assumptions, coefficients);
        careful.Fill(coefficients);
        foreach (var party in game.Parties)
            DrawNumbers.Check(
                party,
                coefficients[party.Discount.Index],
                coefficients[party.Precision.Index],
                game.Periods is null ? AfterLastPeriod.Nothing : game.AfterLast
            );
        // Priors differ from draw to draw; the grid follows them.
        Grid = unmoved.Through(game, coefficients);
        var found = recursion.SolveAll(coefficients, Grid, cancel);
        return SolutionOrder.Of([.. found.Select(solution => Outcome(solution, assumptions, found.Count > 1, cancel))], Offer.Wording);
    }

    /// <summary>As <see cref="Solve"/>, of which only numbers are kept: what it took is used again in the next world.</summary>
    internal SolvedNumbers SolveNumbers(double[] assumptions, CancellationToken cancel)
    {
        var numbers = SolvedNumbers.Of(Solve(assumptions, cancel));
        recursion.TakeBack();
        return numbers;
    }

    /// <summary>Some of the game's numbers in a world, by their places, before care is taken into account.</summary>
    internal double[] Numbers(double[] assumptions, int[] places)
    {
        Offer.Table.Evaluate(assumptions, coefficients);
        return Array.ConvertAll(places, place => coefficients[place]);
    }

    /// <summary>Judges a profile that is given, and carries it forward: nothing is solved.</summary>
    /// <exception cref="InputException">The profile does not fit the offer.</exception>
    public OfferOutcome Judge(double[] assumptions, DealProfile profile, CancellationToken cancel = default)
    {
        Offer.Table.Evaluate(assumptions, coefficients);
        careful.Fill(coefficients);
        Grid = new BeliefGrid(Offer.Game, Grid.Resolution, coefficients: coefficients);
        var solution = profile.On(Offer, [.. coefficients], Grid);
        var evaluation = new PolicyEvaluation(solution);
        evaluation.Run(cancel);
        solution.InitialValues = evaluation.InitialValues;
        solution.Report = new SolveReport
        {
            Status = SolveStatus.NotConverged,
            Method = "a given profile, judged",
            Certifies = "",
            Selection = "given",
            Size = (long)Offer.Game.Nodes.Count * Grid.PointCount,
            SizeUnit = "nodes × belief points",
        };
        return Outcome(solution, assumptions, isOneOfSeveral: false, cancel, saysWhereMet: true);
    }

    private OfferOutcome Outcome(BeliefSolution solution, double[] assumptions, bool isOneOfSeveral, CancellationToken cancel, bool saysWhereMet = false)
    {
        var pass = new ForwardPass(solution, followed, Periods, room);
        if (isOneOfSeveral || saysWhereMet)
            pass.KeepVisits();
        pass.Run(cancel);
        var (report, evaluation) = Certificate.Judge(solution, isOneOfSeveral || saysWhereMet ? pass : null, room, cancel);
        evaluation.LetGo();
        solution.Report = report;
        var times = Offer.Asks.Select((ask, a) => Time(ask, channels.OfAsk[a], pass, solution, cancel)).ToArray();
        return new OfferOutcome
        {
            Solution = solution,
            World = [.. assumptions],
            Forward = pass,
            AgainstPlainMeaning = isOneOfSeveral ? evaluation.AgainstPlainMeaning : double.NaN,
            Measures = [.. Offer.Asks.Select((ask, a) => times[a]?.Mean ?? Measure(new Asked(ask), channels.OfAsk[a], pass))],
            Censored = [.. times.Select(time => time?.Never ?? double.NaN)],
            Values = AtPrior(solution),
            Prior = [.. Offer.Game.Parties.SelectMany(party => party.Prior.Select(share => coefficients[share.Index]))],
            Called = [.. channels.OfPromise.Select(channel => channel < 0 ? 0 : 1 - pass.Alive[channel][Periods])],
            Kept =
            [
                .. channels.OfPromise.Select(
                    (channel, p) =>
                        channel < 0 ? double.NaN : AskedChannels.Kept(Offer.Promises[p], pass.Alive[channel][Periods], pass.Alive[channel + 1][Periods])
                ),
            ],
            Standings = [.. Offer.Obligations.SelectMany(obligation => obligation.Shares(pass.StateShare[Periods]))],
            Beliefs = [.. game.HiddenSlots.Select(slot => pass.Belief[Periods][slot])],
            Survival = channels.Survival < 0 ? null : pass.Alive[channels.Survival],
        };
    }

    private static double Measure(Asked ask, int channel, ForwardPass pass) =>
        ask.Answer(
            ask.Terms.Sum(term =>
                term.States is { } some ? pass.StateShare[term.Period].Where((_, state) => some[state]).Sum() : pass.Alive[channel][term.Period]
            )
        );

    private (double Mean, double Never)? Time(AskedMeasure ask, int channel, ForwardPass pass, BeliefSolution solution, CancellationToken cancel)
    {
        if (!new Asked(ask).IsCensored)
            return null;
        if (IsTimeWithoutEnd(Offer.Game))
        {
            var (never, mean) =
                Offer.Game.HasPrivateTypes || Offer.Game.StateCount > EndlessTime.MostStates
                    ? EndlessTime.Along(solution, ask.Holds, cancel)
                    : EndlessTime.Of(solution, ask.Holds);
            return (mean, never);
        }
        return (Measure(new Asked(ask), channel, pass), pass.Alive[channel][ask.Periods]);
    }

    /// <summary>Whether a time until is worked out for ever, and not within a number of periods: its mean is then over the courses in which it comes.</summary>
    public static bool IsTimeWithoutEnd(PublicBeliefGame game) => game.Periods is null;

    private double[] AtPrior(BeliefSolution solution)
    {
        var points = new List<int> { 0 };
        var weights = new List<double> { 1 };
        for (var party = 0; party < Offer.Game.Parties.Count; party++)
            PublicOutlook.Split(Grid, party, Array.ConvertAll([.. Offer.Game.Parties[party].Prior], share => coefficients[share.Index]), points, weights);
        var values = new double[Offer.Game.SlotCount];
        for (var party = 0; party < Offer.Game.Parties.Count; party++)
        for (var type = 0; type < Offer.Game.Parties[party].TypeCount; type++)
        for (var i = 0; i < points.Count; i++)
            values[Offer.Game.SlotOf(party) + type] += weights[i] * solution.InitialValue(party, type, points[i]);
        return values;
    }
}

/// <summary>What one offer gives in one world.</summary>
public sealed record OfferOutcome
{
    public required BeliefSolution Solution { get; init; }

    public required ForwardPass Forward { get; init; }

    /// <summary>[assumption] the world it is solved in.</summary>
    public required IReadOnlyList<double> World { get; init; }

    /// <summary>[ask] chances, or periods for a time until.</summary>
    public required double[] Measures { get; init; }

    /// <summary>[ask] chance that a time until is never seen: within the horizon, within the periods looked at where it has no end and something is private, for ever where nothing is; NaN for other asks.</summary>
    public required double[] Censored { get; init; }

    /// <summary>[slot] value at the prior, points discounted to the first period.</summary>
    public required double[] Values { get; init; }

    /// <summary>[slot] prior chance of the type.</summary>
    public required double[] Prior { get; init; }

    /// <summary>[promise] chance that it is called on at all.</summary>
    public required double[] Called { get; init; }

    /// <summary>[promise] chance that it is kept whenever called on, given that it is; NaN: not called.</summary>
    public required double[] Kept { get; init; }

    /// <summary>For each obligation the chances of its fates and that what was found is wrong, at the end of the last period, <see cref="Fates.Numbers"/> each.</summary>
    public IReadOnlyList<double> Standings { get; init; } = [];

    /// <summary>[slot of a party that hides something, in order] mean public belief at the end of the last period.</summary>
    public double[] Beliefs { get; init; } = [];

    /// <summary>[period from 0] chance that the first chance-through condition has held so far; null where none is asked.</summary>
    public required double[]? Survival { get; init; }

    /// <summary>What is read into the signs, in the deal's words, where other solutions were found; empty where none were.</summary>
    public string Name { get; init; } = "";

    /// <summary>How often a sign is read against its plain meaning over the horizon, expected; NaN where no other solution was found.</summary>
    public double AgainstPlainMeaning { get; init; } = double.NaN;

    /// <summary>Whether the next solution reads signs as plainly as this one, so that which is shown first says nothing.</summary>
    public bool IsTied { get; init; }

    /// <summary>Further solutions of the whole game, those first that read signs more plainly. None found is not: there is none.</summary>
    public IReadOnlyList<OfferOutcome> Others { get; init; } = [];

    public bool IsSolved => Solution.Report!.Status is SolveStatus.Solved or SolveStatus.AlmostSolved;
}
