using Foedus.Binding;
using Foedus.Tests.Golden;
using Foedus.Workflow;

namespace Foedus.Tests.Corpus;

/// <summary>What is said of every wrong or odd deal of the corpus, word for word.</summary>
public class WrongDeals
{
    public static TheoryData<string> Files => CorpusFile.In(folder => folder != "right");

    [Theory, MemberData(nameof(Files))]
    public void Are_told_what_is_wrong(string file)
    {
        var report = DealFile.Read(CorpusFile.Read(file), TestContext.Current.CancellationToken).Report;
        Assert.NotEqual("", report);
        GoldenFile.HoldsAt(Path.ChangeExtension(CorpusFile.PathOf(file), ".txt"), report);
    }

    [Fact]
    public void Meet_every_code()
    {
        var told = string.Concat(Files.Select(file => File.ReadAllText(Path.ChangeExtension(CorpusFile.PathOf(file.Data), ".txt"))));
        var codes = typeof(DiagnosticCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal([], codes.Where(code => !told.Contains($" {code}\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_frame_itself_is_right() => Assert.Equal("", DealFile.Read(CorpusFile.PathOf("frame.foedus"), TestContext.Current.CancellationToken).Report);
}
