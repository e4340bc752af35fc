using Foedus.Model;

namespace Foedus.Language.Checking;

/// <summary>Checks that every name in a deal means something, once, and is used: several findings a run, each once.</summary>
public sealed class NameChecker
{
    // A proposal compares a name with all known ones; for thousands of unknown names that takes minutes and nobody reads it.
    private const int MostProposals = 200;

    private readonly Deal deal;
    private readonly List<Diagnostic> found = [];
    private readonly HashSet<(string, int, string)> said = [];
    private readonly HashSet<string> assumptions;
    private readonly HashSet<string> variables;
    private readonly HashSet<string> values;
    private readonly HashSet<string> types;
    private readonly HashSet<string> parties;
    private readonly HashSet<string> offers;
    private readonly HashSet<string> clauses;
    private readonly HashSet<string> sources;
    private readonly HashSet<string> anything;
    private readonly HashSet<string> used = [];
    private int proposals;

    private NameChecker(Deal deal)
    {
        this.deal = deal;
        assumptions = [.. deal.Assumptions.Select(assumption => assumption.Name)];
        variables = [.. deal.StateVariables.Select(variable => variable.Name)];
        values = [.. deal.StateVariables.Select(variable => variable.Domain).OfType<Enumeration>().SelectMany(domain => domain.Values)];
        types = [.. deal.PrivateTypes.SelectMany(type => type.Types).Select(share => share.Type)];
        parties = [.. deal.Parties.Select(party => party.Name)];
        offers = [.. deal.Offers.Select(offer => offer.Name)];
        clauses = [.. deal.Clauses.Select(clause => clause.Name)];
        sources = [.. deal.Sources.Select(source => source.Name)];
        anything = [.. assumptions, .. variables, .. values, .. types];
    }

    public static IReadOnlyList<Diagnostic> Check(Deal deal)
    {
        var checker = new NameChecker(deal);
        checker.Run();
        return checker.found;
    }

    private void Run()
    {
        Twice(deal.Parties, party => party.Name, "parties");
        Twice(deal.StateVariables, variable => variable.Name, "states");
        Twice(deal.Assumptions, assumption => assumption.Name, "assumptions");
        Twice(deal.Sources, source => source.Name, "sources");
        Twice(deal.Clauses, clause => clause.Name, "clauses");
        Twice(deal.Offers, offer => offer.Name, "offers");
        Twice(deal.Asks, ask => ask.Name, "asks");
        Twice(deal.Promises, promise => promise.Name, "promises");
        Twice(deal.Readings, reading => reading.Name, "readings");
        foreach (var declaration in deal.Declarations)
            Declared(declaration);
        new WatchChecker(deal, this).Run();
        Unused();
    }

    internal void Twice<T>(IEnumerable<T> items, Func<T, string> name, string kind) where T : Declaration
    {
        foreach (var group in items.GroupBy(name).Where(group => group.Count() > 1))
            Error(DiagnosticCodes.Duplicate, group.Last().NamePlace, $"There are two {kind} called '{group.Key}'.", "Give one of them another name.");
    }

    private void Declared(Declaration declaration)
    {
        switch (declaration)
        {
            case Discount discount:
                Party(discount.Party, discount.Place);
                Visit(discount.PerPeriod);
                break;
            case Precision precision:
                Party(precision.Party, precision.Place);
                if (precision.Care is Lambda lambda)
                    Visit(lambda.PerPoint);
                if (precision.Care is OnceIn once)
                    Visit(once.PointsWorse, once.Times);
                break;
            case PrivateType type:
                Party(type.Party, type.NamePlace);
                foreach (var share in type.Types)
                    Visit(share.Prior);
                foreach (var drift in type.Drifts)
                {
                    Visit(drift.When);
                    foreach (var move in drift.Moves)
                        Visit(move.Chance);
                }
                break;
            case StateVariable variable:
                if (variable.Domain is not Enumeration)
                    Visit(variable.Initial);
                break;
            case Assumption assumption:
                Sourced(assumption);
                break;
            case Correlation correlation:
                foreach (var name in new[] { correlation.First, correlation.Second })
                    Known(assumptions, name, "assumption", correlation.Place);
                break;
            case Reading reading:
                foreach (var value in reading.Values)
                {
                    Known(assumptions, value.Name, "assumption", value.NamePlace);
                    Sourced(value);
                }
                foreach (var offer in reading.Offers)
                    Known(offers, offer, "offer", reading.NamePlace);
                break;
            case Step step:
                Stepped(step);
                break;
            case Clause clause:
                foreach (var term in clause.Terms)
                    Termed(term);
                break;
            case Interest interest:
                Interested(interest);
                break;
            case Offer offer:
                foreach (var name in offer.Clauses)
                    Known(clauses, name, "clause", offer.Place);
                foreach (var setting in offer.Starts)
                {
                    Known(variables, setting.Variable, "state", setting.Place);
                    Visit(setting.Value);
                }
                break;
            case Promise promise:
                Party(promise.Party, promise.NamePlace);
                Visit(promise.When);
                break;
            case Ask ask:
                Visit(ask.Measure switch { ChanceThrough m => m.Condition, ChanceBy m => m.Condition, ChanceAt m => m.Condition, TimeUntil m => m.Condition, _ => null });
                break;
        }
    }

    private void Stepped(Step step)
    {
        Visit(step.When);
        switch (step)
        {
            case Turn turn:
                Party(turn.Party, turn.NamePlace);
                foreach (var option in turn.Options)
                    Optional(option);
                break;
            case JointTurn joint:
                foreach (var mover in joint.Movers)
                {
                    Party(mover.Party, mover.Place);
                    foreach (var option in mover.Options)
                        Optional(option);
                }
                foreach (var outcome in joint.Outcomes)
                {
                    Visit(outcome.When);
                    Effects(outcome.Effects);
                }
                break;
            case ChanceStep chance:
                Effects([chance.Lottery]);
                break;
        }
    }

    private void Optional(Option option)
    {
        Visit(option.When);
        Effects(option.Effects);
    }

    private void Termed(Term term)
    {
        switch (term)
        {
            case AddStep add:
                Stepped(add.Step);
                break;
            case AddOption add:
                Party(add.Party, add.Place);
                Optional(add.Option);
                break;
            case ExtendOption extend:
                Party(extend.Party, extend.Place);
                Visit(extend.When);
                Effects(extend.Effects);
                break;
            case RemoveOption remove:
                Party(remove.Party, remove.Place);
                Visit(remove.When);
                break;
            case WaivePayments waive:
                Party(waive.Party, waive.Place);
                break;
            case AddInterest add:
                Interested(add.Interest);
                break;
        }
    }

    private void Interested(Interest interest)
    {
        Party(interest.Party, interest.NamePlace.IsEmpty ? interest.Place : interest.NamePlace);
        foreach (var line in interest.Lines)
            Visit(line.When, line.PointsPerPeriod);
    }

    private void Effects(Sequence<Effect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Assign assign:
                    Known(variables, assign.Variable, "state", assign.Place);
                    used.Add(assign.Variable);
                    Visit(assign.Value);
                    break;
                case Payment payment:
                    Party(payment.Party, payment.Place);
                    Visit(payment.Points);
                    break;
                case Lottery lottery:
                    foreach (var branch in lottery.Branches)
                    {
                        Visit(branch.Chance);
                        Effects(branch.Effects);
                    }
                    break;
                case If choice:
                    Visit(choice.Condition);
                    Effects(choice.Then);
                    Effects(choice.Else);
                    break;
                case Becomes becomes:
                    Party(becomes.Party, becomes.Place);
                    Known(types, becomes.Type, "type", becomes.Place);
                    break;
            }
        }
    }

    private void Visit(params Expression?[] expressions)
    {
        foreach (var expression in expressions)
        {
            switch (expression)
            {
                case Name name:
                    used.Add(name.Text);
                    Known(anything, name.Text, "assumption, state, value or type", name.Place);
                    break;
                case IsOfType type:
                    Party(type.Party, type.Place);
                    Known(types, type.Type, "type", type.Place);
                    break;
                case Plays plays:
                    Party(plays.Party, plays.Place);
                    break;
                case Unary unary:
                    Visit(unary.Operand);
                    break;
                case Binary binary:
                    Visit(binary.Left, binary.Right);
                    break;
                case Conditional choice:
                    Visit(choice.Then, choice.Condition, choice.Else);
                    break;
                case IsIn isIn:
                    Visit(isIn.Value);
                    Visit([.. isIn.Among]);
                    break;
                case Call call:
                    Visit([.. call.Arguments]);
                    break;
            }
        }
    }

    private void Sourced(Assumption assumption)
    {
        if (assumption.Source is { } source)
        {
            used.Add(source);
            Known(sources, source, "source", assumption.Place);
        }
        var (low, high) = assumption.Spread switch
        {
            Between range => (range.Low, range.High),
            Likely likely => (likely.Low, likely.High),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        var place = assumption.Spread?.Place is { IsEmpty: false } spread ? spread : assumption.NamePlace;
        if (low > high)
            Error(DiagnosticCodes.BadRange, place, $"The range of '{assumption.Name}' begins above its end.", "Write the smaller number first.");
        else if (assumption.Spread is Between && (assumption.Best < low || assumption.Best > high))
            Error(DiagnosticCodes.BadRange, place, $"The best value of '{assumption.Name}', {ExpressionText.Of(assumption.Best)}, is outside its range {ExpressionText.Of(low)}..{ExpressionText.Of(high)}.",
                "Widen the range or move the best value.");
        else if (assumption.Spread is Between { Shape: Shape.EvenRatios } && low <= 0)
            Error(DiagnosticCodes.BadRange, place, $"'{assumption.Name}' is spread evenly in ratios, which needs a range above 0.", "Write 'even', or begin the range above 0.");
        else if (assumption.Spread is Likely && low == high)
            Error(DiagnosticCodes.BadRange, place, $"The likely range of '{assumption.Name}' has no width.", "Widen it, or leave it out.");
        else if (assumption.Spread is Likely { WithinUnit: true } && (low <= 0 || high >= 1))
            Error(DiagnosticCodes.BadRange, place, $"The likely range of '{assumption.Name}' must lie inside 0 and 1.");
    }

    private void Party(string? name, Place place)
    {
        if (name is not null)
            Known(parties, name, "party", place);
    }

    internal void Known(HashSet<string> known, string name, string kind, Place place)
    {
        if (known.Contains(name))
            return;
        var message = $"There is no {kind} called '{name}'.";
        if (++proposals > MostProposals)
        {
            Error(DiagnosticCodes.UnknownName, place, message, $"Only the first {MostProposals} unknown names get a proposal; mend those first.");
            return;
        }
        var near = Nearest.To(name, known);
        Error(DiagnosticCodes.UnknownName, place, message, near is null ? $"Known: {string.Join(", ", known.Order().Take(12))}." : $"Did you mean '{near}'?");
    }

    private void Unused()
    {
        foreach (var assumption in deal.Assumptions.Where(assumption => !used.Contains(assumption.Name) && !HoldsUses(assumption.Name)))
            Warning(DiagnosticCodes.Unused, assumption.NamePlace, $"The assumption '{assumption.Name}' is used nowhere.");
        foreach (var variable in deal.StateVariables.Where(variable => !used.Contains(variable.Name)))
            Warning(DiagnosticCodes.Unused, variable.NamePlace, $"The state '{variable.Name}' is used nowhere.");
        var inOffers = deal.Offers.SelectMany(offer => offer.Clauses).ToHashSet();
        foreach (var clause in deal.Clauses.Where(clause => !inOffers.Contains(clause.Name)))
            Warning(DiagnosticCodes.Unused, clause.NamePlace, $"The clause '{clause.Name}' is in no offer.");
        if (!deal.Offers.Any() && (deal.Parties.Any() || !deal.Triggers.Any()))
            Error(DiagnosticCodes.MissingOffer, default, "The deal makes no offer.", "Write at least: no deal none \"…\", and an offer to weigh against it.");
    }

    private bool HoldsUses(string name) => deal.HoldsWhen is { } holds && ExpressionText.Of(holds.Condition).Contains(name, StringComparison.Ordinal);

    internal void Error(string code, Place place, string message, string? remedy = null) => Add(new Diagnostic(code, Severity.Error, message, place, remedy));

    internal void Warning(string code, Place place, string message) => Add(new Diagnostic(code, Severity.Warning, message, place));

    private void Add(Diagnostic diagnostic)
    {
        if (said.Add((diagnostic.Code, diagnostic.Place.Start, diagnostic.Message)))
            found.Add(diagnostic);
    }
}
