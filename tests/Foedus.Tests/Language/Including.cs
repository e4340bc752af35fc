using Foedus.Language;
using Foedus.Lowering;
using Foedus.Tests.Runs;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Language;

/// <summary>Files that a deal includes stand in their place; faults point into the file that has them, and nothing outside the deal's folder is read.</summary>
public sealed class Including : IDisposable
{
    private const string Whole = """
        deal "Whole"
        period year
        horizon 2
        party A
        party B
        discount 0.9
        precision lambda 1
        state s { calm, war } = calm
        turn A when s = calm { keep  attack: s = war }  chance again when s = war { 0.3: s = calm; otherwise: }
        interest A { s = war: 0.2 }
        interest B { s = war: -1 }
        clause dear { option attack at A: A pays 1 }
        no deal none
        offer other: dear
        ask peace: chance s = calm through 2
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string[] Lines => Whole.Split('\n');

    private string Write(string name, params IEnumerable<string> lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllText(folder[name], string.Join('\n', lines) + "\n");
        return folder[name];
    }

    private DealFile Read(string path) => DealFile.Read(path, TestContext.Current.CancellationToken);

    [Fact]
    public void Stand_in_their_place()
    {
        Write("parts/parties.foedus", Lines[3..5]);
        Write("parts/rest.foedus", [.. Lines[5..9], "include \"below/interests.foedus\" # what they want"]);
        Write("parts/below/interests.foedus", Lines[9..11]);
        var included = Read(Write("my.foedus", [.. Lines[..3], "include \"parts/parties.foedus\"", "", "include \"parts/rest.foedus\"", .. Lines[11..]]));
        var whole = Read(Write("whole.foedus", Lines));
        Assert.Equal("", included.Report);
        Assert.Equal(whole.Deal, included.Deal);
        Assert.True(included.Offers.Zip(whole.Offers).All(pair => SameGame.Are(pair.First, pair.Second)));
        // The text that a run keeps is whole by itself.
        Assert.Equal(whole.Deal, DealFile.Read(SourceText.FromBytes(included.Source.Bytes.Span, "kept.foedus"), TestContext.Current.CancellationToken).Deal);
        Assert.Equal(File.ReadAllText(folder["my.foedus"]), included.Source.Written);
    }

    [Fact]
    public void Are_kept_whole_by_a_run()
    {
        Write("rest.foedus", Lines[9..]);
        var file = Read(Write("my.foedus", [.. Lines[..9], "include \"rest.foedus\""]));
        Weigh.RunInto(
            folder["run"],
            file,
            new WeighingOptions
            {
                Draws = 16,
                Effects = 0,
                ErrorDraws = 2,
                Thresholds = 0,
            },
            cancel: TestContext.Current.CancellationToken
        );
        Assert.Equal(file.Deal, Read(folder["run/deal.foedus"]).Deal);
    }

    [Fact]
    public void Faults_point_into_the_file_and_line()
    {
        Write("parts/interests.foedus", "# What they want", "interest A { s = wra: 0.2 }", "", "interest C { s = war: -1 }");
        var report = Read(
            Write("my.foedus", [.. Lines[..9], "include \"parts/interests.foedus\"", .. Lines[11..^1], "ask peace: chance s = clam through 2"])
        ).Report;
        Assert.Contains($"{folder["parts/interests.foedus"]}:2:18: error FD0100\n    2 | interest A {{ s = wra: 0.2 }}", report, StringComparison.Ordinal);
        Assert.Contains($"{folder["parts/interests.foedus"]}:4:10: error FD0100", report, StringComparison.Ordinal);
        Assert.Contains($"{folder["my.foedus"]}:14:23: error FD0100", report, StringComparison.Ordinal);
        // A brace that is open at the end of a file is told there.
        Write("parts/open.foedus", "turn B when s = war {", "  rest");
        Assert.Contains(
            $"{folder["parts/open.foedus"]}:1:21: error FD0001",
            Read(Write("open.foedus", [.. Lines[..9], "include \"parts/open.foedus\"", .. Lines[9..]])).Report,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("../secret.foedus", "is not the name of a file in the deal's folder")]
    [InlineData("parts/../my.foedus", "is not the name of a file in the deal's folder")]
    [InlineData("./my.foedus", "is not the name of a file in the deal's folder")]
    [InlineData("/etc/hostname", "is not the name of a file in the deal's folder")]
    [InlineData("parts\\\\x.foedus", "is not the name of a file in the deal's folder")]
    [InlineData("", "is not the name of a file in the deal's folder")]
    [InlineData("nowhere.foedus", "There is no file 'nowhere.foedus'")]
    [InlineData("parts", "is no file of text")]
    [InlineData("link.foedus", "lies outside the deal's folder")]
    [InlineData("linked/secret.foedus", "lies outside the deal's folder")]
    [InlineData("round.foedus", "lies outside the deal's folder")]
    [InlineData("pipe", "is no file of text")]
    [InlineData("bytes", "is not text")]
    [InlineData("large", "larger than 2 MB")]
    [InlineData("self.foedus", "would include itself: self.foedus → other.foedus → self.foedus")]
    [InlineData("my.foedus", "would include itself: my.foedus → my.foedus")]
    [InlineData("twice.foedus", "is included already")]
    [InlineData("deep/1.foedus", "at most 8 deep")]
    public void Nothing_else_is_read(string name, string said)
    {
        using var outside = new TemporaryFolder();
        File.WriteAllText(outside["secret.foedus"], "party Secret\n");
        Write("parts/x.foedus", "party X");
        File.CreateSymbolicLink(folder["link.foedus"], outside["secret.foedus"]);
        File.CreateSymbolicLink(folder["linked"], Path.GetDirectoryName(outside["secret.foedus"])!);
        File.CreateSymbolicLink(folder["round.foedus"], folder["round.foedus"]);
        if (OperatingSystem.IsLinux())
            System.Diagnostics.Process.Start("mkfifo", folder["pipe"]).WaitForExit();
        File.WriteAllBytes(folder["bytes"], [0xFF, 0xFE, 0x00, 0x01]);
        File.WriteAllText(folder["large"], new string('#', 2_100_000));
        Write("self.foedus", "include \"other.foedus\"");
        Write("other.foedus", "include \"self.foedus\"");
        Write("twice.foedus", "include \"parts/x.foedus\"", "include \"parts/x.foedus\"");
        foreach (var depth in Enumerable.Range(1, 10))
            Write($"deep/{depth}.foedus", $"include \"{depth + 1}.foedus\"");
        Write("deep/11.foedus", "party Y");
        var file = Read(Write("my.foedus", [.. Lines, $"include \"{name}\""]));
        Assert.Contains(said, file.Report.ReplaceLineEndings(" ").Replace("   ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(file.Diagnostics, diagnostic => diagnostic.Code == Foedus.Binding.DiagnosticCodes.CannotInclude);
        Assert.DoesNotContain(file.Deal.Parties, party => party.Name == "Secret");
    }

    [Fact]
    public void A_link_within_the_folder_is_followed()
    {
        Write("parts/rest.foedus", Lines[9..]);
        File.CreateSymbolicLink(folder["rest.foedus"], "parts/rest.foedus");
        Assert.Equal("", Read(Write("my.foedus", [.. Lines[..9], "include \"rest.foedus\""])).Report);
    }

    [Fact]
    public void The_word_is_a_name_elsewhere_and_text_in_a_text_or_a_comment()
    {
        var text =
            "# include \"nothing.foedus\"\n"
            + Whole.Replace("attack", "include", StringComparison.Ordinal).Replace("\"Whole\"", "\"To include\"", StringComparison.Ordinal);
        Assert.Equal("", Read(Write("my.foedus", text)).Report);
    }

    [Fact]
    public void Laying_out_leaves_the_statement_alone()
    {
        var text = "deal \"Whole\"\ninclude \"parts/rest.foedus\" # the rest\nparty A\n";
        Assert.Equal(text, DealFormatter.Format(new SourceText(text)));
    }
}
