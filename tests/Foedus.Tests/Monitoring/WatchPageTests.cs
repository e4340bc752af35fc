using System.Text.RegularExpressions;
using Foedus.Model;
using Foedus.Monitoring;
using Foedus.Reporting;

namespace Foedus.Tests.Monitoring;

public partial class WatchPageTests
{
    private static readonly DateOnly From = new(2015, 1, 1);

    [Fact]
    public void Page_needs_nothing_from_elsewhere_and_runs_nothing_of_a_reports_text()
    {
        var page = Page("<script>alert(1)</script>", "\"><img src=x>");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(http", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_says_when_on_which_reports_and_what_would_have_had_to_be_different()
    {
        var page = Page("Deal", "report-7");
        Assert.Contains("2015-01-04", page, StringComparison.Ordinal);
        Assert.Contains("report-7", page, StringComparison.Ordinal);
        Assert.Contains("1 fewer and it would not be met", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_picture_is_cut_to_its_own_size()
    {
        var page = Page("Deal", "1");
        var ids = Id().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.True(ids.Count > 3);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(Reference().Matches(page), match => Assert.Contains(match.Groups[1].Value, ids));
    }

    [Fact]
    public void A_circle_is_drawn_where_it_ends()
    {
        var circle = new CircleRegion(48, 38, 100);
        foreach (var (longitude, latitude) in circle.Outlines[0])
        {
            Assert.True(circle.Contains(48 + (latitude - 48) * 0.999, 38 + (longitude - 38) * 0.999));
            Assert.False(circle.Contains(48 + (latitude - 48) * 1.001, 38 + (longitude - 38) * 1.001));
        }
    }

    private static string Page(string title, string id)
    {
        var region = new CircleRegion(48, 38, 100);
        var regions = new Dictionary<string, Region> { ["line"] = region };
        Declaration[] declarations =
        [
            new IncidentClass("clash", "Clashes", new Criterion[] { new InZone("line") }.ToSequence()),
            new Trigger("two", "Two in a week", new Tally(Counted.Incidents, "clash", null, true, 2, 7)),
        ];
        var plan = new WatchPlan(new Deal(title, declarations.ToSequence()), regions);
        var monitor = new WatchMonitor(plan, From);
        foreach (var (name, day) in new[] { (id, 1), ("other", 3) })
            monitor.Take(
                new Incident
                {
                    Id = name,
                    FirstDay = From.AddDays(day),
                    LastDay = From.AddDays(day),
                    Latitude = 48.1,
                    Longitude = 38.1,
                    Columns = new IncidentColumns([]),
                    Fields = [],
                }
            );
        monitor.Advance(From.AddDays(30));
        return WatchPage.Render(
            new WatchPageContent(
                title,
                From,
                From.AddDays(30),
                monitor.Verdicts(),
                monitor.States(),
                [("Clashes", 2, 2, 2, null)],
                [.. monitor.Kept],
                regions,
                []
            )
        );
    }

    [GeneratedRegex("id=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex(@"url\(#([^)]+)\)")]
    private static partial Regex Reference();
}
