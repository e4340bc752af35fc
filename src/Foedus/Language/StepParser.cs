using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>Steps with their options, outcomes, lotteries and effects.</summary>
internal sealed class StepParser(TokenCursor at, ExpressionParser expressions)
{
    /// <summary>Deepest nesting of lotteries and conditions.</summary>
    private const int MostDepth = 16;

    /// <summary>What the word for a value belongs to.</summary>
    public const string OverRange = "options over a range";

    private int depth;

    public static bool IsStart(TokenCursor at) => at.At("turn") || at.At("joint", "turn") || at.At("chance") || at.At("event") || at.At("vote");

    /// <summary>Forgets how deep a fault unwound.</summary>
    public void Reset()
    {
        depth = 0;
        expressions.Reset();
    }

    public Step Parse()
    {
        var start = at.Current;
        Step read = at.AcceptAll("joint", "turn")
            ? Joint(start)
            : at.Next().Text switch
            {
                "turn" => Turn(start),
                "event" => Event(start),
                "vote" => Vote(start),
                _ => Chance(start),
            };
        // Behind its last brace nothing within it is meant.
        if (at.Previous.Is("}"))
            at.Titled = null;
        return read;
    }

    private Event Event(Token start)
    {
        var name = at.Declare(NameKind.Step, "a name for the event");
        var title = at.AcceptShortTitle();
        var (placement, when) = Header();
        at.Expect(":", "before what happens");
        var effects = Effects();
        return new Event(effects)
        {
            Name = name.Text,
            Title = title,
            Placement = placement,
            When = when,
            Place = start.Place.To(at.Previous.Place),
            NamePlace = name.Place,
        };
    }

    private Turn Turn(Token start)
    {
        var first = at.Refer(NameKind.Party, "the party whose turn it is");
        if (at.Current.Kind == TokenKind.Text && !at.Peek().Is("of") && at.Peek().Kind != TokenKind.Text)
            throw at.Unexpected("'{' before the options", $"A title is that of a turn that has a name: turn NAME \"…\" of {first.Text} {{ … }}.");
        if (at.Current.Text is "by" or "for" or "from" or "(" or ":" or "-" && !at.BeginsLine(1) && at.IsParty(at.Peek().Text))
            throw at.Unexpected("'of' and the party whose turn it is", $"Write: turn {first.Text} of {at.Peek().Text}");
        var title = at.AcceptShortTitle();
        var party = at.Accept("of") ? at.Refer(NameKind.Party, "the party whose turn it is") : first;
        var name = party == first ? null : first.Text;
        if (name is null)
            at.Titled = null;
        else
        {
            at.Refuse(first, NameKind.Step);
            at.Mark(first, NameKind.Step, isDeclaration: true, of: party.Text);
        }
        var (placement, when) = Header();
        at.Expect("{", "before the options", at.IsFirstOnLine ? "Write '{' behind the line before, and '}' behind the last option." : null);
        var options = Options(party.Text, first.Text);
        var end = at.Expect("}", "after the last option");
        return new Turn(party.Word, options)
        {
            Name = name,
            Title = title,
            Placement = placement,
            When = when,
            Place = start.Place.To(end.Place),
            NamePlace = first.Place,
        };
    }

    private JointTurn Joint(Token start)
    {
        var name = at.Declare(NameKind.Step, "a name for the joint turn");
        var title = at.AcceptShortTitle();
        var (placement, when) = Header();
        at.Expect("{", "before the parties that choose");
        var movers = new List<JointMover>();
        var outcomes = new List<Outcome>();
        while (!at.At("}"))
        {
            var first = at.Current;
            if ((at.Peek().Is(":") || at.Peek().Is("when")) && at.Meant(0, "outcome") is { } outcome)
                at.Correct(outcome, $"Expected a party that chooses, or 'outcome', but here there is '{at.Current.Text}'.");
            // Somebody may be called so.
            if (at.At("outcome") && !at.Peek().Is("{"))
            {
                at.Next();
                at.Titled = new Titled(at.Index - 1, Otherwise: "An outcome has no title: leave it out.");
                var condition = When();
                at.Expect(":", "before what then happens");
                var effects = Effects();
                outcomes.Add(new Outcome(condition, effects) { Place = first.Place.To(at.Previous.Place) });
                continue;
            }
            var party = at.Refer(NameKind.Party, "a party that chooses, or 'outcome'");
            at.Expect("{", "before its options", "Write each party with its options: Russia { keep attack }.");
            var options = Options(party.Text, name.Text);
            var end = at.Expect("}", "after its last option");
            at.Titled = null;
            movers.Add(new JointMover(party.Word, options) { Place = party.Place });
        }
        var last = at.Expect("}", "after the joint turn");
        return new JointTurn(movers.ToSequence(), outcomes.ToSequence())
        {
            Name = name.Text,
            Title = title,
            Placement = placement,
            When = when,
            Place = start.Place.To(last.Place),
            NamePlace = name.Place,
        };
    }

    // vote NAME of PARTY, … [in turn] [before|after STEP] [when COND] needs RULE [, veto of PARTY, …] { OPTION* [passes: EFFECTS] [fails: EFFECTS] }
    private Vote Vote(Token start)
    {
        var name = at.Declare(NameKind.Step, "a name for the vote");
        var title = at.AcceptShortTitle();
        if (at.Current.Is("needs") && at.IsStepAnew(name))
            throw at.Unexpected(
                "'of' and who votes",
                $"A vote is not changed by naming it again. Write in the clause: remove step {name.Text}, and the vote anew under another name: vote {name.Text}_2 of … {at.Rest(0)}"
            );
        at.Expect("of", "and who votes", $"Write for example: vote {name.Text} of Ally needs all {{ passes: … }}.");
        var voters = new List<Word>();
        do voters.Add(at.Refer(NameKind.Party, "a party that votes, or a kind of party").Word);
        while (at.Accept(","));
        if (at.Current.Is("and"))
            throw at.Unexpected("',' between those who vote", "Write ',' for 'and'.");
        var isInTurn = at.AcceptAll("in", "turn");
        var (placement, when) = Header();
        var rule = Rule(name, voters);
        var vetoes = new List<Word>();
        if (at.Accept(","))
        {
            at.Expect("veto", "and whose", "Write for example: needs 2 of 3, veto of Poland.");
            at.Expect("of", "and whose veto it is");
            do vetoes.Add(at.Refer(NameKind.Party, "a party that has a veto").Word);
            while (at.Accept(","));
        }
        at.Expect("{", "before what votes do and what follows");
        var (options, passes, fails) = (new List<Option>(), (Sequence<Effect>?)null, (Sequence<Effect>?)null);
        while (!at.At("}"))
        {
            var first = at.Current;
            if (at.At("passes") || at.At("fails"))
            {
                at.Titled = new Titled(
                    at.Index,
                    Otherwise: $"What a vote brings has no title: leave it out, or write it behind the name of the vote: {name.Text} \"…\""
                );
                if (at.Peek().Kind == TokenKind.Text)
                    at.Next();
            }
            if (passes is null && at.AcceptAll("passes", ":"))
                passes = Effects();
            else if (fails is null && at.AcceptAll("fails", ":"))
                fails = Effects();
            else if ((at.At("yes") || at.At("no") || at.At("abstain")) && options.All(option => option.Name != first.Text))
            {
                at.Mark(at.Next(), NameKind.Option, isDeclaration: true, of: null, at: name.Text);
                var called = OptionTitle();
                var enabled = When();
                var effects = at.Accept(":") ? Effects() : [];
                options.Add(
                    new Option(first.Text, effects, When: enabled)
                    {
                        Place = first.Place.To(at.Previous.Place),
                        NamePlace = first.Place,
                        Title = called,
                    }
                );
            }
            else if (SlipAdvice.Vote(at) is { } meantSo)
                throw meantSo;
            else if (at.Meant(0, "yes", "no", "abstain", "passes", "fails") is { } meant)
                at.Correct(meant, $"Expected yes, no, abstain, passes or fails, each once, but here there is '{at.Current.Text}'.");
            else
                throw at.Unexpected(
                    "yes, no, abstain, passes or fails, each once",
                    "Write for example: yes: Ally pays 1  passes: status = member  fails: status = outside."
                );
            at.Accept(";");
        }
        var end = at.Expect("}", "after the vote");
        foreach (var answer in new[] { "yes", "no" })
            if (options.All(option => option.Name != answer))
                options.Add(new Option(answer, []));
        return new Vote(voters.ToSequence(), isInTurn, rule, vetoes.ToSequence(), options.ToSequence(), passes ?? [], fails ?? [])
        {
            Name = name.Text,
            Title = title,
            Placement = placement,
            When = when,
            Place = start.Place.To(end.Place),
            NamePlace = name.Place,
        };
    }

    private VoteRule Rule(Token vote, IReadOnlyList<Word> voters)
    {
        var start = at.Expect(
            "needs",
            "and how many must be in favour",
            $"There is: needs all; needs majority; needs 2 of 3; needs weight 65% of {{ France: 15, … }}. It stands behind '{vote.Text}', its place and its 'when'."
        );
        var rule = new VoteRule(Needs.All, new Number(0), null, []);
        if (at.Accept("majority"))
            rule = rule with { How = Needs.Majority };
        else if (at.Accept("weight"))
        {
            var least = at.ExpectSigned("how much weight must be in favour");
            if (at.Current.Is("/") && at.Peek().Kind == TokenKind.Number && TokenCursor.NumberOf(at.Peek()).Value is > 0 and var of)
                throw at.Unexpected(
                    "'of' and what each vote weighs",
                    $"Write it as one number, a share of all weights or a weight: needs weight {ExpressionText.Of(Math.Floor(1000 * least.Value / of) / 10)}% of {{ … }}."
                );
            at.Expect("of", "and what each vote weighs", "Write for example: needs weight 65% of { France: 15, Germany: 18 }.");
            at.Expect("{", "before the weights");
            var (opening, who, weights) = (at.Previous, new List<Token>(), new List<Number>());
            do
            {
                who.Add(at.Refer(NameKind.Party, "a party that votes"));
                at.Expect(":", "and its weight");
                weights.Add(at.ExpectSigned("its weight"));
            } while (at.Accept(",") && !at.At("}"));
            var closing = at.Expect("}", "after the last weight", "Separate weights by commas.");
            rule = new VoteRule(
                Needs.Weight,
                least,
                null,
                at.Alike(opening.Place.To(closing.Place), "the weights", weights)
                    .Select((weight, i) => new VoterWeight(who[i].Word, weight.Value) { Place = who[i].Place.To(weight.Place) })
                    .ToSequence()
            );
        }
        else if (at.Current.Kind == TokenKind.Number)
        {
            var least = at.ExpectSigned("how many must be in favour");
            if (
                at.Current.Is("/")
                && at.Peek() is { Kind: TokenKind.Number } all
                && TokenCursor.NumberOf(all).Value is > 0 and var parts
                && least.Value <= parts
            )
                throw at.Unexpected(
                    "'of' and how many vote",
                    $"Write: needs {ExpressionText.Of(least)} of {all.Text}, where {all.Text} vote, or as a share of all: needs weight {ExpressionText.Of(Math.Floor(1000 * least.Value / parts) / 10)}% of {{ {string.Join(", ", voters.Select(voter => $"{voter.Text}: 1"))} }}."
                );
            if (least.IsPercent)
                throw new ParseFault(
                    DiagnosticCodes.BadNumber,
                    $"A number of votes is wanted here, and {ExpressionText.Of(least)} is a share.",
                    least.Place,
                    $"Write: needs weight {ExpressionText.Of(least)} of {{ {string.Join(", ", voters.Select(voter => $"{voter.Text}: 1"))} }}."
                );
            rule = new VoteRule(Needs.Count, least, at.Accept("of") ? at.ExpectWholeNumber("how many vote") : null, []);
        }
        else if (!at.Accept("all"))
            throw at.Unexpected(
                "all, majority, a number or weight",
                SlipAdvice.Rule(at) ?? "There is: needs all; needs majority; needs 2 of 3; needs weight 65% of { France: 15, … }."
            );
        return rule with { Place = start.Place.To(at.Previous.Place) };
    }

    private ChanceStep Chance(Token start)
    {
        Token? name = at.Current.Kind == TokenKind.Word && !at.At("before") && !at.At("after") && !at.At("when") ? at.Next() : null;
        if (name is { } declared)
        {
            at.Refuse(declared, NameKind.Step);
            at.Mark(declared, NameKind.Step, isDeclaration: true);
        }
        at.Titled = null;
        var title = name is null ? null : at.AcceptShortTitle();
        var (placement, when) = Header();
        at.Expect("{", "before what may happen");
        var lottery = Lottery(start);
        return new ChanceStep(lottery)
        {
            Name = name?.Text,
            Title = title,
            Placement = placement,
            When = when,
            Place = start.Place.To(at.Previous.Place),
            NamePlace = (name ?? start).Place,
        };
    }

    private (Placement? Placement, Expression? When) Header()
    {
        Placement? placement = null;
        if (WhenAdvice.Of(at) is { } when)
            throw at.Unexpected("'when' before a condition", $"Write: {when}");
        if (!at.IsFirstOnLine && at.Current.Is("each"))
            throw at.Unexpected(
                "what happens at the step",
                $"A step is there in every period: leave '{at.Current.Text} {at.Peek().Text}' out. Fewer periods are told by a condition: when in year 2."
            );
        if (at.At("before") || at.At("after"))
        {
            var isBefore = at.Next().Text == "before";
            var step = at.Refer(NameKind.Step, "the name of a step");
            placement = new Placement(isBefore, step.Word) { Place = step.Place };
        }
        return (placement, When());
    }

    public Expression? When() => at.Accept("when") ? expressions.Condition(NameKind.Condition) : null;

    private Sequence<Option> Options(string party, string step)
    {
        var options = new List<Option>();
        while (!at.At("}") && !at.AtEnd)
        {
            var read = at.OneOfSeveral(
                () => Another(options.LastOrDefault(), party, step),
                token => token.Kind == TokenKind.Word && (token.Text is "unseen" or "for" || !Names.Reserved.Contains(token.Text))
            );
            if (read is not null)
                options.Add(read);
            else
                Reset();
            at.Accept(";");
        }
        at.Hope(new Expectation("unseen"));
        return options.ToSequence();
    }

    private Option Another(Option? last, string party, string step)
    {
        var isOnSameLine = !at.IsFirstOnLine;
        if ((OptionAdvice.Before(at, party, last) ?? SlipAdvice.Option(at, last)) is { } meantSo)
            throw meantSo;
        if (isOnSameLine && last is { Effects.Count: > 0 } && Behind.Any(behind => behind.Joins && at.At(behind.Word)))
            throw at.Unexpected(
                "another option, or the end of the turn",
                $"What an option does only sometimes stands in 'if', as in: if status = war {{ … }}. If '{at.Current.Text}' is an option, give it another name."
            );
        var isBehindColon = isOnSameLine && last is not null && at.Previous.Is(":");
        var option = Option(party, step, last);
        // Where something else is wrong behind it, that is said.
        var isWhole = at.IsFirstOnLine || at.Current.Text is "}" or ";" || at.Current.Kind == TokenKind.Word && !Names.Reserved.Contains(at.Current.Text);
        if (isBehindColon && isWhole && !at.IsLineOfStatement)
            at.Warnings.Add(
                new Diagnostic(
                    DiagnosticCodes.OptionOnSameLine,
                    Severity.Warning,
                    $"'{option.Name}' was read as another option of {party}, and nothing follows '{last!.Name}'.",
                    option.NamePlace,
                    $"Begin it on a line of its own, or leave out ':' behind '{last.Name}'. If it belongs to '{last.Name}', write out what that does."
                )
            );
        else if (isOnSameLine && option.Effects.Count > 0 && last is { Effects.Count: 0, When: not null })
            at.Warnings.Add(
                new Diagnostic(
                    DiagnosticCodes.OptionOnSameLine,
                    Severity.Warning,
                    $"'{option.Name}' was read as another option of {party}, and nothing follows '{last.Name}'.",
                    option.NamePlace,
                    $"Begin it on a line of its own. If it belongs to '{last.Name}', write ':' before what that does, and its title right behind its name."
                )
            );
        else if (
            isOnSameLine
            && at.Current.Kind != TokenKind.Text
            && last is { Effects.Count: > 0 } before
            && (option.Effects.Count == 0 || MeantBy(option, before) is not null)
        )
            at.Warnings.Add(
                new Diagnostic(
                    DiagnosticCodes.OptionOnSameLine,
                    Severity.Warning,
                    $"'{option.Name}' was read as another option of {party}{(option.Effects.Count == 0 ? ", after which nothing follows" : "")}.",
                    option.NamePlace,
                    MeantBy(option, before) is not { } meant ? $"Begin it on a line of its own. If it belongs to '{before.Name}', write out what it does."
                        : meant == "to" ? $"Did you mean 'to'? Write: {((Payment)before.Effects[^1]).Party} pays … to {at.Current.Text}."
                        : $"Begin it on a line of its own. Did you mean '{meant}'?{(meant == "when" ? $" It stands before ':', as in: {before.Name} when …: …" : "")}"
                )
            );
        return option;
    }

    // Words that follow what an option does, or its name: an option that is nearly called so may be one of them. One that joins what is said to a time or a condition was meant to say that of the option before.
    private static readonly (string Word, bool Joins)[] Behind =
    [
        ("when", false),
        ("if", false),
        ("else", false),
        ("otherwise", false),
        ("unseen", false),
        ("pays", false),
        ("gains", false),
        ("becomes", false),
        ("each", false),
        ("while", true),
        ("until", true),
        ("by", true),
        ("from", true),
        ("within", true),
        ("with", true),
        ("then", true),
        ("only", true),
        ("also", true),
        ("unless", true),
    ];

    // The word of the language that an option is nearly called, where that could stand there: 'to' between what is paid and a party.
    private string? MeantBy(Option option, Option before)
    {
        if (
            option.Name.Length > 2
            && before.Effects[^1] is Payment { IsGain: false }
            && !at.IsFirstOnLine
            && at.Marks.Any(mark => mark.IsDeclaration && mark.Kind == NameKind.Party && mark.Text == at.Current.Text)
            && Nearest.To(option.Name, ["to"]) is { } to
        )
            return to;
        return option.Name.Length > 2 ? Nearest.To(option.Name, Behind.Select(behind => behind.Word)) : null;
    }

    // A payment whose verb is misspelt: what is paid follows.
    private void Respell()
    {
        if (
            at.Current.Kind == TokenKind.Word
            && !(at.IsFirstOnLine && Keywords.Statements.Contains(at.Current.Text))
            && at.Peek(2) is var paid
            && (paid.Kind == TokenKind.Number || paid.Is("(") || paid.Is("-") && at.Peek(3).Kind == TokenKind.Number)
            && at.Meant(1, "pays", "gains") is { } verb
            && !at.Peek().Is("becomes")
        )
            at.Correct(verb, $"Expected what {at.Current.Text} does, or another option, but here there is '{at.Peek().Text}'.", ahead: 1);
    }

    private Option Option(string party, string step, Option? before)
    {
        var start = at.Current;
        if (!at.IsFirstOnLine && at.At("when"))
            throw at.Unexpected(
                "another option",
                "What an option asks for stands before its ':', as in: attack when status = war: … What follows only sometimes stands in: if status = war { … }."
            );
        if (!at.AtEnd && IsEffect())
            throw OptionAdvice.Effect(at, step, before);
        if (!at.IsFirstOnLine && before is not null && at.Current.Text is "after" or "before" or "in" or "and" or "or" or "of" or "pays" or "gains")
            throw at.Unexpected(
                $"what else '{before.Name}' brings, or the next option",
                at.Current.Text switch
                {
                    "and" => "Write ';' between effects, and name who pays in each.",
                    "or" => "Write each option on a line of its own.",
                    "of" => "A part of a number is a product: 50% * 4.",
                    "pays" or "gains" => $"Write who {at.Current.Text}, and ';' before it.",
                    _ => "What an option brings, it brings at once. What comes later is an event, with a condition on time behind 'when'.",
                }
            );
        var over = Over();
        if (over is not null && at.Current.Is("for") && at.Peek(2).Is("in"))
            throw at.Unexpected(
                "the option",
                "An option runs over one range: write it once for each value of the other, as in: for share in 0%..100% by 5%: offer_now: … and for share in 0%..100% by 5%: offer_later: …"
            );
        var isUnseen = at.At("unseen") && at.Peek().Kind == TokenKind.Word && at.Accept("unseen");
        var name = at.Declare(NameKind.Option, "the name of an option", party, step);
        var title = OptionTitle();
        Word? seenAs = null;
        if (!isUnseen && OptionAdvice.Unseen(at, name.Text) is { } hidden)
            throw at.Unexpected($"':' after the option '{name.Text}'", $"{hidden}: …");
        if (isUnseen)
        {
            at.Expect(
                "as",
                "and the option that the others see instead",
                before is null ? "Write for example: unseen probe as keep: …" : $"Write: unseen {name.Text} as {before.Name}"
            );
            seenAs = at.Refer(NameKind.Option, "the option that the others see instead", party, step).Word;
            if (at.Current.Kind == TokenKind.Text)
                throw at.Instead($"what '{name.Text}' brings", $"A title stands behind the name that it is of: unseen {name.Text} \"…\" as {seenAs.Text}: …");
        }
        if (!at.IsFirstOnLine && at.Current.Is("{"))
            throw at.Unexpected($"':' between the option '{name.Text}' and what follows", $"Write: {name.Text}: {at.Rest(1)}");
        var when = When();
        if (when is null && WhenAdvice.Of(at) is { } condition && at.Until(":") is not null)
            throw at.Unexpected($"'when' or ':' after the option '{name.Text}'", $"Write: {name.Text} {condition}: …");
        if (!at.AtEnd && !at.At(":") && !at.IsFirstOnLine && IsEffect())
            throw name.Text.Length > 2 && Nearest.To(name.Text, Behind.Select(behind => behind.Word)) is { } meant
                ? new ParseFault(
                    DiagnosticCodes.Unexpected,
                    $"Expected another option, or what follows from the one before, but here there is '{name.Text}'.",
                    name.Place,
                    $"Did you mean '{meant}'?{(meant == "when" ? " It stands before the ':' of its option." : "")}"
                )
                : at.Unexpected($"':' between the option '{name.Text}' and what follows", $"Write: {name.Text}: {at.Current.Text} {at.Peek().Text} …");
        var effects = at.Accept(":") ? Effects() : [];
        return new Option(name.Text, effects, isUnseen, seenAs, when)
        {
            Place = start.Place.To(at.Previous.Place),
            NamePlace = name.Place,
            Title = title,
            Over = over,
        };
    }

    // Below an option without a title a text may be meant as another option, or as the title of the next.
    private string? OptionTitle() =>
        TitleAdvice.Below(at) is { } meant ? throw meant : at.AcceptShortTitle(next => !next.Is(":") && !next.Is("when") && !next.Is("as"));

    /// <summary>for share in 0%..100% by 5%: where one option stands for many; null where none begins.</summary>
    public ValueRange? Over()
    {
        var start = at.Current;
        if (!at.At("for") || at.Peek().Kind != TokenKind.Word || !at.Peek(2).Is("in"))
            return null;
        at.Next();
        var variable = at.Declare(NameKind.Parameter, "the word for the value", OverRange);
        at.Next();
        var (low, high) = at.ExpectRange(
            "the first value",
            "between the first and the last value",
            "the last value",
            $"Write for example: for {variable.Text} in 0%..100% by 5%: …"
        );
        at.Expect("by", "and the step from one value to the next", $"Write for example: for {variable.Text} in 0%..100% by 5%: …");
        var by = at.ExpectSigned("the step from one value to the next", "The values of a range are written as numbers.");
        at.Expect(":", "before the option", $"Write for example: for {variable.Text} in 0%..100% by 5%: offer_{variable.Text}: …");
        var place = start.Place.To(by.Place);
        var alike = at.Alike(place, "the numbers of the range", [low, high, by]);
        return new ValueRange(variable.Word, alike[0], alike[1], alike[2]) { Place = place };
    }

    public Sequence<Effect> Effects()
    {
        var effects = new List<Effect>();
        while (IsMeantAsEffect())
        {
            var (start, isFirst) = (at.Index, at.IsFirstOnLine);
            effects.Add(Effect());
            // 'Fund pays 2 to B each year' and 'status becomes broken when serious' are statements of their own.
            if (isFirst && (effects[^1] is Payment or Transfer && at.At("each") || effects[^1] is Becomes && at.At("when")))
            {
                at.Index = start;
                effects.RemoveAt(effects.Count - 1);
                break;
            }
            if (!isFirst && !at.IsFirstOnLine && effects[^1] is Payment or Transfer && at.Current.Is("each"))
                throw OptionAdvice.Each(at, effects[^1]);
            // A mark between effects; before the next branch or option it is only punctuation.
            at.Accept(";");
        }
        return effects.ToSequence();
    }

    private bool IsMeantAsEffect()
    {
        if (IsEffect())
            return true;
        Respell();
        return IsEffect();
    }

    private bool IsEffect()
    {
        at.Hope(new Expectation(null, NameKind.State));
        at.Hope(new Expectation(null, NameKind.Party));
        at.Hope(new Expectation("if"));
        at.Hope(new Expectation("chance"));
        if (at.Current.Kind != TokenKind.Word)
            return false;
        var next = at.Peek();
        at.HopeNext("pays", "gains", "becomes");
        if (at.At("chance"))
            return next.Is("{");
        if (at.At("if"))
            return true;
        return next.Is("=") || next.Is("+=") || next.Is("-=") || next.Is("pays") || next.Is("gains") || next.Is("becomes");
    }

    private Effect Effect()
    {
        var start = at.Next();
        if (start.Text == "chance" && at.At("{"))
        {
            at.Next();
            return Lottery(start);
        }
        if (start.Text == "if" && !at.At("="))
            return Condition(start);
        var how = at.Next();
        at.Mark(start, how.Text is "pays" or "gains" or "becomes" ? NameKind.Party : NameKind.State);
        switch (how.Text)
        {
            case "pays" or "gains":
                if (at.Current.Is("to") && at.IsParty(at.Peek().Text))
                    throw at.Unexpected(
                        "what is paid",
                        at.Peek(2).Kind == TokenKind.Number
                            ? $"Write: {start.Text} pays {at.Peek(2).Text} to {at.Peek().Text}."
                            : $"Write how much: {start.Text} pays 1 to {at.Peek().Text}."
                    );
                var points = Paid(start.Text, how);
                // 'and' joins conditions, and what is paid is paid once.
                if (
                    points is Binary
                    {
                        Operator: BinaryOperator.And,
                        Left: not Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual },
                        Right: Binary { Operator: BinaryOperator.Equal, Left: Name } also
                    } both
                )
                    throw new ParseFault(
                        DiagnosticCodes.Unexpected,
                        "'and' joins conditions, not what follows from an option.",
                        both.Place,
                        $"Write ';' for it: {start.Text} {how.Text} {ExpressionText.Of(both.Left)}; {ExpressionText.Of(also)}"
                    );
                if (points is LastsFor lasting)
                    throw new ParseFault(
                        DiagnosticCodes.Unexpected,
                        "What an option brings is paid once, not for a time.",
                        lasting.Place,
                        $"Write: {start.Text} {how.Text} {ExpressionText.Of(lasting.Condition)}. What is paid for a time is a statement of its own, with 'each' and a unit of time, and the state in which it is paid behind 'while'."
                    );
                if (points is Number && at.Current.Text is "points" or "point" && !at.IsFirstOnLine)
                    throw at.Unexpected(
                        "what follows a payment",
                        $"What is paid is in points already: leave '{at.Current.Text}' out. An option that is called so has another name, or a line of its own."
                    );
                if (points is Name receiver && at.Current.Kind == TokenKind.Number)
                    throw at.Unexpected("what follows a payment", $"Write: {start.Text} pays {at.Current.Text} to {receiver.Text}.");
                if (how.Text == "gains" && (at.At("to") || at.At("from")))
                    throw at.Unexpected("no other party after 'gains'", $"Write a transfer: {at.Peek().Text} pays … to {start.Text}.");
                if (how.Text == "pays" && at.Accept("to"))
                {
                    var to = at.Refer(NameKind.Party, "the party that receives it");
                    return new Transfer(start.Word, points, to.Word) { Place = start.Place.To(to.Place) };
                }
                return new Payment(start.Word, how.Text == "gains", points) { Place = start.Place.To(points.Place) };
            case "becomes":
                var type = at.Refer(NameKind.Type, "the private type it becomes", start.Text);
                return new Becomes(start.Word, type.Word) { Place = start.Place.To(type.Place) };
            default:
                at.Hope(new Expectation(null, NameKind.Value, Of: start.Text));
                var value = expressions.Parse();
                expressions.Beside(value, start.Text);
                NotJoined(start, how, value);
                var assigning = how.Text switch
                {
                    "+=" => Assigning.Add,
                    "-=" => Assigning.Subtract,
                    _ => Assigning.Set,
                };
                return new Assign(start.Word, assigning, value) { Place = start.Place.To(value.Place) };
        }
    }

    /// <summary>How much is paid or gained, which does not begin with what the next line begins with.</summary>
    public Expression Paid(string who, Token verb) =>
        at.Current.Text is "}" or ";" || at.IsFirstOnLine && !at.AtEnd && !IsAmount()
            ? throw new ParseFault(
                DiagnosticCodes.Unexpected,
                $"Expected how much {who} {verb.Text}, but here nothing is said.",
                verb.Place,
                $"Write it behind '{verb.Text}', as in: {who} {verb.Text} 1."
            )
            : expressions.Parse();

    private bool IsAmount() =>
        at.Current.Kind == TokenKind.Number
        || at.Current.Is("(")
        || at.Current.Is("-")
        || at.Peek().Is("(") && at.Peek().Start == at.Current.End
        || at.Current.Kind == TokenKind.Word
            && !at.Peek().Is(":")
            && (
                at.IsNumber(at.Current.Text)
                || at.IsDeclared(at.Current.Text, NameKind.State)
                || at.Declares("assume", at.Current.Text)
                || at.Declares("let", at.Current.Text)
            );

    // 'n = 1 and A pays 1', 's = war and n = 2': 'and' joins conditions.
    private void NotJoined(Token start, Token how, Expression value)
    {
        if (value is not Binary { Operator: BinaryOperator.And } both)
            return;
        var (isHead, isEffect) = (
            both.Right is Name && at.Current.Text is "pays" or "gains" or "becomes" or "+=" or "-=",
            both.Right is Binary { Operator: BinaryOperator.Equal, Left: Name { Text: var also } }
                && at.IsDeclared(also, NameKind.State)
                && (both.Left is Number || both.Left is Name { Text: var given } && at.IsDeclared(given, NameKind.Value, start.Text))
        );
        if (isHead || isEffect)
            throw new ParseFault(
                DiagnosticCodes.Unexpected,
                "'and' joins conditions, not what follows from an option.",
                both.Place,
                $"Write ';' for it: {start.Text} {how.Text} {ExpressionText.Of(both.Left)}; {ExpressionText.Of(both.Right)}{(isHead ? $" {at.Rest(0)}" : "")}"
            );
    }

    private If Condition(Token start)
    {
        Enter();
        var condition = expressions.Condition();
        at.Expect("{", "before what then happens", "Write for example: if status = war { … } else { … }.");
        var then = Effects();
        at.Expect("}", "after what then happens");
        Sequence<Effect> otherwise = [];
        if (
            !at.BeginsLine(1)
            && (
                at.Current.Text is "elif" or "elseif" or "elsif" && !(at.Peek().Is(":") || at.Peek().Is("when"))
                || at.Current.Is("otherwise") && at.Peek().Is("{")
            )
        )
            throw at.Unexpected(
                "'else', or what else happens",
                at.Current.Is("otherwise") ? "Write 'else'." : $"Write: else {{ if {at.Condition(1)} {{ … }} }}."
            );
        if (at.Accept("else"))
        {
            at.Expect("{", "before what happens otherwise", at.At("if") ? $"Write: else {{ if {at.Condition(1)} {{ … }} }}." : null);
            otherwise = Effects();
            at.Expect("}", "after what happens otherwise");
        }
        depth--;
        return new If(condition, then, otherwise) { Place = start.Place.To(at.Previous.Place) };
    }

    // The opening brace has been read.
    private Lottery Lottery(Token start)
    {
        Enter();
        var titled = at.Titled;
        at.Titled = null;
        var branches = new List<Branch>();
        while (!at.At("}"))
        {
            var first = at.Current;
            if (at.Current.Is("else") && at.Peek().Is(":"))
                at.Correct("otherwise", "Expected a chance, or 'otherwise', but here there is 'else'.");
            var chance = at.At("otherwise", ":") ? null : expressions.Parse();
            if (chance is null)
                at.Next();
            at.Expect(
                ":",
                "between a chance and what then happens",
                at.At("}")
                    ? "If no chance is meant, close the lottery before it with '}'."
                    : "Write for example: 0.3: status = war; otherwise: status = ceasefire."
            );
            var effects = Effects();
            branches.Add(new Branch(chance, effects) { Place = first.Place.To(at.Previous.Place) });
            at.Accept(";");
        }
        var end = at.Expect("}", "after the last branch");
        at.Titled = titled;
        depth--;
        return new Lottery(branches.ToSequence()) { Place = start.Place.To(end.Place) };
    }

    private void Enter()
    {
        if (++depth > MostDepth)
            throw new ParseFault(
                DiagnosticCodes.TooDeep,
                $"Lotteries and conditions are nested more than {MostDepth} deep here.",
                at.Current.Place,
                "Use steps of their own."
            );
    }
}
