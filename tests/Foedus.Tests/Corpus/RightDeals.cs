using Foedus.Binding;
using Foedus.Language;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Corpus;

/// <summary>Every right deal of the corpus is read without an error, printed and laid out without a change of meaning, and solved.</summary>
public class RightDeals
{
    // Few beliefs: what is asked is whether there is an answer, not what it is.
    private const int Resolution = 3;

    public static TheoryData<string> Files => CorpusFile.In(folder => folder == "right");

    [Theory, MemberData(nameof(Files))]
    public void Are_read_printed_and_laid_out(string file)
    {
        var source = CorpusFile.Read(file);
        var read = DealFile.Read(source, TestContext.Current.CancellationToken);
        Assert.Equal("", DiagnosticRenderer.Render(source, read.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)));

        var printed = DealParser.Parse(new SourceText(DealPrinter.Print(read.Deal)));
        Assert.Equal("", DiagnosticRenderer.Render(printed.Source, printed.Diagnostics));
        Assert.Equal(read.Deal, printed.Deal);

        var once = DealFormatter.Format(source);
        Assert.Equal(once, DealFormatter.Format(new SourceText(once)));
        Assert.Equal(read.Deal, DealParser.Parse(new SourceText(once)).Deal);
    }

    [Theory, MemberData(nameof(Files))]
    public void Are_solved(string file)
    {
        var read = DealFile.Read(CorpusFile.Read(file), TestContext.Current.CancellationToken);
        Assert.Equal(read.Deal.Offers.Count(), read.Offers.Count);
        foreach (var offer in read.Offers)
            Assert.True(
                new OfferSolver(offer, Resolution)
                    .Solve([.. read.Deal.Assumptions.Select(assumption => assumption.Best)], TestContext.Current.CancellationToken)
                    .IsSolved,
                offer.Offer.Name
            );
    }
}
