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
