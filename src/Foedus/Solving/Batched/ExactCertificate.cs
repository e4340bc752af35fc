using System.Runtime.CompilerServices;
using Foedus.Games;
using Foedus.Numerics.Lanes;

namespace Foedus.Solving.Batched;

/// <summary>Judges choices in lanes by code that did not make them: values of the profile worked out again, then every choice against its own values.</summary>
/// <remarks>
/// It shares with <see cref="ExactRecursion{TLane}"/> the columns of coefficients and of choices, nothing else. The logit residual is first bounded from above, KL(σ ‖ r) ≤ Σ (σ − r)² / r
/// (Gibbs and Su, International Statistical Review 70, 2002), which needs no logarithm; a lane whose bound is not small gets the divergence itself.
/// </remarks>
internal sealed unsafe class ExactCertificate<TLane> where TLane : struct, ILane<TLane>
{
    // Bound on the residual, in points, that is small enough to be the answer.
    private const double SmallBound = 1e-10;

    private readonly PublicBeliefGame game;
    private readonly LaneColumns numbers;
    private readonly LaneColumns choices;
    private readonly int rows;
    private readonly Judged[][] steps;
    private readonly int parties;
    private readonly int[] discount;
    private readonly int[] precision;
    private readonly int[] flow;
    private readonly bool shocks;
    // [state][party] at the end of a period, then what each node makes of it.
    private readonly LaneColumns values;
    private readonly int[] start;
    // Q of each option, then room for what is worked out from them.
    private readonly LaneColumns own;
    private readonly int most;
    // Chances of events, then for each mover of a joint turn the same without its own part.
    private readonly LaneColumns weights;
    private readonly LaneColumns inverse;
    private readonly LaneColumns results = new(4);

    /// <param name="game">The game.</param>
    /// <param name="numbers">Its coefficients.</param>
    /// <param name="choices">[period × rows + row] the chances to judge.</param>
    /// <param name="rows">Rows a period.</param>
    /// <param name="firstRow">[node] its first row.</param>
    /// <param name="columnOf">Where a coefficient stands.</param>
    public ExactCertificate(PublicBeliefGame game, LaneColumns numbers, LaneColumns choices, int rows, int[] firstRow, Func<Coefficient, int> columnOf)
    {
        this.game = game;
        this.numbers = numbers;
        this.choices = choices;
        this.rows = rows;
        parties = game.Parties.Count;
        discount = [.. game.Parties.Select(party => columnOf(party.Discount))];
        precision = [.. game.Parties.Select(party => party.IsRational ? -1 : columnOf(party.Precision))];
        flow = [.. game.Flows.SelectMany(state => state.Select(party => columnOf(party[0])))];
        shocks = game.ChoiceWorth == ChoiceWorth.ChoiceShocks;
        var free = game.StateCount * parties;
        start = [.. Enumerable.Range(0, game.StateCount).Select(state => state * parties)];
        steps = new Judged[game.Steps.Count][];
        for (var step = steps.Length - 1; step >= 0; step--)
        {
            var after = (int[])start.Clone();
            steps[step] = [.. game.Steps[step].NodeOfState.Where(node => node >= 0).Select((node, i) => Shape(game.Nodes[node], free + i * parties, firstRow[node], after, columnOf))];
            foreach (var node in steps[step])
                start[node.State] = node.Result;
            free += steps[step].Length * parties;
        }
        values = new LaneColumns(free);
        most = steps.SelectMany(step => step).SelectMany(node => node.Movers).Select(mover => mover.Options).DefaultIfEmpty(0).Max();
        own = new LaneColumns(2 * most);
        weights = new LaneColumns(steps.SelectMany(step => step).Select(node => node.Events.Length * (1 + node.Movers.Length)).DefaultIfEmpty(0).Max());
        inverse = new LaneColumns(parties);
    }

    /// <summary>[lane] upper bound of max KL(σ ‖ softmax(λQ)) / λ over parties with finite λ, points.</summary>
    public ReadOnlySpan<double> LogitResidual => results[0];

    /// <summary>[lane] largest gain from one deviation, points.</summary>
    public ReadOnlySpan<double> DeviationGain => results[1];

    /// <summary>[lane] largest difference to the solver's values at the start.</summary>
    public ReadOnlySpan<double> ValueDifference => results[2];

    /// <summary>[lane] largest value at the start.</summary>
    public ReadOnlySpan<double> LargestValue => results[3];

    /// <param name="found">The solver's columns.</param>
    /// <param name="first">The first party's value at the start; the others follow.</param>
    /// <param name="cancel">Stops the work.</param>
    public void Run(LaneColumns found, int first, CancellationToken cancel)
    {
        for (var result = 0; result < results.Count; result++)
            results[result].Clear();
        for (var party = 0; party < parties; party++)
            if (precision[party] >= 0)
                for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
                {
                    var lambda = TLane.Load(Number(precision[party]) + lane);
                    TLane.And(TLane.Less(TLane.All(0), lambda), TLane.All(1) / lambda).Store(inverse.First + party * LaneColumns.Lanes + lane);
                }
        var last = game.Periods!.Value - 1;
        for (var period = last; period >= 0; period--)
        {
            cancel.ThrowIfCancellationRequested();
            EndPeriod(period == last);
            for (var step = steps.Length - 1; step >= 0; step--)
                foreach (var node in steps[step])
                    Step(node, choices.First + (nint)period * rows * LaneColumns.Lanes);
        }
        for (var party = 0; party < parties; party++)
            for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
            {
                var value = TLane.Load(Value(start[game.InitialState] + party) + lane);
                Raise(2, lane, TLane.Abs(value - TLane.Load(found.First + (nint)(first + party) * LaneColumns.Lanes + lane)));
                Raise(3, lane, TLane.Abs(value));
            }
        GC.KeepAlive(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double* Number(int column) => numbers.First + (nint)column * LaneColumns.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double* Value(int column) => values.First + (nint)column * LaneColumns.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Raise(int result, int lane, TLane candidate)
    {
        var at = results.First + result * LaneColumns.Lanes + lane;
        TLane.Max(TLane.Load(at), candidate).Store(at);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EndPeriod(bool isLast)
    {
        var goesOn = game.AfterLast == AfterLastPeriod.LastFlowForEver;
        for (var state = 0; state < game.StateCount; state++)
            for (var party = 0; party < parties; party++)
            {
                var at = Value(state * parties + party);
                var later = Value(start[state] + party);
                var gain = Number(flow[state * parties + party]);
                var delta = Number(discount[party]);
                for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
                {
                    var (now, factor) = (TLane.Load(gain + lane), TLane.Load(delta + lane));
                    (!isLast ? now + factor * TLane.Load(later + lane) : goesOn ? now + factor * now / (TLane.All(1) - factor) : now).Store(at + lane);
                }
            }
    }

    private void Step(Judged node, double* chosen)
    {
        foreach (var e in node.Weighed)
            Weigh(node.Events[e], -1, chosen, weights.First + e * LaneColumns.Lanes);
        if (node.Movers.Length > 1)
            for (var m = 0; m < node.Movers.Length; m++)
                for (var e = 0; e < node.Events.Length; e++)
                    Weigh(node.Events[e], m, chosen, weights.First + ((m + 1) * node.Events.Length + e) * LaneColumns.Lanes);
        for (var party = 0; party < parties; party++)
        {
            var into = Value(node.Result + party);
            var mover = node.MoverOf[party];
            if (mover < 0)
            {
                Sum(node.Onlookers[party], party, chosen, into);
                continue;
            }
            for (var option = 0; option < node.Movers[mover].Options; option++)
                Sum(node.OwnTerms[mover][option], party, chosen, own.First + option * LaneColumns.Lanes);
            Judge(node.Movers[mover], chosen, into);
        }
    }

    // The chance of an event: of what is chosen, but for one mover's part, times of what then follows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Weigh(in JudgedEvent happened, int except, double* chosen, double* into)
    {
        for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
        {
            var weight = happened.Chance < 0 ? TLane.All(1) : TLane.Load(Number(happened.Chance) + lane);
            for (var m = 0; m < happened.Rows.Length; m++)
                if (m != except)
                    weight *= TLane.Load(chosen + happened.Rows[m] * LaneColumns.Lanes + lane);
            weight.Store(into + lane);
        }
    }

    // Σ chance × what follows, four registers at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(Term[] terms, int party, double* chosen, double* into)
    {
        for (var lane = 0; lane < LaneColumns.Lanes; lane += 4 * TLane.Width)
        {
            var (a, b, c, d) = (TLane.All(0), TLane.All(0), TLane.All(0), TLane.All(0));
            foreach (ref readonly var term in terms.AsSpan())
            {
                var worth = (term.Value >= 0 ? Value(term.Value + party) : Number(term.Payment)) + lane;
                if (term.Kind == WeightKind.One)
                {
                    a += TLane.Load(worth);
                    b += TLane.Load(worth + TLane.Width);
                    c += TLane.Load(worth + 2 * TLane.Width);
                    d += TLane.Load(worth + 3 * TLane.Width);
                    continue;
                }
                var weight = lane + (term.Kind switch
                {
                    WeightKind.Event => weights.First,
                    WeightKind.Choice => chosen,
                    _ => numbers.First,
                }) + (nint)term.Weight * LaneColumns.Lanes;
                a += TLane.Load(weight) * TLane.Load(worth);
                b += TLane.Load(weight + TLane.Width) * TLane.Load(worth + TLane.Width);
                c += TLane.Load(weight + 2 * TLane.Width) * TLane.Load(worth + 2 * TLane.Width);
                d += TLane.Load(weight + 3 * TLane.Width) * TLane.Load(worth + 3 * TLane.Width);
            }
            a.Store(into + lane);
            b.Store(into + lane + TLane.Width);
            c.Store(into + lane + 2 * TLane.Width);
            d.Store(into + lane + 3 * TLane.Width);
        }
    }

    // What the party gets, after holding each of its chances against the response to its own Q.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Judge(JudgedMover mover, double* chosen, double* into)
    {
        var precise = precision[mover.Party] < 0 ? null : Number(precision[mover.Party]);
        var reciprocal = inverse.First + mover.Party * LaneColumns.Lanes;
        for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
        {
            var highest = TLane.Load(own.First + lane);
            for (var option = 1; option < mover.Options; option++)
                highest = TLane.Max(highest, TLane.Load(own.First + option * LaneColumns.Lanes + lane));
            var mean = TLane.All(0);
            for (var option = 0; option < mover.Options; option++)
                mean += TLane.Load(chosen + (mover.FirstRow + option) * LaneColumns.Lanes + lane) * TLane.Load(own.First + option * LaneColumns.Lanes + lane);
            Raise(1, lane, highest - mean);
            if (precise is not null)
            {
                var (lambda, inverseLambda) = (TLane.Load(precise + lane), TLane.Load(reciprocal + lane));
                if (shocks)
                    mean -= Felt(mover, lambda, chosen, lane);
                var bound = mover.Options == 2 ? OffOfTwo(mover, lambda, chosen, lane) : Off(mover, lambda, highest, chosen, lane);
                var loose = TLane.Less(TLane.All(SmallBound) * lambda, bound);
                if (TLane.Any(loose))
                    bound = TLane.Select(loose, Divergence(mover, lambda, highest, chosen, lane), bound);
                Raise(0, lane, bound * inverseLambda);
            }
            mean.Store(into + lane);
        }
    }

    // Σ σ log σ / λ; where λ is 0 a choice carries no shock.
    private TLane Felt(JudgedMover mover, TLane lambda, double* chosen, int lane)
    {
        var sum = TLane.All(0);
        for (var option = 0; option < mover.Options; option++)
        {
            var chance = TLane.Load(chosen + (mover.FirstRow + option) * LaneColumns.Lanes + lane);
            sum += TLane.And(TLane.And(TLane.Less(TLane.All(0), chance), TLane.Less(TLane.All(0), lambda)), chance * TLane.Log(chance) / lambda);
        }
        return sum;
    }

    // KL(σ ‖ r) in logarithms.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TLane Divergence(JudgedMover mover, TLane lambda, TLane highest, double* chosen, int lane)
    {
        var total = TLane.All(0);
        for (var option = 0; option < mover.Options; option++)
            total += TLane.Exp(lambda * (TLane.Load(own.First + option * LaneColumns.Lanes + lane) - highest));
        var logTotal = TLane.Log(total);
        var divergence = TLane.All(0);
        for (var option = 0; option < mover.Options; option++)
        {
            var chance = TLane.Load(chosen + (mover.FirstRow + option) * LaneColumns.Lanes + lane);
            var logResponse = lambda * (TLane.Load(own.First + option * LaneColumns.Lanes + lane) - highest) - logTotal;
            divergence += TLane.And(TLane.Less(TLane.All(0), chance), chance * (TLane.Log(chance) - logResponse));
        }
        return TLane.Max(divergence, TLane.All(0));
    }

    // Σ (σ − r)² / r; a chance that underflows in both is no difference.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Off(JudgedMover mover, TLane lambda, TLane highest, double* chosen, int lane)
    {
        var total = TLane.All(0);
        for (var option = 0; option < mover.Options; option++)
        {
            var e = TLane.Exp(lambda * (TLane.Load(own.First + option * LaneColumns.Lanes + lane) - highest));
            e.Store(own.First + (most + option) * LaneColumns.Lanes + lane);
            total += e;
        }
        var bound = TLane.All(0);
        for (var option = 0; option < mover.Options; option++)
        {
            var response = TLane.Load(own.First + (most + option) * LaneColumns.Lanes + lane) / total;
            var off = TLane.Load(chosen + (mover.FirstRow + option) * LaneColumns.Lanes + lane) - response;
            bound += off * off / TLane.Max(response, TLane.All(1e-300));
        }
        return bound;
    }

    // Two options: the first is taken with 1 / (1 + e^{−λ(Q₁ − Q₂)}), and Σ (σ − r)² / r = (σ₁ − r₁)² (1 / r₁ + 1 / r₂) where both pairs add to 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane OffOfTwo(JudgedMover mover, TLane lambda, double* chosen, int lane)
    {
        var difference = lambda * (TLane.Load(own.First + lane) - TLane.Load(own.First + LaneColumns.Lanes + lane));
        var small = TLane.Exp(TLane.All(0) - TLane.Abs(difference));
        var likelier = TLane.All(1) / (TLane.All(1) + small);
        var rarer = small * likelier;
        var firstIsRarer = TLane.Less(difference, TLane.All(0));
        var (first, second) = (TLane.Load(chosen + mover.FirstRow * LaneColumns.Lanes + lane), TLane.Load(chosen + (mover.FirstRow + 1) * LaneColumns.Lanes + lane));
        var offFirst = first - TLane.Select(firstIsRarer, rarer, likelier);
        var offSecond = second - TLane.Select(firstIsRarer, likelier, rarer);
        var larger = TLane.Max(TLane.Abs(offFirst), TLane.Abs(offSecond));
        return larger * larger * (TLane.All(1) + small) * (TLane.All(1) + small) / TLane.Max(small, TLane.All(1e-300));
    }

    private Judged Shape(GameNode node, int result, int firstRow, int[] after, Func<Coefficient, int> columnOf)
    {
        var movers = new List<JudgedMover>();
        var events = new List<JudgedEvent>();
        switch (node)
        {
            case TurnNode turn:
                movers.Add(new JudgedMover(turn.Mover, firstRow, turn.Options.Count));
                for (var option = 0; option < turn.Options.Count; option++)
                    Add([firstRow + option], turn.Options[option].Transitions[0], party => turn.Options[option].Payments[party]?[0][0]);
                break;
            case ChanceNode chance:
                Add([], chance.Transitions[0], party => chance.Payments[party]?[0][0]);
                break;
            case JointTurnNode joint:
                foreach (var mover in joint.Movers)
                {
                    movers.Add(new JudgedMover(mover.Party, firstRow, mover.OptionNames.Count));
                    firstRow += mover.OptionNames.Count;
                }
                for (var profile = 0; profile < joint.ProfileCount; profile++)
                {
                    var chosen = new int[movers.Count];
                    var rest = profile;
                    for (var m = movers.Count - 1; m >= 0; m--)
                    {
                        chosen[m] = movers[m].FirstRow + rest % movers[m].Options;
                        rest /= movers[m].Options;
                    }
                    Add(chosen, joint.Transitions[profile], party => joint.Payments[profile][party]?[0]);
                }
                break;
        }
        return new Judged(node.State, result, parties, after, [.. movers], [.. events]);

        // Payments are an event that leads nowhere.
        void Add(int[] chosen, Transition[] transitions, Func<int, Coefficient?> payment)
        {
            foreach (var transition in transitions)
                events.Add(new JudgedEvent(chosen, transition.Probability == Coefficient.One ? -1 : columnOf(transition.Probability), transition.NextState, []));
            var payments = Enumerable.Range(0, parties).Select(party => payment(party) is { IsZero: false } paid ? columnOf(paid) : -1).ToArray();
            if (payments.Any(column => column >= 0))
                events.Add(new JudgedEvent(chosen, -1, -1, payments));
        }
    }

    private enum WeightKind { One, Coefficient, Choice, Event }

    /// <param name="Kind">What the chance is.</param>
    /// <param name="Weight">Column of a coefficient, row of a choice, or number of an event's chance.</param>
    /// <param name="Value">The first party's column of what follows; −1 for a payment.</param>
    /// <param name="Payment">Its column.</param>
    private readonly record struct Term(WeightKind Kind, int Weight, int Value, int Payment);

    private sealed class Judged
    {
        private readonly int[] after;

        public Judged(int state, int result, int parties, int[] after, JudgedMover[] movers, JudgedEvent[] events)
        {
            State = state;
            Result = result;
            this.after = after;
            Movers = movers;
            Events = events;
            MoverOf = [.. Enumerable.Range(0, parties).Select(party => Array.FindIndex(movers, mover => mover.Party == party))];
            Onlookers = [.. Enumerable.Range(0, parties).Select(party => Terms(party, -1, -1))];
            Weighed = [.. Onlookers.SelectMany(terms => terms).Where(term => term.Kind == WeightKind.Event).Select(term => term.Weight).Distinct()];
            OwnTerms = [.. movers.Select((mover, m) => Enumerable.Range(mover.FirstRow, mover.Options).Select(row => Terms(mover.Party, m, row)).ToArray())];
        }

        public int State { get; }

        /// <summary>First of the columns it makes, one a party.</summary>
        public int Result { get; }

        public JudgedMover[] Movers { get; }

        public JudgedEvent[] Events { get; }

        /// <summary>[party] its index among the movers, or −1.</summary>
        public int[] MoverOf { get; }

        /// <summary>[party] what its value is the sum of where it does not move.</summary>
        public Term[][] Onlookers { get; }

        /// <summary>Events whose chance has more than one factor.</summary>
        public int[] Weighed { get; }

        /// <summary>[mover][option] what its Q is the sum of.</summary>
        public Term[][][] OwnTerms { get; }

        private Term[] Terms(int party, int mover, int row)
        {
            var terms = new List<Term>();
            for (var e = 0; e < Events.Length; e++)
            {
                var happened = Events[e];
                if (happened.NextState < 0 && happened.Payments[party] < 0 || mover >= 0 && happened.Rows[mover] != row)
                    continue;
                var (kind, weight) = Weight(happened, mover, e);
                terms.Add(new Term(kind, weight, happened.NextState < 0 ? -1 : after[happened.NextState], happened.NextState < 0 ? happened.Payments[party] : -1));
            }
            return [.. terms];
        }

        // What one factor says is read where it stands.
        private (WeightKind Kind, int Weight) Weight(JudgedEvent happened, int mover, int e) => (Factors: happened.Rows.Length - (mover >= 0 ? 1 : 0), happened.Chance) switch
        {
            (0, < 0) => (WeightKind.One, 0),
            (0, _) => (WeightKind.Coefficient, happened.Chance),
            (1, < 0) when mover < 0 => (WeightKind.Choice, happened.Rows[0]),
            _ => (WeightKind.Event, (mover + 1) * Events.Length + e),
        };
    }

    private readonly record struct JudgedMover(int Party, int FirstRow, int Options);

    /// <param name="Rows">Row of what each mover chose.</param>
    /// <param name="Chance">Column of the chance given the choices; −1 where it is certain.</param>
    /// <param name="NextState">What follows; −1 for payments.</param>
    /// <param name="Payments">[party] column, −1 for none.</param>
    private readonly record struct JudgedEvent(int[] Rows, int Chance, int NextState, int[] Payments);
}
