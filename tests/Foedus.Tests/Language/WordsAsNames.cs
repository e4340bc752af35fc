using System.Text.RegularExpressions;
using Foedus.Binding;
using Foedus.Language;
using Foedus.Language.Service;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Tests.Architecture;

namespace Foedus.Tests.Language;

/// <summary>Every word that the language knows, in every place where a name can be chosen: the deal is read as with any other name, or it is said there that it cannot be called so.</summary>
public partial class WordsAsNames
{
    // In every place a name that is no word of anything.
    private static readonly string Plain = Renamed(EveryKind.Everything, Groups(new DealDocument(EveryKind.Everything)), group => $"name_{group}");

    private static readonly DealDocument PlainDeal = new(Plain);

    private static readonly IReadOnlyList<IReadOnlyList<Occurrence>> Places = Groups(PlainDeal);

    private static readonly string Printed = DealPrinter.Print(PlainDeal.Deal);

    private static readonly IReadOnlyList<string> Said = Diagnostics(PlainDeal);

    // What the language compares what it reads with stands in quotes in its source.
    private static readonly IReadOnlyList<string> Words =
    [
        .. new[] { "Language", "Binding", "Model" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf($"src/Foedus/{folder}"), "*.cs"))
            .SelectMany(file => Quoted().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Concat(Keywords.All)
            .Concat(Keywords.Statements)
            .Concat(CalendarUnit.All.SelectMany(unit => new[] { unit.Name, unit.Plural }))
            .Except(Names.Reserved)
            .Where(Names.IsName)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Are_names_like_any_other_or_refused_where_they_stand()
    {
        Assert.True(Words.Count > 200 && Places.Count > 80, $"{Words.Count} words, {Places.Count} places");
        var wrong = new List<string>();
        foreach (var shift in TestScale.Some(Enumerable.Range(0, Words.Count).ToList(), 20))
            Hold([.. Places.Select((_, place) => (place, Words[(shift + place * 3) % Words.Count]))], wrong);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Are_refused_where_they_stand_if_formulas_are_made_of_them()
    {
        var (reserved, wrong) = (Names.Reserved.Order(StringComparer.Ordinal).ToList(), new List<string>());
        for (var place = 0; place < Places.Count; place++)
        for (var word = 0; word < Math.Min(reserved.Count, TestScale.Of(2)); word++)
            Hold([(place, reserved[(place * 2 + word) % reserved.Count])], wrong);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    // With all of them in their places at once; where that is not the same deal, half of them, until one is left.
    private static void Hold(IReadOnlyList<(int Place, string Word)> named, List<string> wrong)
    {
        if (Difference(named) is not { } difference)
            return;
        if (named.Count > 1)
        {
            Hold([.. named.Take(named.Count / 2)], wrong);
            Hold([.. named.Skip(named.Count / 2)], wrong);
        }
        else if (difference.Length > 0)
            wrong.Add($"{named[0].Word} for {Places[named[0].Place][0].Mark.Kind} '{Places[named[0].Place][0].Mark.Text}': {difference}");
    }

    // null where it is the same deal; "" where it is said that one cannot be called so.
    private static string? Difference(IReadOnlyList<(int Place, string Word)> named)
    {
        var words = named.ToDictionary(pair => pair.Place, pair => pair.Word);
        string Called(int group) => words.TryGetValue(group, out var word) ? word : $"name_{group}";
        var document = new DealDocument(Renamed(Plain, Places, Called));
        if (named.Count == 1 && Refused(document, named[0].Word) is { } refused)
            return refused;
        var printed = PlainName().Replace(Printed, match => Called(int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
        if (document.Parsed.HasErrors || DealPrinter.Print(document.Deal) is var read && read != printed)
            return document.Parsed.HasErrors
                ? DiagnosticRenderer.Render(document.Source, document.Parsed.Diagnostics.First())
                : $"read as another deal: {FirstDifference(printed, DealPrinter.Print(document.Deal))}";
        if (!DealParser.Parse(new SourceText(printed)).Deal.Equals(document.Deal))
            return "printed, it is read as another deal";
        if (!DealParser.Parse(new SourceText(DealFormatter.Format(document.Source))).Deal.Equals(document.Deal))
            return "laid out, it is read as another deal";
        var said = Diagnostics(document);
        return said.SequenceEqual(Said) ? null : $"said of it: {string.Join("; ", said.Except(Said))}; no longer: {string.Join("; ", Said.Except(said))}";
    }

    // What is said where one stands: that it is no name, or, of options on one line, how it was read.
    private static string? Refused(DealDocument document, string word)
    {
        var told = document.Parsed.Diagnostics.Concat(document.Parsed.HasErrors ? [] : document.Bound.Diagnostics).ToList();
        if (
            told.Any(said =>
                document.Source[said.Place].Contains(word, StringComparison.Ordinal)
                && (said.Remedy?.Contains("another name", StringComparison.Ordinal) == true || said.Code == DiagnosticCodes.OptionOnSameLine)
            )
        )
            return "";
        // What formulas are made of is read as that, and then does not fit.
        return
            Names.Reserved.Contains(word)
            && told.FirstOrDefault(said => said.Severity == Severity.Error) is { } first
            && DealLexer
                .Tokenize(document.Source.Text)
                .Any(token => token.Text == word && Math.Abs(document.Source.Locate(token.Start).Line - document.Source.Locate(first.Place.Start).Line) <= 1)
            ? ""
            : null;
    }

    private static IReadOnlyList<string> Diagnostics(DealDocument document) =>
        [
            .. document
                .Parsed.Diagnostics.Concat(document.Bound.Diagnostics)
                .Select(diagnostic => $"{diagnostic.Code} {document.Source.Locate(diagnostic.Place.Start).Line}")
                .Order(StringComparer.Ordinal),
        ];

    private static string FirstDifference(string one, string other)
    {
        var (a, b) = (one.Split('\n'), other.Split('\n'));
        var line = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"'{a.ElementAtOrDefault(line)}' as '{b.ElementAtOrDefault(line)}'";
    }

    // Names that are one, wherever they stand; a unit of time and how votes are cast are not chosen.
    private static IReadOnlyList<IReadOnlyList<Occurrence>> Groups(DealDocument document)
    {
        var (groups, known) = (new List<IReadOnlyList<Occurrence>>(), new HashSet<int>());
        foreach (
            var name in document.Names.Occurrences.Where(name =>
                name.Mark.IsDeclaration
                && name.Mark.Kind != NameKind.Unit
                && !(name.Mark.Text is "yes" or "no" or "abstain")
                && !known.Contains(name.Place.Start)
            )
        )
        {
            var together = document.Names.Together(name).Where(other => other.Mark.Text == name.Mark.Text).ToList();
            known.UnionWith(together.Select(other => other.Place.Start));
            groups.Add(together);
        }
        return groups;
    }

    private static string Renamed(string text, IReadOnlyList<IReadOnlyList<Occurrence>> groups, Func<int, string> name) =>
        TextEdit.Apply(text, groups.SelectMany((group, number) => group.Select(place => TextEdit.Replace(place.Place, name(number)))));

    /// <summary>With words for names it is the same game, and has the same answers.</summary>
    [Fact]
    public void Change_no_answer()
    {
        var plain = Solved(Plain);
        var words = Words.Except(["once", "only", "final", "total", "one_time"]).ToList();
        bool IsSound(string text) =>
            new DealDocument(text) is var document && !document.Parsed.HasErrors && document.Bound.Diagnostics.All(said => said.Severity != Severity.Error);
        // The deal is a large game: one of a score of texts at scale 1.
        var texts = Enumerable
            .Range(0, words.Count)
            .Where(shift => shift % 20 == 0)
            .Select(shift => Renamed(Plain, Places, place => words[(shift + place * 3) % words.Count]))
            .Where(IsSound)
            .Take(TestScale.Of(1))
            .ToList();
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.Equal(plain, Solved(text)));
    }

    // The last of its offers, which is the smallest game: the others take five times as long.
    private static double[] Solved(string text)
    {
        var bound = new DealDocument(text).Bound;
        var last = new BoundDeal(bound.Deal, bound.WrittenOut, bound.Parts with { Offers = [bound.Parts.Offers[^1]] }, [], [], []);
        var outcome = SoundDeal.Solve(DealLowering.Lower(last, TestContext.Current.CancellationToken).Offers.Single());
        return [.. outcome.Values, .. outcome.Measures];
    }

    [GeneratedRegex("\"([a-z_]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\bname_(\d+)\b")]
    private static partial Regex PlainName();
}
