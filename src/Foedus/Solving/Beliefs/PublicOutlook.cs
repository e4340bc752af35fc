using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>What may happen at a node at a grid point under a given profile, and what everybody would then believe: Bayes' rule, written apart from the solvers.</summary>
/// <remarks>Certificate, forward measures and simulator read it; of the solvers only <see cref="BeliefEquations"/> does, and what that finds a round of the recursion, which does not, has to confirm. What does not depend on the point is worked out once a node.</remarks>
internal sealed class PublicOutlook
{
    private readonly PublicBeliefGame game;
    private readonly NodeShape?[] shapes;
    private readonly double[] afterwards;
    private readonly int[] corners;
    private readonly double[] weights;
    private BeliefSolution solution;
    private BeliefGrid grid;

    // Counts profiles: a node's numbers are those of the profile that it was last looked at in.
    private int profile = 1;
    private NodeShape shape = null!;
    private int lookedAt;

    public PublicOutlook(BeliefSolution solution)
    {
        this.solution = solution;
        game = solution.Game;
        grid = solution.Grid;
        shapes = new NodeShape[game.Nodes.Count];
        var most = game.Parties.Max(party => party.TypeCount);
        afterwards = new double[most];
        corners = new int[most];
        weights = new double[most];
    }

    /// <summary>Whose game it is.</summary>
    public PublicBeliefGame Game => game;

    /// <summary>Looks at another profile of the same game from now on.</summary>
    public void Restart(BeliefSolution other)
    {
        if (other.Game != game)
            throw new ArgumentException("The profile is of another game.", nameof(other));
        (solution, grid) = (other, other.Grid);
        profile++;
    }

    /// <summary>Events at the node of the last <see cref="Look"/>.</summary>
    public ReadOnlySpan<PossibleEvent> Events => shape.Events;

    /// <summary>Parties that choose at the node.</summary>
    public int[] Movers => shape.Movers;

    /// <summary>Looks at a node at a joint grid point.</summary>
    public void Look(int period, int node, int point)
    {
        shape = shapes[node] ??= Shape(node);
        lookedAt = point;
        if (shape.Profile != profile)
            Fill(shape);
        for (var mover = 0; mover < shape.Movers.Length; mover++)
        {
            var types = game.Parties[shape.Movers[mover]].TypeCount;
            var options = shape.Options[mover];
            var belief = grid.Belief(shape.Movers[mover], point);
            var choices = solution.Choices(period, node, mover, types, options);
            var (chosen, expected) = (shape.Choices[mover], shape.Expected[mover]);
            Array.Clear(expected);
            for (var type = 0; type < types; type++)
            for (var option = 0; option < options; option++)
            {
                var chance = choices[(type * options + option) * grid.PointCount + point];
                chosen[type * options + option] = chance;
                expected[option] += belief[type] * chance;
            }
        }
        foreach (var group in shape.Groups)
            Judge(group, point);
    }

    /// <summary>Tries another chance for one choice at the node and point looked at: what is then believed is worked out anew, what is expected is not.</summary>
    public void Try(int mover, int type, int option, double chance)
    {
        shape.Choices[mover][type * shape.Options[mover] + option] = chance;
        foreach (var group in shape.Groups)
            Judge(group, lookedAt);
    }

    /// <summary>The chance of a mover's option for a type, at the node and point looked at.</summary>
    public double Choice(int mover, int type, int option) => shape.Choices[mover][type * shape.Options[mover] + option];

    /// <summary>The chance of a mover's option as everybody else expects it.</summary>
    public double Expected(int mover, int option) => shape.Expected[mover][option];

    /// <summary>Joint grid points and weights that stand for what is believed after an event, until the next look.</summary>
    public JudgedBelief After(PossibleEvent happened) => new(shape.Groups[happened.Judged].Points, shape.Groups[happened.Judged].Weights);

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

    // Bayes' rule for every party whose type the event tells something about, then the product of the grid's corners.
    private void Judge(Group group, int point)
    {
        group.Points[0] = point;
        group.Weights[0] = 1;
        var count = 1;
        foreach (var about in group.About)
        {
            var belief = grid.Belief(about.Party, point);
            var after = afterwards.AsSpan(0, belief.Length);
            after.Clear();
            var sum = 0.0;
            foreach (var share in about.Shares)
            {
                var likely = belief[share.Type] * share.Chance * (share.Option < 0 ? 1 : Choice(about.Mover, share.Type, share.Option));
                after[share.NextType] += likely;
                sum += likely;
            }
            if (sum > 0)
                for (var type = 0; type < after.Length; type++)
                    after[type] /= sum;
            else
                belief.CopyTo(after);
            var corner = corners.AsSpan(0, belief.Length);
            var weight = weights.AsSpan(0, belief.Length);
            grid.Locate(about.Party, after, corner, weight);
            for (var k = belief.Length - 1; k >= 0; k--)
            for (var i = 0; i < count; i++)
            {
                group.Points[k * count + i] = grid.With(group.Points[i], about.Party, corner[k]);
                group.Weights[k * count + i] = group.Weights[i] * weight[k];
            }
            count *= belief.Length;
        }
    }

    private double Number(Coefficient c) => solution.Coefficients[c.Index];

    private void Fill(NodeShape filled)
    {
        filled.Profile = profile;
        for (var e = 0; e < filled.Events.Length; e++)
            filled.Events[e] = filled.Events[e] with { Chance = Number(filled.Chances[e]) };
        foreach (var group in filled.Groups)
        foreach (var about in group.About)
            for (var s = 0; s < about.Shares.Length; s++)
            {
                var likely = 0.0;
                foreach (var way in about.Shares[s].Ways)
                    likely += Number(way);
                about.Shares[s] = about.Shares[s] with { Chance = likely };
            }
    }

    private NodeShape Shape(int number) =>
        game.Nodes[number] switch
        {
            TurnNode turn => Shape(turn),
            JointTurnNode joint => Shape(joint),
            ChanceNode chance => Shape(chance),
            _ => throw new InvalidOperationException("Unknown node."),
        };

    private NodeShape Shape(TurnNode turn)
    {
        var (events, chances) = (new List<PossibleEvent>(), new List<Coefficient>());
        var groups = new Dictionary<(int Label, int State), List<Share>>();
        for (var option = 0; option < turn.Options.Count; option++)
        for (var type = 0; type < turn.Options[option].Transitions.Length; type++)
            foreach (var transition in turn.Options[option].Transitions[type])
            {
                var key = (turn.Options[option].Label, transition.NextState);
                if (!groups.TryGetValue(key, out var shares))
                    groups.Add(key, shares = []);
                shares.Add(new Share(option, type, transition.NextType, [transition.Probability]));
                events.Add(new PossibleEvent([option], turn.Mover, type, transition.NextState, transition.NextType, 0, groups.Keys.ToList().IndexOf(key)));
                chances.Add(transition.Probability);
            }
        return new NodeShape(
            game,
            [turn.Mover],
            [turn.Options.Count],
            [.. events],
            [.. chances],
            [.. groups.Values.Select(shares => MakeGroup([new About(turn.Mover, 0, [.. shares])]))]
        );
    }

    private NodeShape Shape(JointTurnNode joint)
    {
        var movers = joint.Movers.Select(mover => mover.Party).ToArray();
        var (events, chances) = (new List<PossibleEvent>(), new List<Coefficient>());
        var groups = new List<Group>();
        var known = new Dictionary<string, int>();
        for (var profile = 0; profile < joint.ProfileCount; profile++)
        {
            var chosen = joint.Profiles[profile];
            foreach (var transition in joint.Transitions[profile])
            {
                var seen = string.Join(',', chosen.Select((option, m) => joint.Movers[m].Labels[option])) + ">" + transition.NextState;
                if (!known.TryGetValue(seen, out var group))
                {
                    known.Add(seen, group = groups.Count);
                    groups.Add(
                        MakeGroup([
                            .. Enumerable.Range(0, movers.Length).Select(m => new About(movers[m], m, JointShares(joint, chosen, m, transition.NextState))),
                        ])
                    );
                }
                events.Add(new PossibleEvent(chosen, -1, 0, transition.NextState, 0, 0, group));
                chances.Add(transition.Probability);
            }
        }
        return new NodeShape(game, movers, [.. joint.Movers.Select(mover => mover.OptionNames.Count)], [.. events], [.. chances], [.. groups]);
    }

    // A mover is judged by its own label; the one that may hide an option is judged by what happened as well.
    private Share[] JointShares(JointTurnNode joint, int[] chosen, int mover, int state)
    {
        var shares = new List<Share>();
        for (var option = 0; option < joint.Movers[mover].OptionNames.Count; option++)
        {
            if (joint.Movers[mover].Labels[option] != joint.Movers[mover].Labels[chosen[mover]])
                continue;
            var profile = 0;
            for (var m = 0; m < chosen.Length; m++)
                profile = profile * joint.Movers[m].OptionNames.Count + (m == mover ? option : chosen[m]);
            Coefficient[] ways =
                mover != joint.HidingMover
                    ? [Coefficient.One]
                    : [.. joint.Transitions[profile].Where(transition => transition.NextState == state).Select(transition => transition.Probability)];
            for (var type = 0; type < game.Parties[joint.Movers[mover].Party].TypeCount; type++)
                shares.Add(new Share(option, type, type, ways));
        }
        return [.. shares];
    }

    private NodeShape Shape(ChanceNode chance)
    {
        var (events, chances) = (new List<PossibleEvent>(), new List<Coefficient>());
        var states = chance.Transitions.SelectMany(row => row).Select(transition => transition.NextState).Distinct().ToList();
        for (var row = 0; row < chance.Transitions.Length; row++)
            foreach (var transition in chance.Transitions[row])
            {
                events.Add(new PossibleEvent([], chance.Informant, row, transition.NextState, row, 0, states.IndexOf(transition.NextState)));
                chances.Add(transition.Probability);
            }
        var groups = states.Select(state =>
            MakeGroup(
                chance.Informant < 0
                    ? []
                    :
                    [
                        new About(
                            chance.Informant,
                            -1,
                            [
                                .. chance.Transitions.SelectMany(
                                    (row, type) =>
                                        row.Where(transition => transition.NextState == state)
                                            .Select(transition => new Share(-1, type, type, [transition.Probability]))
                                ),
                            ]
                        ),
                    ]
            )
        );
        return new NodeShape(game, [], [], [.. events], [.. chances], [.. groups]);
    }

    private Group MakeGroup(About[] about)
    {
        about = [.. about.Where(one => game.Parties[one.Party].IsPrivate)];
        var size = about.Aggregate(1, (count, one) => count * game.Parties[one.Party].TypeCount);
        return new Group(about, new int[size], new double[size]);
    }

    // Ways: numbers that add to its chance.
    private readonly record struct Share(int Option, int Type, int NextType, Coefficient[] Ways)
    {
        public double Chance { get; init; }
    }

    private sealed record About(int Party, int Mover, Share[] Shares);

    private sealed record Group(About[] About, int[] Points, double[] Weights);

    private sealed class NodeShape(PublicBeliefGame game, int[] movers, int[] options, PossibleEvent[] events, Coefficient[] chances, Group[] groups)
    {
        // The profile whose numbers stand in it.
        public int Profile { get; set; }

        public Coefficient[] Chances { get; } = chances;

        public int[] Movers { get; } = movers;

        public int[] Options { get; } = options;

        public PossibleEvent[] Events { get; } = events;

        public Group[] Groups { get; } = groups;

        public double[][] Choices { get; } = [.. movers.Select((mover, m) => new double[game.Parties[mover].TypeCount * options[m]])];

        public double[][] Expected { get; } = [.. options.Select(count => new double[count])];
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
internal readonly record struct PossibleEvent(int[] Options, int RowParty, int Row, int NextState, int NextType, double Chance, int Judged);

/// <summary>A belief as grid points with weights that add to 1.</summary>
internal readonly record struct JudgedBelief(int[] Points, double[] Weights);
