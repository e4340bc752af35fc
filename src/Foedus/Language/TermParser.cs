using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>The terms of a clause or of an answer.</summary>
internal sealed class TermParser(TokenCursor at, StepParser steps, ObligationParser obligations, Func<Interest> interest, Func<StandingPayment> payment)
{
    // Words that terms begin with.
    private static readonly string[] Begins =
    [
        "turn",
        "joint",
        "chance",
        "event",
        "vote",
        "obligation",
        "interest",
        "option",
        "step",
        "add",
        "remove",
        "waive",
    ];

    /// <summary>Whether a term begins with a word of the language that stands here.</summary>
    public static bool CanBegin(Token token) => Begins.Contains(token.Text) || TermAdvice.Verbs.Contains(token.Text);

    /// <summary>Forgets how deep a fault unwound.</summary>
    public void Reset() => steps.Reset();

    public Term Parse()
    {
        var start = at.Current;
        var term = Read();
        return term with { Place = start.Place.To(at.Previous.Place) };
    }

    private Term Read()
    {
        if (at.Current.Kind != TokenKind.Text)
            at.Titled = null;
        // A party may be called as a term begins.
        if (at.Current.Kind == TokenKind.Word && at.Peek().Is("pays"))
            return new AddPayment(payment());
        if (StepParser.IsStart(at))
            return new AddStep(steps.Parse());
        if (at.At("obligation"))
            return new AddObligation(obligations.Parse());
        if (at.At("interest"))
            return new AddInterest(interest());
        if (at.AcceptAll("add", "option"))
            return Add();
        if (at.AcceptAll("remove", "option"))
        {
            var option = at.ReferOption("an option");
            var (party, step) = Where();
            at.Mark(option, of: party, at: step);
            return new RemoveOption(option, party, step, Condition());
        }
        if (at.AcceptAll("remove", "step"))
            return new RemoveStep(at.Refer(NameKind.Step, "a step").Word);
        if (at.AcceptAll("remove", "interest"))
            return new RemoveInterest(at.Refer(NameKind.Interest, "the name of an interest").Word);
        if (at.AcceptAll("waive", "payments"))
        {
            at.Expect("of", "and a party");
            var party = at.Refer(NameKind.Party, "a party");
            at.Expect("for", "and an option");
            var option = at.ReferOption("an option", party.Text);
            at.Expect("at", "and a step");
            var step = at.Refer(NameKind.Step, "a step");
            at.Mark(option, of: party.Text, at: step.Text);
            return new WaivePayments(party.Word, option, step.Word);
        }
        if (at.Accept("option"))
        {
            var option = at.ReferOption("an option that is already there");
            at.Titled = new Titled(at.Index - 1, Otherwise: "A title stands where the option is declared, right behind its name: leave it out here.");
            var (party, step) = Where();
            at.Mark(option, of: party, at: step);
            if (at.At("only") || at.At("also"))
            {
                var (isAlso, condition) = Changed();
                return new ChangeOption(option, party, step, isAlso, condition);
            }
            var when = Condition();
            at.Expect(":", "and what it then does as well", "Write what it does as well after ':', or 'only when' and the states in which it is left.");
            return new ExtendOption(option, party, step, when, steps.Effects());
        }
        if (at.Accept("step"))
        {
            var step = at.Refer(NameKind.Step, "a step");
            if (!at.At("only") && !at.At("also"))
                throw at.Unexpected("'only when' or 'also when'", Meant($"step {step.Text} only"));
            var (isAlso, condition) = Changed();
            return new ChangeStep(step.Word, isAlso, condition);
        }
        if (at.At("remove"))
        {
            at.Next();
            throw at.Unexpected(
                "what is removed",
                at.Current.Kind == TokenKind.Word && at.Peek().Text is "at" or "of" && !at.BeginsLine(1)
                    ? $"Write: remove option {at.Rest(0)}"
                    : "Write for example: remove option NAME at STEP, remove step NAME, or remove interest NAME."
            );
        }
        if (at.At("add"))
        {
            at.Next();
            throw at.Unexpected(
                "'option'",
                at.Current.Kind == TokenKind.Word && at.Peek().Text is "at" or "of" && !at.BeginsLine(1)
                    ? $"Write: add option {at.Rest(0)}{(at.OnLine(":", TokenKind.Word) is null ? "" : ": …")}"
                    : "Only an option is added with 'add'; a turn or an interest stands as it is."
            );
        }
        if (TermAdvice.Of(at) is { } otherwise)
            throw new ParseFault(DiagnosticCodes.Unexpected, $"Expected a term, but here there is '{at.Current.Text}'.", at.Current.Place, otherwise);
        if (at.Meant(0, Begins) is { } meant)
        {
            at.Correct(meant, $"Expected a term, but here there is '{at.Current.Text}'.");
            return Read();
        }
        if (at.Current.Kind == TokenKind.Word && at.Meant(1, "pays") is not null)
        {
            at.Correct("pays", $"Expected what {at.Current.Text} does, but here there is '{at.Peek().Text}'.", ahead: 1);
            return Read();
        }
        if (at.Peek().Is("=") || at.Peek().Is("becomes"))
            throw at.Unexpected(
                "a term",
                $"What is so from the beginning stands in the offer: offer NAME: CLAUSE, starts {at.Current.Text} = {at.Peek(2).Text}. What comes about later is an event: event NAME when …: {at.Current.Text} = {at.Peek(2).Text}."
            );
        if (at.Current.Text is "if" or "when")
            throw at.Unexpected("a term", "What follows from something is an event: event NAME when status = broken: status = war.");
        if ((DutyAdvice.Of(at) ?? DutyAdvice.Each(at)) is { } duty)
            throw at.Unexpected("a term", duty);
        if (at.Current.Kind == TokenKind.Word && !at.BeginsLine(1) && at.Peek().Is("at") && at.Peek(2).Kind == TokenKind.Word)
            throw at.Instead("a term", $"Write: option {at.Current.Text} at {at.Peek(2).Text}{(at.Peek(3).Is(":") ? ": …" : "")}");
        throw at.Unexpected(
            "a term",
            "A term is a turn, joint turn, chance, event, vote, obligation, interest or payment each period, or begins with: option, step, add option, remove option, remove step, remove interest, waive payments."
        );
    }

    // The condition that is meant, behind what stands before it; an example where none is written.
    private string Meant(string before) =>
        at.Current.Is("when") ? $"Write: {before} {at.Rest(0)}"
        : WhenAdvice.Of(at) is { } when ? $"Write: {before} {when}"
        : at.BeginsLine(0) || at.Current.Is("}") ? $"Write for example: {before} when status = ceasefire"
        : $"Write: {before} when {at.Rest(0)}";

    // A condition behind what a term is about.
    private Expression? Condition() => WhenAdvice.Of(at) is { } when ? throw at.Unexpected("'when' before a condition", $"Write: {when}") : steps.When();

    // only when G | also when G
    private (bool IsAlso, Expression When) Changed()
    {
        var word = at.Next();
        if (!at.At("when"))
            throw at.Unexpected($"'when' after '{word.Text}'", Meant(word.Text));
        return (word.Text == "also", steps.When()!);
    }

    // add option [for X in LOW..HIGH by STEP:] [unseen] NAME [as SEEN] [of PARTY] at STEP [when G] [: effects]
    private AddOption Add()
    {
        var start = at.Current;
        var over = steps.Over();
        var isUnseen = at.At("unseen") && at.Peek().Kind == TokenKind.Word && at.Accept("unseen");
        var name = at.Declare(NameKind.Option, "the name of the new option");
        var title = at.AcceptShortTitle();
        Token? seenAs = null;
        if (!isUnseen && OptionAdvice.Unseen(at, name.Text) is { } hidden)
            throw at.Unexpected("'at' and a step", hidden);
        if (isUnseen)
        {
            at.Expect("as", "and the option that the others see instead");
            seenAs = at.Refer(NameKind.Option, "the option that the others see instead");
        }
        if (at.Current.Is("when") || at.Current.Is(":"))
            throw at.Unexpected("'at' and a step", $"The step stands before 'when' and ':', as in: add option {name.Text} at STEP when status = broken: …");
        var (party, step) = Where();
        at.Mark(name, NameKind.Option, isDeclaration: true, of: party, at: step);
        if (seenAs is { } seen)
            at.Mark(seen, NameKind.Option, of: party, at: step);
        var when = Condition();
        var effects = at.Accept(":") ? steps.Effects() : [];
        var option = new Option(name.Text, effects, isUnseen, seenAs?.Word, when)
        {
            Place = start.Place.To(at.Previous.Place),
            NamePlace = name.Place,
            Title = title,
            Over = over,
        };
        return new AddOption(party, step, option);
    }

    private (Word? Party, Word Step) Where()
    {
        var party = at.Accept("of") ? at.Refer(NameKind.Party, "a party").Word : null;
        at.Expect("at", "and the step it is at", "Write the step behind the option, as in: option NAME at STEP: …");
        return (party, at.Refer(NameKind.Step, "a step").Word);
    }
}
