using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>Obligations: who must have done what by when, and what follows if not.</summary>
internal sealed class ObligationParser(TokenCursor at, ExpressionParser expressions, StepParser steps)
{
    /// <summary>What an obligation's name belongs to: clauses that are never in force together may call theirs alike.</summary>
    public const string Owner = "an obligation";

    private const string Time = "a time: a length of time, a unit of time and its number, or a date";

    private const string Bound =
        "What is owed only once something is so: within 2 months of (status = broken). What does not count while something is so: { suspended while status = broken }.";

    private const string Lines =
        "cure 2 months, suspended while COND, excused when COND, dispute \"somebody\" finds done 90% when done, 5% when not, breach: EFFECTS, reported as INCIDENTS";

    // obligation NAME ["TITLE"] of PARTY: OPTION [at STEP] [N times] by TIME|within TIME of COND [{ lines }]
    // … OPTION [at STEP] [N times] each TIME [LASTING]     … not OPTION [at STEP] [LASTING]     LASTING: until TIME | for TIME | within TIME of COND
    public Obligation Parse()
    {
        var start = at.Next();
        var name = at.Declare(NameKind.State, "the obligation's name", Owner);
        var title = at.AcceptTitle();
        at.Expect(
            "of",
            "and who owes it",
            at.IsParty(at.Current.Text)
                ? $"Write: obligation {name.Text} of {at.Current.Text}: …"
                : $"Write for example: obligation {name.Text} of Russia: withdraw by month 6."
        );
        var party = at.Refer(NameKind.Party, "the party that owes it");
        if (at.Current.Text is "when" or "if" or "while" or "unless" or "once" && !at.IsFirstOnLine)
            throw at.Unexpected("':' and what it must have done by when", Bound);
        at.Expect(
            ":",
            "and what it must have done by when",
            $"Write: obligation {name.Text} of {party.Text}: {(at.Current.Kind == TokenKind.Word && !at.IsFirstOnLine ? at.Rest(0) : "withdraw by month 6.")}"
        );
        if (at.Current.Is("no") && at.Peek().Kind == TokenKind.Word && !(at.Peek().Text is "at" or "by" or "within" or "each"))
            throw at.Unexpected("what is owed", $"Write: not {at.Peek().Text} until {(at.Peek(2).Is("by") && !at.BeginsLine(3) ? at.Rest(3) : "month 6")}");
        if (at.Current.Text is "always" or "never" && at.Peek().Kind == TokenKind.Word && !(at.Peek().Text is "at" or "by" or "within" or "each"))
            throw at.Unexpected(
                "what is owed",
                at.Current.Is("never")
                    ? $"Write for example: not {at.Peek().Text} until month 6"
                    : $"What must be done again and again is owed each period: {at.Peek().Text} each {at.Period ?? "month"}. What must be done once: {at.Peek().Text} by month 6."
            );
        if (at.Peek().Is("=") && at.Marks.Any(mark => mark is { IsDeclaration: true, Kind: NameKind.State } && mark.Text == at.Current.Text))
            throw at.Unexpected(
                "what is owed",
                $"What is owed is that an option is played. Name the one that does this: {at.Current.Text} = {at.Peek(2).Text}."
            );
        var isForbidden = at.Accept("not");
        var option = at.ReferOption("an option", party.Text);
        Word? step = null;
        if (at.At("at") && at.Peek().Text is "least" or "most" && !at.IsName(at.Peek().Text))
            throw at.Unexpected(
                "how often",
                at.Peek().Is("least")
                    ? "Leave 'at least' out: what is done more often is done."
                    : $"What must not be done more often is no obligation of its own. What must be done: {option} 2 times by month 6."
            );
        if (at.At("at") && at.IsUnit(at.Peek().Text) && !at.BeginsLine(1) && !at.IsName(at.Peek().Text))
            throw at.Unexpected("'by' and by when", $"Write: {option} by {at.Rest(1)}");
        if (at.Accept("at"))
        {
            var where = at.Refer(NameKind.Step, "a step");
            at.Mark(option, of: party.Text, at: where.Text);
            step = where.Word;
        }
        var count = at.Current;
        var times = at.Current.Kind == TokenKind.Number ? Times() : 1;
        if (isForbidden && times != 1)
            throw new ParseFault(
                DiagnosticCodes.Unexpected,
                "What must not be done must not be done once.",
                count.Place,
                $"Write for example: not {option} until month 6."
            );
        var each = isForbidden ? null : Each();
        var by = isForbidden || each is not null ? Lasting(isForbidden) : By(option);
        var made = new Obligation(name.Text, title, party.Word, option, step, times, by, null, null, null, null, []) { IsForbidden = isForbidden, Each = each };
        if (!at.IsFirstOnLine && at.Current.Text is "when" or "if" or "while" or "unless")
            throw at.Unexpected("'{', or the next statement", Bound);
        if (at.Accept("{"))
            made = Within(made);
        return made with { NamePlace = name.Place, Place = start.Place.To(at.Previous.Place) };
    }

    private int Times()
    {
        var number = at.Current;
        var times = at.ExpectWholeNumber("how often");
        if (!at.Accept("times") && !at.Accept("time"))
            throw at.Unexpected("'times' after how often", $"Write: {times} times.");
        return times is >= 1 and <= Obligation.MostTimes
            ? times
            : throw new ParseFault(
                DiagnosticCodes.BadNumber,
                $"Something is done 1 to {Obligation.MostTimes:N0} times, not {times}.",
                number.Place,
                times == 0
                    ? "Write how often it must be done; what must not be done is owed with 'not' before it, until a time."
                    : "Write how often it must be done."
            );
    }

    // each month, each 2 quarters
    private Duration? Each()
    {
        if (!at.Accept("each"))
            return null;
        var start = at.Current;
        if (start.Kind == TokenKind.Number)
            return at.ExpectDuration("the length of a round");
        var unit = at.ExpectUnit("the length of a round: a unit of time, or a number of them");
        return new Duration(1, unit.Word) { Place = start.Place.To(at.Previous.Place) };
    }

    // until month 12, until 2026-12-31, for 12 months, within 12 months of (status = signed), or nothing
    private Deadline Lasting(bool isForbidden)
    {
        var start = at.Current;
        if (at.At("within"))
            return Brought();
        if (at.Accept("for"))
            return new Deadline(at.ExpectDuration("a length of time"), null) { Place = start.Place.To(at.Previous.Place) };
        if (at.Accept("until"))
        {
            var moment = at.ExpectMoment("a unit of time and its number, or a date");
            return moment.Time is null
                ? new Deadline(moment, null) { Place = start.Place.To(at.Previous.Place) }
                : throw new ParseFault(DiagnosticCodes.Unexpected, "A length of time has no end that one could name.", moment.Place, $"Write: for {moment}.");
        }
        if (at.At("by"))
            throw at.Unexpected(
                "until when it lasts",
                $"{(isForbidden ? "What must not be done has no time by which it is done. " : "")}Write: {(at.Peek().Kind == TokenKind.Number && !at.Peek(2).Is("-") ? "for" : "until")} {at.Rest(1)}"
            );
        return new Deadline(null, null) { Place = start.Place };
    }

    private Deadline By(OptionName option)
    {
        var start = at.Current;
        if (at.At("within"))
            return at.Peek().Kind == TokenKind.Number && !at.Peek(2).Is("of") && !at.Peek(3).Is("of")
                ? throw at.Unexpected(
                    "'by' and by when",
                    $"Write: {option} by {at.Peek().Text}{(at.Peek(2).Kind == TokenKind.Word && !at.BeginsLine(2) ? " " + at.Peek(2).Text : "")}. What is owed only once something is so: within 2 months of (status = broken)."
                )
                : Brought();
        if (at.Current.Is("before"))
            throw at.Unexpected(
                "'by' and by when",
                at.Peek().Kind == TokenKind.Word && at.Peek(2).Kind == TokenKind.Number && TokenCursor.NumberOf(at.Peek(2)).Value is > 1 and var before
                    ? $"Write the last {at.Peek().Text} in which it can be done: {option} by {at.Peek().Text} {Calendar.Text(before - 1)}."
                    : $"Write the last time at which it can be done: {option} by month 6."
            );
        if (at.Current.Text is "once" or "twice" && at.Peek().Text is "by" or "within" or "each")
            throw at.Unexpected("'by' and by when", at.Current.Is("once") ? "Leave 'once' out." : $"Write: {option} 2 times {at.Rest(1)}");
        at.Expect(
            "by",
            "and by when",
            $"Write for example: {option} by month 6, by 18 months, by 2026-06-30, or within 2 months of (status = broken); each month, where it must be done again and again; or not {option} until month 6, where it must not be done."
        );
        return new Deadline(at.ExpectMoment(Time), null) { Place = start.Place.To(at.Previous.Place) };
    }

    // within 2 months of (status = broken)
    private Deadline Brought()
    {
        var start = at.Current;
        return (
            expressions.Condition() is WithinOf within
                ? new Deadline(within.Time, within.Condition)
                : throw new ParseFault(
                    DiagnosticCodes.Unexpected,
                    "What brings an obligation is one condition.",
                    start.Place.To(at.Previous.Place),
                    "Put it in brackets: within 2 months of (status = broken and not told)."
                )
        ) with
        {
            Place = start.Place.To(at.Previous.Place),
        };
    }

    private Obligation Within(Obligation made)
    {
        var (cure, suspended, excused, dispute, breach) = ((Duration?)null, (Expression?)null, (Expression?)null, (Dispute?)null, (Sequence<Effect>?)null);
        while (!at.At("}"))
        {
            if (cure is null && made.IsForbidden && at.At("cure"))
                throw at.Unexpected(
                    "what else holds of it",
                    $"What is done cannot be put right. Where something else can make up for it, write another obligation: within 2 months of ({made.Name} = breached)."
                );
            else if (dispute is null && made.Each is not null && at.At("dispute"))
                throw at.Unexpected(
                    "what else holds of it",
                    "Nobody decides on what is owed again and again. Write one obligation for each time, or a chance in what the option does."
                );
            else if (cure is null && at.Accept("cure"))
            {
                if (at.Current.Is("for") || at.Current.Is(":") || at.Current.Is("within"))
                    at.PassOver("how long it can still be put right", $"Write: cure {at.Rest(1)}");
                if (at.Current.Is("by") || at.Current.Is("until"))
                    throw at.Unexpected(
                        "how long it can still be put right",
                        "That is a length of time, from the moment at which its time was up: cure 2 months."
                    );
                cure = at.ExpectDuration("how long it can still be put right");
            }
            else if (suspended is null && at.Accept("suspended"))
            {
                at.Demand("while", "and a condition", $"Write: suspended while {(at.Current.Is("when") ? at.Rest(1) : "status = broken")}", "when");
                suspended = expressions.Condition(NameKind.Condition);
            }
            else if (excused is null && at.Accept("excused"))
            {
                at.Demand("when", "and a condition", $"Write: excused when {(at.Current.Is("while") ? at.Rest(1) : "status = broken")}", "while");
                excused = expressions.Condition(NameKind.Condition);
            }
            else if (dispute is null && at.At("dispute"))
                dispute = Disputed();
            else if (breach is null && at.Accept("breach"))
            {
                at.Demand(":", "and what it brings", $"Write for example: breach: status = broken; {made.Party} pays 3.");
                breach = steps.Effects();
            }
            else if (made.Reported is null && at.Accept("reported"))
            {
                at.Demand("as", "and the class of incidents that count as doing it", "Write for example: reported as pullback.");
                made = made with { Reported = at.Refer(NameKind.Incident, "a class of incidents").Word };
            }
            else if (at.Meant(0, "cure", "suspended", "excused", "dispute", "breach", "reported") is { } meant)
                at.Correct(meant, $"Expected what else holds of the obligation, each once, but here there is '{at.Current.Text}'.");
            else
                throw at.Unexpected("what else holds of the obligation, each once", $"There is: {Lines}.");
            at.Accept(";");
        }
        at.Expect("}", "after the obligation");
        return made with { Cure = cure, Suspended = suspended, Excused = excused, Dispute = dispute, Breach = breach ?? [] };
    }

    private Dispute Disputed()
    {
        const string example = "Write for example: dispute \"the Mission\" finds done 90% when done, 5% when not.";
        var start = at.Next();
        var title = at.AcceptText();
        var party = title is null ? at.Refer(NameKind.Party, "who decides: a party, or somebody in double quotes").Word : null;
        at.Expect("finds", "and what is found", example);
        at.Expect("done", "and with which chance", example);
        var whenDone = expressions.Parse();
        at.Expect("when", "and whether it is done", example);
        at.Expect("done", "after the chance that it is found so where it is", example);
        at.Expect(",", "and the chance that it is found done where it is not", example);
        var whenNot = expressions.Parse();
        at.Expect("when", "and whether it is done", example);
        at.Expect("not", "after the chance that it is found done where it is not", example);
        return new Dispute(party, title, whenDone, whenNot) { Place = start.Place.To(at.Previous.Place) };
    }
}
