using System.Text.RegularExpressions;
using Foedus.Binding;
using Foedus.Language;
using Foedus.Workflow;

namespace Foedus.Tests.Corpus;

/// <summary>What a diagnostic says to write is written in its place, word for word: then it is no longer said, and nothing new is wrong there.</summary>
public partial class Remedies
{
    public static TheoryData<string> Files => CorpusFile.In(folder => folder != "right");

    // Deals in which another fault shows once the first is mended; that it is told is held by their texts.
    private static readonly HashSet<string> WithAnother =
    [
        "names/effect-adds-to-unknown.foedus",
        "names/turn-party-misspelt-lower-case.foedus",
        "names/view-of-unknown-assumption.foedus",
        "text/time-in-other-words.foedus",
        "text/horizon-forever-without-then.foedus",
    ];

    [Theory, MemberData(nameof(Files))]
    public void Are_right_as_they_are_written(string file)
    {
        if (WithAnother.Contains(file))
            return;
        var source = CorpusFile.Read(file);
        var read = DealFile.Read(source, TestContext.Current.CancellationToken);
        foreach (var said in read.Diagnostics.Where(said => said.Remedy is not null))
            if (Edits(source.Text, said).Take(200).ToList() is { Count: > 0 } ways && !ways.Any(changed => IsMended(source, said, read.Diagnostics, changed)))
                Assert.Fail(
                    $"{DiagnosticRenderer.Render(source, said)}\nBut written so:\n{string.Join('\n', ways.Take(3).Select(changed => Shown(changed, said) + "\n" + Why(source, said, read.Diagnostics, changed)))}"
                );
    }

    private static bool IsMended(SourceText source, Diagnostic said, IReadOnlyList<Diagnostic> before, string changed) =>
        Why(source, said, before, changed) is null;

    private static string? Why(SourceText source, Diagnostic said, IReadOnlyList<Diagnostic> before, string changed)
    {
        var again = new SourceText(changed, source.Name);
        var after = DealFile.Read(again, TestContext.Current.CancellationToken);
        var line = source.Locate(said.Place.Start).Line;
        var there = after.Diagnostics.Where(other => again.Locate(other.Place.Start).Line == line).ToList();
        var old = before.Where(other => other != said).Select(other => (other.Code, other.Message)).ToHashSet();
        var wrong = there.FirstOrDefault(other =>
            (other.Code, other.Message) == (said.Code, said.Message) || other.Severity == Severity.Error && !old.Contains((other.Code, other.Message))
        );
        return wrong is null ? null : DiagnosticRenderer.Render(again, wrong);
    }

    private static string Shown(string changed, Diagnostic said)
    {
        var start = changed.LastIndexOf('\n', Math.Min(said.Place.Start, changed.Length - 1)) + 1;
        var end = changed.IndexOf('\n', Math.Min(said.Place.Start, changed.Length - 1));
        return changed[start..(end < start ? changed.Length : end)];
    }

    // The text as a remedy has it, in each way in which it may be meant, likely ones first; none where it cannot be applied by itself.
    private static IEnumerable<string> Edits(string text, Diagnostic said)
    {
        var (place, remedy) = (said.Place, said.Remedy!);
        string Replace(int start, int end, string with) => text[..start] + with + text[end..];
        var end = Math.Min(place.End, text.Length);
        if (Meant().Match(remedy) is { Success: true } meant)
            return [Replace(place.Start, end, meant.Groups[1].Value)];
        // A statement, or words of one.
        if (LeaveOut().Match(remedy) is { Success: true } leave && Token(text, place.Start, leave.Groups[1].Value) is { } out_)
            return
            [
                Replace(out_.Start, out_.End, ""),
                .. text[..out_.Start].EndsWith('\n') && text.IndexOf('\n', out_.Start) is > 0 and var line ? [Replace(out_.Start, line, "")] : (string[])[],
            ];
        if (WriteFor().Match(remedy) is { Success: true } instead && Token(text, place.Start, instead.Groups[2].Value) is { } there)
            return [Replace(there.Start, there.End, Spaced(instead.Groups[1].Value))];
        if (WriteQuoted().Match(remedy) is { Success: true } quoted && quoted.Groups[1].Value is var word && !IsPattern(word))
            return [Replace(place.Start, end, word), Replace(place.Start, end, Spaced(word)), .. Aligned(text, place.Start, word)];
        if (
            !remedy.Contains("with numbers for", StringComparison.Ordinal)
            && Write().Match(remedy) is { Success: true } write
            && write.Groups[1].Value is var form
        )
            return Alternatives(form).Where(one => !IsPattern(one)).SelectMany(one => Aligned(text, place.Start, one));
        return [];
    }

    private static string Spaced(string word) => char.IsLetter(word[0]) ? $" {word} " : word;

    // Remedies name two ways with ", or " or "; or: " between them.
    private static IEnumerable<string> Alternatives(string form) =>
        form.Split(["; or: ", ", or: ", ", or "], StringSplitOptions.TrimEntries).Select(part => part.EndsWith('…') ? part.TrimEnd('…', ' ') : part);

    // What has words for something to be put in, or leaves something out.
    private static bool IsPattern(string form) => form.Length == 0 || form.Contains('…') || Placeholder().IsMatch(form);

    // Every way to put it for some tokens in a row round a place, those first that are most like it.
    private static IEnumerable<string> Aligned(string text, int start, string form)
    {
        var tokens = DealLexer.Tokenize(text).Where(token => token.Kind is not (TokenKind.Comment or TokenKind.End)).ToList();
        var written = DealLexer.Tokenize(form).Where(token => token.Kind is not (TokenKind.Comment or TokenKind.End)).Select(token => token.Text).ToList();
        var at = Math.Max(0, tokens.FindLastIndex(token => token.Start <= start));
        // On the line where it stands, or from the end of the one before.
        int Line(int token) => text.AsSpan(0, tokens[token].Start).Count('\n');
        var (first, last) = (Math.Max(0, at - 14), Math.Min(tokens.Count - 1, at + 16));
        while (Line(last) > text.AsSpan(0, Math.Min(start, text.Length)).Count('\n'))
            last--;
        while (Line(first) < Line(at))
            first++;
        return Enumerable
            .Range(first, at + 2 - first)
            .SelectMany(from =>
                Enumerable
                    .Range(at - 1, Math.Max(0, last - at + 2))
                    .Where(to => to >= from && to < tokens.Count && from < tokens.Count)
                    .Select(to => (From: from, To: to))
            )
            .OrderBy(span => Distance(written, [.. tokens.Skip(span.From).Take(span.To - span.From + 1).Select(token => token.Text)]))
            .ThenByDescending(span => span.To - span.From)
            .Select(span => text[..tokens[span.From].Start] + form + text[tokens[span.To].End..])
            .Distinct();
    }

    private static int Distance(List<string> a, List<string> b)
    {
        var row = Enumerable.Range(0, b.Count + 1).ToArray();
        for (var i = 1; i <= a.Count; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Count; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[b.Count];
    }

    private static (int Start, int End)? Token(string text, int start, string word) =>
        text.IndexOf(word, Math.Max(0, start - 1), StringComparison.Ordinal) is >= 0 and var at ? (at, at + word.Length) : null;

    [GeneratedRegex("^Did you mean '([^']+)'\\?$")]
    private static partial Regex Meant();

    [GeneratedRegex("(?:^L|[:;,] l)eave '([^']+)' out")]
    private static partial Regex LeaveOut();

    [GeneratedRegex("^Write '([^']+)' for '([^']+)'\\.?$")]
    private static partial Regex WriteFor();

    [GeneratedRegex("^Write (?:one )?'([^']+)'\\.?$")]
    private static partial Regex WriteQuoted();

    // To the end of the sentence, or to what is said of when that is meant.
    [GeneratedRegex("(?:^|\\. )Write: (.*?)(?:\\.?$|\\. (?=[A-Z])|, (?:if|where|with|and the|and behind it) )")]
    private static partial Regex Write();

    [GeneratedRegex("\\b(?:STEP|NAME|VALUE|OPTION|COND|SOURCE|PAYER|CLAUSE|ASK|OFFER|PARTY|TYPE|N|EFFECTS|UNIT|TIME|ASSUMPTION|ZONE)\\b")]
    private static partial Regex Placeholder();
}
