using Foedus.Games;
using Foedus.Solving.Continuation;

namespace Foedus.Solving.Beliefs;

/// <summary>The stationary logit equilibrium of a game with nothing private, on the branch of the whole game from λ = 0, as trees and stochastic games are followed; or the one near a given profile.</summary>
/// <remarks>
/// Where a taste for choosing is part of what choices are worth, it is let grow first, with λ held at 0, for even choices are then no solution. Rational parties are followed on, when the others have come to
/// their λ, until what they may gain is of no account. What the play never comes to is followed apart and decides nothing.
/// </remarks>
internal sealed class StationaryHomotopy
{
    /// <summary>What a rational party's λ is multiplied by at the end.</summary>
    public const double Beyond = 1e4;

    // Unknowns, and states of one block that comes back, beyond which values are iterated instead.
    private const int MostUnknowns = 6000,
        MostStates = 600;
    private const int MostSteps = 20_000,
        MostResponses = 5_000;
    private const double Share = 0.4;

    // Rounds of answers between one trial of a given profile and the next.
    private static readonly int[] Responses = [0, 1, 3, 12, MostResponses];

    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private readonly CancellationToken cancel;
    private readonly double[] last;
    private readonly double[] ranges;
    private readonly double most;
    private readonly EndlessGroup[] groups;

    /// <param name="game">Nothing private, no end.</param>
    /// <param name="coefficients">The draw's numbers; every discount below 1.</param>
    /// <param name="settings">How far rational parties are followed with the others.</param>
    /// <param name="cancel">Stops the work.</param>
    public StationaryHomotopy(PublicBeliefGame game, double[] coefficients, RecursionSettings settings, CancellationToken cancel)
    {
        (this.game, this.coefficients, this.cancel) = (game, coefficients, cancel);
        ranges = [.. game.Parties.Select((_, p) => PayoffRange.Of(game, p, coefficients))];
        last = [.. game.Parties.Select((party, p) => party.IsRational ? settings.LastPrecision / ranges[p] : coefficients[party.Precision.Index])];
        most = last.Select((lambda, p) => lambda * ranges[p]).Max();
        var blocks = StationaryBlocks.Of(game);
        groups =
        [
            .. new[] { true, false }
                .Select(played => blocks.Where(block => block.IsPlayed == played).ToList())
                .Where(group => group.Count > 0)
                .Select(group => new EndlessGroup(game, group)),
        ];
    }

    public bool Fits => groups.All(group => group.Unknowns <= MostUnknowns && group.LargestBlock <= MostStates);

    /// <summary>What there is to say of the way to the solution found last.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Writes choices and values; says whether it came to its end.</summary>
    /// <param name="into">Where to.</param>
    /// <param name="start">The profile near which it is looked for; null: from λ = 0.</param>
    public bool Solve(BeliefSolution into, IReadOnlyDictionary<(int Node, int Mover), double[]>? start)
    {
        Notes.Clear();
        var places = game.Steps.Count * game.StateCount;
        var (left, isLeft, all) = (new double[places * game.Parties.Count], new bool[places], true);
        foreach (var group in groups)
        {
            var worths = new EndlessWorths(game, coefficients, group, left, isLeft, cancel);
            var isPlayed = group.Blocks[0].IsPlayed;
            var z = new double[group.Unknowns];
            var arrived = start is null ? FromZero(group, worths, z, isPlayed) : NearStart(group, worths, z, start);
            if (arrived && game.Parties.Any(party => party.IsRational))
                GoBeyond(group, worths, z);
            worths.Leave([.. last.Select((lambda, party) => lambda * (game.Parties[party].IsRational ? Beyond : 1))]);
            for (var node = 0; node < worths.Chances.Length; node++)
                if (worths.Chances[node] is { } chances)
                    into.Set(0, node, (double[])chances.Clone());
            all &= arrived || !isPlayed;
        }
        into.InitialValues = left[(game.InitialState * game.Parties.Count)..((game.InitialState + 1) * game.Parties.Count)];
        return all;
    }

    private double Taste => game.ChoiceWorth == ChoiceWorth.ChoiceShocks ? 1 : 0;

    private double[] Each(Func<int, double> of) => [.. Enumerable.Range(0, game.Parties.Count).Select(of)];

    // All parties' λ from 0 on, in a unit in which the largest λ × range is how far along one is.
    private EndlessCourse Rising() => new(Each(_ => 0), Each(p => most > 0 ? last[p] / most : 0), Each(_ => Taste), Each(_ => 0));

    private double StakeOf(int party, double lambda) => lambda * ranges[party] / (1 - coefficients[game.Parties[party].Discount.Index]);

    private bool FromZero(EndlessGroup group, EndlessWorths worths, double[] z, bool isPlayed)
    {
        if (Taste > 0)
        {
            var growing = new EndlessEquations(group, worths, new EndlessCourse(Each(_ => 0), Each(_ => 0), Each(_ => 0), Each(_ => 1)), Each(_ => 1));
            if (!Follow(growing, z, 0, 1, null))
                return false;
        }
        var rising = new EndlessEquations(group, worths, Rising(), Each(p => most > 0 ? StakeOf(p, last[p] / most) : 0));
        return Follow(rising, z, 0, most, isPlayed ? "λ" : null);
    }

    // Rational parties alone; how far one comes is judged by what they may still gain.
    private void GoBeyond(EndlessGroup group, EndlessWorths worths, double[] z)
    {
        var rational = game.Parties.Select(party => party.IsRational).ToArray();
        var from = last.Where((_, p) => rational[p]).Zip(ranges.Where((_, p) => rational[p]), (lambda, range) => lambda * range).Max();
        var course = new EndlessCourse(Each(p => rational[p] ? 0 : last[p]), Each(p => rational[p] ? last[p] / from : 0), Each(_ => Taste), Each(_ => 0));
        Follow(
            new EndlessEquations(group, worths, course, Each(p => StakeOf(p, rational[p] ? last[p] / from : last[p] / Math.Max(most, 1)))),
            z,
            from,
            from * Beyond,
            null
        );
    }

    // Leaves the profile where it came to, in the odds and in the chances of all turns.
    private bool Follow(EndlessEquations equations, double[] z, double from, double to, string? told)
    {
        var (point, direction) = (new double[z.Length + 1], new double[z.Length + 1]);
        z.CopyTo(point, 0);
        (point[^1], direction[^1]) = (from, 1);
        var branch = new Branch(equations, point, direction, here => equations.IsDense ? (equations, here) : null, cancel);
        var arrived = branch.IsStarted && branch.AdvanceTo(to, MostSteps);
        branch.Point.AsSpan(0, z.Length).CopyTo(z);
        // Also the turns that come before everything unknown.
        equations.EvaluateAll(z, branch.Lambda);
        if (told is null)
            return arrived;
        foreach (var at in branch.Bifurcations)
            Notes.Add(
                FormattableString.Invariant(
                    $"The game has a symmetry, and at about {at / to:0.###} of every party's λ other solutions branch off that do not have it; from there on the symmetric ones are followed, and only they."
                )
            );
        if (branch.Turns > 0)
            Notes.Add(
                $"The branch turned back {(branch.Turns == 1 ? "once" : Units.Words.Counted(branch.Turns, "time"))} on its way: for some λ there are several solutions on it."
            );
        if (!arrived)
            Notes.Add(
                FormattableString.Invariant(
                    $"The branch from λ = 0 was followed to {branch.Lambda / to:0.####} of every party's λ: {(branch.Failure.Length > 0 ? branch.Failure : "it has no direction there")}."
                )
            );
        return arrived;
    }

    // What the given profile is worth while it is kept; then choices answer it, and each other.
    private bool NearStart(EndlessGroup group, EndlessWorths worths, double[] z, IReadOnlyDictionary<(int Node, int Mover), double[]> start)
    {
        var equations = new EndlessEquations(group, worths, Rising(), Each(_ => 1));
        var held = new bool[group.Choices.Count];
        double[] point = [.. z, most];
        for (var c = 0; c < held.Length; c++)
        {
            var choice = group.Choices[c];
            var movers = game.Nodes[choice.Node].Choosers;
            if (!start.TryGetValue((choice.Node, Enumerable.Range(0, movers.Count).First(m => movers[m].Party == choice.Party)), out var chances))
                continue;
            held[c] = true;
            for (var i = 1; i < choice.Open.Length; i++)
                point[choice.First + i - 1] = Math.Log(Math.Max(chances[choice.Open[i]], 1e-12)) - Math.Log(Math.Max(chances[choice.Open[0]], 1e-12));
        }
        AtLambda.Answer(equations, point, c => !held[c], MostResponses, Share, cancel);
        // A turn that was given answers what its own keeping is worth; at joint turns each answers the others.
        AtLambda.Answer(equations, point, c => game.Nodes[group.Choices[c].Node] is TurnNode, 1, 1, cancel);
        var found = group.Unknowns == 0 || Nearest(group, equations, point, held);
        point.AsSpan(0, z.Length).CopyTo(z);
        equations.EvaluateAll(z, most);
        return found;
    }

    // Newton's method from the profile and from what some rounds of answers make of it: of what is found, what keeps nearest to the choices given.
    private bool Nearest(EndlessGroup group, EndlessEquations equations, double[] point, bool[] held)
    {
        var (answered, given, least) = ((double[])point.Clone(), Chances(group, point), double.PositiveInfinity);
        foreach (var rounds in Responses)
        {
            AtLambda.Answer(equations, answered, _ => true, rounds, Share, cancel);
            var trial = (double[])answered.Clone();
            if (!AtLambda.Newton(equations, trial, cancel))
                continue;
            var far = Chances(group, trial).Select((chances, c) => held[c] ? chances.Zip(given[c], (now, then) => Math.Abs(now - then)).Max() : 0).Max();
            if (far >= least - Tolerances.Apart)
                continue;
            least = far;
            trial.CopyTo(point, 0);
        }
        return double.IsFinite(least);
    }

    private static double[][] Chances(EndlessGroup group, double[] point) =>
        [
            .. group.Choices.Select(choice =>
            {
                var chances = new double[choice.Open.Length];
                Logit.Respond([0, .. point.AsSpan(choice.First, chances.Length - 1)], 1, chances);
                return chances;
            }),
        ];
}
