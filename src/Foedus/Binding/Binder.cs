using Foedus.Model;
using Foedus.Units;

namespace Foedus.Binding;

/// <summary>Reads a deal once: every name becomes a symbol, every time periods, every offer the steps and interests in force. What is wrong or odd is said, each thing once.</summary>
internal sealed class Binder
{
    private readonly Deal asWritten;
    private readonly Deal deal;
    private readonly bool isWhole;
    private readonly DiagnosticBag found = new();
    private readonly List<Understood> understood = [];
    private readonly DealSymbols symbols;
    private readonly Calendar calendar;
    private readonly TimeBinder times;
    private readonly ExpressionBinder expressions;
    private readonly EffectBinder effects;
    private readonly StepBinder steps;
    private readonly ObligationBinder obligations;

    private Binder(Deal deal, IEnumerable<string> lost, bool isWhole)
    {
        asWritten = deal;
        deal = WrittenOut.Of(deal, found, understood);
        this.deal = deal;
        this.isWhole = isWhole;
        symbols = new DealSymbols(deal, lost, found);
        calendar = new Calendar(deal.All<Period>().FirstOrDefault(), symbols.IsLost("period"), found, understood);
        times = new TimeBinder(calendar, deal.All<InForceFrom>().FirstOrDefault()?.Day, symbols.IsLost("force"), found);
        expressions = new ExpressionBinder(symbols, times, found);
        effects = new EffectBinder(symbols, expressions, found);
        steps = new StepBinder(symbols, expressions, effects, found);
        obligations = new ObligationBinder(symbols, calendar, times, expressions, effects, found);
    }

    /// <summary>Binds a deal.</summary>
    /// <param name="deal">The deal, whole or as much of it as could be read.</param>
    /// <param name="lost">Names declared by statements that could not be read: nothing is said of them.</param>
    /// <param name="isWhole">Whether the deal could be read to its end; else nothing is said of what may be missing or unused.</param>
    public static BoundDeal Bind(Deal deal, IEnumerable<string>? lost = null, bool isWhole = true) => new Binder(deal, lost ?? [], isWhole).Bind();

    private BoundDeal Bind()
    {
        new Declarations(deal, symbols, found).Check();
        new TitleCheck(asWritten, found).Check();
        var horizon = times.Horizon = Horizon();
        var sources = Index(deal.Sources, source => source.Name);
        var characters = symbols.Parties.Select(Character).ToList();
        Strangers();
        expressions.Definitions();
        var initial = symbols.States.Select(state => expressions.ValueFor(state, state.Declared.Initial, Scope.Fixed)).ToList();
        new AssumptionBinder(deal, symbols, sources, found).Bind();
        new EvidenceBinder(deal, symbols, sources, found).Bind();
        var own = deal.All<Step>().Select(steps.Bind).OfType<PlacedStep>().ToList();
        var interests = deal
            .Declarations.SelectMany(declared =>
                declared switch
                {
                    Interest interest => Interest(interest) is { } bound ? [bound] : (Sequence<BoundInterest>)[],
                    StandingPayment payment => Paid(payment),
                    _ => [],
                }
            )
            .ToList();
        var owed = deal.All<Obligation>().Select(obligations.Bind).OfType<BoundObligation>().ToList();
        var terms = Terms(own, interests, owed, sources);
        var choice = ForkChoice.AsWritten(deal);
        var composed = new DiagnosticBag();
        var offers = terms.Under(choice, composed);
        var asks = symbols.Asks.Select(ask => Asked(ask, horizon)).OfType<BoundAsk>().ToList();
        var promises = deal.Promises.Select(Promised).OfType<BoundPromise>().ToList();
        // What is said twice is looked at twice, and the first counts.
        var holds = deal.All<HoldsWhen>().Select(when => expressions.Truth(when.Condition, Scope.Fixed with { HasAsks = true })).ToList().FirstOrDefault();
        var start = deal.All<Start>().Select(start => start.Lines.SelectMany(Started).ToList()).ToList().FirstOrDefault();
        new WatchBinder(deal, symbols, found).Run(isWhole);
        if (isWhole)
        {
            Missing();
            NeedlessStart();
            // What could not be bound may be the use that seems to be missing.
            if (!found.HasErrors && !composed.HasErrors)
                new UnusedNames(deal, symbols, found).Check();
        }
        var timing = new BoundTiming(
            calendar.Word,
            horizon,
            deal.All<Horizon>().FirstOrDefault()?.Ending ?? Ending.Stops,
            deal.All<WorthConvention>().FirstOrDefault()?.Worth ?? Worth.QuantalResponse
        );
        return new BoundDeal(
            asWritten,
            deal,
            new BoundParts(symbols, timing, characters, initial, terms, choice, offers, asks, promises, holds, start),
            found.Found,
            composed.Found,
            understood
        );
    }

    private int? Horizon() => deal.All<Horizon>().FirstOrDefault()?.Length is { } length ? calendar.Whole(length, "the horizon") : null;

    private BoundCharacter Character(PartySymbol party)
    {
        var discount = deal.All<Discount>().LastOrDefault(discount => discount.Party?.Text == party.Name)
            ?? deal.All<Discount>().LastOrDefault(discount => discount.Party is null);
        var precision = deal.All<Precision>().LastOrDefault(precision => precision.Party?.Text == party.Name)
            ?? deal.All<Precision>().LastOrDefault(precision => precision.Party is null);
        if (isWhole && deal.Offers.Any())
        {
            if (discount is null)
                found.Error(
                    DiagnosticCodes.Missing,
                    party.Declared.NamePlace,
                    $"The deal has no discount for {party}.",
                    $"Write 'discount 0.9', or 'discount of {party} 0.9'."
                );
            if (precision is null)
                found.Error(
                    DiagnosticCodes.Missing,
                    party.Declared.NamePlace,
                    $"The deal has no precision for {party}.",
                    "Write 'precision an option 10 points worse once in 20 times'."
                );
        }
        return new BoundCharacter(
            discount is null ? new Unbound() : Discounted(discount),
            Careful(precision),
            party.Private is { } known ? [.. known.Types.Select(share => expressions.Number(share.Prior, Scope.Fixed))] : [],
            [.. (party.Private?.Drifts ?? []).Select(drift => Drifting(party, drift)).OfType<BoundDrift>()]
        );
    }

    private BoundExpression Discounted(Discount discount)
    {
        var factor = expressions.Number(discount.Factor, Scope.Fixed);
        if (discount.Factor is Number { IsPercent: true, Value: > 0 and < 0.5 } rate)
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                rate.Place,
                $"A discount is the factor that is left of what comes later: here {ExpressionText.Of(rate)}.",
                $"Where {ExpressionText.Of(rate)} is the rate at which it loses worth, write: 1 / {ExpressionText.Of(Math.Round(1 + rate.Value, 6))}"
            );
        if (calendar.PeriodsIn(discount.Each) is not { } periods || periods == 1)
            return factor;
        calendar.Note(
            discount.Place,
            $"{ExpressionText.Of(discount.Factor)} each {discount.Each} = {ExpressionText.Of(discount.Factor)} ^ {Calendar.Text(1 / periods)} each {calendar.Word}"
        );
        return new BoundBinary(BinaryOperator.Power, factor, new ConstantNumber(1 / periods)) { Place = factor.Place };
    }

    private BoundDrift? Drifting(PartySymbol party, Drift drift)
    {
        var every = calendar.Whole(drift.Each, "the time between drifts");
        var when = expressions.Condition(drift.When, Scope.Condition);
        var moves = new List<BoundMove>();
        foreach (var move in drift.Moves)
        {
            var chance = expressions.Number(move.Chance, Scope.InState);
            var (from, to) = (symbols.Type(party, move.From), symbols.Type(party, move.To));
            if (from is not null && from == to)
                found.Error(
                    DiagnosticCodes.Duplicate,
                    move.To.Place,
                    $"'{move.From}' turns into itself: what is not said to move stays as it is.",
                    "Name another type, or leave it out."
                );
            else if (from is not null && to is not null && moves.Any(other => other.From == from && other.To == to))
                found.Error(DiagnosticCodes.Duplicate, move.Place, $"This drift says twice how '{move.From}' turns into '{move.To}'.", "Say it once.");
            else if (from is not null && to is not null)
                moves.Add(new BoundMove(from, to, chance));
        }
        return every is { } periods ? new BoundDrift(periods, when, moves, drift.Place) : null;
    }

    // Discounts, precisions and private types of nobody, and those that stand behind another's.
    private void Strangers()
    {
        foreach (
            var party in deal.All<Discount>()
                .Select(discount => discount.Party)
                .Concat(deal.All<Precision>().Select(precision => precision.Party))
                .Concat(deal.PrivateTypes.Select(type => type.Party))
                .OfType<Word>()
        )
            symbols.Party(party);
        foreach (var discount in deal.All<Discount>())
            Discounted(discount);
        foreach (var precision in deal.All<Precision>())
            Careful(precision);
        foreach (var prior in deal.PrivateTypes.Where(type => symbols.FindParty(type.Party.Text)?.Private != type).SelectMany(type => type.Types))
            expressions.Number(prior.Prior, Scope.Fixed);
    }

    private BoundCare Careful(Precision? precision) =>
        precision?.Care switch
        {
            Lambda lambda => new BoundCare(expressions.Number(lambda.PerPoint, Scope.Fixed), null, null),
            OnceIn once => new BoundCare(null, expressions.Number(once.PointsWorse, Scope.Fixed), expressions.Number(once.Times, Scope.Fixed)),
            Rational or null => new BoundCare(null, null, null),
            _ => throw new UnknownKindException(precision.Care.GetType(), nameof(Binder)),
        };

    private BoundInterest? Interest(Interest interest)
    {
        var factor = calendar.PeriodsIn(interest.Each);
        var party = symbols.Party(interest.Party);
        if (party is not null)
            symbols.Use("paid", party.Name);
        var scope = party is null ? Scope.OfAnybody(symbols.Parties) : Scope.InState.With(party);
        var flows = new List<BoundFlow>();
        foreach (var line in interest.Lines)
        {
            var points = expressions.Number(line.Points, scope);
            if (factor is { } periods && periods != 1)
                points = new BoundBinary(BinaryOperator.Multiply, points, new ConstantNumber(1 / periods)) { Place = points.Place };
            flows.Add(new BoundFlow(Counts(line, scope), points));
        }
        foreach (var flow in flows)
            Lasting(flow.When, flow.PointsPerPeriod);
        if (factor is { } lasts && lasts != 1)
            calendar.Note(interest.Place, $"points each {interest.Each} × {Calendar.Text(1 / lasts)} = points each {calendar.Word}");
        if (interest.Name is { } called && (symbols.FindParty(called) is not null || called is "once" or "only" or "final" or "total" or "one_time"))
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                interest.Place,
                $"'{called}' is read as the name of this interest of {interest.Party}, which receives it at the end of every {calendar.Word}.",
                symbols.FindParty(called) is null
                    ? "What is received once stands in an option or an event, as in: A gains 1. Or give the interest another name."
                    : $"Write an interest for each party: interest {called} {{ … }}. Or give this one another name."
            );
        if (interest.Lines.Count == 0 && !found.IsIncomplete)
            found.Error(
                DiagnosticCodes.Missing,
                interest.NamePlace,
                $"This interest of {interest.Party} has no lines.",
                "Write for example: status = war: -3."
            );
        return party is null ? null : new BoundInterest(party, interest.Name, flows.ToSequence());
    }

    private BoundExpression? Counts(FlowLine line, Scope scope)
    {
        if (line.When is null || !IsNumber(line.When))
            return expressions.Condition(
                line.When,
                line.When is null ? scope : scope with { AsNumber = $"always: {ExpressionText.Of(new Conditional(line.Points, line.When, 0))}" }
            );
        expressions.Number(line.When, scope);
        found.Error(
            DiagnosticCodes.WrongKind,
            line.When.Place,
            "A condition is wanted here, not a number.",
            $"Write: always: {ExpressionText.Of(new Conditional(line.Points, new Binary(BinaryOperator.Greater, line.When, 0), 0))}, or always: {ExpressionText.Of(new Binary(BinaryOperator.Multiply, line.When, line.Points))}, if it is to count so much more."
        );
        return new Unbound();
    }

    // By how it is written: what it stands for could not be bound.
    private bool IsNumber(Expression expression) =>
        expression switch
        {
            Number
            or Call
            or Unary { Operator: UnaryOperator.Negate }
            or Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Power } =>
                true,
            Name name => symbols.FindState(name.Text) is null
                && symbols.TypesNamed(name.Text).Count == 0
                && (
                    symbols.FindAssumption(name.Text) is not null
                    || symbols.FindDefinition(name.Text) is { IsCircular: false } definition && IsNumber(definition.Value)
                ),
            Applied applied => symbols.FindDefinition(applied.Definition.Text) is { IsCircular: false } definition && IsNumber(definition.Value),
            Conditional choice => IsNumber(choice.Then),
            _ => false,
        };

    // What is received at the last end is received for ever, and a time that lasts up to there never ends.
    private void Lasting(params BoundExpression?[] formulas)
    {
        if (times.Horizon is not { } horizon || deal.All<Horizon>().FirstOrDefault()?.Ending != Ending.ThenForever)
            return;
        foreach (
            var stretch in formulas
                .OfType<BoundExpression>()
                .SelectMany(formula => formula.All)
                .OfType<PeriodTest>()
                .Where(stretch => stretch.First > 1 && stretch.First <= horizon && stretch.Last >= horizon)
        )
            found.Warning(
                DiagnosticCodes.NeverReached,
                stretch.Place,
                $"The last {calendar.Word} of the horizon is received for ever, and this is so in it: it never ends.",
                $"Lengthen the horizon to {calendar.Periods(stretch.Last!.Value + 1)} at least, or write 'from {calendar.Word} {stretch.First}' if it is to stay so."
            );
    }

    // Seen by all: so much less for the one each period, so much more for the other, whatever either is in private.
    private Sequence<BoundInterest> Paid(StandingPayment payment)
    {
        var factor = calendar.PeriodsIn(payment.Each);
        var (from, to) = (symbols.Party(payment.From), payment.To is null ? null : symbols.Party(payment.To));
        var when = expressions.Condition(payment.When, Scope.Condition);
        var points = expressions.Number(payment.Points, from is null ? Scope.OfAnybody(symbols.Parties) : Scope.InState);
        if (factor is { } periods && periods != 1)
        {
            calendar.Note(payment.Place, $"points each {payment.Each} × {Calendar.Text(1 / periods)} = points each {calendar.Word}");
            points = new BoundBinary(BinaryOperator.Multiply, points, new ConstantNumber(1 / periods)) { Place = points.Place };
        }
        Lasting(when, points);
        if (from is not null && from != to)
            EffectBinder.TurnedAround(
                found,
                payment.Points,
                payment.Place,
                to is null ? $"interest {from} each {payment.Each} {{{{ always: {{0}} }}}}" : $"{to} pays {{0}} to {from} each {payment.Each}"
            );
        foreach (var party in new[] { from, to }.OfType<PartySymbol>())
            symbols.Use("paid", party.Name);
        if (from is not null && from == to)
        {
            found.Error(DiagnosticCodes.WrongKind, payment.Place, $"{from} would pay itself.", "Name the party that receives it.");
            return [];
        }
        BoundInterest? paid = from is null
            ? null
            : new BoundInterest(from, null, [new BoundFlow(when, new BoundUnary(UnaryOperator.Negate, points) { Place = points.Place })]);
        BoundInterest? gained = to is null ? null : new BoundInterest(to, null, [new BoundFlow(when, points)]);
        return new[] { paid, gained }.OfType<BoundInterest>().ToSequence();
    }

    private DealTerms Terms(List<PlacedStep> own, List<BoundInterest> interests, List<BoundObligation> owed, Dictionary<string, Source> sources)
    {
        var names = deal.All<Interest>()
            .Concat(deal.Terms.OfType<AddInterest>().Select(add => add.Interest))
            .Select(interest => interest.Name)
            .OfType<string>()
            .ToHashSet();
        var binder = new TermBinder(symbols, expressions, effects, steps, Interest, Paid, obligations, names, found);
        var (clauses, all) = (new Dictionary<string, Sequence<BoundTerm>>(), new List<(Clause, Sequence<BoundTerm>)>());
        foreach (var clause in deal.Clauses)
        {
            var bound = expressions.With(Given.Nothing(clause.Parameters, clause.Name), () => binder.Bind(clause.Terms));
            if (clauses.TryAdd(clause.Name, bound))
                all.Add((clause, bound));
            if (clause.Source is { } source)
                symbols.Named(source, "source", sources);
        }
        var forks = deal.Forks.Select(fork => new BoundFork(fork, [.. fork.Answers.Select(answer => binder.Bind(answer.Terms))])).ToList();
        var declared = Index(deal.Clauses, clause => clause.Name);
        var offers = new List<OfferTerms>();
        foreach (var offer in deal.Offers)
        {
            var uses = offer.Clauses.Distinct();
            foreach (var twice in offer.Clauses.GroupBy(use => use.Clause.Text).Where(group => group.Count() > 1))
                if (twice.GroupBy(use => use).FirstOrDefault(same => same.Count() > 1) is { } same)
                    found.Error(
                        DiagnosticCodes.Duplicate,
                        same.Last().Clause.Place,
                        $"Offer '{offer.Name}' names the clause '{same.Key}' twice.",
                        "Name it once."
                    );
                else if (declared.TryGetValue(twice.Key, out var clause) && clause.Terms.Select(OnceOnly).FirstOrDefault(once => once is not null) is { } once)
                {
                    uses = uses.DistinctBy(use => use.Clause.Text);
                    found.Error(
                        DiagnosticCodes.Duplicate,
                        twice.Last().Clause.Place,
                        $"Offer '{offer.Name}' names the clause '{twice.Key}' twice, with other numbers, but it {once}, which cannot be done twice.",
                        "Name it once, or move that into a clause of its own."
                    );
                }
            foreach (var twice in offer.Starts.GroupBy(setting => setting.Variable.Text).Where(group => group.Count() > 1))
                found.Error(DiagnosticCodes.Duplicate, twice.Last().Place, $"Offer '{offer.Name}' says twice what '{twice.Key}' starts as.", "Say it once.");
            var named = uses.Where(use => symbols.Named(use.Clause, "clause", declared))
                .SelectMany(use => Used(use, declared[use.Clause.Text], clauses[use.Clause.Text], binder))
                .ToList();
            var starts = new List<BoundSetting>();
            foreach (var setting in offer.Starts)
                if (symbols.State(setting.Variable) is { } state && !IsOfObligation(state, setting))
                    starts.Add(new BoundSetting(state, expressions.ValueFor(state, setting.Value, Scope.Fixed)));
            offers.Add(new OfferTerms(offer, named, starts.ToSequence()));
        }
        foreach (var reading in deal.Readings)
        foreach (var offer in reading.Offers)
            symbols.Named(offer, "offer", Index(deal.Offers, other => other.Name));
        foreach (var reading in deal.Readings)
        foreach (var twice in reading.Offers.GroupBy(offer => offer.Text).Where(group => group.Count() > 1))
            found.Error(DiagnosticCodes.Duplicate, twice.Last().Place, $"The reading '{reading.Name}' names the offer '{twice.Key}' twice.", "Name it once.");
        return new DealTerms(own, interests, owed, forks, offers, all);
    }

    private bool IsOfObligation(StateSymbol state, Setting setting)
    {
        if (state.Declared.IsOfObligation)
            found.Error(
                DiagnosticCodes.WrongKind,
                setting.Place,
                $"'{state.Name}' is an obligation, which begins as what it is.",
                "Leave it out; what is owed only from some time on is written: within 2 months of (status = broken)."
            );
        return state.Declared.IsOfObligation;
    }

    // The terms of a clause with what an offer gives for its parameters.
    private Sequence<BoundTerm> Used(ClauseUse use, Clause clause, Sequence<BoundTerm> alone, TermBinder binder)
    {
        var values = use.Arguments.Select(argument => expressions.Number(argument, Scope.Fixed)).ToList();
        if (values.Count != clause.Parameters.Count)
        {
            found.Error(
                DiagnosticCodes.WrongKind,
                use.Place,
                $"The clause '{clause.Name}' is given {(values.Count == 0 ? "nothing" : values.Count == 1 ? "one number" : Words.Counted(values.Count, "number"))}, but takes {(clause.Parameters.Count == 0 ? "none" : $"{clause.Parameters.Count}: {string.Join(", ", clause.Parameters)}")}.",
                clause.Parameters.Count == 0
                    ? $"Write: {clause.Name}."
                    : $"Write: {clause.Name}({string.Join(", ", clause.Parameters)}), with numbers for the words in brackets."
            );
            return [];
        }
        if (values.Count == 0)
            return alone;
        return found.Repeating(string.Join(", ", clause.Parameters.Zip(use.Arguments).Select(pair => $"{pair.First} = {ExpressionText.Of(pair.Second)}")), () =>
            expressions.With(
                Given.Arguments(
                    clause.Parameters,
                    clause.Name,
                    [
                        .. values
                            .Zip(clause.Parameters)
                            .Select(pair => pair.First is ConstantNumber number ? number with { Called = pair.Second.Text } : pair.First),
                    ]
                ),
                () => binder.Bind(clause.Terms)
            )
        );
    }

    // What can be done once only; null where a term may be in force twice.
    private static string? OnceOnly(Term term) =>
        term switch
        {
            AddStep add => $"adds the step '{add.Step.Called ?? "chance"}'",
            AddOption add => $"adds the option '{add.Option.Name}'",
            RemoveStep remove => $"removes the step '{remove.Step}'",
            RemoveOption { When: null } remove => $"removes the option '{remove.Option}'",
            RemoveInterest remove => $"removes the interest '{remove.Interest}'",
            AddObligation add => $"brings the obligation '{add.Obligation.Name}'",
            AddInterest { Interest.Name: { } name } => $"brings the interest '{name}'",
            WaivePayments waive => $"waives payments for '{waive.Option}'",
            _ => null,
        };

    private BoundAsk? Asked(AskSymbol ask, int? horizon)
    {
        var (_, condition, time) = ask.Declared.Measure;
        var bound = expressions.Condition(condition, Scope.Condition)!;
        if (time is null)
            return new BoundAsk(ask, bound, null);
        if (times.End(time, "the time asked about") is not { } periods)
            return null;
        if (periods <= (horizon ?? int.MaxValue))
            return new BoundAsk(ask, bound, periods);
        found.Error(
            DiagnosticCodes.OutOfRange,
            ask.Declared.Place,
            $"'{ask.Declared.Name}' asks about period {periods}, but the horizon has {horizon}.",
            "Ask about a period within the horizon, or lengthen it."
        );
        return null;
    }

    private BoundPromise? Promised(Promise promise)
    {
        var party = symbols.Party(promise.Party);
        var step = promise.Step is null ? null : symbols.Step(promise.Step);
        var when = expressions.Condition(promise.When, Scope.Condition);
        if (party is null || promise.Step is not null && step is null || symbols.Options(party, step, promise.Option) is not { Count: > 0 } options)
            return null;
        return new BoundPromise(promise, party, options.Select(option => option.Name).ToSequence(), promise.IsToPlay, step?.Name, when);
    }

    private IEnumerable<BoundStart> Started(StartLine line)
    {
        var party = symbols.Party(line.Party);
        var type = line.Type is null || party is null ? null : symbols.Type(party, line.Type);
        var step = line.Step is null ? null : symbols.Step(line.Step);
        var when = expressions.Condition(line.When, Scope.Condition);
        if (line.Chance is < 0 or > 1)
            found.Error(
                DiagnosticCodes.BadRange,
                line.Place,
                $"A chance lies between 0 and 1, not at {ExpressionText.Of(line.Chance.Value)}.",
                line.Chance > 2
                    ? $"If {ExpressionText.Of(line.Chance.Value)} of 100 is meant, write {ExpressionText.Of(line.Chance.Value)}%."
                    : "Write a number between them."
            );
        if (
            party is not null
            && (line.Type is null || type is not null)
            && (line.Step is null || step is not null)
            && symbols.Options(party, step, line.Option) is { Count: > 0 } options
        )
            yield return new BoundStart(line, party, type, options.Select(option => option.Name).ToSequence(), step?.Name, when, line.Chance ?? 1)
            {
                Place = line.Place,
            };
    }

    // Where nothing is private and nobody chooses at the same time, each choice follows from what comes after it.
    private void NeedlessStart()
    {
        if (
            deal.All<Start>().FirstOrDefault() is { } start
            && deal.All<Horizon>().FirstOrDefault() is { Ending: not Ending.Endless }
            && !deal.PrivateTypes.Any()
            && !deal.Steps.Any(step => step is JointTurn or Vote)
        )
            found.Warning(
                DiagnosticCodes.DoesNothing,
                start.NamePlace,
                "Nothing is private in this deal, nobody chooses at the same time and it ends, so there is one solution, wherever a solver starts.",
                "Leave 'start' out."
            );
    }

    private void Missing()
    {
        if (!deal.Offers.Any() && (deal.Parties.Any() || !deal.Triggers.Any()))
            found.Error(
                DiagnosticCodes.MissingOffer,
                default,
                "The deal makes no offer.",
                "Write at least: no deal none \"…\", and an offer to weigh against it."
            );
        if (!deal.Offers.Any())
            return;
        if (!deal.All<Horizon>().Any())
            found.Error(DiagnosticCodes.Missing, default, "The deal has no 'horizon'.", "Write for example: horizon 10 then forever.");
        if (!deal.Parties.Any())
            found.Error(DiagnosticCodes.Missing, default, "The deal has no 'party'.", "Write for example: party Russia.");
        if (deal.NoDeal is null)
            found.Error(
                DiagnosticCodes.MissingOffer,
                deal.Offers.First().NamePlace,
                "The deal does not say what happens without it.",
                "Write: no deal none \"…\"; surplus is measured against it."
            );
    }

    internal static Dictionary<string, T> Index<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var index = new Dictionary<string, T>();
        foreach (var item in items)
            index.TryAdd(name(item), item);
        return index;
    }
}
