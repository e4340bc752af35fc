using Foedus.Games;

namespace Foedus.Solving.Beliefs.Reasons;

/// <summary>Works out where the worth of options comes from: mass goes forward from each option's choice, as its chooser expects it, and time in states and later payments are counted on its way.</summary>
/// <remarks>
/// All options go side by side, one row each; a second row, for a chooser with something private, goes on from what would be believed were nothing concluded from the choice: in Bayes' rule at that turn
/// everybody's types choose alike, evidence from what happens and moves of the type stay.
/// </remarks>
internal sealed class OptionWorths
{
    /// <summary>Periods after which what is left of a horizon without end is given up, where discounting has not made it small before.</summary>
    public const int MostPeriods = 600;

    private const double WorthNothing = 1e-8;

    private readonly BeliefSolution solution;
    private readonly PublicBeliefGame game;
    private readonly BeliefGrid grid;
    private readonly JointTypes types;
    private readonly PublicMoves moves;
    private readonly PublicOutlook outlook;
    private readonly ChoiceJudge judge;
    private readonly IReadOnlyList<TurnOption> asked;
    private readonly OptionWorth[] worths;
    private readonly double[] unread;
    private readonly Dictionary<(int Period, int Node, int Point), (int At, int Party, double[] Points)[]> payments = [];

    // Payments by number, and what they come to: [number][option].
    private readonly Dictionary<PaidAt, int> paidAt = [];
    private readonly List<double[]> paid = [];

    // [option] of the period gone through.
    private readonly double[] discounts;
    private Dictionary<(int State, int Point), double[]> mass = [];

    private OptionWorths(BeliefSolution solution, PublicMoves moves, IReadOnlyList<TurnOption> asked)
    {
        (this.solution, game, grid, types, this.asked) = (solution, solution.Game, solution.Grid, solution.Types, asked);
        (this.moves, outlook, judge) = (moves, new PublicOutlook(solution), new ChoiceJudge(solution));
        worths = [.. asked.Select(option => new OptionWorth(option, game.StateCount, game.Parties[option.Party].TypeCount))];
        unread = new double[asked.Count];
        discounts = new double[asked.Count];
    }

    // Two rows an option: as it is read, and unread.
    private int Rows => 2 * asked.Count;

    /// <param name="solution">The profile.</param>
    /// <param name="along">Chances forward through it: where types meet the turns.</param>
    /// <param name="asked">Which options.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>In the order asked.</returns>
    public static IReadOnlyList<OptionWorth> Of(
        BeliefSolution solution,
        ForwardPass along,
        IReadOnlyList<TurnOption> asked,
        CancellationToken cancel = default
    ) => Of(solution, new PublicMoves(solution), along, asked, cancel);

    internal static IReadOnlyList<OptionWorth> Of(
        BeliefSolution solution,
        PublicMoves moves,
        ForwardPass along,
        IReadOnlyList<TurnOption> asked,
        CancellationToken cancel
    )
    {
        var work = new OptionWorths(solution, moves, asked);
        if (asked.Count > 0)
            work.Run(along, cancel);
        return work.worths;
    }

    private void Run(ForwardPass along, CancellationToken cancel)
    {
        var first = asked.Min(option => option.Period);
        var discount = asked.Max(option => moves.Number(game.Parties[option.Party].Discount));
        var last = game.Periods
            ?? asked.Max(option => option.Period)
                + Math.Min(MostPeriods, (int)Math.Ceiling(Math.Log(WorthNothing) / Math.Log(Math.Clamp(discount, 0.1, 1 - 1e-9))));
        for (var period = first; period < last; period++)
        {
            var cycle = period % solution.Periods;
            cancel.ThrowIfCancellationRequested();
            // λ acts on values seen from the period of the choice: so does the discount.
            for (var i = 0; i < asked.Count; i++)
                discounts[i] = period < asked[i].Period ? 0 : Math.Pow(moves.Number(game.Parties[asked[i].Party].Discount), period - asked[i].Period);
            for (var step = 0; step < game.Steps.Count; step++)
            {
                mass = moves.Forward(mass, step, period, (node, point, here) => Pay(here, cycle, node, point));
                for (var i = 0; i < asked.Count; i++)
                    if (asked[i].Period == period && game.Nodes[asked[i].Node].Step == step)
                        Choose(i, along);
            }
            EndPeriod(period == last - 1);
            mass = moves.Drift(mass, period);
        }
        foreach (var (at, number) in paidAt)
            for (var i = 0; i < worths.Length; i++)
                if (paid[number][i] != 0)
                    worths[i].Later[at] = paid[number][i];
        for (var i = 0; i < worths.Length; i++)
            worths[i].Unread = game.Parties[asked[i].Party].IsPrivate ? unread[i] : worths[i].Total;
    }

    private void Pay(double[] here, int cycle, int node, int point)
    {
        foreach (var (at, party, points) in PaymentsAt(cycle, node, point))
            for (var i = 0; i < asked.Count; i++)
            {
                if (asked[i].Party != party)
                    continue;
                var (read, plain) = (0.0, 0.0);
                for (var joint = 0; joint < types.Count; joint++)
                {
                    read += here[joint * Rows + 2 * i] * points[joint];
                    plain += here[joint * Rows + 2 * i + 1] * points[joint];
                }
                paid[at][i] += discounts[i] * read;
                unread[i] += discounts[i] * plain;
            }
    }

    // [joint type] what a party expects to pay or gain at a node.
    private (int At, int Party, double[] Points)[] PaymentsAt(int period, int node, int point)
    {
        if (payments.TryGetValue((period, node, point), out var known))
            return known;
        outlook.Look(period, node, point);
        var (found, step) = (new Dictionary<(PaidAt, int), double[]>(), game.Nodes[node].Step);
        for (var party = 0; party < game.Parties.Count; party++)
        for (var joint = 0; joint < types.Count; joint++)
            Collect(game.Nodes[node], step, party, joint, (at, points) =>
            {
                if (!found.TryGetValue((at, party), out var row))
                    found.Add((at, party), row = new double[types.Count]);
                row[joint] += points;
            });
        return payments[(period, node, point)] = [
            .. found.Where(pair => pair.Value.Any(points => points != 0)).Select(pair => (Number(pair.Key.Item1), pair.Key.Item2, pair.Value)),
        ];
    }

    private int Number(PaidAt at)
    {
        if (paidAt.TryGetValue(at, out var known))
            return known;
        paid.Add(new double[asked.Count]);
        return paidAt[at] = paid.Count - 1;
    }

    private void Collect(GameNode node, int step, int party, int joint, Action<PaidAt, double> pay)
    {
        var own = types.TypeOf(party, joint);
        switch (node)
        {
            case TurnNode turn:
                for (var option = 0; option < turn.Options.Count; option++)
                    if (turn.Options[option].Payments[party] is { } paid)
                        pay(
                            new PaidAt(step, turn.Mover, turn.Options[option].Name),
                            outlook.Choice(0, types.TypeOf(turn.Mover, joint), option) * moves.Number(paid[types.TypeOf(turn.Mover, joint)][own])
                        );
                break;
            case JointTurnNode at:
                for (var profile = 0; profile < at.ProfileCount; profile++)
                    if (at.Payments[profile][party] is { } points)
                    {
                        var chance = 1.0;
                        for (var mover = 0; mover < at.Movers.Count; mover++)
                            chance *= outlook.Choice(mover, types.TypeOf(at.Movers[mover].Party, joint), at.Profiles[profile][mover]);
                        pay(new PaidAt(step, -1, ""), chance * moves.Number(points[own]));
                    }
                break;
            case ChanceNode { Payments: var all, Informant: var informant } when all[party] is { } points:
                pay(new PaidAt(step, -1, ""), moves.Number(points[informant < 0 ? 0 : types.TypeOf(informant, joint)][own]));
                break;
        }
        // Taste shocks are part of what a choice is worth, where the deal says so.
        for (var mover = 0; mover < outlook.Movers.Length; mover++)
            if (outlook.Movers[mover] == party)
            {
                var options = node is TurnNode turn ? turn.Options.Count : ((JointTurnNode)node).Movers[mover].OptionNames.Count;
                var chances = new double[options];
                for (var option = 0; option < options; option++)
                    chances[option] = outlook.Choice(mover, own, option);
                pay(new PaidAt(step, party, ""), -judge.Felt(party, chances));
            }
    }

    private void EndPeriod(bool isLast)
    {
        foreach (var ((state, _), here) in mass)
            for (var i = 0; i < asked.Count; i++)
            {
                var (party, discount) = (asked[i].Party, discounts[i]);
                if (isLast && game.Periods is not null && game.AfterLast == AfterLastPeriod.LastFlowForEver)
                    discount /= 1 - moves.Number(game.Parties[party].Discount);
                for (var joint = 0; joint < types.Count; joint++)
                {
                    var own = types.TypeOf(party, joint);
                    var flow = moves.Number(game.Flows[state][party][own]);
                    var time = discount * here[joint * Rows + 2 * i];
                    worths[i].Time[state][own] += time;
                    worths[i].Flow += time * flow;
                    unread[i] += discount * here[joint * Rows + 2 * i + 1] * flow;
                }
            }
    }

    // The choice itself, at every belief at which the type meets the turn, the others' types as they are then believed.
    private void Choose(int i, ForwardPass along)
    {
        var at = asked[i];
        var cycle = at.Period % solution.Periods;
        if (along.VisitsOf(cycle, at.Node) is not { } visits || !visits.Meets(at.Party, at.Type))
            return;
        foreach (var point in visits.Points)
        {
            var share = visits.Share(point, at.Party, at.Type);
            if (share == 0)
                continue;
            outlook.Look(cycle, at.Node, point);
            foreach (var happened in outlook.Events)
            {
                if (happened.Options.Length == 0 || happened.Options[at.Mover] != at.Option)
                    continue;
                var (after, plain) = (outlook.After(happened), Plain(at, happened, point));
                for (var joint = 0; joint < types.Count; joint++)
                {
                    if (types.TypeOf(at.Party, joint) != at.Type || (happened.RowParty >= 0 && types.TypeOf(happened.RowParty, joint) != happened.Row))
                        continue;
                    var chance = share * grid.Others(at.Party, types, joint, point) * happened.Chance * OthersChoose(at, happened, joint);
                    if (chance == 0)
                        continue;
                    var next = happened.RowParty < 0 ? joint : types.With(joint, happened.RowParty, happened.NextType);
                    for (var k = 0; k < after.Points.Length; k++)
                        Put(happened.NextState, after.Points[k], 2 * i, next, chance * after.Weights[k]);
                    for (var k = 0; k < plain.Points.Length; k++)
                        Put(happened.NextState, plain.Points[k], 2 * i + 1, next, chance * plain.Weights[k]);
                }
            }
            var now = share * Now(at, point);
            worths[i].Now += now;
            unread[i] += now;
        }
    }

    private double OthersChoose(TurnOption at, PossibleEvent happened, int joint)
    {
        var chance = 1.0;
        for (var mover = 0; mover < happened.Options.Length; mover++)
            if (mover != at.Mover)
                chance *= outlook.Choice(mover, types.TypeOf(outlook.Movers[mover], joint), happened.Options[mover]);
        return chance;
    }

    private double Now(TurnOption at, int point)
    {
        if (game.Nodes[at.Node] is TurnNode turn)
            return turn.Options[at.Option].Payments[at.Party] is { } paid ? moves.Number(paid[at.Type][at.Type]) : 0;
        var (joint, sum) = ((JointTurnNode)game.Nodes[at.Node], 0.0);
        for (var profile = 0; profile < joint.ProfileCount; profile++)
        {
            if (joint.Payments[profile][at.Party] is not { } points)
                continue;
            var chance = 1.0;
            for (var mover = 0; mover < joint.Movers.Count; mover++)
            {
                var option = joint.Profiles[profile][mover];
                chance *=
                    mover == at.Mover
                        ? option == at.Option
                            ? 1
                            : 0
                        : outlook.Expected(mover, option);
            }
            sum += chance * moves.Number(points[at.Type]);
        }
        return sum;
    }

    // What is believed where nothing is concluded from the choice: about the chooser by what happened and by moves of its type alone, about the others as ever.
    private JudgedBelief Plain(TurnOption at, PossibleEvent happened, int point)
    {
        var after = outlook.After(happened);
        var own = (Points: new[] { grid.PointOf(at.Party, point) }, Weights: new[] { 1.0 });
        if (game.Nodes[at.Node] is TurnNode turn && game.Parties[at.Party].IsPrivate)
        {
            var belief = grid.Belief(at.Party, point);
            var held = new double[belief.Length];
            for (var option = 0; option < turn.Options.Count; option++)
                if (turn.Options[option].Label == turn.Options[at.Option].Label)
                    for (var type = 0; type < held.Length; type++)
                        foreach (var transition in turn.Options[option].Transitions[type])
                            if (transition.NextState == happened.NextState)
                                held[transition.NextType] +=
                                    belief[type] * Math.Max(outlook.Expected(0, option), 1e-300) * moves.Number(transition.Probability);
            var sum = held.Sum();
            for (var type = 0; type < held.Length; type++)
                held[type] = sum > 0 ? held[type] / sum : belief[type];
            own = (new int[held.Length], new double[held.Length]);
            grid.Locate(at.Party, held, own.Points, own.Weights);
            // At a turn nothing is told of anybody else.
            return new JudgedBelief([.. own.Points.Select(mine => grid.With(point, at.Party, mine))], own.Weights);
        }
        return new JudgedBelief([.. after.Points.Select(there => grid.With(there, at.Party, own.Points[0]))], after.Weights);
    }

    private void Put(int state, int point, int row, int joint, double chance)
    {
        if (chance == 0)
            return;
        if (!mass.TryGetValue((state, point), out var there))
            mass.Add((state, point), there = new double[Rows * types.Count]);
        there[joint * Rows + row] += chance;
    }
}
