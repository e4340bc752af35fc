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
        // What a picture says to those who do not see it is said there too.
        var page = Regex.Replace(
            System.Net.WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(Told.Value.Page, "<[^>]*aria-label=\"([^\"]*)\"[^>]*>", " $1 "), "<[^>]*>", " ")),
            "\\s+",
            " "
        );
        var known = Numbers(page).ToHashSet();
        Assert.Empty(
            Numbers(Regex.Replace(output[..output.IndexOf("'foedus explain' tells", StringComparison.Ordinal)], "; [0-9.]+ s\\.", ""))
                .Where(number => !known.Contains(number))
                .Distinct()
        );
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
        // A sentence of several lines is one.
        Assert.All(Regex.Split(string.Join('\n', few.Except(all)), "\n(?= *--full)"), cut =>
            Assert.Matches("^ *--full also tells ([0-9]+ more (sentence|row)s?|the parts? “).*\\.$", Regex.Replace(cut, "\n +", " "))
        );
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

    /// <summary>Whatever there is to tell is told, or named with the command or page that tells it: sections that were not worked out, too.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_section_goes_unnamed(bool isFull)
    {
        var file = Shipped.Deal(Path);
        var result = Weigh.Run(
            file,
            new WeighingOptions
            {
                Draws = 16,
                Effects = 0,
                CareDraws = 0,
            }
        );
        var (short_, whole) = (Weigh.Tell(file, result, withReasons: false), Weigh.Tell(file, result, withReasons: true));
        var lines = new TellingLines(80, isFull);
        var drawn = lines.Of(short_).ToList();
        var closing = string.Join(' ', lines.Closing(hasReport: false));
        foreach (var section in whole.Sections.Where(section => section.Question.Length > 0))
            Assert.True(drawn.Contains(section.Question) != closing.Contains($"“{section.Question}”", StringComparison.Ordinal), section.Question);
        Assert.Contains("'foedus explain' tells “How does it end?” and “Why do they choose so?”.", closing, StringComparison.Ordinal);
        Assert.Equal(!isFull, closing.Contains("--full", StringComparison.Ordinal));
        Assert.Contains($"{lines.Notes} notes", closing, StringComparison.Ordinal);
    }

    /// <summary>At whatever place it stands: a section of one's own invention is cut as every other is, and each cut is said with how much of it there is.</summary>
    [Fact]
    public void Every_cut_is_said_with_how_much_was_cut()
    {
        static ToldGroup Group(string heading, bool? fold = null, params ToldBlock[] more) =>
            new(heading, null, [new ToldText($"inside {heading}"), .. more], fold);
        var points = Enumerable.Range(1, 8).Select(point => (ToldBlock)new ToldText($"point {point}", TextRole.Point));
        var table = new ToldTable([new ToldColumn("row")], [.. Enumerable.Range(1, 15).Select(row => (IReadOnlyList<ToldCell>)[ToldCell.Say($"row {row}")])]);
        foreach (var place in Enum.GetValues<Place>().Where(place => place != Place.Answer))
        {
            var told = new ToldResult(
                "",
                "",
                [
                    new ToldSection(
                        place,
                        "What is new?",
                        [
                            .. points,
                            Group("A", null, Group("A1", true)),
                            new ToldGroup("B", null, [Group("B1", false)]),
                            Group("C"),
                            Group("D", false),
                            Group("E", true),
                            Group("F"),
                            table,
                            new ToldText("how to read it", TextRole.Note),
                        ]
                    ),
                ]
            );
            var lines = new TellingLines(80, isFull: false);
            var (drawn, closing) = (string.Join('\n', lines.Of(told)), string.Join(' ', lines.Closing(hasReport: true)));
            Assert.Contains("1 note on how to read it", closing, StringComparison.Ordinal);
            if (!Shells.Draws(Shell.Terminal, place) || Shells.IsForLater(place))
            {
                Assert.Contains("“What is new?”", closing, StringComparison.Ordinal);
                continue;
            }
            Assert.Contains("--full", closing, StringComparison.Ordinal);
            // Whole sentences, each where it is cut.
            Assert.EndsWith("\n  --full also tells 2 more sentences and the parts “B”, “C”, “D” and 2 more.", drawn, StringComparison.Ordinal);
            Assert.Contains("\n    --full also tells the part “A1”.\n", drawn, StringComparison.Ordinal);
            Assert.Contains("\n  --full also tells 3 more rows of this table.\n", drawn, StringComparison.Ordinal);
            Assert.DoesNotContain("B1", drawn, StringComparison.Ordinal);
        }
        var folded = new TellingLines(80, isFull: false);
        Assert.Empty(folded.Of(new ToldResult("", "", [new ToldSection(Place.Holds, "What is new?", [Group("D", false), Group("E", true)])])));
        Assert.Equal(["This is the short form, without 1 section: “What is new?”. --full tells all of it here."], folded.Closing(hasReport: true));
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
