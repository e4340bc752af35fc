using System.Globalization;

namespace Foedus.Games;

/// <summary>A game with public beliefs written out as one tree over its first periods, so that another engine can solve the same thing.</summary>
/// <remarks>
/// Chance draws the private types first. Payoffs are discounted to the first period. A party's information set is its own type and choices with everything public;
/// the care with which it chooses in period t is λ / δ^t, kept as the set's precision multiplier: solved at λ = 1 the tree is the game.
/// </remarks>
public sealed class Unrolling
{
    /// <summary>Most nodes of a tree.</summary>
    public const int MostNodes = 4_000_000;

    private readonly PublicBeliefGame game;
    private readonly double[] numbers;
    private readonly int periods;
    private readonly ExtensiveGameBuilder builder;

    // What is still to be written, the next on top: a tree may be as deep as there are periods.
    private readonly Stack<Action> later = new();

    // What a party knows, as a number: what it knew before, and what it saw then.
    private readonly Dictionary<(int Before, string Seen), int> known = [];

    private Unrolling(PublicBeliefGame game, double[] numbers, int periods, string title, string comment)
    {
        (this.game, this.numbers, this.periods) = (game, numbers, periods);
        builder = new ExtensiveGameBuilder(title, [.. game.Parties.Select(party => party.Name)], comment);
    }

    /// <param name="game">The game.</param>
    /// <param name="numbers">The draw's coefficients.</param>
    /// <param name="periods">How many periods; what comes after the last one is what the game says of its own last period.</param>
    /// <param name="title">The tree's title.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="RefusedException">More than <see cref="MostNodes"/> nodes, counted before any is written; or what counts in the last period is no number any more.</exception>
    public static ExtensiveGame Unroll(PublicBeliefGame game, double[] numbers, int periods, string title, CancellationToken cancel = default)
    {
        if (periods < 1)
            throw new InputException($"A tree needs at least one period; {periods} were asked for.");
        for (var party = 0; party < game.Parties.Count; party++)
            if (periods > 1 && !(numbers[game.Parties[party].Discount.Index] > 0))
                throw new InputException(
                    $"{game.Parties[party].Name} has δ = 0: seen from the first period nothing later counts for it, so a tree cannot hold its later choices. Export one period (--periods 1)."
                );
        RefuseUncounted(game, numbers, periods);
        if (UnrolledSize.Of(game, numbers, periods, MostNodes, cancel) > MostNodes)
            throw new RefusedException(
                $"The tree would have more than {MostNodes:N0} nodes. Ask for fewer periods (--periods), or solve the deal by its recursion (foedus solve)."
            );
        var comment =
            "λ at an information set in period t (from 0) is λ / δ^t of its mover: "
            + string.Join(
                "; ",
                game.Parties.Select(party =>
                    $"{party.Name} {(party.IsRational ? "rational" : "λ = " + Say(numbers[party.Precision.Index]))}, δ = {Say(numbers[party.Discount.Index])}"
                )
            );
        var unrolling = new Unrolling(game, numbers, periods, title, comment);
        unrolling.DrawTypes(0, new int[game.Parties.Count], new int[game.Parties.Count]);
        while (unrolling.later.TryPop(out var next))
        {
            cancel.ThrowIfCancellationRequested();
            next();
        }
        return unrolling.builder.Build();
    }

    // What is discounted away, and the care of who chooses there, are no numbers any more.
    private static void RefuseUncounted(PublicBeliefGame game, double[] numbers, int periods)
    {
        foreach (var party in game.Parties)
        {
            var (discount, precision) = (numbers[party.Discount.Index], party.IsRational ? 1 : numbers[party.Precision.Index]);
            if (periods > 1 && discount < 1 && Math.Pow(discount, periods - 1) * Least < Math.Max(1, precision))
                throw new RefusedException(
                    $"Seen from the first period, what {party.Name} pays and chooses in period {periods:N0} counts less than any number of a tree can say (δ = {Say(discount)}). "
                        + $"Ask for at most {1 + (int)Math.Max(0, Math.Log(Math.Max(1, precision) / Least) / Math.Log(discount)):N0} periods (--periods), or solve the deal by its recursion (foedus solve)."
                );
        }
    }

    // Room for payments of any size below it.
    private const double Least = 1e290;

    private static string Say(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private double Number(Coefficient coefficient) => numbers[coefficient.Index];

    // Where play stands: everything a branch needs, copied as it forks.
    private readonly record struct Position(int Period, int Step, int State, int[] Types, int[] Known, double[] Paid);

    private void DrawTypes(int party, int[] types, int[] known)
    {
        if (party == types.Length)
        {
            Go(new Position(0, 0, game.InitialState, types, known, new double[types.Length]));
            return;
        }
        var drawn = Enumerable
            .Range(0, game.Parties[party].TypeCount)
            .Where(type => Number(game.Parties[party].Prior[type]) > 0 || game.Parties[party].TypeCount == 1)
            .ToArray();
        Fork([.. drawn.Select(type => (game.Parties[party].TypeNames[type], Number(game.Parties[party].Prior[type])))], i =>
            DrawTypes(party + 1, With(types, party, drawn[i]), With(known, party, Learn(known[party], $"type {drawn[i]}")))
        );
    }

    // A chance node where there is something to draw.
    private void Fork((string Label, double Chance)[] moves, Action<int> then)
    {
        if (moves.Length > 1)
        {
            var sum = moves.Sum(move => move.Chance);
            builder.Chance([.. moves.Select(move => (move.Label, move.Chance / sum))]);
        }
        Each(moves.Length, then);
    }

    // One after the other, each with all that follows from it.
    private void Each(int count, Action<int> then)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            var at = i;
            later.Push(() => then(at));
        }
    }

    private int Learn(int before, string seen)
    {
        if (!known.TryGetValue((before, seen), out var now))
            known[(before, seen)] = now = known.Count + 1;
        return now;
    }

    private static int[] With(int[] all, int index, int value)
    {
        var copy = (int[])all.Clone();
        copy[index] = value;
        return copy;
    }

    private void Go(Position at)
    {
        while (at.Step < game.Steps.Count && game.Steps[at.Step].NodeOfState[at.State] < 0)
            at = at with { Step = at.Step + 1 };
        if (at.Step == game.Steps.Count)
        {
            EndOfPeriod(at);
            return;
        }
        switch (game.Nodes[game.Steps[at.Step].NodeOfState[at.State]])
        {
            case TurnNode turn:
                Turn(at, turn);
                break;
            case JointTurnNode joint:
                Joint(at, joint, 0, 0, at.Known);
                break;
            case ChanceNode chance:
                var row = chance.Informant < 0 ? 0 : at.Types[chance.Informant];
                var paid = (double[])at.Paid.Clone();
                for (var party = 0; party < paid.Length; party++)
                    if (chance.Payments[party] is { } payments)
                        paid[party] += Discount(party, at.Period) * Number(payments[row][party == chance.Informant ? row : at.Types[party]]);
                Move(at with { Paid = paid }, chance.Transitions[row], -1, "");
                break;
        }
    }

    private void Turn(Position at, TurnNode turn)
    {
        var type = at.Types[turn.Mover];
        if (turn.Options.Count > 1)
            Decide(at, turn.Mover, at.Known[turn.Mover], [.. turn.Options.Select(option => option.Name)]);
        Each(turn.Options.Count, o =>
        {
            var option = turn.Options[o];
            var paid = (double[])at.Paid.Clone();
            for (var party = 0; party < paid.Length; party++)
                if (option.Payments[party] is { } payments)
                    paid[party] += Discount(party, at.Period) * Number(payments[type][at.Types[party]]);
            Move(
                at with
                {
                    Paid = paid,
                    Known = With(at.Known, turn.Mover, Learn(at.Known[turn.Mover], $"chose {o}")),
                },
                option.Transitions[type],
                turn.Mover,
                $"{option.Label}"
            );
        });
    }

    private void Decide(Position at, int party, int known, IReadOnlyList<string> options)
    {
        var precision = game.Parties[party].IsRational ? 1 : Number(game.Parties[party].Precision);
        builder.Decision(
            party + 1,
            string.Create(CultureInfo.InvariantCulture, $"{game.Steps[at.Step].Name}, period {at.Period + 1} ({game.StateNames[at.State]}) {known}"),
            options,
            precision / Discount(party, at.Period)
        );
    }

    // Movers choose one after the other without seeing: each knows what it knew before the step.
    private void Joint(Position at, JointTurnNode joint, int mover, int profile, int[] known)
    {
        if (mover < joint.Movers.Count)
        {
            var who = joint.Movers[mover];
            if (who.OptionNames.Count > 1)
                Decide(at, who.Party, at.Known[who.Party], who.OptionNames);
            Each(who.OptionNames.Count, o =>
                Joint(at, joint, mover + 1, profile * who.OptionNames.Count + o, With(known, who.Party, Learn(known[who.Party], $"chose {o}")))
            );
            return;
        }
        var paid = (double[])at.Paid.Clone();
        for (var party = 0; party < paid.Length; party++)
            if (joint.Payments[profile][party] is { } payments)
                paid[party] += Discount(party, at.Period) * Number(payments[at.Types[party]]);
        var labels = joint.Movers.Zip(joint.Profiles[profile], (who, option) => who.Labels[option]);
        Move(at with { Paid = paid, Known = known }, joint.Transitions[profile], -1, string.Join(" ", labels));
    }

    // Everybody sees the labels and the state that follows; a party whose type moves sees that alone.
    private void Move(Position at, Transition[] transitions, int moving, string seen)
    {
        var possible = transitions.Where(transition => Number(transition.Probability) > 0).ToArray();
        Fork(
            [.. possible.Select((transition, i) => (game.StateNames[transition.NextState] + (moving >= 0 ? $" {i}" : ""), Number(transition.Probability)))],
            i =>
            {
                var next = possible[i];
                var known = Array.ConvertAll(at.Known, before => Learn(before, $"{at.Step} {seen} -> {next.NextState}"));
                var types = at.Types;
                if (moving >= 0 && next.NextType != types[moving])
                {
                    types = With(types, moving, next.NextType);
                    known[moving] = Learn(known[moving], $"type {next.NextType}");
                }
                Go(at with { Step = at.Step + 1, State = next.NextState, Types = types, Known = known });
            }
        );
    }

    private double Discount(int party, int period) => Math.Pow(Number(game.Parties[party].Discount), period);

    private void EndOfPeriod(Position at)
    {
        var paid = (double[])at.Paid.Clone();
        var isLast = at.Period == periods - 1;
        for (var party = 0; party < paid.Length; party++)
        {
            var flow = Number(game.Flows[at.State][party][at.Types[party]]);
            paid[party] += Discount(party, at.Period) * flow;
            if (isLast && game.AfterLast == AfterLastPeriod.LastFlowForEver)
                paid[party] += Discount(party, at.Period + 1) * flow / (1 - Number(game.Parties[party].Discount));
        }
        if (isLast)
        {
            builder.Terminal(paid);
            return;
        }
        Drift(at with { Paid = paid }, 0);
    }

    private void Drift(Position at, int rule)
    {
        if (rule == game.Drifts.Count)
        {
            later.Push(() => Go(at with { Period = at.Period + 1, Step = 0 }));
            return;
        }
        var drift = game.Drifts[rule];
        if ((at.Period + 1) % drift.EveryPeriods != 0 || drift.MatrixOfState[at.State] < 0)
        {
            Drift(at, rule + 1);
            return;
        }
        var row = drift.Matrices[drift.MatrixOfState[at.State]][at.Types[drift.Party]];
        var possible = Enumerable.Range(0, row.Length).Where(type => Number(row[type]) > 0).ToArray();
        Fork([.. possible.Select(type => (game.Parties[drift.Party].TypeNames[type], Number(row[type])))], i =>
            Drift(
                at with
                {
                    Types = With(at.Types, drift.Party, possible[i]),
                    Known = With(at.Known, drift.Party, Learn(at.Known[drift.Party], $"type {possible[i]}")),
                },
                rule + 1
            )
        );
    }
}
