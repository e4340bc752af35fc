using System.Text;
using Foedus.Tests.Runs;

namespace Foedus.Tests.Cli;

/// <summary>What is wrong with a file is said as whoever made it sees it: the column, the row, the kind of text.</summary>
public class WordsAboutFiles
{
    [Fact]
    public void A_heading_names_what_stands_in_it_twice()
    {
        Assert.Contains(
            "The heading has 'a' 2 times, as columns 1 and 3.",
            Said("x.csv", "a,b,a,y\n1,2,3,1\n", "discover", "--outcome", "y"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "columns without a name 2 times, as columns 2 and 3",
            Said("x.csv", "a,,,y\n1,2,3,1\n", "discover", "--outcome", "y"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_row_that_is_too_long_is_called_so() =>
        Assert.Contains(
            "This row is longer than 4,000,000 bytes",
            Said("x.csv", $"a,b,y\n{new string('1', 5_000_000)},2,1\n", "discover", "--outcome", "y"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("solve")]
    [InlineData("stability")]
    public void Two_bytes_a_character_are_called_so(string command)
    {
        using var folder = new TemporaryFolder();
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            File.WriteAllText(folder["x.json"], "{\"states\":[\"a\"]}", encoding);
            Assert.Contains("UTF-16", CommandLineTests.Run(command, folder["x.json"]).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_number_that_is_out_of_range_is_not_rounded_into_it()
    {
        using var folder = new TemporaryFolder();
        CommandLineTests.Run("new", folder["my.foedus"]);
        File.WriteAllText(folder["my.foedus"], File.ReadAllText(folder["my.foedus"]).Replace("discount 0.9", "discount 1.0000001", StringComparison.Ordinal));
        Assert.Contains(
            "is 1.0000001; it must lie between 0 and 1",
            CommandLineTests.Run("check", folder["my.foedus"]).Error.ReplaceLineEndings(" "),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("report", "")]
    [InlineData("check", "")]
    [InlineData("weigh", "x.foedus", "--html", "")]
    [InlineData("weigh", "--resume", " ")]
    [InlineData("watch", "x.foedus", "r.csv", "--compare", "")]
    public void A_name_that_is_empty_is_called_so(params string[] arguments)
    {
        var (code, _, error) = CommandLineTests.Run(arguments);
        Assert.Equal(2, code);
        Assert.Contains(" is empty: a name is wanted there.", error, StringComparison.Ordinal);
    }

    private static string Said(string name, string text, string command, params string[] rest)
    {
        var (code, _, error) = CommandLineTests.RunOn(name, text, path => [command, path, .. rest]);
        Assert.Equal(1, code);
        return error.ReplaceLineEndings(" ");
    }
}
