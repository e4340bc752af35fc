using System.Text.RegularExpressions;
using Foedus.Cli.Drawing;
using Foedus.Reporting;
using Foedus.Telling;
using Foedus.Tests.Cli;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Telling;

/// <summary>One telling: what is told is drawn by every shell, except where the one list says otherwise.</summary>
public class ShellsAgree
{
    private const string Path = "deals/record/snapback-2231/snapback-2231.foedus";

    private static readonly Lazy<(ToldResult Told, string Page)> Told = new(() =>
    {
        var file = Shipped.Deal(Path);
        var told = Weigh.Tell(file, Weigh.Run(file, new WeighingOptions { Draws = 64, Effects = 16 }), withReasons: true);
        return (told, HtmlReport.Render(told));
    });

    private static readonly Lazy<string> Terminal = new(() =>
    {
        var (code, output, _) = CommandLineTests.Run("weigh", Path, "--draws", "64", "--effects", "16", "--full");
        Assert.Equal(0, code);
        return output;
    });

    [Fact]
    public void Sections_come_in_the_order_of_places_and_a_place_has_one()
    {
        var places = Told.Value.Told.Sections.Select(section => section.Place).ToList();
        Assert.Equal(places.Distinct().Order(), places);
        Assert.True(places.Count > 10);
    }

    [Fact]
    public void The_report_draws_every_section_that_is_told_in_order()
    {
        var drawn = Regex.Matches(Told.Value.Page, "data-place=\"(\\w+)\"").Select(match => Enum.Parse<Place>(match.Groups[1].Value));
        Assert.Equal(Told.Value.Told.Sections.Select(section => section.Place).Where(place => Shells.Draws(Shell.Report, place)), drawn);
    }

    [Fact]
    public void The_terminal_draws_every_section_but_those_in_the_list()
    {
        var lines = Terminal.Value.Split('\n');
        foreach (var section in Told.Value.Told.Sections.Where(section => section.Place != Place.Answer))
            Assert.Equal(Shells.Draws(Shell.Terminal, section.Place), lines.Contains(section.Question));
    }

    /// <summary>The same value is the same text: every number of a table that the terminal draws stands in the report too.</summary>
    [Fact]
    public void The_terminal_says_no_number_that_the_report_does_not_say()
    {
        var output = Terminal.Value;
        var page = Regex.Replace(System.Net.WebUtility.HtmlDecode(Regex.Replace(Told.Value.Page, "<[^>]*>", " ")), "\\s+", " ");
        var known = Numbers(page).ToHashSet();
        Assert.Empty(Numbers(output[..output.LastIndexOf("Took", StringComparison.Ordinal)]).Where(number => !known.Contains(number)).Distinct());
    }

    /// <summary>The short form has every section that is not kept for the long one, no line of its own but those that say what was cut, and the answer uncut.</summary>
    [Fact]
    public void The_short_form_is_part_of_the_long_one_and_says_what_it_leaves_out()
    {
        var (brief, full) = (new TellingLines(80, isFull: false), new TellingLines(80, isFull: true));
        var (few, all) = (brief.Of(Told.Value.Told).ToList(), full.Of(Told.Value.Told).ToList());
        Assert.True(brief.IsCut);
        Assert.False(full.IsCut);
        Assert.InRange(few.Count, 20, all.Count / 2);
        Assert.All(few.Except(all), line => Assert.Matches("^ *and ([0-9]+ more (row|sentence)s?|of ([0-9]+ more|“.+))$", line));
        foreach (var section in Told.Value.Told.Sections.Where(section => section.Question.Length > 0 && Shells.IsForLater(section.Place)))
        {
            Assert.DoesNotContain(section.Question, few);
            Assert.Contains(section.Question, brief.LeftOut);
        }
        Assert.All(brief.LeftOut, question => Assert.DoesNotContain(question, few));
        Assert.Empty(full.LeftOut);
        var answer = all.TakeWhile((line, l) => l == 0 || line.Length > 0).ToList();
        Assert.Equal(answer, few.Take(answer.Count));
    }

    [Fact]
    public void A_reason_stands_with_every_section_that_is_left_out()
    {
        Assert.All(Shells.LeftOut, decision => Assert.True(decision.Why.Length > 5));
        Assert.All(Shells.ForLater, decision => Assert.True(decision.Why.Length > 5 && Shells.Draws(Shell.Terminal, decision.Place)));
        Assert.Equal(Shells.LeftOut.Count, Shells.LeftOut.Select(decision => (decision.Shell, decision.Place)).Distinct().Count());
    }

    private static IEnumerable<string> Numbers(string text) => Regex.Matches(text, "[0-9][0-9,.]*").Select(match => match.Value.TrimEnd('.', ','));
}
