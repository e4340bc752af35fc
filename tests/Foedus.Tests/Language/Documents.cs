using System.Text.RegularExpressions;
using Foedus.Binding;
using Foedus.Language;

namespace Foedus.Tests.Language;

/// <summary>Every deal in the README and the docs can be read and is sound.</summary>
public partial class Documents
{
    public static TheoryData<string> WithDeals =>
        [
            .. Directory
                .EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
                .Append(Repository.PathOf("README.md"))
                .Where(path => Fences().IsMatch(File.ReadAllText(path)))
                .Select(path => Path.GetRelativePath(Repository.PathOf("."), path))
                .Order(),
        ];

    [Theory]
    [MemberData(nameof(WithDeals))]
    public void Deals_are_sound(string document)
    {
        foreach (Match fence in Fences().Matches(File.ReadAllText(Repository.PathOf(document))))
        {
            var source = new SourceText(fence.Groups[1].Value, document);
            var parsed = DealParser.Parse(source);
            Assert.Equal("", DiagnosticRenderer.Render(source, [.. parsed.Diagnostics, .. Binder.Bind(parsed.Deal).Diagnostics]));
        }
    }

    [GeneratedRegex(@"^```foedus\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();
}
