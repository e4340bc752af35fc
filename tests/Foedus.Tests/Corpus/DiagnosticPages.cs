using System.Text.RegularExpressions;
using Foedus.Binding;
using Foedus.Language;
using Foedus.Tests.Golden;
using Foedus.Workflow;

namespace Foedus.Tests.Corpus;

/// <summary>Every code has a page with a wrong deal, what is then said, and the right deal; the three are true.</summary>
public partial class DiagnosticPages
{
    private const string Folder = "docs/diagnostics";

    public static TheoryData<string> Codes => [.. typeof(DiagnosticCodes).GetFields().Select(code => (string)code.GetRawConstantValue()!)];

    [Theory, MemberData(nameof(Codes))]
    public void Says_what_comes(string code)
    {
        var path = Repository.PathOf($"{Folder}/{code}.md");
        var page = File.ReadAllText(path);
        var (wrong, right) = (Check(Fence(page, "foedus wrong")), Check(Fence(page, "foedus right")));
        Assert.Contains(wrong.Diagnostics, diagnostic => diagnostic.Code == code);
        Assert.DoesNotContain(right.Diagnostics, diagnostic => diagnostic.Code == code);
        Assert.Equal("", DiagnosticRenderer.Render(right.Source, right.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)));
        GoldenFile.HoldsAt(path, Fences("text").Replace(page, $"```text\n{wrong.Report.TrimEnd()}\n```", 1));
    }

    [Fact]
    public void There_is_a_page_for_each_code_and_no_other()
    {
        var pages = Directory.EnumerateFiles(Repository.PathOf(Folder), "FD*.md").Select(Path.GetFileNameWithoutExtension).Order();
        Assert.Equal(Codes.Select(code => code.Data).Order(), pages);
        var list = File.ReadAllText(Repository.PathOf($"{Folder}/README.md"));
        Assert.All(pages, page =>
            Assert.Contains(
                $"[{page}]({page}.md) | {File.ReadLines(Repository.PathOf($"{Folder}/{page}.md")).First()[(page!.Length + 4)..]}",
                list,
                StringComparison.Ordinal
            )
        );
    }

    private static DealFile Check(string text)
    {
        var whole = CorpusFile.Whole(Fence(File.ReadAllText(Repository.PathOf($"{Folder}/README.md")), "foedus frame"), Repeated(text));
        return DealFile.Read(new SourceText(whole, "my.foedus"), TestContext.Current.CancellationToken);
    }

    // {1..257} in a line stands for that many lines.
    private static string Repeated(string text) =>
        string.Concat(
            text.Split('\n')
                .SkipLast(1)
                .SelectMany(line =>
                    Repeats().Match(line) is { Success: true } repeat
                        ? Enumerable
                            .Range(1, int.Parse(repeat.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))
                            .Select(n => $"{line.Replace(repeat.Value, $"{n}", StringComparison.Ordinal)}\n")
                        : [line + "\n"]
                )
        );

    private static string Fence(string page, string kind) => Assert.Single(Fences(kind).Matches(page)).Groups[1].Value;

    private static Regex Fences(string kind) => new($"^```{kind}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline);

    [GeneratedRegex(@"\{1\.\.(\d+)\}")]
    private static partial Regex Repeats();
}
