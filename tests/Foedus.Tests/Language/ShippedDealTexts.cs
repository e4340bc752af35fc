using Foedus.Language;

namespace Foedus.Tests.Language;

public class ShippedDealTexts
{
    public static TheoryData<string> Files => Shipped.Files;

    [Theory, MemberData(nameof(Files))]
    public void Read_without_a_complaint(string file)
    {
        var parsed = DealParser.Parse(SourceText.ReadFile(Repository.PathOf(file)));
        Assert.Equal("", DiagnosticRenderer.Render(parsed.Source, parsed.Diagnostics));
        Assert.NotNull(parsed.Deal.NoDeal);
    }
}
