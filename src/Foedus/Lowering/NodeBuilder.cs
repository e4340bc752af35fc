using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Makes the node of one step in one state, or none where nobody is enabled.</summary>
internal sealed class NodeBuilder(OfferInForce offer, Names names, Evaluator evaluator, EffectRunner runner, Func<int[], int> stateNumber)
{
    /// <summary>Most combinations of options at joint turns, over all states.</summary>
    private const double MostProfiles = 200_000;

    private double profileCount;

    /// <summary>(step, option) pairs that were enabled somewhere.</summary>
    public HashSet<(int Step, string Option)> Enabled { get; } = [];

    public GameNode? Make(int step, int state, int[] values)
    {
        var declared = offer.Steps[step];
        var here = new Circumstances(names.Parties.Count, values);
        if (!evaluator.Known(declared.When, here))
            return null;
        return declared switch
        {
            Turn turn => MakeTurn(turn, step, state, here),
            JointTurn joint => MakeJoint(joint, step, state, here),
            ChanceStep chance => MakeChance(chance, step, state, here),
            _ => throw new InvalidOperationException($"Unknown step {declared.GetType().Name}."),
        };
    }

    private List<Option> EnabledOptions(int step, Sequence<Option> options, Circumstances here)
    {
        var enabled = options.Where(option => evaluator.Known(option.When, here)).ToList();
        foreach (var option in enabled)
            Enabled.Add((step, option.Name));
        return enabled;
    }

    private TurnNode? MakeTurn(Turn turn, int step, int state, Circumstances here)
    {
        var mover = names.Party(turn.Party, turn.NamePlace);
        var options = EnabledOptions(step, turn.Options, here);
        if (options.Count == 0)
            return null;
        var (labels, labelCount) = Labels(options, here);
        var made = new GameOption[options.Count];
        for (var o = 0; o < made.Length; o++)
        {
            var types = names.TypeCount(mover);
            var transitions = new Transition[types][];
            var byParty = new Coefficient[]?[]?[names.Parties.Count];
            for (var type = 0; type < types; type++)
            {
                var run = runner.Execute(options[o].Effects, here.With(mover, type), mover);
                transitions[type] = Transitions(run, type);
                for (var party = 0; party < byParty.Length; party++)
                    if (run.Payments[party] is { } points && points.Any(point => !point.IsZero))
                        (byParty[party] ??= new Coefficient[]?[types])[type] = points;
            }
            made[o] = new GameOption(options[o].Name, labels[o], transitions, Filled(byParty, types));
        }
        return new TurnNode { Step = step, State = state, Mover = mover, Options = made, LabelCount = labelCount };
    }

    private Coefficient[][]?[] Filled(Coefficient[]?[]?[] byParty, int rows)
    {
        var filled = new Coefficient[][]?[byParty.Length];
        for (var party = 0; party < byParty.Length; party++)
            if (byParty[party] is { } some)
                filled[party] = [.. Enumerable.Range(0, rows).Select(row => some[row] ?? new Coefficient[names.TypeCount(party)])];
        return filled;
    }

    private Transition[] Transitions(EffectRunner.Run run, int type) =>
        [.. run.Ends.Select(end => new Transition(stateNumber(end.State), end.Type, end.Chance))];

    private (int[] Labels, int Count) Labels(List<Option> options, Circumstances here)
    {
        var labels = new int[options.Count];
        var byWord = new Dictionary<string, int>();
        for (var o = 0; o < labels.Length; o++)
        {
            var word = options[o].SeenAs ?? options[o].Name;
            if (options[o].IsUnseen && options[o].SeenAs is null)
                throw new LoweringFault(LoweringCodes.HiddenFromNobody, options[o].Place, $"What do the others see when '{options[o].Name}' is chosen?",
                    $"Write 'unseen {options[o].Name} as OPTION' with an option of the same turn.");
            if (options[o].SeenAs is not null && !options.Any(other => other != options[o] && (other.SeenAs ?? other.Name) == word))
                throw new LoweringFault(LoweringCodes.HiddenFromNobody, options[o].Place,
                    $"'{options[o].Name}' is to look like '{word}', but '{word}' cannot be chosen when {names.StateText(here.State!)}: the disguise would reveal it.",
                    $"Give '{options[o].Name}' the condition of '{word}'.");
            if (!byWord.TryGetValue(word, out labels[o]))
                byWord.Add(word, labels[o] = byWord.Count);
        }
        return (labels, byWord.Count);
    }

    private JointTurnNode? MakeJoint(JointTurn joint, int step, int state, Circumstances here)
    {
        var movers = new List<(int Party, List<Option> Options)>();
        foreach (var mover in joint.Movers)
        {
            var options = EnabledOptions(step, mover.Options, here);
            if (options.Count > 0)
                movers.Add((names.Party(mover.Party, mover.Place), options));
        }
        if (movers.Count == 0)
            return null;
        var seen = movers.Select(mover => Labels(mover.Options, here)).ToArray();
        var hiders = Enumerable.Range(0, movers.Count).Where(m => seen[m].Count < movers[m].Options.Count).ToArray();
        if (hiders.Length > 1)
            throw new LoweringFault(LoweringCodes.OneHider, joint.Place,
                $"Both {names.Parties[movers[hiders[0]].Party].Name} and {names.Parties[movers[hiders[1]].Party].Name} hide an option in this joint turn; what is then believed of one would depend on the other.",
                "Let one of them choose in a turn of its own.");
        var wanted = movers.Aggregate(1.0, (count, mover) => count * mover.Options.Count);
        if ((profileCount += wanted) > MostProfiles)
            throw new RefusedException($"The deal's joint turns have more than {MostProfiles:N0} combinations of options over all states: here "
                + $"{string.Join(" × ", movers.Select(mover => $"{mover.Options.Count} of {names.Parties[mover.Party].Name}"))} = {wanted:N0} when {names.StateText(here.State!)}. Let fewer parties choose at once, or give them fewer options.");
        var profiles = (int)wanted;
        var transitions = new Transition[profiles][];
        var payments = new Coefficient[]?[profiles][];
        for (var profile = 0; profile < profiles; profile++)
        {
            var choices = new Dictionary<int, string>();
            var effects = new List<Effect>();
            var rest = profile;
            for (var m = movers.Count - 1; m >= 0; m--)
            {
                var option = movers[m].Options[rest % movers[m].Options.Count];
                rest /= movers[m].Options.Count;
                choices[movers[m].Party] = option.Name;
                effects.InsertRange(0, option.Effects);
            }
            var chosen = new Circumstances(names.Parties.Count, here.State) { Choices = choices };
            foreach (var outcome in joint.Outcomes)
                if (evaluator.Known(outcome.When, chosen))
                    effects.AddRange(outcome.Effects);
            var run = runner.Execute(effects, chosen, -1);
            transitions[profile] = Transitions(run, 0);
            payments[profile] = run.Payments;
        }
        return new JointTurnNode
        {
            Step = step,
            State = state,
            Movers = [.. movers.Select((mover, m) => new JointMoverOptions(mover.Party, [.. mover.Options.Select(option => option.Name)], seen[m].Labels, seen[m].Count))],
            Transitions = transitions,
            Payments = payments,
            HidingMover = hiders.Length == 1 ? hiders[0] : -1,
        };
    }

    private ChanceNode MakeChance(ChanceStep chance, int step, int state, Circumstances here)
    {
        IReadOnlyList<Effect> effects = [chance.Lottery];
        var informant = Informant(effects, here);
        var rows = informant < 0 ? 1 : names.TypeCount(informant);
        var transitions = new Transition[rows][];
        var byParty = new Coefficient[]?[]?[names.Parties.Count];
        for (var row = 0; row < rows; row++)
        {
            var run = runner.Execute(effects, informant < 0 ? here : here.With(informant, row), informant);
            transitions[row] = [.. run.Ends.Select(end => new Transition(stateNumber(end.State), row, end.Chance))];
            for (var party = 0; party < byParty.Length; party++)
                if (run.Payments[party] is { } points && points.Any(point => !point.IsZero))
                    (byParty[party] ??= new Coefficient[]?[rows])[row] = points;
        }
        return new ChanceNode { Step = step, State = state, Informant = informant, Transitions = transitions, Payments = Filled(byParty, rows) };
    }

    // The party whose type the chances speak of: the one without whose type they cannot be evaluated.
    private int Informant(IReadOnlyList<Effect> effects, Circumstances here)
    {
        LoweringFault? first = null;
        for (var party = -1; party < names.Parties.Count; party++)
        {
            if (party >= 0 && names.TypeCount(party) == 1)
                continue;
            try
            {
                runner.Execute(effects, party < 0 ? here : here.With(party, 0), party);
                return party;
            }
            catch (LoweringFault fault) when (fault.Code == LoweringCodes.NotPublic)
            {
                first ??= fault;
            }
        }
        throw first!;
    }
}
