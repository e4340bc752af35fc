using System.Text;
using Foedus.Binding;
using Foedus.Language;
using Foedus.Workflow;

namespace Foedus.Tests.Language.Checking;

/// <summary>Deals of thousands of names are checked to the end, or refused by a limit that is told.</summary>
public sealed class ManyNames
{
    private const string Head = "deal \"many\"\nincident clash { deaths at least 1 }\ntrigger t0: at least 3 clash within 7 days\n";

    [Fact]
    public void AChainOfTriggersIsSound() => Assert.Empty(Read(Triggers(2_000, "t")));

    [Fact]
    public void OnlyTheFirstUnknownNamesGetAProposal()
    {
        var found = Read(Triggers(2_000, "u"));
        Assert.Equal(2_000, found.Count);
        Assert.All(found, diagnostic => Assert.Equal(DiagnosticCodes.UnknownName, diagnostic.Code));
        Assert.Equal(1_800, found.Count(diagnostic => diagnostic.Remedy!.StartsWith("Only the first 200", StringComparison.Ordinal)));
    }

    [Fact]
    public void MoreRangesThanTheLimitAreRefused()
    {
        var text = new StringBuilder("deal \"many\"\nparty A\nhorizon 1\ndiscount 1\nprecision rational\nno deal none \"None\"\n");
        for (var a = 0; a < 2_000; a++)
            text.Append($"assume a{a} 0.5 in 0..1\n");
        Assert.Contains(Read(text.ToString()), diagnostic =>
            diagnostic.Code == DiagnosticCodes.TooMany && diagnostic.Message.StartsWith("At most 256 assumptions", StringComparison.Ordinal)
        );
    }

    private static IReadOnlyList<Diagnostic> Read(string text) =>
        DealFile.Read(new SourceText(text, "many.foedus"), TestContext.Current.CancellationToken).Diagnostics;

    private static string Triggers(int count, string before) =>
        Head + string.Concat(Enumerable.Range(1, count).Select(t => $"trigger t{t}: {before}{t - 1}\n"));
}
