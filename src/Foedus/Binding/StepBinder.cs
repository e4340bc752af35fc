using Foedus.Model;
using Foedus.Units;

namespace Foedus.Binding;

/// <summary>Binds steps and their options.</summary>
internal sealed class StepBinder(DealSymbols symbols, ExpressionBinder expressions, EffectBinder effects, DiagnosticBag found)
{
    /// <summary>A step; null where its party is unknown, which has been said.</summary>
    public PlacedStep? Bind(Step step)
    {
        var placement = step.Placement is { } placed && symbols.Step(placed.Step) is not null ? new BoundPlacement(placed.IsBefore, placed.Step) : null;
        var when = expressions.Condition(step.When, Scope.Condition);
        var name = step.Called ?? "chance";
        BoundStep? bound = step switch
        {
            Turn turn => Turn(turn, name, when),
            JointTurn joint => Joint(joint, name, when),
            ChanceStep chance => Chance(chance, name, when),
            Event certain => Certain(certain, name, when),
            _ => throw new UnknownKindException(step.GetType(), nameof(StepBinder)),
        };
        return bound is null ? null : new PlacedStep(bound with { Place = step.Place, NamePlace = step.NamePlace, Title = step.Title }, placement);
    }

    /// <summary>An option of a party at a step.</summary>
    /// <param name="option">The option.</param>
    /// <param name="mover">Who chooses.</param>
    /// <param name="step">At which step.</param>
    /// <param name="isJoint">Whether others choose at the same time; then nobody's type is known in its effects.</param>
    /// <returns>One; of an option over a range one for each value.</returns>
    public IReadOnlyList<BoundOption> Bind(Option option, PartySymbol mover, StepSymbol? step, bool isJoint)
    {
        if (option.SeenAs is { } seen)
        {
            if (seen.Text == option.Name)
                found.Error(DiagnosticCodes.HiddenFromNobody, seen.Place, $"'{option.Name}' cannot look like itself.", "Name another option of the same turn.");
            else if (symbols.Option(mover, step, seen))
                CheckSeen(option, seen, mover, step);
        }
        else if (option.IsUnseen)
            found.Error(
                DiagnosticCodes.HiddenFromNobody,
                option.Place,
                $"What do the others see when '{option.Name}' is chosen?",
                $"Write 'unseen {option.Name} as OPTION' with an option of the same turn."
            );
        var scope = isJoint ? Scope.InState : Scope.InState.With(mover);
        if (option.Over is not { } range)
            return [Bind(option, scope, isJoint ? null : mover)];
        if (!IsSound(range, option))
            return [];
        // What is wrong with several values is said once.
        return
        [
            .. MeantOption
                .Of(option.Name, range)
                .Select(meant =>
                    found.Repeating($"{range.Variable} = {range.Text(meant.Value)}", () =>
                        expressions.With(Given.Of(range, meant.Value), () => Bind(option, scope, isJoint ? null : mover))
                    ) with
                    {
                        Name = meant.Name,
                        DeclaredName = option.Name,
                        Title = option.Title is null ? null : $"{option.Title} {range.Text(meant.Value)}",
                    }
                ),
        ];
    }

    // What others see in its place is one option, and one that they do see.
    private void CheckSeen(Option option, Word seen, PartySymbol mover, StepSymbol? step)
    {
        if (Seen(mover, step, seen.Text) is { SeenAs: { } next } unseen)
            found.Error(
                DiagnosticCodes.HiddenFromNobody,
                seen.Place,
                $"'{seen}' is unseen itself: the others see '{next}' of it, so '{option.Name}' cannot look like it.",
                Shown(mover, step, unseen) is { } shown && shown != option.Name
                    ? $"Write: unseen {option.Name} as {shown}"
                    : "Name an option of the same turn that the others see."
            );
        else if (symbols.OptionsOf(mover.Name, seen.Text).Any(other => other.Over is not null && (step is null || other.Step == step.Name)))
            found.Error(
                DiagnosticCodes.HiddenFromNobody,
                seen.Place,
                $"'{seen}' is an option for each value of a range, so what the others would see is not said.",
                "Name one option of the same turn that is not of a range."
            );
    }

    // An option at the step; one that the others see, where several are called so.
    private OptionSymbol? Seen(PartySymbol mover, StepSymbol? step, string name) =>
        symbols.OptionsOf(mover.Name, name).Where(other => step is null || other.Step == step.Name).OrderBy(other => other.SeenAs is not null).FirstOrDefault();

    // What the others see at the end of a row of options each of which looks like the next; null where it leads nowhere.
    private string? Shown(PartySymbol mover, StepSymbol? step, OptionSymbol unseen)
    {
        var passed = new HashSet<string>();
        OptionSymbol? at = unseen;
        while (at is { SeenAs: { } next } && passed.Add(at.Name))
            at = Seen(mover, step, next);
        return at is { SeenAs: null } ? at.Name : null;
    }

    private bool IsSound(ValueRange range, Option option)
    {
        if (!(range.By.Value > 0))
            found.Error(DiagnosticCodes.BadRange, range.By.Place, $"The values of '{option.Name}' would never get further.", "Write a step above 0.");
        else if (range.Low.Value > range.High.Value)
            found.Error(DiagnosticCodes.BadRange, range.Low.Place, $"The range of '{option.Name}' begins above its end.", "Write the smaller number first.");
        else if (range.Count > ValueRange.MostValues)
            found.Error(
                DiagnosticCodes.TooMany,
                range.Place,
                $"'{option.Name}' would be {Words.Counted(range.Count, "option")}; one range may make at most {ValueRange.MostValues:N0}.",
                "Write a larger step."
            );
        else
        {
            var last = range[(int)range.Count - 1];
            if (last < range.High.Value - 1e-9)
                found.Warning(
                    DiagnosticCodes.DoesNothing,
                    range.High.Place,
                    $"Steps of {range.Text(range.By.Value)} do not reach {range.Text(range.High.Value)}: the last value of '{option.Name}' is {range.Text(last)}.",
                    $"Write {range.Text(range.Low.Value)}..{range.Text(last)}{string.Concat(Steps(range).Select(step => $", or by {range.Text(step)}"))}."
                );
            return true;
        }
        return false;
    }

    // Steps near the one that is written which reach the end, where they can be written in a few digits.
    private static IEnumerable<double> Steps(ValueRange range) =>
        new[] { range.Count, range.Count - 1 }
            .Where(steps => steps > 0)
            .Select(steps => (range.High.Value - range.Low.Value) / steps)
            .Where(step => Math.Abs(step - Math.Round(step, 6)) < 1e-12);

    /// <summary>Looks through an option of somebody who is not known, which has been said.</summary>
    public void Strange(Option option) =>
        expressions.With(option.Over is { } range ? Given.Of(range, range.Low.Value) : [], () => Bind(option, Scope.OfAnybody(symbols.Parties), null));

    private BoundOption Bind(Option option, Scope scope, PartySymbol? mover) =>
        new(option.Name, effects.Bind(option.Effects, scope, mover), option.SeenAs?.Text, expressions.Condition(option.When, Scope.Condition))
        {
            Place = option.Place,
            NamePlace = option.NamePlace,
            Title = option.Title,
        };

    private BoundTurn? Turn(Turn turn, string name, BoundExpression? when)
    {
        if (symbols.Party(turn.Party) is not { } mover)
        {
            foreach (var option in turn.Options)
                Strange(option);
            return null;
        }
        return new BoundTurn(name, when, mover, Options(turn.Options, mover, name, turn.NamePlace, isJoint: false));
    }

    private BoundJointTurn Joint(JointTurn joint, string name, BoundExpression? when)
    {
        var movers = new List<BoundJointMover>();
        foreach (var declared in joint.Movers)
        {
            if (symbols.Party(declared.Party) is not { } mover)
            {
                foreach (var option in declared.Options)
                    Strange(option);
                continue;
            }
            if (movers.Any(other => other.Party == mover))
                found.Error(DiagnosticCodes.Duplicate, declared.Party.Place, $"{mover} chooses twice at '{name}'.", "Write its options in one list.");
            else
                movers.Add(new BoundJointMover(mover, Options(declared.Options, mover, name, declared.Party.Place, isJoint: true)));
        }
        if (joint.Movers.Count == 0)
            found.Error(
                DiagnosticCodes.Missing,
                joint.NamePlace,
                $"Nobody chooses at the joint turn '{name}'.",
                "Write each party with its options: Russia { keep attack: status = war }."
            );
        var scope = Scope.InState with { Played = symbols.FindStep(name) };
        var outcomes = joint
            .Outcomes.Select(outcome => new BoundOutcome(
                expressions.Condition(outcome.When, scope),
                effects.Bind(outcome.Effects, scope with { Played = null }, null)
            ))
            .ToSequence();
        return new BoundJointTurn(name, when, movers.ToSequence(), outcomes);
    }

    private BoundChanceStep Chance(ChanceStep chance, string name, BoundExpression? when)
    {
        var informant = new Informant();
        var lottery = effects.Bind(chance.Lottery, Scope.InState with { Informant = informant }, null);
        return new BoundChanceStep(name, when, lottery, informant.Party);
    }

    private BoundChanceStep Certain(Event certain, string name, BoundExpression? when)
    {
        var informant = new Informant();
        var happens = effects.Bind(certain.Effects, Scope.InState with { Informant = informant }, null);
        if (certain.Effects.Count == 0)
            found.Error(
                DiagnosticCodes.Missing,
                certain.NamePlace,
                $"Nothing happens at the event '{name}'.",
                $"Write for example: event {name} when status = broken: status = war."
            );
        return new BoundChanceStep(name, when, new BoundLottery([new BoundBranch(null, happens)]) { Place = certain.Place }, informant.Party)
        {
            IsEvent = true,
        };
    }

    private Sequence<BoundOption> Options(Sequence<Option> options, PartySymbol mover, string step, Place place, bool isJoint)
    {
        // Those that could not be read are none that are missing.
        if (options.Count == 0 && !found.IsIncomplete)
            found.Error(DiagnosticCodes.Missing, place, $"{mover} has no option at '{step}'.", "Write at least two, as in: keep attack: status = war.");
        foreach (var twice in options.GroupBy(option => option.Name).Where(group => group.Count() > 1))
            found.Error(
                DiagnosticCodes.Duplicate,
                twice.Last().NamePlace,
                $"{mover} has two options called '{twice.Key}' at '{step}'.",
                "Give one of them another name."
            );
        var symbol = symbols.FindStep(step);
        return options.SelectMany(option => Bind(option, mover, symbol, isJoint)).ToSequence();
    }
}
