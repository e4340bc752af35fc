using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Foedus.Reporting;
using Foedus.Telling.Briefs;
using Foedus.Tests.Cli;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Telling;

/// <summary>The brief: its parts, in their order, the same on the page, in the Word file and as JSON; the marking everywhere.</summary>
public class BriefTests
{
    private const string Path = "deals/record/snapback-2231/snapback-2231.foedus";

    private const string Marking = "DRAFT & <not> for circulation";

    private static readonly string[] Headings =
    [
        "Question",
        "Bottom line",
        "Confidence",
        "Terms",
        "Who would not sign",
        "What it rests on",
        "What would change it",
        "What to watch for",
        "Dissent",
        "Annex",
    ];

    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static readonly Lazy<(WeighingResult Result, Brief Brief)> Made = new(() =>
    {
        var file = Shipped.Deal(Path);
        var result = Weigh.Run(file, new WeighingOptions { Draws = 64, Effects = 16 });
        return (result, Briefs.Make(file, result, Marking));
    });

    private static Dictionary<string, XDocument> Word()
    {
        using var stream = new MemoryStream();
        BriefDocument.Write(BriefTelling.Of(Made.Value.Brief, [], hasAnnex: true), Marking, stream);
        stream.Position = 0;
        using var zip = new ZipArchive(stream);
        return zip
            .Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal))
            .ToDictionary(
                entry => entry.FullName,
                entry =>
                {
                    using var part = entry.Open();
                    return XDocument.Load(part);
                }
            );
    }

    private static string TextOf(XElement element) => string.Concat(element.Descendants(W + "t").Select(text => text.Value));

    private static string StyleOf(XElement paragraph) => (string?)paragraph.Element(W + "pPr")?.Element(W + "pStyle")?.Attribute(W + "val") ?? "";

    [Fact]
    public void A_Word_file_has_the_parts_in_order_and_the_marking_on_every_page()
    {
        var parts = Word();
        var body = parts["word/document.xml"].Root!.Element(W + "body")!;
        Assert.Equal(Headings, body.Elements(W + "p").Where(paragraph => StyleOf(paragraph) == "Heading1").Select(TextOf));
        // Every section of the file refers to a header and a footer, and both have it: one column, two for the lists, one for the annex.
        var sections = parts["word/document.xml"].Descendants(W + "sectPr").ToList();
        Assert.Equal([null, "2", null], sections.Select(section => (string?)section.Element(W + "cols")?.Attribute(W + "num")));
        // Columns are balanced where what comes after them goes on on the same page: the annex begins its own by its heading.
        Assert.Equal([null, "continuous", "continuous"], sections.Select(section => (string?)section.Element(W + "type")?.Attribute(W + "val")));
        Assert.All(sections, section =>
        {
            Assert.Single(section.Elements(W + "headerReference"));
            Assert.Single(section.Elements(W + "footerReference"));
        });
        foreach (
            var part in parts.Where(part => part.Key.Contains("header", StringComparison.Ordinal) || part.Key.Contains("footer", StringComparison.Ordinal))
        )
            Assert.Contains(Marking, TextOf(part.Value.Root!), StringComparison.Ordinal);
        Assert.Contains(Made.Value.Result.Headline, TextOf(body), StringComparison.Ordinal);
        // Every style that is used is there.
        var known = parts["word/styles.xml"].Descendants(W + "style").Select(style => (string)style.Attribute(W + "styleId")!).ToHashSet();
        Assert.Equal(
            [],
            parts
                .Values.SelectMany(part => part.Descendants(W + "pStyle").Concat(part.Descendants(W + "tblStyle")))
                .Select(style => (string)style.Attribute(W + "val")!)
                .Distinct()
                .Where(style => !known.Contains(style))
        );
        Assert.All(body.Descendants(W + "tbl"), table => Assert.Single(table.Elements(W + "tr").Select(row => row.Elements(W + "tc").Count()).Distinct()));
    }

    /// <summary>What the program that makes Word files holds for a valid one.</summary>
    [Fact]
    public void A_Word_file_is_valid()
    {
        using var stream = new MemoryStream();
        BriefDocument.Write(BriefTelling.Of(Made.Value.Brief, [], hasAnnex: true), null, stream);
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(stream, isEditable: false);
        Assert.Equal(
            [],
            new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document).Select(fault => $"{fault.Path?.XPath}: {fault.Description}")
        );
    }

    /// <summary>What says more gets more of the page; together they are the page.</summary>
    [Fact]
    public void Columns_of_a_table_are_as_wide_as_what_they_say()
    {
        var tables = Word()["word/document.xml"].Descendants(W + "tbl").ToList();
        Assert.NotEmpty(tables);
        Assert.All(tables, table =>
        {
            var widths = table.Descendants(W + "gridCol").Select(column => (int)column.Attribute(W + "w")!).ToList();
            Assert.InRange(widths.Sum(), 10206 - widths.Count, 10206);
            Assert.All(table.Elements(W + "tr"), row =>
                Assert.Equal(widths, row.Elements(W + "tc").Select(cell => (int)cell.Descendants(W + "tcW").Single().Attribute(W + "w")!))
            );
            var longest = Enumerable
                .Range(0, widths.Count)
                .Select(c => table.Elements(W + "tr").Skip(1).Max(row => TextOf(row.Elements(W + "tc").ElementAt(c)).Length))
                .ToList();
            if (longest.Max() > 24)
                Assert.Equal(widths.Max(), widths[longest.IndexOf(longest.Max())]);
        });
    }

    [Fact]
    public void Columns_are_followed_by_what_goes_on_without_an_annex_too()
    {
        using var stream = new MemoryStream();
        BriefDocument.Write(BriefTelling.Of(Made.Value.Brief, [], hasAnnex: false), null, stream);
        stream.Position = 0;
        using var zip = new ZipArchive(stream);
        using var part = zip.GetEntry("word/document.xml")!.Open();
        Assert.Equal(
            [(null, null), ("continuous", "2"), ("continuous", null)],
            XDocument
                .Load(part)
                .Descendants(W + "sectPr")
                .Select(section => ((string?)section.Element(W + "type")?.Attribute(W + "val"), (string?)section.Element(W + "cols")?.Attribute(W + "num")))
        );
    }

    [Fact]
    public void A_name_that_XML_cannot_hold_does_not_break_the_file()
    {
        using var stream = new MemoryStream();
        BriefDocument.Write(
            BriefTelling.Of(Made.Value.Brief with { Title = "bell\u0007 and \ud83d\ude00", Question = "half \ud83d" }, [], hasAnnex: false),
            null,
            stream
        );
        stream.Position = 0;
        using var zip = new ZipArchive(stream);
        using var part = zip.GetEntry("word/document.xml")!.Open();
        Assert.Contains("bell and \ud83d\ude00", TextOf(XDocument.Load(part).Root!), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_the_same()
    {
        var page = BriefPage.Render(BriefTelling.Of(Made.Value.Brief, [], hasAnnex: true), Marking);
        var words = System.Net.WebUtility.HtmlDecode(
            System.Text.RegularExpressions.Regex.Replace(page[page.IndexOf("<body", StringComparison.Ordinal)..], "<[^>]*>", "")
        );
        var at = 0;
        foreach (var heading in Headings)
        {
            at = words.IndexOf(heading, at, StringComparison.Ordinal);
            Assert.True(at >= 0, heading);
        }
        Assert.Contains(Made.Value.Result.Headline, words, StringComparison.Ordinal);
        Assert.Equal(2, words.Split(Marking).Length - 1);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Annex", BriefPage.Render(BriefTelling.Of(Made.Value.Brief, [], hasAnnex: false), null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_has_a_marking_too()
    {
        var file = Shipped.Deal(Path);
        Assert.Contains("DRAFT &amp; &lt;not&gt; for circulation", Weigh.Html(file, Made.Value.Result, marking: Marking), StringComparison.Ordinal);
    }

    [Fact]
    public void Offers_are_told_with_the_one_that_leads_first_and_every_hold_out_lacks_what_it_lacks()
    {
        var (result, brief) = Made.Value;
        Assert.Equal(result.Offers.Count, brief.Offers.Count);
        Assert.True(brief.Offers[^1].Terms.IsNoDeal);
        Assert.Equal(result.Offers.Where(offer => !offer.IsNoDeal).Max(offer => offer.AcceptableAndHolds!.Share), brief.Offers[0].SignedAndHolds!.Share);
        var lead = brief.Offers[0].Offer;
        Assert.All(brief.HoldOuts, each =>
        {
            var offer = result.Offers.Single(offer => offer.Name == each.Offer);
            var party = offer.Parties.Single(party => party.Party == each.Party);
            Assert.True(party.Signs.Share < (each.Offer == lead ? 1 : 0.5));
            Assert.Contains(
                $"would not sign in {100 - Math.Round(100 * party.Signs.Share, MidpointRounding.AwayFromZero):0} of 100 worlds",
                each.Words,
                StringComparison.Ordinal
            );
            // The worlds in which it would not, of the type that has most of them, in order: the middle one, or between the two.
            var first = offer.Parties.TakeWhile(other => other != party).Sum(other => other.ByType.Count);
            var lacking = Enumerable
                .Range(first, party.ByType.Count)
                .Select(slot => offer.Draws.Surplus[slot].Where(surplus => surplus < 0).Select(surplus => -surplus).Order().ToList())
                .MaxBy(worlds => worlds.Count)!;
            if (each.Lacks is { } lacks)
                Assert.Equal((lacking[(lacking.Count - 1) / 2] + lacking[lacking.Count / 2]) / 2, lacks, 9);
        });
        Assert.Equal(
            result.Offers.Where(offer => !offer.IsNoDeal).Sum(offer => offer.Parties.Count(party => party.Signs.Share < (offer.Name == lead ? 0.995 : 0.5))),
            brief.HoldOuts.Count
        );
        // Likelihood and confidence never stand in one sentence.
        Assert.DoesNotContain("onfidence", brief.Likelihood, StringComparison.Ordinal);
        Assert.DoesNotContain("likely", string.Join(" ", brief.Confidence.Why), StringComparison.Ordinal);
        Assert.Equal(brief.Confidence.Why.Count >= 3 ? "low" : "moderate", brief.Confidence.Level);
    }

    /// <summary>The bounds of ICD 203.</summary>
    [Theory]
    [InlineData(0.01, "almost no chance")]
    [InlineData(0.05, "very unlikely")]
    [InlineData(0.2, "unlikely")]
    [InlineData(0.44, "unlikely")]
    [InlineData(0.5, "a roughly even chance")]
    [InlineData(0.55, "likely")]
    [InlineData(0.8, "very likely")]
    [InlineData(0.97, "almost certain")]
    public void A_likelihood_has_its_word(double share, string word) => Assert.Equal(word, Likelihood.Word(share));

    // 53 of 100 is roughly even, and the 56 that it may be is likely.
    [Fact]
    public void A_likelihood_whose_range_crosses_a_bound_has_both_words()
    {
        Assert.Equal(
            "Of the worlds that the typed ranges allow, 53 (50 to 56) of 100: if these are all that can be, there is a roughly even chance that it holds (by the ends of the range from “a roughly even chance” to “likely”).",
            Likelihood.Sentence("it holds", new WorldShare(0.53, 0.5, 0.56))
        );
        Assert.EndsWith("it is likely that it holds.", Likelihood.Sentence("it holds", new WorldShare(0.7, 0.6, 0.75)), StringComparison.Ordinal);
    }

    [Fact]
    public void From_the_command_line()
    {
        var folder = Directory.CreateTempSubdirectory("foedus-test-");
        try
        {
            var (word, run) = (System.IO.Path.Combine(folder.FullName, "brief.docx"), System.IO.Path.Combine(folder.FullName, "run"));
            Assert.Equal(0, CommandLineTests.Run("weigh", Path, "--draws", "64", "--effects", "0", "--out", run).Code);
            {
                var (done, said, fault) = CommandLineTests.Run("brief", run, "--docx", word, "--marking", "DRAFT");
                Assert.Equal((0, ""), (done, fault));
                Assert.Contains(word, said, StringComparison.Ordinal);
            }
            Assert.Equal("PK", File.ReadAllText(word)[..2]);
            var (code, json, _) = CommandLineTests.Run("brief", run, "--json");
            Assert.Equal(0, code);
            Assert.Equal("foedus/brief/1", (string)JsonNode.Parse(json)!["schema"]!);
            var (told, output, _) = CommandLineTests.Run("brief", run, "--marking", "DRAFT", "--no-annex");
            Assert.Equal(0, told);
            Assert.Equal(["DRAFT", "DRAFT"], output.Split('\n').Where(line => line == "DRAFT"));
            Assert.All(Headings[..^1], heading => Assert.Contains(heading, output.Split('\n')));
            Assert.Equal(2, CommandLineTests.Run("brief", run, "--draws", "64").Code);
            Assert.Equal(1, CommandLineTests.Run("brief", run, "--offer", "nothing").Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
