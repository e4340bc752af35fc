using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Foedus.Cli.Drawing;
using Foedus.Language;
using Foedus.Language.Comparing;
using Foedus.Language.Service;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Reporting;
using Foedus.Telling;
using Foedus.Telling.Briefs;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Workflow;

namespace Foedus.Tests.Telling;

/// <summary>What has a title is told by it, wherever an answer is told.</summary>
public partial class TitlesTold
{
    // Every name of a state, value, step or option has q_ in it; whoever reads an answer is not to see one. A slip, a promise, an obligation, a fork and an offer with terms of every kind.
    private const string Text = """
        deal "Named by titles"
        period year
        horizon 4
        party Giver "The giver"
        party Taker "The takers"
        discount 0.9
        precision lambda 1.2
        assume r 0.5 in 0.4..0.6 "what is grabbed"
        assume n 0.3 in 0.2..0.4 "what the night brings"
        private Taker.mind { greedy: 0.6, modest: 0.4 }
        state q_s "the door" { q_shut "bolted", q_open "open", q_gone "off its hinges" } = q_shut
        state q_lit "the lamp" yes "lit" or no "out" = no
        state q_count "the tally" 0..2 = 0
        turn q_gate "the gate" of Giver when q_s = q_shut {
          q_keep "keep it shut"
          q_give "open the door": q_s = q_open; Giver pays 0.6
          unseen q_peek "peep" as q_keep: chance { n: q_lit = yes; otherwise: Giver pays 0.1 }
        }
        turn q_grab "the choice inside" of Taker when q_s = q_open {
          q_leave "leave quietly": q_s = q_shut
          q_take "take all": q_s = q_gone; Taker gains r if greedy else 0.1
          for share in 25%..75% by 50%: q_part "take a part of" when q_count < 2: q_count += 1; Taker gains share * r
        }
        chance q_night "the night" when q_s = q_open and not q_lit { n: q_lit = yes  otherwise: q_count = 0 }
        event q_dawn "the dawn" when q_lit and q_s = q_shut: q_lit = no
        interest Giver each year { q_s = q_gone: -1 q_s = q_shut: 0.2 q_lit: 0.1 q_count > 0: -0.1 }
        interest Taker each year { q_s = q_gone: 0.3 if greedy else -1  q_s in { q_open, q_shut }: 0.05 }
        obligation hand "The giver opens once" of Giver: q_give by year 2 { excused when q_s = q_gone  breach: q_lit = yes }
        clause more "More to grab" {
          interest Taker { q_s = q_gone: 0.5 }
          add option q_wave "wave from outside" of Giver at q_gate when q_lit: Giver pays 0.1 if q_s = q_shut else 0.2
          option q_take at q_grab when not q_lit: Taker pays 0.1
          option q_leave of Taker at q_grab also when q_s = q_open
          turn q_late "a late word" of Giver after q_grab when q_s = q_open { q_call "call out": q_lit = yes  q_hush "stay silent" }
        }
        clause less "Less light" { remove option q_peek of Giver at q_gate when q_lit  remove step q_dawn  waive payments of Giver for q_give at q_gate }
        fork weather "What is the weather like?" {
          fair "Fair" weight 1 { }
          foul "Foul" weight 1 { event q_gust "a gust" before q_gate when q_s = q_open and q_count = 2: q_s = q_gone }
        }
        no deal none "As it is"
        offer rich "Rich": more, starts q_count = 1
        offer dim "Dim": less, starts q_lit = yes
        promise shut "It stays shut": Giver does not play q_give while q_s = q_shut
        ask calm "Never off its hinges": chance q_s in { q_shut, q_open } through 4
        ask lit "Lit": chance q_lit at 4
        holds when calm >= 0.3
        start { Giver plays q_keep at q_gate when q_s = q_shut }
        reading other "Another" { r 0.45 in 0.4..0.5 }
        """;

    private static readonly Lazy<(DealFile File, WeighingResult Result)> Weighed = new(() =>
    {
        var file = SoundDeal.Read(Text);
        return (
            file,
            Weigh.Run(
                file,
                new WeighingOptions
                {
                    Draws = 32,
                    Resolution = 5,
                    Effects = 8,
                    CareDraws = 8,
                    WithReadings = true,
                }
            )
        );
    });

    [Fact]
    public void No_name_that_has_a_title_is_told()
    {
        var (file, result) = Weighed.Value;
        var told = Weigh.Tell(file, result, withReasons: true);
        Named("told", Strings(told));
        Named("page", [Plain(HtmlReport.Render(told))]);
        foreach (var isFull in new[] { false, true })
            Named("terminal", new TellingLines(80, isFull).Of(told));
        var brief = Briefs.Make(file, result, null);
        Named("brief", Strings(BriefTelling.Of(brief, [], hasAnnex: true)));
        Named("indicators", brief.Indicators.Select(indicator => indicator.Words));
        foreach (var offer in file.Offers)
        {
            var explained = new Explainer(offer, new AssumptionSet(file.Deal, result.Options), 5).Explain(withFlips: true);
            Named("explain", explained.Sentences.Append(explained.Selection));
            Named(
                "parts",
                explained
                    .Turns.SelectMany(turn => turn.Types)
                    .SelectMany(type => type.Differences)
                    .SelectMany(difference => difference.Parts)
                    .Select(part => part.Words)
            );
            Assert.Contains(explained.Titles, title => title == new DealTitle("option", "q_take", "q_grab", "take all"));
        }
        var sentences = string.Join('\n', Strings(told));
        foreach (
            var title in new[]
            {
                "the door is bolted",
                "plays “keep it shut”",
                "open the door",
                "take a part of 75%",
                "the gate",
                "the choice inside",
                "The takers",
                "the lamp is lit",
                "the tally is 1",
            }
        )
            Assert.Contains(title, sentences, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(result.Titles!, title => title == new DealTitle("value", "q_gone", "q_s", "off its hinges"));
    }

    /// <summary>What a solver says of its solution, and of turns that the grid decides, is in the deal's words too.</summary>
    [Fact]
    public void What_a_solver_says_is_in_titles()
    {
        var file = SoundDeal.Read(Text.Replace("start { Giver plays q_keep at q_gate when q_s = q_shut }", "", StringComparison.Ordinal));
        var offer = file.Offers.First(offer => offer.Offer.Name == "rich");
        var outcome = new OfferSolver(offer, 5).Solve(new AssumptionSet(file.Deal, new WeighingOptions()).Best, TestContext.Current.CancellationToken);
        Assert.Contains(new[] { outcome }.Concat(outcome.Others), solution =>
            solution.Solution.Report!.Selection.EndsWith("from where the takers are surely greedy", StringComparison.Ordinal)
        );
        var (game, all) = (
            offer.Game,
            Enumerable
                .Range(0, offer.Game.Nodes.Count)
                .Where(node => offer.Game.Nodes[node].Choosers.Count > 0)
                .Select(node => new TurnPlace(1, node, 0).InWords(offer.Game))
                .ToList()
        );
        Named("turns", all);
        Assert.Contains(all, words =>
            words.StartsWith("what the takers do at 'the choice inside' when the door is open, ", StringComparison.Ordinal)
            && words.EndsWith(", in year 2", StringComparison.Ordinal)
        );
    }

    /// <summary>Dots have numbers, and beside the picture stands which offer each is.</summary>
    [Fact]
    public void Dots_of_a_picture_are_numbered_by_offers()
    {
        var told = Weigh
            .Tell(Weighed.Value.File, Weighed.Value.Result, withReasons: false)
            .Sections.Single(section => section.Place == Foedus.Telling.Place.TradeOff);
        var figure = told.Blocks.OfType<PointsFigure>().First();
        Assert.Equal([("1", "As it is"), ("2", "Rich"), ("3", "Dim")], figure.Points.Select(point => (point.Mark!, point.Name)));
        Assert.Contains(">2</text>", PointsDrawing.Svg(figure), StringComparison.Ordinal);
        Assert.DoesNotContain("Rich</text>", PointsDrawing.Svg(figure), StringComparison.Ordinal);
        Assert.Contains(told.Blocks.OfType<ToldText>(), text =>
            text.Text.Contains("the offer's number: 1, As it is; 2, Rich; 3, Dim.", StringComparison.Ordinal)
        );
    }

    /// <summary>A terminal has no small print under a heading: by its title alone a column is told from the others.</summary>
    [Fact]
    public void No_two_columns_have_one_title()
    {
        var (file, result) = Weighed.Value;
        var tables = Tables(Weigh.Tell(file, result, withReasons: true).Sections.SelectMany(section => section.Blocks)).ToList();
        Assert.Contains(tables, table => table.Columns.Any(column => column.Title == "Kept if called on, at best"));
        Assert.All(tables, table => Assert.Distinct(table.Columns.Select(column => column.Title)));
    }

    private static IEnumerable<ToldTable> Tables(IEnumerable<ToldBlock> blocks) =>
        blocks.SelectMany(block =>
            block switch
            {
                ToldTable table => [table],
                ToldGroup group => Tables(group.Blocks),
                _ => (IEnumerable<ToldTable>)[],
            }
        );

    /// <summary>What limits a sign is said where the sign is, on the terminal too.</summary>
    [Fact]
    public void The_terminal_says_that_an_event_need_not_be_a_cause()
    {
        var brief = Briefs.Make(Weighed.Value.File, Weighed.Value.Result, null);
        Assert.NotEmpty(brief.Indicators);
        Assert.Contains(
            "An event tells something; it need not be a cause.",
            string.Join(' ', new TellingLines(80, isFull: true).Of(BriefTelling.Of(brief, [], hasAnnex: true)).Select(line => line.Trim())),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("q_s = q_open", "the door is open")]
    [InlineData("not q_s = q_open", "not the door is open")]
    [InlineData("q_s != q_open and q_lit", "the door is not open and the lamp is lit")]
    [InlineData("not q_lit", "the lamp is out")]
    [InlineData("q_lit = no", "the lamp is out")]
    [InlineData("q_s in { q_open, q_gone } or q_count >= 2", "the door is open or off its hinges or the tally is at least 2")]
    [InlineData("r if q_lit else r / 2", "r if the lamp is lit, otherwise r / 2")]
    [InlineData("q_count * 2 + some_name", "the tally * 2 + some name")]
    [InlineData("0.1 * (q_open_or_not > 1)", "0.1 * (q open or not is more than 1)")]
    public void A_condition_is_said_in_titles(string typed, string said) => Assert.Equal(said, new Wording(SoundDeal.Read(Text).Deal).Said(typed));

    /// <summary>Nothing in a title is taken for a name, a sign or a placeholder, and a page shows it as it is written.</summary>
    [Fact]
    public void A_title_may_say_anything()
    {
        const string odd = "a = b_c, if x in { y } else <b>z</b> & [red]w[/] 0";
        var text = Text.Replace("\"bolted\"", $"\"{odd}\"", StringComparison.Ordinal);
        var file = SoundDeal.Read(text);
        var wording = new Wording(file.Deal);
        Assert.Equal($"the door is {odd}", wording.Said("q_s = q_shut"));
        Assert.Equal($"the door is {odd}, the tally is 0", wording.Facts("q_s = q_shut, q_count = 0"));
        Assert.Equal($"the door becomes {odd}", wording.ComesAbout("q_s = q_shut"));
        var page = Weigh.Html(
            file,
            Weigh.Run(
                file,
                new WeighingOptions
                {
                    Draws = 16,
                    Resolution = 3,
                    Effects = 0,
                    CareDraws = 0,
                }
            )
        );
        Assert.Contains(WebUtility.HtmlEncode(odd), page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>z</b>", page, StringComparison.Ordinal);
    }

    /// <summary>The same name may mean other things at other steps, to other parties and under other answers; each is told by its own title.</summary>
    [Fact]
    public void A_title_is_that_of_the_step_the_party_and_the_answer()
    {
        var text = SoundDeal.Year(
            "Where",
            """
            state s { calm, war } = calm
            joint turn both when s = calm { One { hold "hold the line"  yield } Two { hold "hold the purse"  yield } outcome when One plays hold and Two plays hold: s = war }
            turn One when s = war { hold "hold on"  yield: s = calm }
            interest One { s = war: -1 }
            interest Two { s = war: -2 }
            fork how "How" {
              plain { turn last of Two when s = war { hold "hold still"  stop: s = calm } }
              other { turn last of Two when s = war { hold "hold forth"  stop: s = calm } }
            }
            no deal none
            ask war "War": chance s = war at 1
            """
        );
        string Told(string? answer) =>
            SoundDeal.Read(text, answer is null ? null : new Dictionary<string, string> { ["how"] = answer }).Offers[0].Wording is var wording
                ? string.Join(
                    "; ",
                    wording.Option("both", "One", "hold"),
                    wording.Option("both", "Two", "hold"),
                    wording.Option("One", "One", "hold"),
                    wording.Option("last", "Two", "hold"),
                    wording.Option("last", "Two", "stop")
                )
                : "";
        Assert.Equal("hold the line; hold the purse; hold on; hold still; stop", Told(null));
        Assert.Equal("hold the line; hold the purse; hold on; hold forth; stop", Told("other"));
    }

    [Fact]
    public void A_deal_without_titles_is_told_as_before()
    {
        var wording = new Wording(
            SoundDeal.Read(Text.Replace("\"the door\" {", "{", StringComparison.Ordinal).Replace(" \"bolted\"", "", StringComparison.Ordinal)).Deal
        );
        Assert.Equal("q s is q shut or open", wording.Said("q_s in { q_shut, q_open }"));
        Assert.Equal("q s becomes q shut", wording.ComesAbout("q_s = q_shut"));
    }

    [Fact]
    public void Titles_stay_in_print_layout_editor_and_differences()
    {
        var document = new DealDocument(new SourceText(Text, "my.foedus"));
        Assert.Equal(document.Deal, DealParser.Parse(new SourceText(DealPrinter.Print(document.Deal))).Deal);
        var laid = DealFormatter.Format(new SourceText(Text));
        Assert.Equal(document.Deal, DealParser.Parse(new SourceText(laid)).Deal);
        Assert.Equal(laid, DealFormatter.Format(new SourceText(laid)));
        Assert.Equal(Regex.Count(Text, "\""), Regex.Count(laid, "\""));
        foreach (
            var (name, title) in new[]
            {
                ("q_s", "the door"),
                ("q_open", "open"),
                ("q_gate", "the gate"),
                ("q_take", "take all"),
                ("q_wave", "wave from outside"),
                ("q_dawn", "the dawn"),
                ("q_night", "the night"),
            }
        )
        {
            Assert.Contains(title, Hover.At(document, Text.IndexOf(name, StringComparison.Ordinal))!.Lines);
            if (name != "q_open")
                Assert.Contains(title, Details(Outline.Of(document)));
        }
        var at = Text.IndexOf("q_s = q_gone: -1", StringComparison.Ordinal) + "q_s = ".Length;
        Assert.Equal("off its hinges", Completion.At(document, at).Items.Single(item => item.Label == "q_gone").Detail);
        var other = DealParser
            .Parse(
                new SourceText(
                    Text.Replace("\"take all\"", "\"take it\"", StringComparison.Ordinal)
                        .Replace("\"the gate\"", "\"the great gate\"", StringComparison.Ordinal)
                        .Replace("\"bolted\"", "\"barred\"", StringComparison.Ordinal)
                )
            )
            .Deal;
        var said = DealDifference.Between(document.Deal, other).Changes.Select(change => change.Words).ToList();
        Assert.All(["take it", "the great gate", "barred"], title => Assert.Contains(said, text => text.Contains(title, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Details(IEnumerable<OutlineEntry> entries) => entries.SelectMany(entry => Details(entry.Children).Prepend(entry.Detail));

    private static void Named(string where, IEnumerable<string> texts)
    {
        foreach (var text in texts)
            if (Name().Match(text) is { Success: true } name)
                Assert.Fail($"{where}: {name.Value} in: {text[Math.Max(0, name.Index - 100)..Math.Min(text.Length, name.Index + 100)]}");
    }

    private static readonly JsonSerializerOptions Layout = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static IEnumerable<string> Strings(ToldResult told) => Strings(JsonSerializer.SerializeToElement(told, Layout));

    private static IEnumerable<string> Strings(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value)),
            _ => [],
        };

    private static string Plain(string html) => WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", " "));

    // A name, or a name as words.
    [GeneratedRegex(@"\bq[_ ][a-z]+", RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
