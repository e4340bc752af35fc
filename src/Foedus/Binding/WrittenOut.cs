using Foedus.Model;
using Foedus.Units;

namespace Foedus.Binding;

/// <summary>A deal with what is said of a kind of party said of each of its parties, and votes as the turns they are.</summary>
/// <remarks>Binding reads this; whoever shows the deal reads it as it is written. Places stay, so that what is wrong is said where it is written, once.</remarks>
internal sealed class WrittenOut
{
    private readonly Dictionary<string, PartyKind> kinds;
    private readonly DiagnosticBag found;
    private readonly List<Understood> understood;
    private readonly List<StateVariable> states = [];

    // [step of a kind or vote in turn] who chooses at its steps.
    private readonly Dictionary<string, IReadOnlyList<string>> inTurn = [];

    // [step that is the only one of its name] where it is named, to a reader.
    private readonly Dictionary<string, Place> stepPlaces;

    // [kind] obligations of each of its parties whose name nothing else has.
    private readonly ILookup<string, string> owed;

    // [name of an interest of a kind] those of its parties.
    private readonly Dictionary<string, IReadOnlyList<string>> interests = [];

    private WrittenOut(Deal deal, DiagnosticBag found, List<Understood> understood)
    {
        (this.found, this.understood) = (found, understood);
        kinds = Binder.Index(deal.All<PartyKind>(), kind => kind.Name);
        owed = deal
            .Obligations.Where(one =>
                kinds.ContainsKey(one.Party.Text)
                && !deal.All<StateVariable>().Any(state => state.Name == one.Name)
                && deal.Obligations.All(other => other.Name != one.Name || other.Party.Text == one.Party.Text)
            )
            .ToLookup(one => one.Party.Text, one => one.Name);
        foreach (var interest in deal.All<Interest>().Concat(deal.Terms.OfType<AddInterest>().Select(add => add.Interest)))
            if (
                interest.Name is { } named
                && kinds.TryGetValue(interest.Party.Text, out var whose)
                && deal.All<Interest>().All(other => other.Name != named || kinds.ContainsKey(other.Party.Text))
            )
                interests.TryAdd(named, [.. whose.Members.Select(member => $"{named}_{member.Name}")]);
        var steps = deal.Steps.ToList();
        stepPlaces = steps
            .Where(step => step.Called is not null)
            .GroupBy(step => step.Called!)
            .Where(same => same.Count() == 1)
            .ToDictionary(
                same => same.Key,
                same =>
                    same.Single() is Turn { Name: null } turn
                        ? deal.Parties.FirstOrDefault(party => party.Name == turn.Party.Text)?.NamePlace ?? default
                        : same.Single().NamePlace
            );
        foreach (var step in steps)
            if (step is Turn { Name: { } named } turn && kinds.TryGetValue(turn.Party.Text, out var kind))
                inTurn.TryAdd(named, [.. kind.Members.Select(member => member.Name)]);
            else if (step is Turn { Name: null } own && kinds.TryGetValue(own.Party.Text, out var of))
                inTurn.TryAdd(of.Name, [.. of.Members.Select(member => member.Name)]);
            else if (step is Vote { IsInTurn: true, Name: { } called } vote)
                inTurn.TryAdd(called, [.. Voters(vote).Select(voter => voter.Text)]);
    }

    /// <summary>The deal written out; the deal itself where nothing in it is to be.</summary>
    /// <param name="deal">As it is written.</param>
    /// <param name="found">Takes what is wrong.</param>
    /// <param name="understood">Takes what a sum comes to that is paid to each of a kind.</param>
    public static Deal Of(Deal deal, DiagnosticBag found, List<Understood> understood)
    {
        if (!deal.All<PartyKind>().Any() && !Walk.All(deal).Any(node => node is Vote))
            return deal;
        var made = new WrittenOut(deal, found, understood);
        var declarations = deal.Declarations.SelectMany(made.Declared).ToList();
        return deal with { Declarations = declarations.Concat(made.states).ToSequence() };
    }

    private IEnumerable<Declaration> Declared(Declaration declared) =>
        declared switch
        {
            Step step => Steps(step),
            Discount { Party: { } party } discount when Kind(party) is { } kind => Each(kind, discount, change => discount with { Party = change.Of(party) }),
            Precision { Party: { } party } precision when Kind(party) is { } kind => Each(kind, precision, change =>
                precision with
                {
                    Party = change.Of(party),
                }
            ),
            PrivateType type when Kind(type.Party) is { } kind => Each(kind, type, change => change.Of(type)),
            Interest interest when Kind(interest.Party) is { } kind => Each(kind, interest, change => change.Of(interest)),
            StandingPayment payment => Payments(payment),
            Obligation owed => Owed(owed),
            Promise promise => Promises(promise),
            Clause clause => [clause with { Terms = clause.Terms.SelectMany(Terms).ToSequence() }],
            Fork fork =>
            [
                fork with
                {
                    Answers = fork.Answers.Select(answer => answer with { Terms = answer.Terms.SelectMany(Terms).ToSequence() }).ToSequence(),
                },
            ],
            Start start => [start with { Lines = start.Lines.SelectMany(Lines).ToSequence() }],
            _ => [declared],
        };

    private PartyKind? Kind(Word? word) => word is null ? null : kinds.GetValueOrDefault(word.Text);

    private NameChange Change(PartyKind kind, string party) => new(kind.Name, party, kind.NamePlace, owed[kind.Name].ToHashSet());

    private IEnumerable<T> Each<T>(PartyKind kind, Node written, Func<NameChange, T> make)
    {
        found.SayOnce(written.Place);
        return kind.Members.Select(member => make(Change(kind, member.Name)));
    }

    private IEnumerable<Term> Each(Term term, IReadOnlyList<string> names, Func<string, Term> make)
    {
        found.SayOnce(term.Place);
        return names.Select(make);
    }

    private IEnumerable<StandingPayment> Payments(StandingPayment payment) =>
        Kind(payment.From) is { } payers ? Each(payers, payment, change => change.Of(payment)).SelectMany(Payments)
        : Kind(payment.To) is { } receivers ? ToEach(receivers, payment, payment.From, payment.Points, change => change.Of(payment))
        : [payment];

    // 'Fund pays 100 to Ally' may be read as the sum: what it is read as is told.
    private IEnumerable<T> ToEach<T>(PartyKind receivers, Node written, Word from, Expression points, Func<NameChange, T> make)
    {
        if (!understood.Any(other => other.Place.Start == written.Place.Start))
            understood.Add(
                new Understood(
                    written.Place,
                    $"{from} pays {ExpressionText.Of(points)} to each of {Words.Listed([.. receivers.Members.Select(member => member.Name)])}{(points is Number amount ? $", {ExpressionText.Of(amount.Value * receivers.Members.Count)} in all" : "")}"
                )
            );
        return Each(receivers, written, make);
    }

    private IEnumerable<Obligation> Owed(Obligation owed) =>
        Kind(owed.Party) is { } kind ? Each(kind, owed, change => Written(change.Of(owed))) : [Written(owed)];

    private Obligation Written(Obligation owed) => owed with { Step = StepOf(owed.Step, owed.Party), Breach = Effects(owed.Breach) };

    private IEnumerable<Promise> Promises(Promise promise) =>
        Kind(promise.Party) is { } kind
            ? Each(kind, promise, change =>
                Promised(
                    promise with
                    {
                        Name = $"{promise.Name}_{change.Of(promise.Party).Text}",
                        Title = $"{promise.Title ?? promise.Name}: {change.Of(promise.Party).Text}",
                        Party = change.Of(promise.Party),
                        When = promise.When is null ? null : change.Of(promise.When),
                    }
                )
            )
            : [Promised(promise)];

    private Promise Promised(Promise promise) => promise with { Step = StepOf(promise.Step, promise.Party) };

    private IEnumerable<StartLine> Lines(StartLine line) =>
        Kind(line.Party) is { } kind ? Each(kind, line, change => Line(line with { Party = change.Of(line.Party) })) : [Line(line)];

    private StartLine Line(StartLine line) => line with { Step = StepOf(line.Step, line.Party) };

    // The step of one party among those that a kind or a vote in turn makes.
    private Word? StepOf(Word? step, Word? party) =>
        step is not null && party is not null && inTurn.TryGetValue(step.Text, out var movers) && movers.Contains(party.Text)
            ? new Word(NameOf(step.Text, party.Text)) { Place = step.Place }
            : step;

    private string NameOf(string step, string party) => kinds.ContainsKey(step) ? party : $"{step}_{party}";

    private IEnumerable<Term> Terms(Term term)
    {
        if (term is AddStep add)
            return Steps(add.Step).Select(step => add with { Step = step });
        var (party, step) = term switch
        {
            AddOption option => (option.Party, option.Step),
            ExtendOption option => (option.Party, option.Step),
            RemoveOption option => (option.Party, option.Step),
            ChangeOption option => (option.Party, option.Step),
            WaivePayments waive => (waive.Party, waive.Step),
            RemoveStep remove => (null, remove.Step),
            ChangeStep change => (null, change.Step),
            _ => ((Word?)null, (Word?)null),
        };
        return term switch
        {
            AddInterest { Interest: var interest } more when Kind(interest.Party) is { } kind => Each(kind, term, change =>
                more with
                {
                    Interest = change.Of(interest),
                }
            ),
            AddObligation { Obligation: var owed } more => Owed(owed).Select(one => more with { Obligation = one }),
            RemoveInterest { Interest: var interest } less when interests.TryGetValue(interest.Text, out var those) => Each(term, those, name =>
                less with
                {
                    Interest = new Word(name) { Place = interest.Place },
                }
            ),
            AddPayment { Payment: var payment } more => Payments(payment).Select(one => more with { Payment = one }),
            _ when Kind(party) is { } kind => Each(kind, term, change => At(change.Of(term), change.Of(party!))),
            // What is said of a step of several parties without saying whose is said of each.
            _ when step is not null && (party is null || term is WaivePayments) && inTurn.TryGetValue(step.Text, out var movers) => Every(movers, step, term),
            _ when step is not null && party is not null => [At(term, party)],
            _ => [new Spelled(this).Of(term)],
        };
    }

    private List<Term> Every(IReadOnlyList<string> movers, Word step, Term term)
    {
        found.SayOnce(term.Place);
        var kind = kinds.Values.FirstOrDefault(kind => kind.Members.Select(member => member.Name).SequenceEqual(movers));
        return
        [
            .. movers.Select(mover => At(kind is null ? term : Change(kind, mover).Of(term), new Word(mover) { Place = step.Place }, NameOf(step.Text, mover))),
        ];
    }

    private Term At(Term term, Word party, string? name = null) =>
        new Spelled(this, step => name is null ? StepOf(step, party)! : new Word(name) { Place = step.Place }).Of(term);

    private IEnumerable<Step> Steps(Step step)
    {
        step = step with { Placement = Placed(Meant(step.Placement)) };
        switch (step)
        {
            case Turn turn when Kind(turn.Party) is { } kind:
                var turns = Each(kind, turn, change => Written(change.Of(turn))).ToList();
                // One after the other, from where the first is placed.
                return turns.Select((each, i) => i == 0 || each.Placement is null ? each : each with { Placement = Behind(turns[i - 1], each.Placement) });
            case Turn turn:
                return [Written(turn)];
            case JointTurn joint:
                return
                [
                    joint with
                    {
                        Movers = joint.Movers.SelectMany(Movers).ToSequence(),
                        Outcomes = joint.Outcomes.Select(outcome => outcome with { Effects = Effects(outcome.Effects) }).ToSequence(),
                    },
                ];
            case ChanceStep chance:
                return [chance with { Lottery = (Lottery)Effects([chance.Lottery])[0] }];
            case Event certain:
                return [certain with { Effects = Effects(certain.Effects) }];
            case Vote vote:
                var written = vote with
                {
                    Voters = Voters(vote).ToSequence(),
                    Vetoes = vote.Vetoes.SelectMany(EachOf).ToSequence(),
                    Rule = vote.Rule with
                    {
                        Weights = vote.Rule.Weights.SelectMany(weight => EachOf(weight.Voter).Select(voter => weight with { Voter = voter })).ToSequence(),
                    },
                    Passes = Effects(vote.Passes),
                    Fails = Effects(vote.Fails),
                };
                var (steps, more) = new VoteSteps(written, Ballot(vote), found).Make();
                // Votes of one name may stand in clauses that are never in force together: what each voter has said is then one state.
                foreach (var state in more)
                    if (states.FindIndex(other => other.Name == state.Name) is >= 0 and var same)
                        states[same] = state with
                        {
                            Domain = new Enumeration([
                                .. ((Enumeration)states[same].Domain).Values.Concat(((Enumeration)state.Domain).Values).DistinctBy(value => value.Text),
                            ]),
                        };
                    else
                        states.Add(state);
                return steps;
            default:
                throw new UnknownKindException(step.GetType(), nameof(WrittenOut));
        }
    }

    /// <summary>Behind a step that was written as one with others; to a reader their place is that of the first.</summary>
    public static Placement Behind(Step before, Placement written) =>
        new(false, new Word(before.Called!) { Place = written.Place, StandsFor = written.Step.StandsFor }) { Place = written.Place };

    private Placement? Meant(Placement? placement) =>
        placement is null
            ? null
            : placement with
            {
                Step = new Word(placement.Step.Text) { Place = placement.Step.Place, StandsFor = stepPlaces.GetValueOrDefault(placement.Step.Text) },
            };

    private Placement? Placed(Placement? placement) =>
        placement is not null && inTurn.TryGetValue(placement.Step.Text, out var movers)
            ? placement with
            {
                Step = new Word(NameOf(placement.Step.Text, placement.IsBefore ? movers[0] : movers[^1]))
                {
                    Place = placement.Step.Place,
                    StandsFor = placement.Step.StandsFor,
                },
            }
            : placement;

    private IEnumerable<JointMover> Movers(JointMover mover) =>
        Kind(mover.Party) is { } kind ? Each(kind, mover.Party, change => Written(change.Of(mover))) : [Written(mover)];

    private JointMover Written(JointMover mover) => mover with { Options = mover.Options.Select(Written).ToSequence() };

    private Turn Written(Turn turn) => turn with { Options = turn.Options.Select(Written).ToSequence() };

    private Option Written(Option option) => new Spelled(this).Of(option);

    private List<Word> Voters(Vote vote) => [.. vote.Voters.SelectMany(EachOf)];

    private IEnumerable<Word> EachOf(Word party) =>
        Kind(party) is { } kind ? kind.Members.Select(member => new Word(member.Name) { Place = party.Place, StandsFor = kind.NamePlace }) : [party];

    // What a voter can do, in which the kind is the voter.
    private Func<Word, Sequence<Option>> Ballot(Vote vote)
    {
        found.SayOnce(vote.Place);
        return voter =>
            kinds.Values.FirstOrDefault(kind => vote.Voters.Contains(kind.Name) && kind.Members.Any(member => member.Name == voter.Text)) is { } kind
                ? Change(kind, voter.Text).Of(vote.Options).Select(Written).ToSequence()
                : vote.Options.Select(Written).ToSequence();
    }

    private Sequence<Effect> Effects(Sequence<Effect> effects) => new Spelled(this).Of(effects);

    // Effects of a kind as those of each of its parties, and the step that is meant.
    private sealed class Spelled(WrittenOut all, Func<Word, Word>? step = null) : Rewriting
    {
        protected override Word OfStep(Word name) => step?.Invoke(name) ?? name;

        protected override IEnumerable<Effect> Each(Effect effect) =>
            effect switch
            {
                Payment payment when all.Kind(payment.Party) is { } kind => all.Each(kind, payment, change => change.Of(effect)),
                Transfer transfer when all.Kind(transfer.From) is { } kind => all.Each(kind, transfer, change => change.Of(effect)).SelectMany(Each),
                Transfer transfer when all.Kind(transfer.To) is { } kind => all.ToEach(kind, transfer, transfer.From, transfer.Points, change =>
                        change.Of(effect)
                    )
                    .SelectMany(Each),
                _ => base.Each(effect),
            };
    }
}
