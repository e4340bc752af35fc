using Foedus.Binding;
using Foedus.Language;
using Foedus.Workflow;

namespace Foedus.Tests.Language.Checking;

/// <summary>What is wrong with a fork is said, at the name, whichever answer it is in.</summary>
public sealed class Forks
{
    private const string Frame = """
        deal "Forks"
        period year
        horizon 3
        party A
        party B
        discount 0.9
        precision lambda 1
        state s { calm, war, over } = calm
        turn A when s = calm { keep attack: s = war }
        interest B { s = war: -1 }
        clause side "Side" { turn later of B when s = war { wait end: s = over } }
        no deal none "As it is"
        offer some "Some": side
        ask calm "Calm": chance s = calm through 3

        """;

    [Theory]
    [InlineData("fork f { one { } }", DiagnosticCodes.Missing, "one answer only")]
    [InlineData("fork f { }", DiagnosticCodes.Missing, "no answer")]
    [InlineData("fork f { a { } a { } }", DiagnosticCodes.Duplicate, "two answers of the fork 'f' called 'a'")]
    [InlineData("fork f { a { } b { } } fork f { a { } b { } }", DiagnosticCodes.Duplicate, "two forks called 'f'")]
    [InlineData("fork f { a weight 1 { } b { } }", DiagnosticCodes.Missing, "'b' has none")]
    [InlineData("fork f { a weight 0 { } b weight 0 { } }", DiagnosticCodes.BadRange, "weighs anything")]
    [InlineData("fork f { a weight -1 { } b weight 2 { } }", DiagnosticCodes.BadRange, "not a number from 0 up")]
    [InlineData("fork f { a { } b { option atack at A: A pays 1 } }", DiagnosticCodes.ClauseFindsNothing, "no option 'atack'")]
    [InlineData("fork f { a { } b { remove step nowhere } }", DiagnosticCodes.ClauseFindsNothing, "no step 'nowhere'")]
    // What only a clause adds is not there yet.
    [InlineData("fork f { a { } b { option end at later: B pays 1 } }", DiagnosticCodes.ClauseFindsNothing, "under the answer 'b' of the fork 'f'")]
    // A mistake that shows in a state, in an answer that is not the first.
    [InlineData("state n 0..1 = 0 fork f { a { } b { option keep at A: n += 1 } }", DiagnosticCodes.OutOfRange, "Under f = b.")]
    [InlineData("fork f { a { } b { chance c when s = war { 0.7: s = calm; 0.6: s = over } } }", DiagnosticCodes.ChancesDoNotAddUp, "add to 1.3")]
    public void Are_checked_in_every_answer(string text, string code, string words)
    {
        var errors = Read(text).Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).ToList();
        Assert.True(errors.Any(error => error.Code == code && error.Message.Contains(words, StringComparison.Ordinal)), string.Join('\n', errors));
    }

    [Fact]
    public void Are_sound_where_nothing_is_wrong()
    {
        // Without the second answer nothing would ever lead to 'over' in no deal, and nothing would lead out of war.
        var file = Read(
            "fork ends \"How a war ends\" { lasts \"It does not\" { } tires \"Both tire\" { chance tire when s = war { 0.3: s = over; otherwise: s = war } } }\ninterest A { s = over: 1 }"
        );
        Assert.False(file.HasErrors, file.Report);
        Assert.DoesNotContain(file.Diagnostics, diagnostic => diagnostic.Code == DiagnosticCodes.NeverReached);
    }

    [Theory]
    [InlineData("clause dear { option attack at A: A pays 1 } offer o: dear", "remove option attack at A")]
    [InlineData("clause dear { option attack at A: A pays 1 } offer o: dear", "remove step A")]
    [InlineData("clause gone { remove option attack at A } offer o: gone", "remove option attack at A")]
    [InlineData("clause gone { remove step A } offer o: gone", "remove step A")]
    [InlineData("interest A wish { s = calm: 1 } clause gone { remove interest wish } offer o: gone", "remove interest wish")]
    [InlineData("clause dear { option attack at A: A pays 1 } offer o: dear", "remove step A turn A when s = calm { keep attack: s = war wait }")]
    [InlineData("clause dear { option attack at A: A pays 1 } offer o: dear", "remove option attack at A add option attack at A: s = over")]
    public void Leave_clauses_something_to_name(string clause, string answer)
    {
        var file = Read($"{clause} fork f {{ a {{ }} b {{ {answer} }} }}", ("f", "b"));
        Assert.False(file.HasErrors, file.Report);
    }

    [Fact]
    public void Take_away_what_an_answer_removes()
    {
        var file = Read("clause dear { option attack at A: A pays 1 } offer o: dear fork f { a { } b { remove option attack at A } }", ("f", "b"));
        Assert.All(file.Offers, offer =>
            Assert.DoesNotContain(offer.Game.Nodes.OfType<Foedus.Games.TurnNode>(), turn => turn.Options.Any(option => option.Name == "attack"))
        );
        Assert.Equal(2, file.Offers.Single(offer => offer.Offer.Name == "none").Game.StateCount + 1);
    }

    [Fact]
    public void Are_not_called_the_same_game_where_one_answer_tells_them_apart()
    {
        const string Same =
            "offer like_none \"Like none\": empty\nclause empty { remove option end at tired }\nturn tired of B when s = over { stop end: s = war }\n";
        Assert.Contains(Read(Same).Diagnostics, diagnostic => diagnostic.Code == DiagnosticCodes.SameGame);
        var told = Read(Same + "fork f { a { } b { chance tire when s = war { 0.3: s = over; otherwise: s = war } } }");
        Assert.False(told.HasErrors, told.Report);
        Assert.DoesNotContain(told.Diagnostics, diagnostic => diagnostic.Code == DiagnosticCodes.SameGame);
    }

    [Theory]
    [InlineData("defence", "decidd", "Did you mean 'decided'?", "The fork 'defence' has no answer 'decidd'.")]
    [InlineData("defence", "other", "Its answers: certain, decided.", "The fork 'defence' has no answer 'other'.")]
    [InlineData("defense", "certain", "Did you mean 'defence'?", "There is no fork 'defense'.")]
    [InlineData("weather", "certain", "Forks: defence.", "There is no fork 'weather'.")]
    public void Are_chosen_by_name(string fork, string answer, string remedy, string what)
    {
        var fault = Assert.Throws<InputException>(() => Read("fork defence { certain { } decided { } }", (fork, answer)));
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
        Assert.Contains("has none", Assert.Throws<InputException>(() => Read("", (fork, answer))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_are_refused_before_they_are_worked_out()
    {
        var answers = string.Concat(Enumerable.Range(0, 2_000).Select(n => $" a{n} {{ }}"));
        Assert.Contains(Read($"fork f {{{answers} }}").Diagnostics, diagnostic => diagnostic.Code == DiagnosticCodes.TooMany);
        var forks = string.Concat(Enumerable.Range(0, 2_000).Select(n => $"fork f{n} {{ a {{ }} b {{ }} }}\n"));
        Assert.Contains(Read(forks).Diagnostics, diagnostic => diagnostic.Code == DiagnosticCodes.TooMany);
    }

    private static DealFile Read(string text, params (string Fork, string Answer)[] chosen) =>
        DealFile.Read(
            new SourceText(Frame + text, "forks.foedus"),
            chosen.ToDictionary(pair => pair.Fork, pair => pair.Answer),
            TestContext.Current.CancellationToken
        );
}
