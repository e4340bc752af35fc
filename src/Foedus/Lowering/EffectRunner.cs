using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Runs the effects of an option in a state: where it may lead, with which chance, and who pays what on the way, in expectation.</summary>
/// <remarks>Effects run in the order of the text; each sees the state as the ones before it left it.</remarks>
internal sealed class EffectRunner(Names names, CoefficientTable table, Evaluator evaluator)
{
    /// <summary>Rows of chances that must lie in 0..1 and add to 1 in every draw, with their place.</summary>
    public List<ChanceRow> Rows { get; } = [];

    private readonly HashSet<(Place Where, int Start, string Row)> seenRows = [];

    /// <summary>One end that effects may come to.</summary>
    public sealed record End(int[] State, int Type, Coefficient Chance);

    /// <summary>All ends and expected payments of running effects. The mover is the party whose type is known and may move; −1 for none.</summary>
    public Run Execute(IReadOnlyList<Effect> effects, Circumstances here, int mover)
    {
        var run = new Run(names);
        Step(new Work(effects, 0, null), here, mover, mover >= 0 ? here.Types[mover] : 0, Coefficient.One, run);
        return run;
    }

    private void Step(Work? work, Circumstances here, int mover, int type, Coefficient chance, Run run)
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
            case Assign assign:
                Step(next, here.At(After(assign, here)), mover, type, chance, run);
                break;
            case Payment payment:
                Pay(payment, here, chance, run);
                Step(next, here, mover, type, chance, run);
                break;
            case If choice:
                Step(new Work(evaluator.Known(choice.Condition, here) ? choice.Then : choice.Else, 0, next), here, mover, type, chance, run);
                break;
            case Becomes becomes:
                var party = names.Party(becomes.Party, becomes.Place);
                if (party != mover)
                    throw new LoweringFault(LoweringCodes.NotPublic, becomes.Place, "Only the party that chooses can change its own private type.", "Use 'drifts' for changes that nobody chooses.");
                Step(next, here, mover, names.Type(party, becomes.Type, becomes.Place), chance, run);
                break;
            case Lottery lottery:
                var chances = Chances(lottery, here);
                for (var branch = 0; branch < chances.Length; branch++)
                    if (!chances[branch].IsZero)
                        Step(new Work(lottery.Branches[branch].Effects, 0, next), here, mover, type, table.Times(chance, chances[branch]), run);
                break;
            default:
                throw new InvalidOperationException($"Unknown effect {effect.GetType().Name}.");
        }
    }

    private int[] After(Assign assign, Circumstances here)
    {
        var variable = names.Variable(assign.Variable, assign.Place);
        var value = assign.How switch
        {
            Assigning.Set => assign.Value,
            Assigning.Add => new Binary(BinaryOperator.Add, new Name(assign.Variable) { Place = assign.Place }, assign.Value) { Place = assign.Place },
            _ => new Binary(BinaryOperator.Subtract, new Name(assign.Variable) { Place = assign.Place }, assign.Value) { Place = assign.Place },
        };
        var state = (int[])here.State!.Clone();
        state[variable] = evaluator.ValueFor(variable, value, here);
        return state;
    }

    private void Pay(Payment payment, Circumstances here, Coefficient chance, Run run)
    {
        var party = names.Party(payment.Party, payment.Place);
        var byType = run.PaymentsOf(party);
        for (var type = 0; type < byType.Length; type++)
        {
            if (here.Types[party] >= 0 && here.Types[party] != type)
                continue;
            var points = evaluator.Number(payment.Points, here.With(party, type));
            var signed = payment.IsGain ? points : table.Negative(points);
            byType[type] = table.Plus(byType[type], table.Times(chance, signed));
        }
    }

    private Coefficient[] Chances(Lottery lottery, Circumstances here)
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
        var key = (lottery.Place, lottery.Place.Start, string.Join(",", chances.Select(chance => chance.Index)));
        if (seenRows.Add(key))
            Rows.Add(new ChanceRow(lottery.Place, chances, otherwise >= 0, names.StateText(here.State ?? [])));
        return chances;
    }

    private sealed record Work(IReadOnlyList<Effect> Effects, int At, Work? Then);

    internal sealed class Run(Names names)
    {
        public List<End> Ends { get; } = [];

        public Coefficient[]?[] Payments { get; } = new Coefficient[names.Parties.Count][];

        public Coefficient[] PaymentsOf(int party) => Payments[party] ??= new Coefficient[names.TypeCount(party)];

        public void AddEnd(int[] state, int type, Coefficient chance, CoefficientTable table)
        {
            var same = Ends.FindIndex(end => end.Type == type && end.State.AsSpan().SequenceEqual(state));
            if (same >= 0)
                Ends[same] = Ends[same] with { Chance = table.Plus(Ends[same].Chance, chance) };
            else
                Ends.Add(new End(state, type, chance));
        }
    }
}

/// <summary>Chances that must be a lottery in every draw.</summary>
/// <param name="Place">Where the text has them.</param>
/// <param name="Chances">The entries, in the order of the text.</param>
/// <param name="HasRest">Whether one of them is 'otherwise', so that they add to 1 by themselves.</param>
/// <param name="When">The state, in words.</param>
public sealed record ChanceRow(Place Place, IReadOnlyList<Coefficient> Chances, bool HasRest, string When);
