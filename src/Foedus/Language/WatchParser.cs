using Foedus.Binding;
using Foedus.Model;
using Foedus.Units;

namespace Foedus.Language;

/// <summary>Zones, classes of incidents, and conditions on them in time.</summary>
internal sealed class WatchParser(TokenCursor at)
{
    /// <summary>Deepest nesting of a condition.</summary>
    private const int MostDepth = 32;

    /// <summary>Longest window, in days.</summary>
    public const int MostDays = 36_525;

    private int depth;
    private readonly HashSet<DayCondition> bracketed = new(ReferenceEqualityComparer.Instance);

    public void Reset() => depth = 0;

    public Zone Zone()
    {
        at.Next();
        var name = at.Declare(NameKind.Zone, "the zone's name");
        var title = at.AcceptTitle();
        var start = at.Current;
        ZoneShape outline;
        if (at.Accept("within"))
        {
            var km = at.ExpectNumber("a number of kilometres");
            at.Expect("km", "after the radius", "Write for example: zone aleppo within 25 km of 36.2, 37.13.");
            at.Expect("of", "and the latitude and longitude of the middle");
            var latitude = at.ExpectNumber("a latitude");
            at.Expect(",", "and the longitude");
            outline = new Circle(km, latitude, at.ExpectNumber("a longitude"));
        }
        else
        {
            at.Expect(
                "in",
                "and a GeoJSON file, or 'within' and a circle",
                "Write for example: zone line in \"zones.geojson\" feature \"line\", or: zone town within 25 km of 36.2, 37.13."
            );
            var file = at.ExpectText("the name of a GeoJSON file beside the deal");
            outline = new FileFeature(file, at.Accept("feature") ? at.ExpectText("the name of a feature in the file") : null);
        }
        outline = outline with { Place = start.Place.To(at.Previous.Place) };
        var without = new List<Word>();
        if (at.Accept("without"))
            do without.Add(at.Refer(NameKind.Zone, "a zone").Word);
            while (at.Accept(","));
        return new Zone(name.Text, title, outline, without.ToSequence()) { NamePlace = name.Place };
    }

    public IncidentClass Incident()
    {
        at.Next();
        var name = at.Declare(NameKind.Incident, "the name of this class of incidents");
        var title = at.AcceptTitle();
        at.Expect("{", "before what an incident must be to count");
        var criteria = new List<Criterion>();
        while (!at.At("}"))
        {
            var start = at.Current;
            criteria.Add(Criterion() with { Place = start.Place.To(at.Previous.Place) });
            at.Accept(";");
        }
        at.Expect("}", "after the last criterion");
        return new IncidentClass(name.Text, title, criteria.ToSequence()) { NamePlace = name.Place };
    }

    public Trigger Trigger()
    {
        at.Next();
        var name = at.Declare(NameKind.Trigger, "the trigger's name");
        var title = at.AcceptTitle();
        at.Expect(":", "and the condition", "Write for example: trigger serious: at least 3 clash within 7 days.");
        return new Trigger(name.Text, title, Condition()) { NamePlace = name.Place };
    }

    public bool IsStateTrigger => at.Current.Kind == TokenKind.Word && at.Peek().Is("becomes");

    public StateTrigger StateTrigger()
    {
        var variable = at.Refer(NameKind.State, "a state");
        at.Expect("becomes", "and a value");
        var value = at.Refer(NameKind.Value, "a value of the state", variable.Text);
        at.Expect("when", "and a trigger", "Write for example: status becomes broken when serious.");
        var how =
            at.Accept("certainly") ? Certainty.Certainly
            : at.Accept("possibly") ? Certainty.Possibly
            : Certainty.Probably;
        if (how == Certainty.Probably)
            at.Accept("probably");
        return new StateTrigger(variable.Word, value.Word, how, Condition()) { NamePlace = variable.Place };
    }

    public InForceFrom InForce()
    {
        at.Next();
        at.Expect("force", "in 'in force from'");
        at.Expect("from", "and a day", "Write for example: in force from 2015-02-15.");
        return new InForceFrom(at.ExpectDay());
    }

    private Criterion Criterion()
    {
        if (at.Accept("in"))
            return new InZone(at.Refer(NameKind.Zone, "a zone").Word);
        if (at.Accept("deaths"))
        {
            at.Expect("at", "in 'deaths at least 1'");
            at.Expect("least", "in 'deaths at least 1'");
            return new DeathsAtLeast(at.ExpectWholeNumber("a number of deaths"), By());
        }
        if (at.Accept("kind"))
            return new OfKind(Texts("a kind of event, such as \"one-sided\""));
        if (at.Accept("by"))
            return at.Accept("somebody") ? new AttributedTo([]) : new AttributedTo(Texts("who it is attributed to, or 'somebody'"));
        if (at.Accept("side"))
            return new WithSide(Texts("a side"));
        if (at.Accept("against"))
            return new AgainstSide(Texts("a side"));
        if (at.AcceptAll("exact", "day"))
            return new ExactDay();
        if (at.AcceptAll("place", "within"))
            return new PlaceWithin(at.ExpectWholeNumber("the source's number for the precision of the place"));
        if (at.Accept("clear"))
            return new ClearEvent();
        if (at.AcceptAll("distinct", "rows"))
            return new DistinctRows();
        if (at.Accept("field"))
        {
            var column = at.ExpectText("the name of a column");
            if (at.AcceptAll("at", "least"))
                return new FieldNumber(column, true, at.ExpectNumber("a number"));
            if (at.AcceptAll("at", "most"))
                return new FieldNumber(column, false, at.ExpectNumber("a number"));
            at.Expect("is", "and a text, or 'at least' or 'at most' and a number");
            return new FieldIs(column, Texts("a text"));
        }
        throw at.Unexpected(
            "a criterion",
            "Criteria: in ZONE, deaths at least N, kind \"…\", by \"…\", by somebody, side \"…\", against \"…\", exact day, place within N, clear, field \"…\" is \"…\", field \"…\" at least N, distinct rows."
        );
    }

    private Estimate? By()
    {
        if (!at.Accept("by"))
            return null;
        var by =
            at.Accept("lowest") ? Estimate.Lowest
            : at.Accept("best") ? Estimate.Best
            : at.Accept("highest") ? Estimate.Highest
            : throw at.Unexpected("'lowest', 'best' or 'highest'");
        at.Expect("estimate", "after lowest, best or highest");
        return by;
    }

    private Sequence<string> Texts(string what)
    {
        var texts = new List<string>();
        do texts.Add(at.ExpectText(what));
        while (at.Accept(","));
        return texts.ToSequence();
    }

    private DayCondition Condition()
    {
        Enter();
        var parts = new List<DayCondition>();
        do parts.Add(Both());
        while (at.Accept("or"));
        depth--;
        var read = parts.Aggregate((left, right) => new EitherDay(left, right) { Place = left.Place.To(right.Place) });
        if (parts.Count > 1 && parts.Where(part => part is BothDays && !bracketed.Contains(part)).ToList() is { Count: > 0 } mixed)
        {
            mixed.ForEach(part => at.Bracket(part.Place));
            at.Warnings.Add(
                new Diagnostic(
                    DiagnosticCodes.SeldomMeant,
                    Severity.Warning,
                    $"This was read as: {DayConditionText.Of(read)}.",
                    read.Place,
                    "Write these brackets, or those that are meant."
                )
            );
        }
        return read;
    }

    private DayCondition Both()
    {
        var left = Since();
        while (at.Accept("and"))
            left = Placed(left, new BothDays(left, Since()));
        return left;
    }

    private DayCondition Since()
    {
        var left = Single();
        // A state may be called so, and begin the next line.
        while (!IsStateTrigger && at.Accept("since"))
            left = Placed(left, new Since(left, Single()));
        return left;
    }

    private DayCondition Single()
    {
        var start = at.Current;
        if (at.Accept("not"))
        {
            var isBare = !at.At("(");
            var denied = Deeper(() => new NotDay(Single()), start);
            if (isBare && denied is NotDay { Operand: Lasting lasting } && Words.Counted(lasting.Days, "day") is var days)
            {
                at.Bracket(lasting.Place);
                at.Warnings.Add(
                    new Diagnostic(
                        DiagnosticCodes.SeldomMeant,
                        Severity.Warning,
                        "The days were read of what stands right before 'for', and 'not' of both.",
                        denied.Place,
                        $"Write brackets: not (… for {days}), or (not …) for {days}."
                    )
                );
            }
            return denied;
        }
        if (at.Accept("once"))
            return Deeper(
                () =>
                {
                    var operand = Simple();
                    return new Once(operand, at.Accept("within") ? Days() : null);
                },
                start
            );
        if (at.Current.Kind == TokenKind.Number)
        {
            var days = Days();
            at.Expect("after", "in '10 days after notice'");
            return Deeper(() => new DaysAfter(days, Simple()), start);
        }
        return Simple();
    }

    private void Enter()
    {
        if (++depth > MostDepth)
            throw new ParseFault(
                DiagnosticCodes.TooDeep,
                $"Conditions are nested more than {MostDepth} deep here.",
                at.Current.Place,
                "Make a trigger of its own of a part."
            );
    }

    private DayCondition Deeper(Func<DayCondition> read, Token start)
    {
        Enter();
        var condition = read() with { Place = start.Place.To(at.Previous.Place) };
        depth--;
        return condition;
    }

    private DayCondition Simple()
    {
        var start = at.Current;
        DayCondition condition;
        if (at.Accept("("))
        {
            condition = Condition();
            at.Expect(")", "after the condition");
            condition = condition with { Place = start.Place.To(at.Previous.Place) };
            bracketed.Add(condition);
        }
        else if (at.Accept("no"))
        {
            var quiet = at.Refer(NameKind.Incident, "a class of incidents");
            at.Expect("for", "and a number of days", "Write for example: no clash for 30 days.");
            return new Tally(Counted.Incidents, quiet.Word, null, false, 0, Days()) { Place = start.Place.To(at.Previous.Place) };
        }
        else if (at.At("not") || at.At("once"))
            throw at.Unexpected("a trigger or a count", $"Put it into brackets: ({at.Current.Text} …).");
        else if (at.Current.Text is "more" or "fewer" or "less" && at.Peek() is var than && (than.Is("than") || than.Kind == TokenKind.Number))
            throw at.Unexpected("'at least' or 'at most' and a number", "Write for example: at least 4 clash within 7 days.");
        else if (at.Accept("at"))
            condition = Tally(start);
        else
            condition = new TriggerName(at.Refer(NameKind.Trigger, "a trigger, or 'at least', 'at most', 'no', 'once', 'not'").Word) { Place = start.Place };
        while (at.Accept("for"))
            condition = Placed(condition, new Lasting(condition, Days()));
        return condition;
    }

    private Tally Tally(Token start)
    {
        var isAtLeast = at.Accept("least");
        if (!isAtLeast)
            at.Expect("most", "or 'least'");
        var threshold = at.ExpectNumber("a number");
        var (counted, by) = (Counted.Incidents, (Estimate?)null);
        if (at.At("deaths") && (at.Peek().Is("in") || at.Peek().Is("by")))
        {
            at.Next();
            by = By();
            at.Expect("in", "and a class of incidents", "Write for example: at least 10 deaths in clash within 7 days.");
            counted = Counted.Deaths;
        }
        else if (at.AcceptAll("days", "with"))
            counted = Counted.Days;
        else if (at.AcceptAll("place_days", "with"))
            counted = Counted.PlaceDays;
        var of = at.Refer(NameKind.Incident, "a class of incidents, or 'deaths in', 'days with', 'place_days with' and one");
        at.Expect("within", "and a number of days", $"Write: at least 3 {of.Text} within 7 days.");
        return new Tally(counted, of.Word, by, isAtLeast, threshold, Days()) { Place = start.Place.To(at.Previous.Place) };
    }

    private int Days()
    {
        var start = at.Current;
        var count = at.ExpectWholeNumber("a number of days");
        // Weeks are days exactly; months are not, so they are no unit here.
        var days = at.Accept("weeks") || at.Accept("week") ? count * 7 : count;
        if (days == count && !at.Accept("day"))
            at.Expect("days", "after the number", "Conditions on incidents count days or weeks.");
        if (days is < 1 or > MostDays)
            throw new ParseFault(
                DiagnosticCodes.BadNumber,
                $"{days} is not a number of days between 1 and {MostDays:N0}.",
                start.Place,
                "Write a whole number between them."
            );
        return days;
    }

    private DayCondition Placed(DayCondition from, DayCondition condition) => condition with { Place = from.Place.To(at.Previous.Place) };
}
