using Foedus.Binding;
using Foedus.Language;
using Foedus.Language.Comparing;
using Foedus.Language.Service;

namespace Foedus.Tests.Language.Service;

/// <summary>Zones, incidents and triggers in the editor and in differences.</summary>
public class Watching
{
    private static readonly string Text =
        Names.Text
        + """

            zone town "The town" within 25 km of 36.2, 37.13
            zone line in "zones.geojson" feature "line" without town
            incident clash "Fighting" { in line; deaths at least 1 }
            trigger serious "Serious breach": at least 3 clash within 7 days
            trigger notice: 10 days after serious
            status becomes war when serious
            in force from 2015-02-15
            """;

    [Theory]
    [InlineData("town \"The", "town: a zone", "The town", "Within 25 km of 36.2, 37.13.")]
    [InlineData("line; deaths", "line: a zone", "Without town.", "Declared on line 23.")]
    [InlineData("clash within", "clash: incidents that count", "Must be: in line, deaths at least 1.", "Declared on line 24.")]
    [InlineData("serious\nstatus", "serious: a trigger", "At least 3 clash within 7 days.", "Means that status becomes war.")]
    [InlineData("war when serious", "war: a value of status")]
    public void Hover_says_what_it_is(string at, params string[] lines)
    {
        var hover = Hover.At(new DealDocument(Text), Text.IndexOf(at, StringComparison.Ordinal));
        Assert.Empty(lines.Except(hover!.Lines));
    }

    [Fact]
    public void Every_name_means_something_and_is_in_the_outline()
    {
        var document = new DealDocument(Text);
        Assert.Equal("", DiagnosticRenderer.Render(document.Source, document.Parsed.Diagnostics));
        Assert.DoesNotContain(document.Names.Occurrences, name => name.Symbols.Count == 0 && name.Mark.Kind != NameKind.Unit);
        Assert.Empty(Classification.Of(document).Where(part => part.Class == TextClass.Unknown).Select(part => document.Source[part.Place]));
        Assert.Equal(["town", "line", "clash", "serious", "notice"], Outline.Of(document).Select(entry => entry.Name).TakeLast(5));
    }

    [Theory]
    [InlineData("clash")]
    [InlineData("serious")]
    [InlineData("town")]
    public void Renaming_goes_everywhere(string name)
    {
        var document = new DealDocument(Text);
        var renamed = document.With(Rename.At(document, document.Names.Symbols.Single(symbol => symbol.Name == name).Place.Start, "another"));
        Assert.Equal("", DiagnosticRenderer.Render(renamed.Source, renamed.Parsed.Diagnostics));
        Assert.DoesNotContain(renamed.Names.Occurrences, other => other.Mark.Text == name);
    }

    [Theory]
    [InlineData("within 7 days", "within 14 days", "trigger serious at least 3 clash within 7 days → at least 3 clash within 14 days")]
    [InlineData(
        "deaths at least 1",
        "deaths at least 5",
        "incident clash: criterion deaths at least 1 removed; incident clash: criterion deaths at least 5 added"
    )]
    [InlineData("within 25 km", "within 30 km", "zone town \"The town\" within 25 km of 36.2, 37.13 → zone town \"The town\" within 30 km of 36.2, 37.13")]
    [InlineData("2015-02-15", "2015-02-16", "in force from 2015-02-15 → in force from 2015-02-16")]
    public void Differences_are_said_in_words(string before, string after, string words) =>
        Assert.Equal(
            words,
            DealDifference.Between(new DealDocument(Text).Deal, new DealDocument(Text.Replace(before, after, StringComparison.Ordinal)).Deal).Summary()
        );

    [Theory]
    [InlineData("trigger t: at least 3 |", "clash", "town")]
    [InlineData("incident i { in |", "town", "clash")]
    [InlineData("trigger t: 10 days after |", "serious", "clash")]
    public void Completion_offers_what_fits(string atCaret, string offered, string notOffered)
    {
        var text = Text + "\n" + atCaret.TrimEnd('|');
        var labels = Completion.At(new DealDocument(text), text.Length).Items.Select(item => item.Label).ToHashSet();
        Assert.Contains(offered, labels);
        Assert.DoesNotContain(notOffered, labels);
    }
}
