using Foedus.Binding;
using Foedus.Language;

namespace Foedus.Tests.Language;

public class Formatting
{
    public static TheoryData<string> Files => Shipped.Files;

    [Theory, MemberData(nameof(Files))]
    public void Is_done_once_and_changes_no_meaning(string file)
    {
        var source = SourceText.ReadFile(Repository.PathOf(file));
        var once = DealFormatter.Format(source);
        Assert.Equal(once, DealFormatter.Format(new SourceText(once)));
        Assert.Equal(DealParser.Parse(source).Deal, DealParser.Parse(new SourceText(once)).Deal);
        Assert.Equal(source.Text.Count(c => c == '#'), once.Count(c => c == '#'));
    }

    [Theory, MemberData(nameof(Files))]
    public void Shipped_deals_are_laid_out(string file)
    {
        var source = SourceText.ReadFile(Repository.PathOf(file));
        Assert.Equal(DealFormatter.Format(source), source.Text);
    }

    [Theory, MemberData(nameof(Files))]
    public void A_printed_deal_reads_back_the_same(string file)
    {
        var deal = DealParser.Parse(SourceText.ReadFile(Repository.PathOf(file))).Deal;
        var printed = DealPrinter.Print(deal);
        var again = DealParser.Parse(new SourceText(printed));
        Assert.Equal("", DiagnosticRenderer.Render(again.Source, again.Diagnostics));
        Assert.Equal(deal, again.Deal);
    }

    [Theory]
    [InlineData("deal \"D\"\nparty A\n\"the first\"\nparty B\n", "party A\n  \"the first\"\nparty B\n")]
    [InlineData("deal \"D\"\nparty A\nturn A {\n  wait\n  \"hold out\"\n  go\n}\n", "  wait\n    \"hold out\"\n  go\n")]
    [InlineData("deal \"D\"\nassume p 0.5\nreading r {\np 0.3\n\"so low\"\np 0.4\n}\n", "  p 0.3\n    \"so low\"\n  p 0.4\n")]
    public void A_text_is_laid_out_below_what_it_is_said_of(string written, string laid)
    {
        var (source, once) = (new SourceText(written), new SourceText(DealFormatter.Format(new SourceText(written))));
        Assert.Contains(laid, once.Text, StringComparison.Ordinal);
        Assert.Equal(once.Text, DealFormatter.Format(once));
        var (before, after) = (DealParser.Parse(source), DealParser.Parse(once));
        Assert.Equal(before.Deal, after.Deal);
        Assert.Equal(DiagnosticCodes.OddTitle, Assert.Single(before.Diagnostics).Code);
        Assert.Empty(after.Diagnostics);
    }

    // A carriage return alone ends a line: a comment ends with it, and the text is laid out in lines.
    [Fact]
    public void Lines_may_end_in_carriage_returns()
    {
        var text = SourceText.ReadFile(Repository.Deals.First()).Text;
        var old = new SourceText(text.Replace('\n', '\r'));
        Assert.Equal(text, old.Text);
        Assert.NotEqual(text, old.Written);
        Assert.Equal(text, DealFormatter.Format(old));
    }
}
