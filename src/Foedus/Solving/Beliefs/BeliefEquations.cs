using System.Numerics;
using System.Runtime.InteropServices;
using Foedus.Games;
using Foedus.Numerics;
using Foedus.Solving.Continuation;

namespace Foedus.Solving.Beliefs;

/// <summary>The stationary equations of a game without end where something is private, with nothing solved inside them: what is worth what, and the log-odds of every choice at every belief.</summary>
/// <remarks>
/// V = one round backward under the choices; z = λ (Q − Q of the first option). Derivatives are those of one pass backward; a chance moves beliefs, and both are linear between knots, so that the curve of solutions is
/// continuous, with kinks where a belief comes to a knot. Log-odds are measured by asinh z: small ones as they are, large ones by their logarithm.
/// </remarks>
internal sealed class BeliefEquations
{
    // By how much of itself a chance is tried aside; and the largest log-odds.
    private const double Aside = 1e-7,
        MostOdds = 700;

    private readonly BackwardStep step;
    private readonly PublicBeliefGame game;
    private readonly JointTypes types;
    private readonly BeliefGrid grid;
    private readonly int[] states;
    private readonly int length;

    // [place within a state's values] what is at stake for the party.
    private readonly double[] units;
    private readonly double[] precision;
    private readonly double even;

    // [step][state] whether play can come there.
    private readonly bool[][] isPlayed;
    private readonly bool hasShocks;
    private readonly NodeAt?[] nodes;
    private readonly List<Choice> choices = [];

    // [period][node] its choices.
    private readonly Choice[][][] choicesOf;
    private readonly int firstValue;
    private readonly BeliefSolution tried;
    private readonly PublicOutlook outlook;

    // [state] a row for every value of it: the value itself, and where they are wanted its derivatives by the unknowns and, last, the scale.
    private double[][] cells = [];
    private double[] looked = [];
    private double[][] others = [];
    private double at;
    private double[] odds = [];
    private int width;
    private DenseLu? slopes;

    /// <param name="step">The recursion.</param>
    /// <param name="states">States at the beginning of a cycle whose values are unknown; those of all others do not hang on choices.</param>
    /// <param name="coefficients">The draw's numbers; every discount below 1.</param>
    public BeliefEquations(BackwardStep step, int[] states, double[] coefficients)
    {
        (this.step, this.states, game, grid) = (step, states, step.Game, step.Grid);
        types = new JointTypes(game);
        length = game.Parties.Count * types.Count * grid.PointCount;
        hasShocks = game.ChoiceWorth == ChoiceWorth.ChoiceShocks;
        nodes = new NodeAt?[game.Nodes.Count];
        isPlayed = [.. game.Steps.Select(_ => new bool[game.StateCount])];
        foreach (var block in StationaryBlocks.Of(game).Where(block => block.IsPlayed))
            for (var place = 0; place < block.At.Count; place++)
                foreach (var state in block.At[place])
                    isPlayed[place][state] = true;
        step.Scale(1);
        precision = [.. game.Parties.Select((_, party) => step.Precision(party))];
        tried = step.NewSolution();
        outlook = new PublicOutlook(tried);
        choicesOf = [.. Enumerable.Range(0, tried.Periods).Select(_ => game.Nodes.Select(_ => Array.Empty<Choice>()).ToArray())];
        // Those last in the play first: they hang on little, and factors stay thin.
        var unknown = 0;
        for (var period = tried.Periods - 1; period >= 0; period--)
        for (var place = game.Steps.Count - 1; place >= 0; place--)
        for (var state = 0; state < game.StateCount; state++)
            if (isPlayed[place][state] && game.NodeOf[place][state] is >= 0 and var number && game.Nodes[number].Choosers.Count > 0)
                choicesOf[period][number] = [.. Choices(period, number, ref unknown)];
        firstValue = unknown;
        Unknowns = firstValue + states.Length * length;
        even = Math.Sqrt(Unknowns);
        units =
        [
            .. Enumerable
                .Range(0, length)
                .Select(place => place / (length / game.Parties.Count))
                .Select(party => PayoffRange.Of(game, party, coefficients) / (1 - Number(game.Parties[party].Discount)) * even),
        ];
    }

    /// <summary>Log-odds and values.</summary>
    public int Unknowns { get; }

    /// <summary>Unknowns at a solution: each a share of what is usual for it, all together about as long as the way from λ = 0.</summary>
    public double[] Unknown(SolutionLine line)
    {
        var x = new double[Unknowns];
        foreach (var choice in choices)
        {
            var chances = line.Solution.At(choice.Period, choice.Node)!;
            for (var belief = 0; belief < grid.PointCount; belief++)
            for (var i = 1; i < choice.Open.Length; i++)
                x[choice.At(belief, i)] =
                    Math.Asinh(
                        Math.Clamp(
                            Log(chances[(choice.Row + choice.Open[i]) * grid.PointCount + belief])
                                - Log(chances[(choice.Row + choice.Open[0]) * grid.PointCount + belief]),
                            -MostOdds,
                            MostOdds
                        )
                    ) / even;
        }
        for (var s = 0; s < states.Length; s++)
        for (var place = 0; place < length; place++)
            x[firstValue + s * length + place] = line.Values[states[s]][place] / units[place];
        return x;
    }

    /// <summary>A solution from unknowns; what they do not tell stays as it is.</summary>
    public SolutionLine Solution(SolutionLine line, double[] x)
    {
        Put(x);
        var (solution, values) = (line.Solution.Fork(), (double[][])line.Values.Clone());
        foreach (var place in choices.Select(choice => (choice.Period, choice.Node)).Distinct())
            solution.Set(place.Period, place.Node, (double[])tried.At(place.Period, place.Node)!.Clone());
        for (var s = 0; s < states.Length; s++)
            values[states[s]] = [.. Enumerable.Range(0, length).Select(place => x[firstValue + s * length + place] * units[place])];
        return line with { Solution = solution, Values = values };
    }

    /// <summary>Replaces unknowns by what they are answered with at a scale.</summary>
    /// <param name="x">The unknowns.</param>
    /// <param name="values">[state] values of states that are not unknown.</param>
    /// <param name="scale">Of every λ.</param>
    public void Answer(double[] x, double[][] values, double scale)
    {
        (looked, others, at) = ((double[])x.Clone(), values, scale);
        Put(looked);
        (width, odds) = (1, x);
        Walk();
        for (var s = 0; s < states.Length; s++)
        for (var place = 0; place < length; place++)
            x[firstValue + s * length + place] = cells[states[s]][place] / units[place];
    }

    /// <summary>Rows of 1 − the answer's derivatives, by the unknowns and, last, the scale, at what was answered last.</summary>
    public void Slopes(DenseLu matrix)
    {
        (width, slopes) = (Unknowns + 2, matrix);
        Walk();
        slopes = null;
        for (var s = 0; s < states.Length; s++)
        for (var place = 0; place < length; place++)
        {
            var row = matrix.Row(firstValue + s * length + place);
            row.Clear();
            Add(row, -1 / units[place], Row(states[s], place)[1..]);
            row[firstValue + s * length + place] += 1;
        }
    }

    private static double Log(double chance) => Math.Log(Math.Max(chance, double.Epsilon));

    private List<Choice> Choices(int period, int number, ref int unknown)
    {
        var found = new List<Choice>();
        var node = nodes[number] = new NodeAt(game, number);
        for (var m = 0; m < node.Movers.Count; m++)
        for (var type = 0; type < node.TypesOf(m); type++)
        {
            var (count, closed) = (node.Movers[m].Options.Count, node.Movers[m].Closed);
            int[] open = [.. Enumerable.Range(0, count).Where(option => closed is null || !closed[type * count + option])];
            found.Add(new Choice(period, number, m, type, open, node.Row(m, type, 0), unknown));
            unknown += (open.Length - 1) * grid.PointCount;
        }
        tried.Set(period, number, new double[node.Rows * grid.PointCount]);
        choices.AddRange(found);
        return found;
    }

    // Log-odds become chances.
    private void Put(double[] x)
    {
        var most = choices.Select(choice => choice.Open.Length).DefaultIfEmpty(1).Max();
        var (own, shares) = (new double[most], new double[most]);
        foreach (var choice in choices)
        {
            var (open, chances) = (choice.Open, tried.At(choice.Period, choice.Node)!);
            for (var belief = 0; belief < grid.PointCount; belief++)
            {
                for (var i = 1; i < open.Length; i++)
                    own[i - 1] = Odds(x, choice, belief, i);
                LogOdds.ToChances(own.AsSpan(0, open.Length - 1), shares.AsSpan(0, open.Length));
                for (var i = 0; i < open.Length; i++)
                    chances[(choice.Row + open[i]) * grid.PointCount + belief] = shares[i];
            }
        }
    }

    private double Odds(double[] x, Choice choice, int belief, int i) =>
        i == 0 ? 0 : Math.Sinh(Math.Clamp(x[choice.At(belief, i)] * even, -MostAsinh, MostAsinh));

    private static readonly double MostAsinh = Math.Asinh(MostOdds);

    // A cycle backward: values, and where they are wanted derivatives.
    private void Walk()
    {
        cells = [.. others.Select(Widened)];
        for (var s = 0; s < states.Length; s++)
        {
            var rows = cells[states[s]] = new double[length * width];
            for (var place = 0; place < length; place++)
            {
                rows[place * width] = looked[firstValue + s * length + place] * units[place];
                if (width > 1)
                    rows[place * width + 1 + firstValue + s * length + place] = units[place];
            }
        }
        for (var period = tried.Periods - 1; period >= 0; period--)
        {
            EndOfPeriod(period);
            for (var place = game.Steps.Count - 1; place >= 0; place--)
                Step(place, period);
        }
    }

    private double[] Widened(double[] values)
    {
        if (width == 1)
            return values;
        var rows = new double[values.Length * width];
        for (var place = 0; place < values.Length; place++)
            rows[place * width] = values[place];
        return rows;
    }

    private double Number(Coefficient c) => step.Number(c);

    private Span<double> Row(int state, int place) => cells[state].AsSpan(place * width, width);

    private int Place(int party, int joint, int point) => (party * types.Count + joint) * grid.PointCount + point;

    private void EndOfPeriod(int period)
    {
        for (var rule = game.Drifts.Count - 1; rule >= 0; rule--)
            if ((period + 1) % game.Drifts[rule].EveryPeriods == 0)
                for (var state = 0; state < cells.Length; state++)
                    if (isPlayed[0][state] && game.Drifts[rule].MatrixOfState[state] >= 0)
                        cells[state] = Drift(game.Drifts[rule], state);
        for (var state = 0; state < cells.Length; state++)
        {
            if (!isPlayed[0][state])
                continue;
            var now = new double[cells[state].Length];
            for (var party = 0; party < game.Parties.Count; party++)
            for (var joint = 0; joint < types.Count; joint++)
            for (var point = 0; point < grid.PointCount; point++)
            {
                var place = Place(party, joint, point);
                var into = now.AsSpan(place * width, width);
                Add(into, Number(game.Parties[party].Discount), Row(state, place));
                into[0] += Number(game.Flows[state][party][types.TypeOf(party, joint)]);
            }
            cells[state] = now;
        }
    }

    private double[] Drift(DriftRule rule, int state)
    {
        var count = game.Parties[rule.Party].TypeCount;
        var (belief, corner, weight) = (new double[count], new int[count], new double[count]);
        var (matrix, now) = (rule.Matrices[rule.MatrixOfState[state]], new double[cells[state].Length]);
        for (var point = 0; point < grid.PointCount; point++)
        {
            Array.Clear(belief);
            for (var from = 0; from < count; from++)
            for (var to = 0; to < count; to++)
                belief[to] += grid.Belief(rule.Party, point)[from] * Number(matrix[from][to]);
            grid.Locate(rule.Party, belief, corner, weight);
            for (var party = 0; party < game.Parties.Count; party++)
            for (var joint = 0; joint < types.Count; joint++)
            for (var to = 0; to < count; to++)
            for (var k = 0; k < count; k++)
                Add(
                    now.AsSpan(Place(party, joint, point) * width, width),
                    Number(matrix[types.TypeOf(rule.Party, joint)][to]) * weight[k],
                    Row(state, Place(party, types.With(joint, rule.Party, to), grid.With(point, rule.Party, corner[k])))
                );
        }
        return now;
    }

    private void Step(int place, int period)
    {
        var before = (double[][])cells.Clone();
        for (var state = 0; state < game.StateCount; state++)
        {
            if (!isPlayed[place][state] || game.NodeOf[place][state] is not (>= 0 and var number))
                continue;
            var node = nodes[number] ??= new NodeAt(game, number);
            before[state] = new double[length * width];
            for (var belief = 0; belief < grid.PointCount; belief++)
                Point(node, period, belief, before[state]);
        }
        cells = before;
    }

    private void Point(NodeAt node, int period, int belief, double[] into)
    {
        outlook.Look(period, node.Number, belief);
        var (worths, q) = (new double[game.Parties.Count * types.Count * width], new double[node.Rows * width]);
        Gather(node, belief, worths, q, width);
        var here = choicesOf[period][node.Number];
        if (width > 1 && here.Length > 0)
            Move(node, here, belief, worths, q);
        foreach (var choice in here)
            for (var i = 1; i < choice.Open.Length; i++)
                Respond(node, choice, belief, i, q);
        for (var place = 0; place < game.Parties.Count * types.Count; place++)
            worths.AsSpan(place * width, width).CopyTo(into.AsSpan((place * grid.PointCount + belief) * width));
    }

    // The log-odds that the worths of options ask for; or their derivatives.
    private void Respond(NodeAt node, Choice choice, int belief, int i, double[] q)
    {
        var lambda = precision[node.Movers[choice.Mover].Party];
        var (one, first) = ((choice.Row + choice.Open[i]) * width, (choice.Row + choice.Open[0]) * width);
        var (unknown, better) = (choice.At(belief, i), q[one] - q[first]);
        var asked = at * lambda * better;
        if (width == 1)
        {
            odds[unknown] = Math.Asinh(asked) / even;
            return;
        }
        var row = slopes!.Row(unknown);
        row.Clear();
        var unit = 1 / (even * Math.Sqrt(1 + asked * asked));
        Add(row, -at * lambda * unit, q.AsSpan(one + 1, width - 1));
        Add(row, at * lambda * unit, q.AsSpan(first + 1, width - 1));
        row[^1] -= lambda * better * unit;
        row[unknown] += 1;
    }

    // By how much worths move with the log-odds here: a chance tried aside by a share of itself, its own and those of the same choice.
    private void Move(NodeAt node, Choice[] here, int belief, double[] worths, double[] q)
    {
        var (rows, places) = (node.Rows, game.Parties.Count * types.Count);
        var (worthBy, optionBy, aside, asideQ) = (new double[places * rows], new double[rows * rows], new double[places], new double[rows]);
        foreach (var choice in here)
        foreach (var option in choice.Open)
        {
            var (row, chance) = (choice.Row + option, outlook.Choice(choice.Mover, choice.Type, option));
            if (chance <= 0)
                continue;
            outlook.Try(choice.Mover, choice.Type, option, chance * (1 + Aside));
            Array.Clear(aside);
            Array.Clear(asideQ);
            Gather(node, belief, aside, asideQ, 1);
            outlook.Try(choice.Mover, choice.Type, option, chance);
            for (var place = 0; place < places; place++)
                worthBy[place * rows + row] = (aside[place] - worths[place * width]) / Aside;
            for (var other = 0; other < rows; other++)
                optionBy[other * rows + row] = (asideQ[other] - q[other * width]) / Aside;
        }
        foreach (var choice in here)
            for (var i = 1; i < choice.Open.Length; i++)
            {
                var (column, z) = (1 + choice.At(belief, i), Odds(looked, choice, belief, i));
                var (unit, chance) = (even * Math.Sqrt(1 + z * z), outlook.Choice(choice.Mover, choice.Type, choice.Open[i]));
                for (var place = 0; place < places; place++)
                    worths[place * width + column] += unit * By(worthBy, place * rows, choice, i, chance);
                for (var other = 0; other < rows; other++)
                    q[other * width + column] += unit * By(optionBy, other * rows, choice, i, chance);
            }
    }

    // One option's odds raise its chance and lower all of the choice in proportion.
    private static double By(double[] by, int first, Choice choice, int i, double chance)
    {
        var all = 0.0;
        foreach (var option in choice.Open)
            all += by[first + choice.Row + option];
        return by[first + choice.Row + choice.Open[i]] - chance * all;
    }

    // What the node is worth to everybody by joint type, and each option to its mover, at the choices looked at: rows as wide as is asked.
    private void Gather(NodeAt node, int point, double[] worths, double[] q, int width)
    {
        foreach (ref readonly var happened in outlook.Events)
        {
            var after = outlook.After(happened);
            for (var joint = 0; joint < types.Count; joint++)
            {
                if (happened.RowParty >= 0 && types.TypeOf(happened.RowParty, joint) != happened.Row)
                    continue;
                var next = happened.RowParty >= 0 ? types.With(joint, happened.RowParty, happened.NextType) : joint;
                var all = happened.Chance * Chosen(node, happened.Options, joint, -1);
                for (var i = 0; i < after.Points.Length && all != 0; i++)
                for (var party = 0; party < game.Parties.Count && after.Weights[i] != 0; party++)
                    Add(
                        worths.AsSpan((party * types.Count + joint) * width, width),
                        all * after.Weights[i],
                        Row(happened.NextState, Place(party, next, after.Points[i]))
                    );
                for (var m = 0; m < node.Movers.Count; m++)
                {
                    var party = node.Movers[m].Party;
                    var own = happened.Chance * grid.Others(party, types, joint, point) * Chosen(node, happened.Options, joint, m);
                    for (var i = 0; i < after.Points.Length && own != 0; i++)
                        Add(
                            q.AsSpan(node.Row(m, types.TypeOf(party, joint), happened.Options[m]) * width, width),
                            own * after.Weights[i],
                            Row(happened.NextState, Place(party, next, after.Points[i]))
                        );
                }
            }
        }
        foreach (var paid in node.Payments)
            for (var joint = 0; joint < types.Count; joint++)
            {
                var points = Number(paid.Of(types, joint));
                worths[(paid.Party * types.Count + joint) * width] += Chosen(node, paid.Options, joint, -1) * points;
                for (var m = 0; m < node.Movers.Count; m++)
                    if (node.Movers[m].Party == paid.Party)
                        q[node.Row(m, types.TypeOf(paid.Party, joint), paid.Options[m]) * width] +=
                            grid.Others(paid.Party, types, joint, point) * Chosen(node, paid.Options, joint, m) * points;
            }
        for (var m = 0; m < node.Movers.Count && hasShocks; m++)
            if (at * precision[node.Movers[m].Party] is > 0 and var lambda && !game.Parties[node.Movers[m].Party].IsRational)
                for (var joint = 0; joint < types.Count; joint++)
                {
                    worths[(node.Movers[m].Party * types.Count + joint) * width] -= Entropy(node, m, joint) / lambda;
                    if (width > 1)
                        worths[(node.Movers[m].Party * types.Count + joint) * width + width - 1] += Entropy(node, m, joint) / lambda / at;
                }
    }

    // Σ σ log σ
    private double Entropy(NodeAt node, int m, int joint)
    {
        var sum = 0.0;
        for (var option = 0; option < node.Movers[m].Options.Count; option++)
            if (outlook.Choice(m, types.TypeOf(node.Movers[m].Party, joint), option) is > 0 and var chance)
                sum += chance * Math.Log(chance);
        return sum;
    }

    private double Chosen(NodeAt node, int[] options, int joint, int except)
    {
        var chance = 1.0;
        for (var m = 0; m < node.Movers.Count; m++)
            if (m != except)
                chance *= outlook.Choice(m, types.TypeOf(node.Movers[m].Party, joint), options[m]);
        return chance;
    }

    // As far as the shorter of two rows goes: what is only a value moves with nothing.
    private static void Add(Span<double> to, double factor, ReadOnlySpan<double> of)
    {
        if (factor == 0)
            return;
        if (of.Length > to.Length)
            of = of[..to.Length];
        var targets = MemoryMarshal.Cast<double, Vector<double>>(to);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(of);
        var multiplier = new Vector<double>(factor);
        for (var v = 0; v < sources.Length; v++)
            targets[v] += multiplier * sources[v];
        for (var i = sources.Length * Vector<double>.Count; i < of.Length; i++)
            to[i] += factor * of[i];
    }

    // A choice of a type at a node, with its log-odds at every belief.
    private sealed record Choice(int Period, int Node, int Mover, int Type, int[] Open, int Row, int First)
    {
        public int At(int belief, int i) => First + belief * (Open.Length - 1) + i - 1;
    }

    // A node as its movers, rows and payments, whatever its kind.
    private sealed class NodeAt
    {
        private readonly int[] firstRow;

        public NodeAt(PublicBeliefGame game, int number)
        {
            Number = number;
            var node = game.Nodes[number];
            Movers = node.Choosers;
            TypesOf = m => game.Parties[Movers[m].Party].TypeCount;
            firstRow = new int[Movers.Count + 1];
            for (var m = 0; m < Movers.Count; m++)
                firstRow[m + 1] = firstRow[m] + TypesOf(m) * Movers[m].Options.Count;
            Payments = [.. PaymentsOf(game, node)];
        }

        public int Number { get; }

        public IReadOnlyList<NodeMover> Movers { get; }

        public Func<int, int> TypesOf { get; }

        public Payment[] Payments { get; }

        public int Rows => firstRow[^1];

        public int Row(int mover, int type, int option) => firstRow[mover] + type * Movers[mover].Options.Count + option;

        private static IEnumerable<Payment> PaymentsOf(PublicBeliefGame game, GameNode node)
        {
            for (var party = 0; party < game.Parties.Count; party++)
            {
                var to = party;
                switch (node)
                {
                    case TurnNode turn:
                        for (var option = 0; option < turn.Options.Count; option++)
                            if (turn.Options[option].Payments[to] is { } paid)
                                yield return new Payment(to, [option], (types, joint) => paid[types.TypeOf(turn.Mover, joint)][types.TypeOf(to, joint)]);
                        break;
                    case JointTurnNode joint:
                        for (var profile = 0; profile < joint.ProfileCount; profile++)
                            if (joint.Payments[profile][to] is { } paid)
                                yield return new Payment(to, joint.Profiles[profile], (types, at) => paid[types.TypeOf(to, at)]);
                        break;
                    case ChanceNode chance when chance.Payments[to] is { } paid:
                        yield return new Payment(to, [], (types, joint) =>
                            paid[chance.Informant < 0 ? 0 : types.TypeOf(chance.Informant, joint)][types.TypeOf(to, joint)]
                        );
                        break;
                }
            }
        }
    }

    private sealed record Payment(int Party, int[] Options, Func<JointTypes, int, Coefficient> Of);
}
