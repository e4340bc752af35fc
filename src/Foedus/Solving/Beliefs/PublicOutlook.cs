using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>What may happen at a node at a grid point under a given profile, and what everybody would then believe: Bayes' rule, written apart from the solvers.</summary>
/// <remarks>Certificate, forward measures and simulator read it; the solvers do not.</remarks>
public sealed class PublicOutlook
{
    private readonly BeliefSolution solution;
    private readonly PublicBeliefGame game;
    private readonly BeliefGrid grid;
    private readonly List<PossibleEvent> events = [];
    private readonly List<JudgedBelief> judged = [];
    private readonly Dictionary<(int Seen, int State), int> judgedAs = [];

    public PublicOutlook(BeliefSolution solution)
    {
        this.solution = solution;
        game = solution.Game;
        grid = solution.Grid;
    }

    /// <summary>Events at the node and point of the last <see cref="Look"/>.</summary>
    public IReadOnlyList<PossibleEvent> Events => events;

    /// <summary>Parties that choose at the node.</summary>
    public int[] Movers { get; private set; } = [];

    private int Period { get; set; }

    private int Node { get; set; }

    private int Point { get; set; }

    /// <summary>Looks at a node at a joint grid point.</summary>
    public void Look(int period, int node, int point)
    {
        (Period, Node, Point) = (period, node, point);
        events.Clear();
        judged.Clear();
        judgedAs.Clear();
        switch (game.Nodes[node])
        {
            case TurnNode turn:
                Movers = [turn.Mover];
                for (var option = 0; option < turn.Options.Count; option++)
                    for (var type = 0; type < turn.Options[option].Transitions.Length; type++)
                        foreach (var transition in turn.Options[option].Transitions[type])
                            events.Add(new PossibleEvent([option], turn.Mover, type, transition.NextState, transition.NextType, Number(transition.Probability),
                                Judged(turn.Options[option].Label, transition.NextState, () => [AfterTurn(turn, turn.Options[option].Label, transition.NextState)])));
                break;
            case JointTurnNode joint:
                Movers = [.. joint.Movers.Select(mover => mover.Party)];
                for (var profile = 0; profile < joint.ProfileCount; profile++)
                {
                    var chosen = OptionsIn(joint, profile);
                    foreach (var transition in joint.Transitions[profile])
                    {
                        // The hiding party's own label is all that is seen of its choice.
                        var seen = chosen.Select((option, m) => joint.Movers[m].Labels[option]).Aggregate(0, (key, label) => key * 1000 + label);
                        events.Add(new PossibleEvent(chosen, -1, 0, transition.NextState, 0, Number(transition.Probability), Judged(seen, transition.NextState,
                            () => [.. Enumerable.Range(0, Movers.Length).Select(m => AfterJoint(joint, chosen, m, transition.NextState))])));
                    }
                }
                break;
            case ChanceNode chance:
                Movers = [];
                for (var row = 0; row < chance.Transitions.Length; row++)
                    foreach (var transition in chance.Transitions[row])
                        events.Add(new PossibleEvent([], chance.Informant, row, transition.NextState, row, Number(transition.Probability),
                            Judged(0, transition.NextState, () => chance.Informant < 0 ? [] : [AfterChance(chance, transition.NextState)])));
                break;
        }
    }

    /// <summary>The chance of a mover's option for a type, at the node and point looked at.</summary>
    public double Choice(int mover, int type, int option) => solution.Choice(Period, Node, mover, type, option)[Point];

    /// <summary>The chance of a mover's option as everybody else expects it.</summary>
    public double Expected(int mover, int option)
    {
        var belief = grid.Belief(Movers[mover], Point);
        var chance = 0.0;
        for (var type = 0; type < belief.Length; type++)
            chance += belief[type] * Choice(mover, type, option);
        return chance;
    }

    /// <summary>Joint grid points and weights that stand for what is believed after an event.</summary>
    public JudgedBelief After(PossibleEvent happened) => judged[happened.Judged];

    private double Number(Coefficient c) => solution.Coefficients[c.Index];

    private int Judged(int seen, int state, Func<(int Party, double[] Belief)[]> judge)
    {
        if (judgedAs.TryGetValue((seen, state), out var known))
            return known;
        var points = new List<int> { Point };
        var weights = new List<double> { 1 };
        foreach (var (party, belief) in judge())
            Split(grid, party, belief, points, weights);
        judged.Add(new JudgedBelief([.. points], [.. weights]));
        judgedAs.Add((seen, state), judged.Count - 1);
        return judged.Count - 1;
    }

    /// <summary>Splits points over the grid points around a belief about one party.</summary>
    internal static void Split(BeliefGrid grid, int party, ReadOnlySpan<double> belief, List<int> points, List<double> weights)
    {
        if (belief.Length == 1)
            return;
        Span<int> corner = stackalloc int[belief.Length];
        Span<double> weight = stackalloc double[belief.Length];
        grid.Parties[party].Locate(belief, corner, weight);
        var before = points.Count;
        for (var i = 0; i < before; i++)
            for (var k = belief.Length - 1; k >= 0; k--)
                if (k > 0)
                {
                    if (weight[k] == 0)
                        continue;
                    points.Add(grid.With(points[i], party, corner[k]));
                    weights.Add(weights[i] * weight[k]);
                }
                else
                {
                    points[i] = grid.With(points[i], party, corner[0]);
                    weights[i] *= weight[0];
                }
    }

    private (int, double[]) AfterTurn(TurnNode turn, int label, int state)
    {
        var belief = grid.Belief(turn.Mover, Point);
        var after = new double[belief.Length];
        for (var option = 0; option < turn.Options.Count; option++)
            if (turn.Options[option].Label == label)
                for (var type = 0; type < belief.Length; type++)
                    foreach (var transition in turn.Options[option].Transitions[type])
                        if (transition.NextState == state)
                            after[transition.NextType] += belief[type] * Choice(0, type, option) * Number(transition.Probability);
        return (turn.Mover, Normalised(after, belief));
    }

    private (int, double[]) AfterJoint(JointTurnNode joint, int[] chosen, int mover, int state)
    {
        var belief = grid.Belief(Movers[mover], Point);
        var after = new double[belief.Length];
        for (var option = 0; option < joint.Movers[mover].OptionNames.Count; option++)
        {
            if (joint.Movers[mover].Labels[option] != joint.Movers[mover].Labels[chosen[mover]])
                continue;
            var profile = 0;
            for (var m = 0; m < chosen.Length; m++)
                profile = profile * joint.Movers[m].OptionNames.Count + (m == mover ? option : chosen[m]);
            var likely = mover != joint.HidingMover ? 1 : joint.Transitions[profile].Where(transition => transition.NextState == state).Sum(transition => Number(transition.Probability));
            for (var type = 0; type < belief.Length; type++)
                after[type] += belief[type] * Choice(mover, type, option) * likely;
        }
        return (Movers[mover], Normalised(after, belief));
    }

    private (int, double[]) AfterChance(ChanceNode chance, int state)
    {
        var belief = grid.Belief(chance.Informant, Point);
        var after = new double[belief.Length];
        for (var type = 0; type < belief.Length; type++)
            foreach (var transition in chance.Transitions[type])
                if (transition.NextState == state)
                    after[type] += belief[type] * Number(transition.Probability);
        return (chance.Informant, Normalised(after, belief));
    }

    private static double[] Normalised(double[] after, ReadOnlySpan<double> before)
    {
        var sum = after.Sum();
        if (!(sum > 0))
            return before.ToArray();
        for (var type = 0; type < after.Length; type++)
            after[type] /= sum;
        return after;
    }

    private static int[] OptionsIn(JointTurnNode joint, int profile)
    {
        var chosen = new int[joint.Movers.Count];
        for (var m = chosen.Length - 1; m >= 0; m--)
        {
            chosen[m] = profile % joint.Movers[m].OptionNames.Count;
            profile /= joint.Movers[m].OptionNames.Count;
        }
        return chosen;
    }
}

/// <summary>One thing that may happen at a node.</summary>
/// <param name="Options">What each mover chose.</param>
/// <param name="RowParty">The party whose type the chance is given for; −1 for none.</param>
/// <param name="Row">That type.</param>
/// <param name="NextState">Public state afterwards.</param>
/// <param name="NextType">That party's type afterwards.</param>
/// <param name="Chance">Chance given the choices and the type.</param>
/// <param name="Judged">Number of what is then believed.</param>
public readonly record struct PossibleEvent(int[] Options, int RowParty, int Row, int NextState, int NextType, double Chance, int Judged);

/// <summary>A belief as grid points with weights that add to 1.</summary>
public readonly record struct JudgedBelief(int[] Points, double[] Weights);
