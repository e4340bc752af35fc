using Foedus.Binding;
using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Moves the obligations of an offer: as what is owed is done, and at the ends of periods as their time runs.</summary>
/// <remarks>
/// At the end of a period each obligation moves, with what its breach brings, after those that its conditions read (<see cref="ObligationOrder"/>): they are read as those have left them. Where two read each other, both are
/// read as they are before either moves. At last the clocks of conditions on time move.
/// </remarks>
internal sealed class Obligations(
    BoundOffer offer,
    DealSymbols symbols,
    Clocks clocks,
    Evaluator evaluator,
    CoefficientTable table,
    Encounters met,
    int? horizon
)
{
    private readonly IReadOnlyList<IReadOnlyList<BoundObligation>> order = ObligationOrder.Of(offer.Obligations);

    // Counts beyond what the deal's time holds would be of no use: a deadline behind its end is not reached.
    private readonly int mostEnds = horizon ?? int.MaxValue;
    private readonly Dictionary<StateSymbol, BoundObligation> ofState = offer.Obligations.ToDictionary(owed => owed.State);
    private readonly int mostTimes = horizon is { } periods ? (int)Math.Min(int.MaxValue, (long)periods * Math.Max(1, offer.Steps.Count)) : int.MaxValue;

    /// <summary>One way in which a period may end.</summary>
    public sealed record Way(int[] State, Coefficient Chance);

    /// <summary>What may become of an obligation at the end of a period.</summary>
    private readonly record struct Move(Coefficient Chance, Standing To, Progress Progress, bool IsBreach = false);

    /// <summary>The state after an obligation is done once more.</summary>
    /// <param name="owed">The obligation.</param>
    /// <param name="here">Where it is done.</param>
    public int[] Done(BoundObligation owed, Circumstances here)
    {
        var state = here.State!;
        var (standing, progress) = (Of(owed, state), ProgressOf(owed, state));
        if (owed.IsForbidden)
            return Violated(owed, here);
        if (owed.Round > 0)
            return DoneThisRound(owed, state);
        if (
            standing is Standing.Undecided or Standing.Done or Standing.Cured or Standing.Late or Standing.Excused
            || standing == Standing.NotOwed && (progress.IsDone || owed.From is null || !evaluator.Holds(owed.From, here))
        )
            return state;
        if (progress.Times + 1 < owed.Times)
            return With(owed, state, standing, progress with { Times = Math.Min(progress.Times + 1, mostTimes) });
        return standing switch
        {
            // What is done in the period in which it comes to be owed is done; it begins to be owed at the end of it.
            Standing.NotOwed when owed.IsDisputed => With(owed, state, standing, new Progress(0, 0, true)),
            Standing.Breached => With(owed, state, Standing.Late, new Progress(0, 0, progress.IsDone)),
            _ when owed.IsDisputed => With(owed, state, Standing.Undecided, progress with { Times = 0, IsDone = true }),
            Standing.Overdue => With(owed, state, Standing.Cured, default),
            _ => With(owed, state, Standing.Done, default),
        };
    }

    // What is forbidden is breached as it is done; what that brings comes at the end of the period.
    private int[] Violated(BoundObligation owed, Circumstances here)
    {
        var state = here.State!;
        var isInForce = Of(owed, state) == Standing.Pending || Of(owed, state) == Standing.NotOwed && owed.From is not null && evaluator.Holds(owed.From, here);
        if (!isInForce || owed.Suspended is not null && evaluator.Holds(owed.Suspended, here))
            return state;
        return owed.Excused is not null && evaluator.Holds(owed.Excused, here)
            ? With(owed, state, Standing.Excused, default)
            : With(owed, state, Standing.Breached, new Progress(0, 0, owed.Breach.Count > 0));
    }

    // What is owed each round is done once a round; what is done more does not count for the next.
    private int[] DoneThisRound(BoundObligation owed, int[] state)
    {
        var (standing, progress) = (Of(owed, state), ProgressOf(owed, state));
        if (standing is not (Standing.Pending or Standing.Overdue))
            return state;
        if (progress.Times + 1 < owed.Times)
            return With(owed, state, standing, progress with { Times = Math.Min(progress.Times + 1, mostTimes) });
        progress = progress with { Times = 0, IsDone = progress.IsDone || standing == Standing.Overdue };
        if (standing == Standing.Pending)
            return With(owed, state, Standing.Done, progress);
        // The missed round is put right; where there is another, it is still to be done.
        return IsLastRoundOver(owed, progress.Ends) ? With(owed, state, Standing.Cured, Over(owed)) : With(owed, state, Standing.Pending, progress);
    }

    private static bool IsLastRoundOver(BoundObligation owed, int ends) => owed.Due > 0 && ends >= owed.Due;

    // Where rounds are over for good the count stands at the end, which tells it from a round that is done.
    private static Progress Over(BoundObligation owed) => new(owed.MostEnds, 0, false);

    /// <summary>How a period may end, and what is paid there, in expectation.</summary>
    /// <param name="before">The state before its end.</param>
    /// <param name="runner">Runs what a breach brings.</param>
    public (IReadOnlyList<Way> Ways, Coefficient[]?[] Payments) AtEnd(int[] before, EffectRunner runner)
    {
        var payments = new Coefficient[symbols.Parties.Count][];
        List<Way> ways = [new(before, Coefficient.One)];
        foreach (var group in order)
            ways = [.. ways.SelectMany(way => Moved(group, way, payments, runner))];
        return (
            [
                .. ways.Select(way => way with { State = Ticked(way.State) })
                    .GroupBy(way => way.State, StateEquality.Instance)
                    .Select(same => new Way(same.Key, same.Select(way => way.Chance).Aggregate(table.Plus))),
            ],
            payments
        );
    }

    // Those that read each other move together, from where those before them have left the state.
    private List<Way> Moved(IReadOnlyList<BoundObligation> group, Way from, Coefficient[]?[] payments, EffectRunner runner)
    {
        List<Way> ways = [from];
        var ended = At(Ticked(from.State));
        foreach (var owed in group)
        {
            if (Moves(owed, from.State, ended) is not { } moves)
                continue;
            Keep(owed, moves, ended, runner);
            var next = new List<Way>();
            foreach (var way in ways)
                // What an earlier breach has settled stays so.
                if (way.State[owed.State.Index] != from.State[owed.State.Index])
                    next.Add(way);
                else
                    foreach (var move in moves)
                        Follow(owed, move, way, next, payments, runner);
            ways = next;
        }
        return ways;
    }

    /// <summary>Whether a state says that what was owed, once or in rounds that are all over, is done: a release changes nothing there any more.</summary>
    public bool IsDone(StateSymbol state, int[] values) =>
        ofState.TryGetValue(state, out var owed)
        && (owed.Round == 0 || owed.Due > 0 && ProgressOf(owed, values) == Over(owed))
        && Of(owed, values) is Standing.Done or Standing.Cured or Standing.Late;

    /// <summary>How an obligation stands in a state.</summary>
    public static Standing Of(BoundObligation owed, int[] state) => (Standing)state[owed.State.Index];

    /// <summary>Whether what was found of it is wrong.</summary>
    public bool IsWrong(BoundObligation owed, int[] state) =>
        owed.IsDisputed
        && Of(owed, state) switch
        {
            Standing.Done or Standing.Cured => !ProgressOf(owed, state).IsDone,
            Standing.Breached or Standing.Excused or Standing.Overdue => ProgressOf(owed, state).IsDone,
            _ => false,
        };

    private void Follow(BoundObligation owed, Move move, Way way, List<Way> next, Coefficient[]?[] payments, EffectRunner runner)
    {
        var state = With(owed, way.State, move.To, move.Progress);
        var chance = table.Times(way.Chance, move.Chance);
        if (!move.IsBreach || owed.Breach.Count == 0)
        {
            next.Add(new Way(state, chance));
            return;
        }
        var run = runner.Execute(owed.Breach, At(state), -1);
        next.AddRange(run.Ends.Select(end => new Way(end.State, table.Times(chance, end.Chance))));
        for (var party = 0; party < payments.Length; party++)
            if (run.Payments[party] is { } paid)
            {
                var sum = payments[party] ??= new Coefficient[paid.Length];
                for (var type = 0; type < sum.Length; type++)
                    sum[type] = table.Plus(sum[type], table.Times(chance, paid[type]));
            }
    }

    // null where nothing moves.
    private IReadOnlyList<Move>? Moves(BoundObligation owed, int[] state, Circumstances ended)
    {
        var (standing, progress) = (Of(owed, state), ProgressOf(owed, state));
        if (standing == Standing.NotOwed)
            return progress.IsDone ? Surely(Standing.Undecided, progress)
                : owed.From is { } from && evaluator.Holds(from, ended) ? Surely(Standing.Pending, progress)
                : progress == default ? null
                : Surely(Standing.NotOwed, default);
        if (owed.IsForbidden && standing == Standing.Breached)
            return progress.IsDone ? [new Move(Coefficient.One, Standing.Breached, default, IsBreach: true)] : null;
        if (owed.Round > 0 && standing == Standing.Done && !(owed.Due > 0 && progress.Ends == owed.MostEnds) && !IsSuspended(owed, ended))
            return Rounds(owed, standing, progress, ended);
        if (standing is not (Standing.Pending or Standing.Undecided or Standing.Overdue) || IsSuspended(owed, ended))
            return null;
        if (owed.IsForbidden)
            return owed.Due == 0 ? null
                : progress.Ends + 1 < owed.Due ? Surely(standing, progress with { Ends = Math.Min(progress.Ends + 1, mostEnds) })
                : Surely(Standing.Done, default);
        if (owed.Round > 0)
            return Rounds(owed, standing, progress, ended);
        var isCuring = progress.Ends >= owed.Due;
        progress = progress with { Ends = Math.Min(progress.Ends + 1, mostEnds) };
        if (progress.Ends < (isCuring ? owed.Due + owed.Cure : owed.Due))
            return Surely(standing, progress);
        var isLast = isCuring || owed.Cure == 0;
        var missed =
            !isLast ? Standing.Overdue
            : owed.Excused is not null && Tested(owed.Excused, ConditionUse.Excuses, ended) ? Standing.Excused
            : Standing.Breached;
        var without = new Move(Coefficient.One, missed, isLast ? progress with { Ends = 0 } : progress, missed == Standing.Breached);
        if (!owed.IsDisputed)
            return [without];
        // Done in time and not found so the first time may be found so the second.
        var found = isCuring && !(standing == Standing.Overdue && progress.IsDone) ? Standing.Cured : Standing.Done;
        var chance = evaluator.Number(progress.IsDone ? owed.WhenDone! : owed.WhenNot!, ended);
        return
        [
            .. chance.IsZero ? Array.Empty<Move>() : [new Move(chance, found, new Progress(0, 0, progress.IsDone))],
            .. chance == Coefficient.One ? Array.Empty<Move>() : [without with { Chance = table.Minus(Coefficient.One, chance) }],
        ];
    }

    private bool IsSuspended(BoundObligation owed, Circumstances ended) => owed.Suspended is not null && Tested(owed.Suspended, ConditionUse.Suspends, ended);

    // A round ends: what was not done in it is missed, at once or after the cure period, which runs beside the next round.
    private IReadOnlyList<Move> Rounds(BoundObligation owed, Standing standing, Progress progress, Circumstances ended)
    {
        var ends = Math.Min(progress.Ends + 1, mostEnds);
        var isOver = IsLastRoundOver(owed, ends);
        progress = progress with { Ends = owed.Due == 0 ? ends % owed.Round : ends };
        if (standing == Standing.Overdue)
            return (isOver ? ends - owed.Due : ends % owed.Round) == owed.Cure ? Missed() : Surely(standing, progress);
        if (ends % owed.Round != 0)
            return Surely(standing, progress);
        if (standing == Standing.Done)
            return isOver ? Surely(progress.IsDone ? Standing.Cured : Standing.Done, Over(owed)) : Surely(Standing.Pending, progress with { Times = 0 });
        return owed.Cure > 0 ? Surely(Standing.Overdue, progress) : Missed();

        // Excused is the round; those that follow are owed.
        IReadOnlyList<Move> Missed() =>
            owed.Excused is null || !Tested(owed.Excused, ConditionUse.Excuses, ended) ? [new Move(Coefficient.One, Standing.Breached, default, IsBreach: true)]
            : isOver ? Surely(Standing.Excused, default)
            : Surely(Standing.Pending, progress with { Times = 0 });
    }

    private bool Tested(BoundExpression condition, ConditionUse use, Circumstances ended)
    {
        var holds = evaluator.Holds(condition, ended);
        met.Test(condition, use, holds);
        return holds;
    }

    private static IReadOnlyList<Move> Surely(Standing standing, Progress progress) => [new Move(Coefficient.One, standing, progress)];

    private static void Keep(BoundObligation owed, IReadOnlyList<Move> moves, Circumstances ended, EffectRunner runner)
    {
        if (moves.Count > 1)
            runner.Rows.Add(new ChanceRow(owed.Declared.Dispute!.Place, [.. moves.Select(move => move.Chance)], 1, runner.Words(ended.State!)));
    }

    private Progress ProgressOf(BoundObligation owed, int[] state) => Progress.Of(state[clocks.Of(owed)], owed);

    private int[] With(BoundObligation owed, int[] state, Standing standing, Progress progress)
    {
        var next = (int[])state.Clone();
        next[owed.State.Index] = (int)standing;
        next[clocks.Of(owed)] = progress.For(owed);
        return next;
    }

    private int[] Ticked(int[] state) => clocks.Next(state, (condition, values) => evaluator.Holds(condition, At(values)));

    private Circumstances At(int[] state) => new(symbols.Parties.Count, state) { IsAtEnd = true };
}
