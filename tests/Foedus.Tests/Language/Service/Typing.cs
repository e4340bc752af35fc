using Foedus.Binding;
using Foedus.Language;
using Foedus.Language.Service;
using Foedus.Workflow;

namespace Foedus.Tests.Language.Service;

/// <summary>What the editor says while somebody types: completion, hover, outline and diagnostics, on whole and on broken texts.</summary>
public class Typing
{
    private static readonly string Before = Names.Text[..Names.Text.IndexOf("turn Guard", StringComparison.Ordinal)];

    private static CompletionList Complete(string atCaret, string after = "")
    {
        var caret = atCaret.IndexOf('|', StringComparison.Ordinal);
        return Completion.At(new DealDocument(Before + atCaret.Remove(caret, 1) + after), Before.Length + caret);
    }

    [Theory]
    [InlineData("turn |", "Guard,Other", "firm,status")]
    [InlineData("turn Guard when status = |", "calm,war", "none,keep")]
    [InlineData("turn Guard when |", "status,other,soft", "s,firm_,calm")]
    [InlineData("turn Guard { attack: |", "status,Guard,if,chance", "calm,firm")]
    [InlineData("turn Guard { attack: status = w|", "calm,war", "none")]
    [InlineData("turn Guard { attack: Guard p|", "pays,gains,becomes", "Other")]
    [InlineData("turn Guard { attack: Guard becomes |", "firm,soft", "status")]
    [InlineData("turn Guard { attack: Guard pays |", "firm,status,min", "calm")]
    [InlineData("turn Guard { keep }\nclause c { option |", "keep", "firm")]
    [InlineData("turn Guard { keep }\nclause c { option keep of |", "Guard,Other", "firm")]
    [InlineData("turn Guard { keep }\nclause c { option keep of Guard at |", "Guard", "firm")]
    [InlineData("clause c { | }", "turn,option,add option,remove step,interest", "party,assume")]
    [InlineData("clause c { remove step x }\nclause d { remove step x }\noffer o: c, |", "d,starts", "c,Guard")]
    [InlineData("offer o: starts |", "status,other", "Guard")]
    [InlineData("offer o: starts other = |", "calm,none", "war")]
    [InlineData("assume x 0.5 |", "in,likely,one of,from", "party")]
    [InlineData("assume x 0.5 in 0..1 from |", "s", "firm")]
    [InlineData("ask a: |", "chance,time until", "status")]
    [InlineData("ask a: chance status = calm |", "through,by,at", "firm")]
    [InlineData("ask a: chance status = calm through 1\nholds when |", "a,firm", "status")]
    [InlineData("promise p: Guard plays |", "keep", "status", "\nturn Guard { keep }")]
    [InlineData("|", "assume,party,turn,offer,holds when", "through")]
    [InlineData("ass|", "assume", "through")]
    public void Completion_offers_what_fits(string atCaret, string offered, string notOffered, string after = "")
    {
        var labels = Complete(atCaret, after).Items.Select(item => item.Label).ToHashSet();
        Assert.All(offered.Split(','), label => Assert.Contains(label, labels));
        Assert.All(notOffered.Split(','), label => Assert.DoesNotContain(label, labels));
    }

    [Theory]
    [InlineData("# a comment |")]
    [InlineData("deal \"a text |")]
    [InlineData("assume |")]
    [InlineData("assume x 0|")]
    public void Completion_keeps_still_where_anything_goes(string atCaret) => Assert.Empty(Complete(atCaret).Items);

    /// <summary>A clause may call its option as the deal calls another: each is told by its own title, or by none.</summary>
    [Fact]
    public void An_option_is_told_by_the_title_where_it_is_declared()
    {
        const string text =
            "turn Guard { keep\n go \"go on\" }\nclause c { remove option keep at Guard\n add option keep \"keep away\" at Guard }\npromise p: Guard plays |";
        Assert.Equal(["go on", "option of Guard"], Complete(text).Items.Where(item => item.Label is "keep" or "go").Select(item => item.Detail));
    }

    [Fact]
    public void Completion_replaces_the_word_before_the_caret()
    {
        var list = Complete("turn Gua|");
        Assert.Equal((Before.Length + 5, 3), (list.Place.Start, list.Place.Length));
    }

    [Theory]
    [InlineData(
        "firm 0.5",
        "firm = 0.5",
        "the guard means it",
        "Anywhere from 0.2 to 0.8, evenly.",
        "Source: Somebody, somewhere",
        "In the reading r: 0.3, taken as fixed."
    )]
    [InlineData("Guard.mind", "Guard: a party", "Knows in private its mind: firm, soft.", "Chooses at: Guard.")]
    [InlineData("reply of", "reply: a turn of Other", "In every state.", "Options: keep, leave.")]
    [InlineData("c \"A", "c: a clause", "A clause", "In force in: o.")]
    [InlineData("o: c", "o: an offer", "Clause c: A clause.", "Starts with status = calm.")]
    [InlineData("calm >=", "calm: an ask", "Calm", "Declared on line 20.")]
    [InlineData("soft: 1", "soft: a private type of Guard", "Believed at the start with chance 1 - firm.")]
    [InlineData("attack:", "attack: an option of Guard", "attack: status = war; Guard pays 1 if firm else firm")]
    [InlineData("status { calm", "status: a state", "Can be calm, war.", "Starts as calm.")]
    public void Hover_says_what_it_is(string at, params string[] lines)
    {
        var hover = Hover.At(new DealDocument(Names.Text), Names.Text.IndexOf(at, StringComparison.Ordinal));
        Assert.Empty(lines.Except(hover!.Lines));
        Assert.Equal(lines[0], hover.Lines[0]);
    }

    [Fact]
    public void Hover_gives_a_deals_words_as_text_and_never_as_markup()
    {
        var document = new DealDocument("party A \"<img src=x> [a](javascript:b) *c*\"");
        Assert.Contains("\\<img src\\=x\\> \\[a\\]\\(javascript\\:b\\) \\*c\\*", Hover.At(document, 6)!.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Outline_shows_statements_with_their_parts_and_what_a_broken_one_declares()
    {
        var outline = Outline.Of(new DealDocument(Names.Text + "\nassume broken 0.5 in 0.2.\n"));
        var turn = outline.Single(entry => entry.Name == "reply");
        Assert.Equal(["keep", "leave"], turn.Children.Select(child => child.Name));
        Assert.Equal("broken", outline[^1].Name);
        Assert.All(outline, entry => Assert.True(entry.Place.Start <= entry.NamePlace.Start && entry.NamePlace.End <= entry.Place.End));
    }

    [Fact]
    public void Diagnostics_come_quickly_for_names_and_fully_for_chances()
    {
        var misspelt = new DealDocument(Names.Text.Replace("status = war", "stauts = war", StringComparison.Ordinal));
        Assert.Contains(LiveDiagnostics.Quick(misspelt), diagnostic => diagnostic.Remedy == "Did you mean 'status'?");
        var tooLikely = new DealDocument(
            Names.Text.Replace("attack: status = war", "attack: chance { firm: status = war 0.9: status = calm }", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(LiveDiagnostics.Quick(tooLikely), diagnostic => diagnostic.Severity == Severity.Error);
        Assert.Contains(LiveDiagnostics.Full(tooLikely, TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == Severity.Error);
    }

    [Fact]
    public void Nothing_throws_wherever_a_text_breaks_off()
    {
        var file = SourceText.ReadFile(Repository.PathOf("deals/record/snapback-2231/snapback-2231.foedus")).Text;
        for (var length = 0; length <= file.Length; length += 7)
        {
            var document = new DealDocument(file[..length]);
            _ = Completion.At(document, length);
            _ = Hover.At(document, Math.Max(0, length - 2));
            _ = Outline.Of(document);
            _ = Classification.Of(document).Count();
            _ = LiveDiagnostics.Quick(document);
            _ = document.References(length);
        }
    }
}
