using Foedus.Binding;
using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Makes the node of one step in one state, or none where nobody is enabled.</summary>
internal sealed class NodeBuilder(
    BoundOffer offer,
    DealSymbols symbols,
    Evaluator evaluator,
    EffectRunner runner,
    Encounters met,
    DiagnosticBag found,
    Disguise disguise,
    Func<int[], int> stateNumber
)
{
    /// <summary>Most profiles of options at joint turns, over all states.</summary>
    private const double MostProfiles = 200_000;

    private double profileCount;

    public GameNode? Make(int step, int state, int[] values)
    {
        var declared = offer.Steps[step];
        var here = new Circumstances(symbols.Parties.Count, values);
        Narrow(declared.Narrowed, here);
        if (!evaluator.Holds(declared.When, here))
            return null;
        return declared switch
        {
            BoundTurn turn => MakeTurn(turn, step, state, here),
            BoundJointTurn joint => MakeJoint(joint, step, state, here),
            BoundChanceStep chance => MakeChance(chance, step, state, here),
            _ => throw new UnknownKindException(declared.GetType(), nameof(NodeBuilder)),
        };
    }

    private void Narrow(Sequence<BoundNarrowing> narrowed, Circumstances here)
    {
        foreach (var narrowing in narrowed)
            if (evaluator.Holds(narrowing.Before, here))
                met.Test(narrowing.When, narrowing.IsRemoval ? ConditionUse.Removes : ConditionUse.Narrows, evaluator.Holds(narrowing.When, here));
    }

    private List<BoundOption> EnabledOptions(int step, PartySymbol mover, Sequence<BoundOption> options, Circumstances here)
    {
        foreach (var option in options)
            Narrow(option.Narrowed, here);
        var enabled = options.Where(option => evaluator.Holds(option.When, here)).ToList();
        if (!met.IsWithinHorizon)
            return enabled;
        foreach (var option in enabled)
            met.Enabled.Add((step, mover, option.Name));
        if (!met.Turns.TryGetValue((step, mover), out var states))
            met.Turns.Add((step, mover), states = new TurnStates());
        var isTaken = offer.Steps[step].Taken.Any(taken => taken.Mover == mover && evaluator.Holds(taken.When, here));
        (
            enabled.Count > 0 ? states.Open
            : isTaken ? states.Emptied
            : states.Closed
        ).Add(here.State!);
        return enabled;
    }

    private TurnNode? MakeTurn(BoundTurn turn, int step, int state, Circumstances here)
    {
        var mover = turn.Mover;
        var options = EnabledOptions(step, mover, turn.Choices, here);
        if (options.Count == 0)
            return null;
        var (labels, labelCount) = Labels(turn, mover, options, here);
        var made = new GameOption[options.Count];
        for (var o = 0; o < made.Length; o++)
        {
            var transitions = new Transition[mover.TypeCount][];
            var byParty = new Coefficient[]?[]?[symbols.Parties.Count];
            for (var type = 0; type < mover.TypeCount; type++)
            {
                var run = runner.Execute(options[o].Effects, here.With(mover.Index, type), mover.Index);
                transitions[type] = Transitions(run, type);
                Keep(run, type, byParty, mover.TypeCount);
            }
            made[o] = new GameOption(options[o].Name, labels[o], transitions, Filled(byParty, mover.TypeCount));
        }
        return new TurnNode
        {
            Step = step,
            State = state,
            Mover = mover.Index,
            Options = made,
            LabelCount = labelCount,
        };
    }

    // [party][row] what is paid in one row, where it is not nothing.
    private static void Keep(EffectRunner.Run run, int row, Coefficient[]?[]?[] byParty, int rows)
    {
        for (var party = 0; party < byParty.Length; party++)
            if (run.Payments[party] is { } points && points.Any(point => !point.IsZero))
                (byParty[party] ??= new Coefficient[]?[rows])[row] = points;
    }

    private Coefficient[][]?[] Filled(Coefficient[]?[]?[] byParty, int rows)
    {
        var filled = new Coefficient[][]?[byParty.Length];
        for (var party = 0; party < byParty.Length; party++)
            if (byParty[party] is { } some)
                filled[party] = [.. Enumerable.Range(0, rows).Select(row => some[row] ?? new Coefficient[symbols.Parties[party].TypeCount])];
        return filled;
    }

    private Transition[] Transitions(EffectRunner.Run run, int type) =>
        [.. run.Ends.Select(end => new Transition(stateNumber(end.State), end.Type, end.Chance))];

    private (int[] Labels, int Count) Labels(BoundStep step, PartySymbol mover, List<BoundOption> options, Circumstances here)
    {
        var labels = new int[options.Count];
        var byWord = new Dictionary<string, int>();
        for (var o = 0; o < labels.Length; o++)
        {
            var option = options[o];
            if (option.SeenAs is not null && !options.Any(other => other != option && other.Label == option.Label))
            {
                var (message, remedy) = disguise.Broken(step, mover, option, here.State!);
                found.Error(DiagnosticCodes.HiddenFromNobody, option.Place, message, remedy);
            }
            if (!byWord.TryGetValue(option.Label, out labels[o]))
                byWord.Add(option.Label, labels[o] = byWord.Count);
        }
        return (labels, byWord.Count);
    }

    private JointTurnNode? MakeJoint(BoundJointTurn joint, int step, int state, Circumstances here)
    {
        var movers = new List<(PartySymbol Party, List<BoundOption> Options)>();
        foreach (var mover in joint.Movers)
        {
            var options = EnabledOptions(step, mover.Party, mover.Choices, here);
            if (options.Count > 0)
                movers.Add((mover.Party, options));
        }
        if (movers.Count == 0)
            return null;
        var seen = movers.Select(mover => Labels(joint, mover.Party, mover.Options, here)).ToArray();
        var hiders = Enumerable.Range(0, movers.Count).Where(m => seen[m].Count < movers[m].Options.Count).ToArray();
        if (hiders.Length > 1)
            found.Error(
                DiagnosticCodes.OneHider,
                joint.Place,
                $"Both {movers[hiders[0]].Party} and {movers[hiders[1]].Party} hide an option in this joint turn; what is then believed of one would depend on the other.",
                "Let one of them choose in a turn of its own."
            );
        var profiles = Profiles(joint, movers);
        var transitions = new Transition[profiles][];
        var payments = new Coefficient[]?[profiles][];
        int[] counts = [.. movers.Select(mover => mover.Options.Count)],
            played = new int[counts.Length];
        for (var profile = 0; profile < profiles; profile++)
        {
            var choices = new Dictionary<PartySymbol, string>();
            var effects = new List<BoundEffect>();
            Numerics.Profiles.Decode(profile, counts, played);
            for (var m = 0; m < movers.Count; m++)
            {
                var option = movers[m].Options[played[m]];
                choices[movers[m].Party] = option.Name;
                effects.AddRange(option.Effects);
            }
            var chosen = new Circumstances(symbols.Parties.Count, here.State) { Choices = choices };
            foreach (var outcome in joint.Outcomes)
                if (evaluator.Holds(outcome.When, chosen))
                {
                    effects.AddRange(outcome.Effects);
                    if (outcome.When is { } when && met.IsWithinHorizon)
                        met.Happened.Add(when.Place.Start);
                }
            var run = runner.Execute(effects, chosen, -1);
            transitions[profile] = Transitions(run, 0);
            payments[profile] = run.Payments;
        }
        return new JointTurnNode
        {
            Step = step,
            State = state,
            Movers =
            [
                .. movers.Select(
                    (mover, m) => new JointMoverOptions(mover.Party.Index, [.. mover.Options.Select(option => option.Name)], seen[m].Labels, seen[m].Count)
                ),
            ],
            Transitions = transitions,
            Payments = payments,
            HidingMover = hiders.Length == 1 ? hiders[0] : -1,
        };
    }

    // Their number, refused before memory is spent on them.
    private int Profiles(BoundJointTurn joint, List<(PartySymbol Party, List<BoundOption> Options)> movers)
    {
        var profiles = movers.Aggregate(1.0, (count, mover) => count * mover.Options.Count);
        return (profileCount += profiles) <= MostProfiles
            ? (int)profiles
            : throw new RefusedException(
                $"The deal's joint turns have more than {MostProfiles:N0} profiles of options over all states: at '{joint.Name}' {string.Join(" × ", movers.Select(mover => $"{mover.Options.Count} of {mover.Party}"))} = {profiles:N0}. "
                    + "Let fewer parties choose at once, or give them fewer options."
            );
    }

    private ChanceNode MakeChance(BoundChanceStep chance, int step, int state, Circumstances here)
    {
        var informant = chance.Informant;
        var rows = informant?.TypeCount ?? 1;
        var transitions = new Transition[rows][];
        var byParty = new Coefficient[]?[]?[symbols.Parties.Count];
        for (var row = 0; row < rows; row++)
        {
            var run = runner.Execute([chance.Lottery], informant is null ? here : here.With(informant.Index, row), informant?.Index ?? -1);
            transitions[row] = Transitions(run, row);
            Keep(run, row, byParty, rows);
        }
        // Where all types have the same chances here, nothing is learnt of them.
        var isSilent = informant is not null && transitions.Skip(1).All(other => SameEnds(transitions[0], other)) && byParty.All(paid => paid is null);
        return isSilent
            ? new ChanceNode
            {
                Step = step,
                State = state,
                Informant = -1,
                Transitions =
                [
                    [.. transitions[0].Select(end => end with { NextType = 0 })],
                ],
                Payments = Filled(byParty, 1),
            }
            : new ChanceNode
            {
                Step = step,
                State = state,
                Informant = informant?.Index ?? -1,
                Transitions = transitions,
                Payments = Filled(byParty, rows),
            };
    }

    private static bool SameEnds(Transition[] one, Transition[] other) =>
        one.Length == other.Length
        && one.Zip(other).All(pair => pair.First.NextState == pair.Second.NextState && pair.First.Probability == pair.Second.Probability);
}
