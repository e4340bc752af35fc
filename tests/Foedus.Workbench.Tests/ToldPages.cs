using System.Net;
using Foedus.Telling;
using Foedus.Workbench.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Foedus.Workbench.Tests;

/// <summary>What is told of a run stands on its page, whole; and two runs are compared in numbers.</summary>
public class ToldPages(Shared shared)
{
    [Fact]
    public async Task Every_section_that_is_told_stands_on_the_page_and_so_does_every_head_of_a_table()
    {
        var run = await shared.RunAsync();
        var result = await shared.Workbench.Services.GetRequiredService<RunQueue>().ResultAsync(run);
        var told = RunView.FromJson(result!.View).Told!;
        Assert.True(told.Sections.Count > 12);
        using var client = shared.Workbench.Client();
        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/runs/{run}"));
        Assert.All(told.Sections.Where(section => section.Place != Place.Answer), section => Assert.Contains($"<h2>{section.Question}</h2>", page));
        Assert.Contains(told.Answer, page);
        foreach (var table in told.Sections.SelectMany(section => section.Blocks).OfType<ToldTable>())
            Assert.All(table.Columns, column => Assert.Contains(column.Title, page));
    }

    [Fact]
    public async Task Two_runs_have_a_column_of_differences()
    {
        var run = await shared.RunAsync();
        using var client = shared.Workbench.Client();
        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/compare?run={run}&run={run}"));
        Assert.Contains("difference, second less first", page);
        Assert.Matches("holds 0 \\(−\\d+ to \\+\\d+\\)", page);
    }

    [Fact]
    public void A_difference_has_the_interval_of_the_two_shares()
    {
        // Newcombe 1998 (Statistics in Medicine 17, 873), table II (a): 56 of 70 less 48 of 80 is 0.2, by method 10 from 0.0524 to 0.3339, from Wilson's intervals of each.
        var (first, second) = (new ViewedShare(0.8, 0.6919, 0.8775), new ViewedShare(0.6, 0.4905, 0.7003));
        var (difference, low, high) = first.Less(second);
        Assert.Equal(0.2, difference, 1e-12);
        Assert.Equal(0.0524, low, 2e-3);
        Assert.Equal(0.3339, high, 2e-3);
    }

    [Fact]
    public void The_time_that_is_left_does_not_jump()
    {
        var time = new Hand();
        var progress = new RunProgress("one", time);
        var told = progress.Begin("worlds");
        told.Report((0, 1000));
        time.Seconds = 10;
        told.Report((100, 1000));
        Assert.Equal(90, progress.Left!.Value.TotalSeconds, 15.0);
        // A burst: in a second as much as in forty before.
        time.Seconds = 11;
        told.Report((500, 1000));
        Assert.InRange(progress.Left!.Value.TotalSeconds, 45, 95);
        // It follows all the same.
        time.Seconds = 60;
        told.Report((900, 1000));
        Assert.InRange(progress.Left!.Value.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Parts_that_follow_one_another_are_counted_each_by_itself()
    {
        var progress = new RunProgress("one", new Hand());
        var told = progress.BeginParts("what it hangs on");
        told.Report((416, 553));
        // Threads overtake each other.
        told.Report((415, 553));
        Assert.Equal("what it hangs on: 416 of 553", progress.InWords);
        told.Report((3, 64));
        Assert.Equal("what it hangs on, part 2: 3 of 64", progress.InWords);
        told.Report((64, 64));
        told.Report((1, 64));
        Assert.Equal("what it hangs on, part 3: 1 of 64", progress.InWords);
    }

    private sealed class Hand : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => (long)(1_000 * Seconds);
    }
}
