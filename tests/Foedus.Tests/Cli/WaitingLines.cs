using Foedus.Cli;

namespace Foedus.Tests.Cli;

/// <summary>Who waits is told what for, and sees nothing of it afterwards.</summary>
public class WaitingLines
{
    [Fact]
    public void A_line_says_what_is_done_and_goes()
    {
        using var written = new StringWriter();
        using var line = new WorkingLine("Explaining 'costly'", written, Timeout.InfiniteTimeSpan);
        Assert.Equal("", written.ToString());
        line.Draw();
        Assert.Matches(@"^\rExplaining 'costly', \d+ s$", written.ToString());
        line.Report("again without slips");
        line.Draw();
        Assert.Matches(@"\rExplaining 'costly': again without slips, \d+ s$", written.ToString());
        var before = written.ToString();
        line.Dispose();
        Assert.Matches(@"^\r +\r$", written.ToString()[before.Length..]);
        before = written.ToString();
        line.Draw();
        line.Dispose();
        Assert.Equal(before, written.ToString());
    }

    [Fact]
    public void Who_saw_no_line_sees_none_taken_away()
    {
        using var written = new StringWriter();
        using (new WorkingLine("Working", written, Timeout.InfiniteTimeSpan)) { }
        Assert.Equal("", written.ToString());
    }
}
