using Foedus.Binding;
using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Runs the effects of an option in a state: where it may lead, with which chance, and who pays what on the way, in expectation.</summary>
/// <remarks>Effects run in the order of the text; each sees the state as the ones before it left it.</remarks>
internal sealed class EffectRunner(DealSymbols symbols, CoefficientTable table, Evaluator evaluator, Obligations obligations, Encounters met)
{
    private readonly HashSet<(int Start, string Row)> seenRows = [];

    /// <summary>Rows of chances that must lie in 0..1 and add to 1 in every draw, with their place.</summary>
    public List<ChanceRow> Rows { get; } = [];

    /// <summary>Payments that may come to no number.</summary>
    public FailingNumbers Numbers { get; } = new(evaluator.InWords, table);

    /// <summary>One end that effects may come to.</summary>
    public sealed record End(int[] State, int Type, Coefficient Chance);

    /// <summary>All ends and expected payments of running effects. The mover is the party whose type is known and may move; −1 for none.</summary>
    public Run Execute(IReadOnlyList<BoundEffect> effects, Circumstances here, int mover)
    {
        var run = new Run(symbols.Parties);
        Step(new Work(effects, 0, null), here, here, mover >= 0 ? here.Types[mover] : 0, Coefficient.One, run);
        return run;
    }

    /// <summary>A state in words.</summary>
    public string Words(int[] state) => evaluator.InWords.Of(state);

    private void Step(Work? work, Circumstances chosen, Circumstances here, int type, Coefficient chance, Run run)
    {
        while (work is not null && work.At >= work.Effects.Count)
            work = work.Then;
        if (work is null)
        {
            run.AddEnd(here.State!, type, chance, table);
            return;
        }
        var effect = work.Effects[work.At];
        var next = work with { At = work.At + 1 };
        switch (effect)
        {
            case BoundAssign assign:
                var state = (int[])here.State!.Clone();
                if (!obligations.IsDone(assign.State, state))
                    state[assign.State.Index] = evaluator.ValueFor(assign.State, assign.Value, here);
                Step(next, chosen, here.At(state), type, chance, run);
                break;
            case BoundPayment payment:
                Pay(payment.Party, payment.Points, payment.IsGain, here, chance, run);
                Step(next, chosen, here, type, chance, run);
                break;
            case BoundTransfer transfer:
                Pay(transfer.From, transfer.Points, isGain: false, here, chance, run);
                Pay(transfer.To, transfer.Points, isGain: true, here, chance, run);
                Step(next, chosen, here, type, chance, run);
                break;
            case BoundIf choice:
                var isSo = evaluator.Holds(choice.Condition, here);
                met.Test(choice.Condition, choice.Else.Count > 0 ? ConditionUse.EffectsOrElse : ConditionUse.Effects, isSo);
                Step(new Work(isSo ? choice.Then : choice.Else, 0, next), chosen, here, type, chance, run);
                break;
            case BoundExtension extension:
                var happens = evaluator.Holds(extension.When, chosen);
                if (happens && met.IsWithinHorizon)
                    met.Happened.Add(extension.Place.Start);
                Step(happens ? new Work(extension.Effects, 0, next) : next, chosen, here, type, chance, run);
                break;
            case BoundDone done:
                Step(next, chosen, here.At(obligations.Done(done.Obligation, here)), type, chance, run);
                break;
            case BoundBecomes becomes:
                Step(next, chosen, here, becomes.Type.Index, chance, run);
                break;
            case BoundLottery lottery:
                var chances = Chances(lottery, here);
                for (var branch = 0; branch < chances.Length; branch++)
                    if (!chances[branch].IsZero)
                        Step(new Work(lottery.Branches[branch].Effects, 0, next), chosen, here, type, table.Times(chance, chances[branch]), run);
                break;
            default:
                throw new UnknownKindException(effect.GetType(), nameof(EffectRunner));
        }
    }

    private void Pay(PartySymbol party, BoundExpression amount, bool isGain, Circumstances here, Coefficient chance, Run run)
    {
        var byType = run.PaymentsOf(party);
        for (var type = 0; type < byType.Length; type++)
        {
            if (here.Types[party.Index] >= 0 && here.Types[party.Index] != type)
                continue;
            var points = evaluator.Number(amount, here.With(party.Index, type));
            if (met.IsWithinHorizon)
                Numbers.Keep(amount.Place, points, here);
            var signed = isGain ? points : table.Negative(points);
            byType[type] = table.Plus(byType[type], table.Times(chance, signed));
        }
    }

    private Coefficient[] Chances(BoundLottery lottery, Circumstances here)
    {
        var chances = new Coefficient[lottery.Branches.Count];
        var rest = Coefficient.One;
        var otherwise = -1;
        for (var branch = 0; branch < chances.Length; branch++)
        {
            if (lottery.Branches[branch].Chance is not { } chance)
            {
                otherwise = branch;
                continue;
            }
            chances[branch] = evaluator.Number(chance, here);
            rest = table.Minus(rest, chances[branch]);
        }
        if (otherwise >= 0)
            chances[otherwise] = rest;
        if (met.IsWithinHorizon && seenRows.Add((lottery.Place.Start, string.Join(",", chances.Select(chance => chance.Index)))))
            Rows.Add(new ChanceRow(lottery.Place, chances, otherwise, evaluator.InWords.Of(here.State)));
        return chances;
    }

    private sealed record Work(IReadOnlyList<BoundEffect> Effects, int At, Work? Then);

    internal sealed class Run(IReadOnlyList<PartySymbol> parties)
    {
        private const int Few = 8;

        // [type] ends by state once there are more than a few, so that a lottery of a thousand branches is not looked through for each of them.
        private Dictionary<int, Dictionary<int[], int>>? known;

        public List<End> Ends { get; } = [];

        public Coefficient[]?[] Payments { get; } = new Coefficient[parties.Count][];

        public Coefficient[] PaymentsOf(PartySymbol party) => Payments[party.Index] ??= new Coefficient[party.TypeCount];

        public void AddEnd(int[] state, int type, Coefficient chance, CoefficientTable table)
        {
            if (Same(state, type) is >= 0 and var same)
                Ends[same] = Ends[same] with { Chance = table.Plus(Ends[same].Chance, chance) };
            else
            {
                Ends.Add(new End(state, type, chance));
                if (known is not null)
                    Know(Ends.Count - 1);
            }
        }

        // Which end is the same; −1 for none.
        private int Same(int[] state, int type)
        {
            if (Ends.Count <= Few)
            {
                for (var end = 0; end < Ends.Count; end++)
                    if (Ends[end].Type == type && StateEquality.Instance.Equals(Ends[end].State, state))
                        return end;
                return -1;
            }
            if (known is null)
            {
                known = [];
                for (var end = 0; end < Ends.Count; end++)
                    Know(end);
            }
            return known.TryGetValue(type, out var ofType) && ofType.TryGetValue(state, out var same) ? same : -1;
        }

        private void Know(int end)
        {
            if (!known!.TryGetValue(Ends[end].Type, out var ofType))
                known.Add(Ends[end].Type, ofType = new Dictionary<int[], int>(StateEquality.Instance));
            ofType.Add(Ends[end].State, end);
        }
    }
}

/// <summary>Chances that must be a lottery in every draw.</summary>
/// <param name="Place">Where the text has them.</param>
/// <param name="Chances">The entries, in the order of the text.</param>
/// <param name="Rest">Which of them is what the others leave, so that they add to 1 by themselves; −1 for none.</param>
/// <param name="When">The state, in words; null for the chances of types when the deal begins.</param>
internal sealed record ChanceRow(Foedus.Model.Place Place, IReadOnlyList<Coefficient> Chances, int Rest, string? When);
