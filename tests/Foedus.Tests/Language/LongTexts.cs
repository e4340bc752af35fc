using System.Diagnostics;
using Foedus.Binding;
using Foedus.Language;
using Foedus.Workflow;

namespace Foedus.Tests.Language;

/// <summary>A long text takes time as it is long, and one that is too long is refused before it is read.</summary>
public class LongTexts
{
    private const string Head = "deal \"x\"\nperiod year\nhorizon 3\n";

    [Theory]
    [InlineData("party A{0}\n")]
    [InlineData("offer o{0} \"an offer\"\n")]
    [InlineData("state s{0} {{ calm, broken }} = calm\n")]
    [InlineData("assume a{0} 1 in 0..2 \"a number\"\n")]
    public void Too_many_statements_are_told_before_any_is_read(string line)
    {
        var text = Head + string.Concat(Enumerable.Range(0, 60_000).Select(i => string.Format(null, line, i)));
        var watch = Stopwatch.StartNew();
        var parsed = DealParser.Parse(new SourceText(text));
        Assert.Equal(DiagnosticCodes.TooMany, Assert.Single(parsed.Diagnostics).Code);
        Assert.Empty(parsed.Deal.Declarations);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"{watch.Elapsed}");
    }

    [Fact]
    public void No_more_is_looked_for_where_so_much_is_wrong()
    {
        var text = Head + string.Concat(Enumerable.Range(0, 10_000).Select(_ => "prty A\n"));
        Assert.InRange(DealParser.Parse(new SourceText(text)).Diagnostics.Count, 50, 60);
    }

    // Four times as long takes some four times as long, not sixteen.
    [Theory]
    [InlineData("party A\n")]
    [InlineData("party A{0}\n")]
    [InlineData("state s{0} {{ calm, broken }} = calm\n")]
    [InlineData("let a{0} = 1\n")]
    public void Time_grows_with_the_text(string line)
    {
        string Text(int count) => Head + string.Concat(Enumerable.Range(0, count).Select(i => string.Format(null, line, i)));
        Measured(Text(500));
        var (some, many) = (Math.Min(Measured(Text(4_000)), Measured(Text(4_000))), Math.Min(Measured(Text(16_000)), Measured(Text(16_000))));
        Assert.True(many < 9 * Math.Max(some, TimeSpan.FromMilliseconds(100).TotalSeconds), $"{some:0.000} s and {many:0.000} s");
    }

    private static double Measured(string text)
    {
        var watch = Stopwatch.StartNew();
        DealFile.Read(new SourceText(text));
        return watch.Elapsed.TotalSeconds;
    }
}
