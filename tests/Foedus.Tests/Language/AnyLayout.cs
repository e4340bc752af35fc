using Foedus.Binding;
using Foedus.Language;
using Foedus.Model;
using Foedus.Tests.Architecture;
using Foedus.Tests.Corpus;

namespace Foedus.Tests.Language;

/// <summary>Blanks, line breaks and comments change no reading: where one may not stand, that is said.</summary>
public class AnyLayout
{
    private static readonly DealDocumentParts[] Statements = [.. Parts()];

    // A statement with the one behind it, which it might swallow.
    private sealed record DealDocumentParts(string Text, Deal Deal, IReadOnlyList<Token> Tokens);

    private static IEnumerable<DealDocumentParts> Parts()
    {
        var source = new SourceText(EveryKind.Everything);
        var declared = DealParser.Parse(source).Deal.Declarations;
        for (var first = 0; first < declared.Count; first++)
        {
            var last = Math.Min(first + 1, declared.Count - 1);
            var text = $"deal \"Two statements\"\n{source.Text[declared[first].Place.Start..declared[last].Place.End]}\n";
            var parsed = DealParser.Parse(new SourceText(text));
            Assert.False(parsed.HasErrors, DiagnosticRenderer.Render(parsed.Source, parsed.Diagnostics));
            yield return new DealDocumentParts(
                text,
                parsed.Deal,
                [
                    .. DealLexer
                        .Tokenize(text)
                        .Where(token =>
                            token.Start < text.IndexOf('\n', StringComparison.Ordinal) + 1 + declared[first].Place.Length + 1
                            && token.Kind is not (TokenKind.End or TokenKind.Comment)
                        ),
                ]
            );
        }
    }

    [Theory]
    [InlineData("\n", false)]
    [InlineData(" # a comment: yes, no; { and \"\n", false)]
    [InlineData("\r\n\r\n", false)]
    [InlineData("\t", true)]
    [InlineData("   ", true)]
    public void Between_two_words_changes_no_reading_in_silence(string between, bool isBlank)
    {
        var wrong = new List<string>();
        foreach (var (text, deal, tokens) in Statements)
            for (var i = 2; i + 1 < tokens.Count; i++)
            {
                var (end, next) = (tokens[i].End, tokens[i + 1].Start);
                // What touches is told apart from what does not: a blank is only made longer.
                if (isBlank && end == next || !isBlank && text[end..next].Contains('\n', StringComparison.Ordinal))
                    continue;
                var changed = DealParser.Parse(new SourceText(text[..end] + between + text[next..]));
                if (!changed.HasErrors && !changed.Deal.Equals(deal) || isBlank && changed.HasErrors)
                    wrong.Add(
                        $"{text[text.LastIndexOf('\n', end - 1)..end]} ⏎ {text[next..text.IndexOf('\n', next)]}{(changed.HasErrors ? " is an error" : "")}{string.Concat(changed.Diagnostics.Select(said => " " + said.Code))}"
                    );
            }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Lines_that_are_joined_change_no_reading_in_silence()
    {
        var wrong = new List<string>();
        foreach (var (text, deal, tokens) in Statements)
            for (var i = 2; i + 1 < tokens.Count; i++)
            {
                var (end, next) = (tokens[i].End, tokens[i + 1].Start);
                if (!text[end..next].Contains('\n', StringComparison.Ordinal))
                    continue;
                var changed = DealParser.Parse(new SourceText(text[..end] + " " + text[next..]));
                if (changed.Diagnostics.Count == 0 && !changed.Deal.Equals(deal))
                    wrong.Add($"{text[text.LastIndexOf('\n', end - 1)..end]} ← {text[next..text.IndexOf('\n', next)]}");
            }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    public static TheoryData<string> Files => [.. TestScale.Some(CorpusFile.In(_ => true).Select(file => file.Data).ToList(), 250)];

    // Of wrong deals what is said of them does not change either.
    [Theory, MemberData(nameof(Files))]
    public void Blanks_of_other_kinds_change_nothing(string file)
    {
        var text = CorpusFile.Read(file).Text;
        var tokens = DealLexer.Tokenize(text);
        string With(Func<string, string> change) =>
            string.Concat(
                tokens.Select((token, i) => (i == 0 ? text[..token.Start] : change(text[tokens[i - 1].End..token.Start])) + text[token.Start..token.End])
            );
        var read = Read(text);
        Assert.Equal(read, Read(With(gap => gap.Replace("\n", "\r\n", StringComparison.Ordinal))));
        Assert.Equal(read, Read(With(gap => gap.Replace(' ', '\t'))));
        Assert.Equal(read, Read(With(gap => gap.Replace(" ", "  ", StringComparison.Ordinal))));
        Assert.Equal(read, Read(With(gap => gap.Replace("\n", " # a comment\n", StringComparison.Ordinal))));
    }

    private static (Deal, string) Read(string text)
    {
        var parsed = DealParser.Parse(new SourceText(text));
        return (
            parsed.Deal,
            string.Join('\n', parsed.Diagnostics.Select(said => $"{said.Code} {said.Severity} in line {parsed.Source.Locate(said.Place.Start).Line}"))
        );
    }
}
