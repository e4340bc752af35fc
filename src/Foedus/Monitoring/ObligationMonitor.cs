using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>Judges obligations on reports, as the game moves them: what is owed is done on the day of the report that makes it enough; its time runs at the ends of periods.</summary>
/// <remarks>Conditions on states are read off what the deal ties to triggers, as surely as it asks there; what no tie speaks of stays as it begins.</remarks>
internal sealed class ObligationMonitor(Deal deal, WatchPlan plan, WatchMonitor monitor)
{
    private readonly Dictionary<string, StateVariable> states = deal.StateVariables.GroupBy(state => state.Name).ToDictionary(group => group.Key, group => group.First());
    private readonly Dictionary<string, Definition> definitions = deal.Definitions.GroupBy(definition => definition.Name).ToDictionary(group => group.Key, group => group.First());

    /// <summary>The verdict on one obligation, as of the last day judged.</summary>
    public ObligationVerdict Judge(WatchedObligation owed)
    {
        var notes = new List<string>();
        var declared = owed.Declared;
        foreach (var (condition, what) in new[] { (declared.By.Condition, "what brings it"), (declared.Suspended, "what suspends it"), (declared.Excused, "what excuses it") })
            if (condition is not null && Holds(condition, monitor.From) is null)
                notes.Add($"Reports do not say whether {ExpressionText.Of(condition)}; {what} is taken not to be so.");
            else if (condition is not null && Untied(condition) is { Count: > 0 } untied)
                notes.Add($"No trigger says what {string.Join(" and ", untied)} becomes; it is taken to stay as it begins.");
        if (declared.Dispute is { } dispute)
            notes.Add($"Whether it is done is for {dispute.Party?.Text ?? dispute.Title} to find; this is what was reported.");
        return new ObligationVerdict(declared.Name, declared.Title ?? declared.Name, declared.Party.Text, owed.Of, $"{declared.Option}{(declared.Times == 1 ? "" : $" {declared.Times} times")} {declared.By}",
            At(owed, Certainty.Certainly), At(owed, Certainty.Probably), At(owed, Certainty.Possibly), notes);
    }

    private ObligationAt At(WatchedObligation owed, Certainty certainty)
    {
        var declared = owed.Declared;
        var reports = Reports(declared.Reported!, certainty);
        var (standing, ends, begins) = (declared.By.Condition is null ? Standing.Pending : Standing.NotOwed, 0, DateOnly.MinValue);
        DateOnly? since = null;
        var period = 1;
        for (; owed.EndOf(period) <= monitor.Today; period++)
        {
            var end = owed.EndOf(period);
            if (standing == Standing.NotOwed && IsSo(declared.By.Condition, end))
                (standing, begins) = (Standing.Pending, period == 1 ? DateOnly.MinValue : owed.EndOf(period - 1).AddDays(1));
            else if (Done(end) is { } day)
                return Settled(day);
            else if (standing is Standing.Pending or Standing.Overdue && !IsSo(declared.Suspended, end) && ++ends == (standing == Standing.Pending ? owed.Due : owed.Due + owed.Cure))
                (standing, since) = standing == Standing.Pending && owed.Cure > 0 ? (Standing.Overdue, since) : IsSo(declared.Excused, end) ? (Standing.Excused, end) : (Standing.Breached, end);
            if (standing == Standing.Excused || end == DateOnly.MaxValue)
                break;
        }
        if (standing is not (Standing.Excused or Standing.NotOwed) && Done(monitor.Today) is { } last)
            return Settled(last);
        return new ObligationAt(standing, since, standing is Standing.Pending or Standing.Overdue ? owed.EndOf(period - 1 + (standing == Standing.Pending ? owed.Due : owed.Due + owed.Cure) - ends) : null, Counting().Count(report => report.Day <= monitor.Today), Evidence(monitor.Today));

        IEnumerable<(DateOnly Day, Selected Report)> Counting() => reports.Where(report => report.Day >= begins);

        // The day of the report with which it is done, up to an end.
        DateOnly? Done(DateOnly end) => standing == Standing.NotOwed ? null : Counting().Skip(declared.Times - 1).Select(report => (DateOnly?)report.Day).FirstOrDefault() is { } day && day <= end ? day : null;

        ObligationAt Settled(DateOnly day) => new(standing switch { Standing.Pending => Standing.Done, Standing.Overdue => Standing.Cured, _ => Standing.Late }, day, null, declared.Times, Evidence(day));

        IReadOnlyList<Selected> Evidence(DateOnly until) => [.. Counting().Where(report => report.Day <= until).Take(declared.Times).Select(report => report.Report)];
    }

    // Reports of a class with the day from which they count, in order.
    private List<(DateOnly Day, Selected Report)> Reports(Word of, Certainty certainty)
    {
        var number = plan.ClassNumber(of.Text);
        return [.. monitor.Kept.Where(report => report.Of[number].Has(certainty) && monitor.Counts(report.Id, number)).Select(report => (Day: DateOnly.FromDayNumber(certainty == Certainty.Certainly ? report.Last : report.First), report)).OrderBy(pair => pair.Day).ThenBy(pair => pair.report.Line)];
    }

    private bool IsSo(Expression? condition, DateOnly day) => condition is not null && Holds(condition, day) == true;

    // What a state is on a day: as it begins until a tie says otherwise, and then what the last tie that was true said.
    private string? ValueOf(string name, DateOnly day)
    {
        if (!states.TryGetValue(name, out var state) || state.IsOfObligation)
            return null;
        for (var at = day; at >= monitor.From; at = at.AddDays(-1))
            for (var tie = plan.Ties.Count - 1; tie >= 0; tie--)
                if (plan.Ties[tie].Variable.Text == name && monitor.IsTied(tie, at))
                    return plan.Ties[tie].Value.Text;
        return state.Initial switch { Name value => value.Text, YesNo truth => truth.Value ? "yes" : "no", _ => null };
    }

    private List<string> Untied(Expression condition) =>
        [.. Walk.All(condition).OfType<Name>().Select(name => name.Text).Where(name => states.ContainsKey(name) && !plan.Ties.Any(tie => tie.Variable.Text == name)).Distinct()];

    // null where reports cannot say.
    private bool? Holds(Expression condition, DateOnly day) => condition switch
    {
        YesNo truth => truth.Value,
        Name name when definitions.TryGetValue(name.Text, out var definition) && definition.Parameters.Count == 0 => Holds(definition.Value, day),
        Name name => ValueOf(name.Text, day) is { } value && value is "yes" or "no" ? ValueOf(name.Text, day) == "yes" : null,
        Unary { Operator: UnaryOperator.Not } not => !Holds(not.Operand, day),
        Binary { Operator: BinaryOperator.And } both => Holds(both.Left, day) & Holds(both.Right, day),
        Binary { Operator: BinaryOperator.Or } either => Holds(either.Left, day) | Holds(either.Right, day),
        Binary { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual, Left: Name name, Right: Name value } same => ValueOf(name.Text, day) is { } now ? (now == value.Text) == (same.Operator == BinaryOperator.Equal) : null,
        IsIn { Value: Name name } among => ValueOf(name.Text, day) is { } now && among.Among.All(value => value is Name) ? among.Among.Any(value => ((Name)value).Text == now) : null,
        _ => null,
    };
}
