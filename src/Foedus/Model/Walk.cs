namespace Foedus.Model;

/// <summary>The parts of everything that can stand in a deal, listed once, in the order of the text.</summary>
/// <remarks>Whoever goes through a deal asks here, so that a new kind of statement, effect or formula is met everywhere as soon as it is listed.
/// A kind that is not listed is our mistake and throws; a test holds that every kind is.</remarks>
internal static class Walk
{
    /// <summary>The parts of a node, one level down.</summary>
    public static IEnumerable<Node> Children(Node node) =>
        node switch
        {
            Declaration declaration => Of(declaration),
            Term term => Of(term),
            Effect effect => Of(effect),
            Expression expression => Of(expression),
            DayCondition condition => Of(condition),
            Criterion criterion => Of(criterion),
            Measure measure => [measure.Condition, .. Some(measure.Time)],
            Care care => Of(care),
            Domain domain => Of(domain),
            ZoneShape or Spread or Word or Finding => [],
            OptionName name => Some(name.Value),
            ValueRange range => [range.Variable, range.Low, range.High, range.By],
            VoteRule rule => [rule.Least, .. rule.Weights],
            VoterWeight weight => [weight.Voter],
            Deadline by => [.. Some(by.Moment), .. Some(by.Condition)],
            Moment moment => [.. Some(moment.Time), .. Some(moment.Until)],
            Dispute dispute => [.. Some(dispute.Party), dispute.WhenDone, dispute.WhenNot],
            ClauseUse use => [use.Clause, .. use.Arguments],
            Answer answer => answer.Terms,
            Duration duration => Some(duration.Unit),
            TypeShare share => [share.Type, share.Prior],
            Drift drift => [drift.Each, .. Some(drift.When), .. drift.Moves],
            TypeMove move => [move.From, move.To, move.Chance],
            FlowLine line => [.. Some(line.When), line.Points],
            Placement placement => [placement.Step],
            JointMover mover => [mover.Party, .. mover.Options],
            Outcome outcome => [.. Some(outcome.When), .. outcome.Effects],
            Option option => [.. Some(option.Over), .. Some(option.SeenAs), .. Some(option.When), .. option.Effects],
            Branch branch => [.. Some(branch.Chance), .. branch.Effects],
            Setting setting => [setting.Variable, setting.Value],
            StartLine line => [line.Party, .. Some(line.Type), line.Option, .. Some(line.Step), .. Some(line.When)],
            _ => throw Unknown(node),
        };

    /// <summary>The node and all its parts, parts of parts included.</summary>
    public static IEnumerable<Node> All(Node node)
    {
        var left = new Stack<Node>([node]);
        while (left.TryPop(out var next))
        {
            yield return next;
            foreach (var child in Children(next).Reverse())
                left.Push(child);
        }
    }

    /// <summary>All nodes of a deal.</summary>
    public static IEnumerable<Node> All(Deal deal) => deal.Declarations.SelectMany(All);

    private static IEnumerable<Node> Of(Declaration declaration) =>
        declaration switch
        {
            Period period => [period.Unit],
            Horizon horizon => Some(horizon.Length),
            Discount discount => [.. Some(discount.Party), discount.Factor, .. Some(discount.Each)],
            Precision precision => [.. Some(precision.Party), precision.Care],
            WorthConvention or Source or Party or InForceFrom => [],
            PrivateType type => [type.Party, .. type.Types, .. type.Drifts],
            PartyKind kind => kind.Members,
            StateVariable variable => [variable.Domain, variable.Initial],
            Assumption assumption => [.. Some(assumption.Spread), .. Some(assumption.Source)],
            Correlation correlation => [correlation.First, correlation.Second],
            Reading reading => [.. reading.Values, .. reading.Offers],
            View view => [view.Assumption, .. Some(view.Spread), view.Source],
            Evidence evidence => [evidence.Ask, evidence.Offer, evidence.Finding, evidence.Source],
            Step step => [.. Head(step), .. Body(step)],
            Definition definition => [.. definition.Parameters, definition.Value],
            DerivedAssumption derived => [derived.Value, .. Some(derived.Source)],
            Clause clause => [.. clause.Parameters, .. Some(clause.Source), .. clause.Terms],
            Fork fork => fork.Answers,
            Interest interest => [interest.Party, .. Some(interest.Each), .. interest.Lines],
            Obligation owed =>
            [
                owed.Party,
                owed.Option,
                .. Some(owed.Step),
                .. Some(owed.Each),
                owed.By,
                .. Some(owed.Cure),
                .. Some(owed.Suspended),
                .. Some(owed.Excused),
                .. Some(owed.Dispute),
                .. owed.Breach,
                .. Some(owed.Reported),
            ],
            StandingPayment payment => [payment.From, payment.Points, .. Some(payment.To), payment.Each, .. Some(payment.When)],
            Offer offer => [.. offer.Clauses, .. offer.Starts],
            Promise promise => [promise.Party, promise.Option, .. Some(promise.Step), .. Some(promise.When)],
            Ask ask => [ask.Measure],
            HoldsWhen holds => [holds.Condition],
            Start start => start.Lines,
            Zone zone => [zone.Shape, .. zone.Without],
            IncidentClass of => of.Criteria,
            Trigger trigger => [trigger.Condition],
            StateTrigger tie => [tie.Variable, tie.Value, tie.Condition],
            _ => throw Unknown(declaration),
        };

    private static IEnumerable<Node> Head(Step step) =>
        step is Turn turn ? [turn.Party, .. Some(step.Placement), .. Some(step.When)] : [.. Some(step.Placement), .. Some(step.When)];

    private static IEnumerable<Node> Body(Step step) =>
        step switch
        {
            Turn turn => turn.Options,
            JointTurn joint => [.. joint.Movers, .. joint.Outcomes],
            ChanceStep chance => [chance.Lottery],
            Event certain => certain.Effects,
            Vote vote => [.. vote.Voters, vote.Rule, .. vote.Vetoes, .. vote.Options, .. vote.Passes, .. vote.Fails],
            _ => throw Unknown(step),
        };

    private static IEnumerable<Node> Of(Term term) =>
        term switch
        {
            AddStep add => [add.Step],
            RemoveStep remove => [remove.Step],
            AddOption add => [add.Option, .. Some(add.Party), add.Step],
            ExtendOption extend => [extend.Option, .. Some(extend.Party), extend.Step, .. Some(extend.When), .. extend.Effects],
            RemoveOption remove => [remove.Option, .. Some(remove.Party), remove.Step, .. Some(remove.When)],
            WaivePayments waive => [waive.Party, waive.Option, waive.Step],
            ChangeOption change => [change.Option, .. Some(change.Party), change.Step, change.When],
            ChangeStep change => [change.Step, change.When],
            AddPayment add => [add.Payment],
            AddObligation add => [add.Obligation],
            AddInterest add => [add.Interest],
            RemoveInterest remove => [remove.Interest],
            _ => throw Unknown(term),
        };

    private static IEnumerable<Node> Of(Effect effect) =>
        effect switch
        {
            Assign assign => [assign.Variable, assign.Value],
            Payment payment => [payment.Party, payment.Points],
            Transfer transfer => [transfer.From, transfer.Points, transfer.To],
            Lottery lottery => lottery.Branches,
            If choice => [choice.Condition, .. choice.Then, .. choice.Else],
            Becomes becomes => [becomes.Party, becomes.Type],
            _ => throw Unknown(effect),
        };

    private static IEnumerable<Node> Of(Expression expression) =>
        expression switch
        {
            Number or YesNo or Name => [],
            TimeCondition time => time.Parts,
            IsOfType type => [type.Party, type.Type],
            Applied applied => [applied.Definition, .. applied.Arguments],
            Plays plays => [plays.Party, plays.Option],
            Unary unary => [unary.Operand],
            Binary binary => [binary.Left, binary.Right],
            Conditional choice => [choice.Then, choice.Condition, choice.Else],
            IsIn isIn => [isIn.Value, .. isIn.Among],
            Call call => call.Arguments,
            _ => throw Unknown(expression),
        };

    private static IEnumerable<Node> Of(DayCondition condition) =>
        condition switch
        {
            Tally tally => [tally.Class],
            TriggerName name => [name.Name],
            NotDay not => [not.Operand],
            BothDays both => [both.Left, both.Right],
            EitherDay either => [either.Left, either.Right],
            Once once => [once.Operand],
            Lasting lasting => [lasting.Operand],
            DaysAfter after => [after.Operand],
            Since since => [since.Left, since.Right],
            _ => throw Unknown(condition),
        };

    private static IEnumerable<Node> Of(Criterion criterion) =>
        criterion switch
        {
            InZone zone => [zone.Zone],
            DeathsAtLeast
            or OfKind
            or AttributedTo
            or WithSide
            or AgainstSide
            or ExactDay
            or PlaceWithin
            or ClearEvent
            or FieldIs
            or FieldNumber
            or DistinctRows => [],
            _ => throw Unknown(criterion),
        };

    private static IEnumerable<Node> Of(Care care) =>
        care switch
        {
            Lambda lambda => [lambda.PerPoint],
            OnceIn once => [once.PointsWorse, once.Times],
            Rational => [],
            _ => throw Unknown(care),
        };

    private static IEnumerable<Node> Of(Domain domain) =>
        domain switch
        {
            Enumeration enumeration => enumeration.Values,
            WholeNumbers or YesOrNo => [],
            _ => throw Unknown(domain),
        };

    private static IEnumerable<Node> Some(Node? node) => node is null ? [] : [node];

    private static UnknownKindException Unknown(Node node) => new(node.GetType(), nameof(Walk));
}
