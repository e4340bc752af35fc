using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Values of a game without end as a curve in a common scale of every λ: followed by arclength past the points at which it turns back, where iteration has nothing near to go to.</summary>
/// <remarks>
/// Unknown is what states are worth at the beginning of a cycle, at every belief of the grid, where choices can still follow; one round of the recursion backward answers it, each turn's choices gone through
/// from its corner, so that the answer hangs on the values alone.
/// </remarks>
internal sealed class StationaryCurve
{
    private const int MostUnknowns = 300;

    private readonly BackwardStep step;
    private readonly CancellationToken cancel;
    private readonly int[] states;
    private readonly int length;
    // [place within a state's values] what is at stake for the party: values are followed as shares of it, all together about as long as the way from λ = 0.
    private readonly double[] units;

    /// <param name="step">The recursion.</param>
    /// <param name="coefficients">The draw's numbers; every discount below 1.</param>
    /// <param name="cancel">Stops the work.</param>
    public StationaryCurve(BackwardStep step, double[] coefficients, CancellationToken cancel)
    {
        (this.step, this.cancel) = (step, cancel);
        var game = step.Game;
        states = Choosing(game);
        length = step.Nothing()[0].Length;
        units = [.. Enumerable.Range(0, length).Select(i => i / (length / game.Parties.Count)).Select(party => PayoffRange.Of(game, party, coefficients) / (1 - step.Number(game.Parties[party].Discount)) * Math.Sqrt(states.Length * length))];
    }

    /// <summary>Whether there are few enough unknowns: each costs a round of the recursion at every step.</summary>
    public bool Fits => states.Length * length is > 0 and <= MostUnknowns;

    /// <summary>From a solution at one scale to the first at which the scale is 1 again on its curve; null where the curve could not be followed so far.</summary>
    /// <param name="line">The solution.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="pace">Length of steps, relative to the usual one.</param>
    public SolutionLine? Follow(SolutionLine line, double scale, double pace)
    {
        var unknown = new double[states.Length * length];
        Each((i, state, place) => unknown[i] = line.Values[state][place] / units[place]);
        var curve = new ArclengthPath { AreChances = false, MostSteps = 400, LongestStep = 0.1 };
        var lanes = unknown.Length + 1;
        if (!curve.Follow(unknown, scale, 0, lanes, pace, (trials, count, at) =>
        {
            // Trial values are next to the first: their choices are begun from its choices.
            SolutionLine? first = null;
            for (var lane = 0; lane < count; lane++)
            {
                var answer = Round((first ?? line) with { Values = With(line.Values, cell => trials[cell * lanes + lane]) }, at, warm: first is not null);
                first ??= answer;
                Each((i, state, place) => trials[i * lanes + lane] = answer.Values[state][place] / units[place]);
            }
        }))
            return null;
        var there = line with { Values = With(line.Values, cell => unknown[cell]) };
        return Round(there, 1, warm: false) with { Values = there.Values };
    }

    // One cycle backward at a scale: choices and what states are then worth.
    private SolutionLine Round(SolutionLine line, double scale, bool warm)
    {
        cancel.ThrowIfCancellationRequested();
        step.Scale(Math.Max(0, scale));
        line = line with { Solution = line.Solution.Fork() };
        for (var period = line.Solution.Periods - 1; period >= 0; period--)
            line = step.Period([line with { Values = step.EndOfPeriod(line.Values, period) }], period, warm)[0];
        return line;
    }

    private double[][] With(double[][] values, Func<int, double> unknown)
    {
        var all = (double[][])values.Clone();
        foreach (var state in states)
            all[state] = new double[length];
        Each((i, state, place) => all[state][place] = unknown(i) * units[place]);
        return all;
    }

    private void Each(Action<int, int, int> act)
    {
        for (var s = 0; s < states.Length; s++)
            for (var place = 0; place < length; place++)
                act(s * length + place, states[s], place);
    }

    // States at the beginning of a period that the play can come to and after which something can still be chosen: all others are worth the same at every λ, or decide nothing.
    private static int[] Choosing(PublicBeliefGame game)
    {
        var blocks = StationaryBlocks.Of(game);
        var chooses = new bool[game.Steps.Count * game.StateCount];
        // A block comes after all that it leads into.
        foreach (var block in blocks)
        {
            var places = block.At.SelectMany((at, step) => at.Select(state => step * game.StateCount + state)).ToList();
            var any = places.Any(place => Chooses(game, place) || StationaryBlocks.After(game, place).Any(after => chooses[after]));
            foreach (var place in places)
                chooses[place] = any;
        }
        return [.. blocks.Where(block => block.IsPlayed).SelectMany(block => block.At[0]).Where(state => chooses[state]).Order()];
    }

    private static bool Chooses(PublicBeliefGame game, int place) =>
        game.Steps[place / game.StateCount].NodeOfState[place % game.StateCount] is >= 0 and var node && game.Nodes[node].Choosers.Any(chooser => chooser.Options.Count > 1);
}
