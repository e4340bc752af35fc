using Foedus.Model;

namespace Foedus.Binding;

/// <summary>The steps of a period and the interests in force, as terms add to them, remove and change them.</summary>
/// <remarks>The deal's own statements come first, then the answers of its forks in the order of the text, then the clauses of an offer in its order; terms in the order of the text.</remarks>
internal sealed class TermsInForce
{
    // The mark of what an answer took away: it happens in no state, and clauses that name it find it.
    private static readonly BoundExpression Never = new ConstantTruth(false);

    private readonly Whose whose;
    private readonly DiagnosticBag found;
    private readonly List<BoundStep> steps;
    private readonly List<BoundInterest> interests;
    private readonly List<BoundObligation> obligations;
    private readonly HashSet<string> removed = [];
    private readonly List<(BoundWaivePayments Term, bool Does, bool TakesGain)> waived = [];

    private TermsInForce(BoundWorld before, Whose whose, DiagnosticBag found)
    {
        this.whose = whose;
        this.found = found;
        steps = [.. before.Steps];
        interests = [.. before.Interests];
        obligations = [.. before.Obligations];
    }

    private BoundWorld World => new(steps.ToSequence(), interests.ToSequence(), obligations.ToSequence());

    /// <summary>The deal's own steps, interests and obligations.</summary>
    public static BoundWorld Own(
        IReadOnlyList<PlacedStep> steps,
        IReadOnlyList<BoundInterest> interests,
        IReadOnlyList<BoundObligation> obligations,
        DiagnosticBag found
    )
    {
        var made = new TermsInForce(new BoundWorld([], interests.ToSequence(), obligations.ToSequence()), Whose.Deal, found);
        made.AddOwn(steps);
        return made.World;
    }

    /// <summary>What is in force once these terms are too.</summary>
    /// <param name="before">What is in force without them.</param>
    /// <param name="terms">In the order in which they are applied.</param>
    /// <param name="whose">Whose terms they are, for what is said of them.</param>
    /// <param name="found">Takes what is wrong.</param>
    public static BoundWorld Apply(BoundWorld before, IEnumerable<BoundTerm> terms, Whose whose, DiagnosticBag found)
    {
        var made = new TermsInForce(before, whose, found);
        foreach (var term in terms)
            made.Apply(term);
        // What is said of the turns of several parties has done something if it did at one of them.
        foreach (var said in made.waived.GroupBy(waive => waive.Term.Option.Place))
            if (!said.Any(waive => waive.Does))
                made.NothingWaived(said.First().Term);
            else if (said.Any(waive => waive.TakesGain))
                made.GainWaived(said.First(waive => waive.TakesGain).Term);
        return made.World;
    }

    // A step may be placed beside one that stands further down in the text.
    private void AddOwn(IReadOnlyList<PlacedStep> own)
    {
        foreach (var step in own.Where(step => step.Placement is null))
            Add(step, isOwn: true);
        var left = own.Where(step => step.Placement is not null).ToList();
        while (left.FirstOrDefault(step => steps.Any(other => other.Name == step.Placement!.Step.Text)) is { } next)
        {
            left.Remove(next);
            Add(next, isOwn: true);
        }
        foreach (var lost in left)
            found.Error(
                DiagnosticCodes.ClauseFindsNothing,
                lost.Placement!.Step.Place,
                lost.Placement.Step.Text == lost.Step.Name ? $"'{lost.Step.Name}' cannot be placed beside itself."
                    : own.Any(other => other.Step.Name == lost.Placement.Step.Text)
                        ? $"Where '{lost.Step.Name}' stands hangs on '{lost.Placement.Step}', and where that stands on '{lost.Step.Name}'."
                    : $"'{lost.Placement.Step}' is a step of a clause, so it is not there in every offer, but '{lost.Step.Name}' is.",
                own.Any(other => other.Step.Name == lost.Placement.Step.Text)
                    ? "Place it beside another step, or leave the order to the text."
                    : $"Place '{lost.Step.Name}' beside a step of the deal itself, or put it into the clause."
            );
    }

    // That the deal itself has two steps of one name is said where they are declared.
    private void Add(PlacedStep placed, bool isOwn = false)
    {
        var step = placed.Step is BoundChanceStep { Name: "chance" } unnamed ? unnamed with { Name = FreeName() } : placed.Step;
        steps.RemoveAll(other => other.Name == step.Name && ReferenceEquals(other.When, Never));
        if (steps.Any(other => other.Name == step.Name))
        {
            if (isOwn)
                return;
            found.Error(
                DiagnosticCodes.Duplicate,
                step.NamePlace,
                $"There are two steps called '{step.Name}' {whose.Where}.",
                step is BoundTurn turn && turn.Name == turn.Mover.Name
                    ? $"A turn without a name is called after its party: write 'turn NAME of {turn.Mover}'."
                    : "Give one of them another name."
            );
            return;
        }
        if (placed.Placement is not { } placement)
            steps.Add(step);
        else if (Find(placement.Step) is >= 0 and var at)
            steps.Insert(placement.IsBefore ? at : at + 1, step);
    }

    private string FreeName()
    {
        var name = "chance";
        for (var n = 2; steps.Any(other => other.Name == name); n++)
            name = $"chance {n}";
        return name;
    }

    private void Apply(BoundTerm term)
    {
        switch (term)
        {
            case BoundAddStep add:
                Add(add.Step);
                break;
            case BoundRemoveStep remove:
                if (Find(remove.Step) is >= 0 and var at)
                    if (whose.Hides)
                        steps[at] = steps[at] with { When = Never, Narrowed = [] };
                    else
                        steps.RemoveAt(at);
                removed.Add($"step {remove.Step}");
                break;
            case BoundAddOption add:
                Change(add.Step, add.Mover, there =>
                {
                    var options = there.Where(option => option.Name != add.Option.Name || !ReferenceEquals(option.When, Never)).ToSequence();
                    if (!options.Any(option => option.Name == add.Option.Name))
                        return [.. options, add.Option];
                    found.Error(
                        DiagnosticCodes.Duplicate,
                        add.Option.NamePlace,
                        $"'{add.Step}' already has an option '{add.Option.Name}' {whose.Where}.",
                        "Give the new one another name."
                    );
                    return options;
                });
                break;
            case BoundExtendOption extend:
                Change(extend.Step, extend.Mover, extend.Option, [.. extend.Effects.Keys], option =>
                    option with
                    {
                        Effects = option.Effects.Concat(extend.Effects[option.Name]).ToSequence(),
                    }
                );
                break;
            case BoundRemoveOption remove:
                Take(remove.Step, remove.Mover, [.. remove.When.Keys]);
                Change(remove.Step, remove.Mover, remove.Option, [.. remove.When.Keys], option => remove.When[option.Name] is { } when
                        ? option with
                        {
                            When = Unless(option.When, when),
                            Narrowed = [.. option.Narrowed, new BoundNarrowing(option.When, when, IsRemoval: true)],
                        }
                    : whose.Hides ? option with { When = Never, Narrowed = [] }
                    : null);
                if (remove.When.Values.Any(when => when is null))
                    removed.Add($"option {remove.Option} at {remove.Step}");
                break;
            case BoundWaivePayments waive:
                Change(waive.Step, waive.Mover, waive.Option, [.. waive.Options], option => Waived(option, waive));
                break;
            case BoundChangeOption change:
                if (!change.IsAlso)
                    Take(change.Step, change.Mover, [.. change.When.Keys]);
                Change(change.Step, change.Mover, change.Option, [.. change.When.Keys], option =>
                    option with
                    {
                        When = Changed(option.When, change.IsAlso, change.When[option.Name], $"'{change.Option}' at '{change.Step}' is open"),
                        Narrowed = Narrowed(option.Narrowed, option.When, change.IsAlso, change.When[option.Name]),
                    }
                );
                break;
            case BoundChangeStep change:
                if (Find(change.Step) is >= 0 and var changed)
                    steps[changed] = steps[changed] with
                    {
                        When = Changed(steps[changed].When, change.IsAlso, change.When, $"'{change.Step}' happens"),
                        Narrowed = Narrowed(steps[changed].Narrowed, steps[changed].When, change.IsAlso, change.When),
                    };
                break;
            case BoundAddPayment add:
                interests.AddRange(add.Flows);
                break;
            case BoundAddObligation { Obligation: var owed }:
                if (obligations.Any(other => other.Name == owed.Name))
                    found.Error(
                        DiagnosticCodes.Duplicate,
                        owed.Declared.NamePlace,
                        $"There are two obligations called '{owed.Name}' {whose.Where}.",
                        "Give one of them another name."
                    );
                else
                    obligations.Add(owed);
                break;
            case BoundAddInterest add:
                if (add.Interest.Name is { } called && interests.Any(other => other.Name == called && other.Flows.Count > 0))
                    found.Error(
                        DiagnosticCodes.Duplicate,
                        add.Place,
                        $"There are two interests called '{called}' {whose.Where}.",
                        "Give one of them another name."
                    );
                interests.Add(add.Interest);
                break;
            case BoundRemoveInterest remove:
                var gone = interests.Where(interest => interest.Name == remove.Interest.Text).ToList();
                interests.RemoveAll(gone.Contains);
                if (whose.Hides)
                    interests.AddRange(gone.Select(interest => interest with { Flows = [] }));
                if (gone.Count == 0)
                    found.Error(
                        DiagnosticCodes.ClauseFindsNothing,
                        remove.Interest.Place,
                        $"The interest '{remove.Interest}' is not in force {whose.Where}, so it cannot be removed.",
                        Earlier($"interest {remove.Interest}", "brings")
                    );
                removed.Add($"interest {remove.Interest}");
                break;
            default:
                throw new UnknownKindException(term.GetType(), nameof(TermsInForce));
        }
    }

    // What an answer took away stays away.
    private BoundExpression Changed(BoundExpression? when, bool isAlso, BoundExpression change, string what)
    {
        if (ReferenceEquals(when, Never))
            return Never;
        if (isAlso && when is null)
            found.Warning(
                DiagnosticCodes.DoesNothing,
                change.Place,
                $"{what} in every state {whose.Where}, so 'also when' adds none.",
                "Leave it out, or write 'only when'."
            );
        return when is null
            ? isAlso
                ? new ConstantTruth(true) { Place = change.Place }
                : change
            : new BoundBinary(isAlso ? BinaryOperator.Or : BinaryOperator.And, when, change) { Place = change.Place };
    }

    private static Sequence<BoundNarrowing> Narrowed(Sequence<BoundNarrowing> before, BoundExpression? when, bool isAlso, BoundExpression change) =>
        isAlso ? before : [.. before, new BoundNarrowing(when, change)];

    private static BoundBinary Unless(BoundExpression? when, BoundExpression never)
    {
        var not = new BoundUnary(UnaryOperator.Not, never) { Place = never.Place };
        return new BoundBinary(BinaryOperator.And, when ?? new ConstantTruth(true), not) { Place = never.Place };
    }

    private BoundOption Waived(BoundOption option, BoundWaivePayments waive)
    {
        var without = option with { Effects = WithoutPayments(option.Effects, waive.Party) };
        waived.Add((waive, !without.Effects.Equals(option.Effects), Gains(option.Effects, waive.Party)));
        return without;
    }

    private void NothingWaived(BoundWaivePayments waive) =>
        found.Warning(
            DiagnosticCodes.DoesNothing,
            waive.Option.Place,
            $"{waive.Party} neither pays nor gains anything for '{waive.Option}' at '{waive.Step}' {whose.Where}, so nothing is waived.",
            "Check the party and the option, or leave it out."
        );

    private void GainWaived(BoundWaivePayments waive) =>
        found.Warning(
            DiagnosticCodes.SeldomMeant,
            waive.Option.Place,
            $"{waive.Party} gains something for '{waive.Option}' at '{waive.Step}' {whose.Where}, and waiving its payments takes that away too.",
            $"If the gain is to stay, write it again behind the waiver: option {waive.Option} at {waive.Step}: {waive.Party} gains POINTS."
        );

    private static bool Gains(Sequence<BoundEffect> effects, PartySymbol party) =>
        effects.Any(effect =>
            effect switch
            {
                BoundPayment payment => payment.Party == party && payment.IsGain,
                BoundLottery lottery => lottery.Branches.Any(branch => Gains(branch.Effects, party)),
                BoundIf choice => Gains(choice.Then, party) || Gains(choice.Else, party),
                BoundExtension extension => Gains(extension.Effects, party),
                BoundAssign or BoundTransfer or BoundBecomes or BoundDone => false,
                _ => throw new UnknownKindException(effect.GetType(), nameof(TermsInForce)),
            }
        );

    private static Sequence<BoundEffect> WithoutPayments(Sequence<BoundEffect> effects, PartySymbol party) =>
        effects
            .Where(effect => !(effect is BoundPayment payment && payment.Party == party || effect is BoundTransfer transfer && transfer.From == party))
            .Select(effect =>
                effect switch
                {
                    BoundLottery lottery => lottery with
                    {
                        Branches = lottery.Branches.Select(branch => branch with { Effects = WithoutPayments(branch.Effects, party) }).ToSequence(),
                    },
                    BoundIf choice => choice with { Then = WithoutPayments(choice.Then, party), Else = WithoutPayments(choice.Else, party) },
                    BoundExtension extension => extension with { Effects = WithoutPayments(extension.Effects, party) },
                    BoundAssign or BoundPayment or BoundTransfer or BoundBecomes or BoundDone => effect,
                    _ => throw new UnknownKindException(effect.GetType(), nameof(TermsInForce)),
                }
            )
            .ToSequence();

    private string Earlier(string what, string does) =>
        removed.Contains(what) ? whose.Removed : whose.Earlier ?? $"Name the clause that {does} it earlier in the offer.";

    private int Find(Word name)
    {
        var at = steps.FindIndex(step => step.Name == name.Text);
        if (at < 0)
            found.Error(DiagnosticCodes.ClauseFindsNothing, name.Place, $"The step '{name}' is not in force {whose.Where}.", Earlier($"step {name}", "adds"));
        return at;
    }

    // What is taken away is kept, to see where nothing is left.
    private void Take(Word name, PartySymbol mover, HashSet<string> options)
    {
        var at = steps.FindIndex(step => step.Name == name.Text);
        var there = at < 0 ? [] : steps[at].Choosers.Where(chooser => chooser.Party == mover).SelectMany(chooser => chooser.Choices);
        if (
            there
                .Where(option => options.Contains(option.Name) && !ReferenceEquals(option.When, Never))
                .Select(option => new BoundTaken(mover, option.When))
                .ToList() is
            { Count: > 0 } taken
        )
            steps[at] = steps[at] with { Taken = steps[at].Taken.Concat(taken).ToSequence() };
    }

    private void Change(Word step, PartySymbol mover, OptionName optionName, HashSet<string> meant, Func<BoundOption, BoundOption?> change) =>
        Change(step, mover, options =>
        {
            if (options.Any(option => meant.Contains(option.Name)))
                return options.Select(option => meant.Contains(option.Name) ? change(option) : option).OfType<BoundOption>().ToSequence();
            found.Error(
                DiagnosticCodes.ClauseFindsNothing,
                optionName.Place,
                $"'{step}' has no option '{optionName}' {whose.Where}.",
                removed.Contains($"option {optionName} at {step}") ? whose.Removed : $"Its options: {string.Join(", ", options.Select(option => option.Name))}."
            );
            return options;
        });

    private void Change(Word stepName, PartySymbol mover, Func<Sequence<BoundOption>, Sequence<BoundOption>> change)
    {
        if (Find(stepName) is not (>= 0 and var at))
            return;
        steps[at] = steps[at] switch
        {
            BoundTurn turn when turn.Mover == mover => turn with { Choices = change(turn.Choices) },
            BoundJointTurn joint when joint.Movers.Any(other => other.Party == mover) => joint with
            {
                Movers = joint.Movers.Select(other => other.Party == mover ? other with { Choices = change(other.Choices) } : other).ToSequence(),
            },
            var other => Stranger(other, stepName, mover),
        };
    }

    private BoundStep Stranger(BoundStep step, Word name, PartySymbol mover)
    {
        found.Error(DiagnosticCodes.ClauseFindsNothing, name.Place, $"{mover} does not choose at '{name}' {whose.Where}.", "Name a step at which it does.");
        return step;
    }
}
