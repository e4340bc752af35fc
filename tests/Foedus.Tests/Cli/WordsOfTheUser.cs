namespace Foedus.Tests.Cli;

/// <summary>What is said of a command that was typed wrongly is said in the words of who typed it.</summary>
public class WordsOfTheUser
{
    [Theory]
    [InlineData("'new' has no option '--json'", "new", "--json")]
    [InlineData("'format' has no option '--json'", "format", "--json")]
    [InlineData("'docs' has no option '--json'", "docs", "--json")]
    [InlineData("Did you mean --check?", "format", "--chek")]
    [InlineData("--draws wants a whole number, not 'many'", "weigh", "x.foedus", "--draws", "many")]
    public void A_dash_is_no_file_and_a_type_is_a_word(string said, params string[] arguments)
    {
        var (code, _, error) = CommandLineTests.Run(arguments);
        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error, StringComparison.Ordinal);
        Assert.False(File.Exists("--json"));
    }

    [Fact]
    public void Help_names_no_type_and_breaks_no_name()
    {
        Assert.DoesNotMatch("default: [A-Z|]|System\\.", CommandLineTests.Run("solve", "--help").Out);
        Assert.DoesNotContain("FD0001|", CommandLineTests.Run("docs", "--help").Out, StringComparison.Ordinal);
    }

    // The guide leads to them.
    [Fact]
    public void Pages_of_mathematics_are_in_the_program() =>
        Assert.Contains("Sobol", CommandLineTests.Run("docs", "uncertainty").Out, StringComparison.Ordinal);

    // Two values side by side: what tells them apart is written out.
    [Fact]
    public void Two_sides_of_a_cut_read_differently()
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(n => n % 2 == 0 ? "0.3,1\n" : "0.30000000000000004,0\n"));
        var (code, output, error) = CommandLineTests.RunOn("x.csv", "x,fails\n" + rows, path => ["discover", path, "--outcome", "fails", "--method", "cart"]);
        Assert.True(code == 0, error);
        Assert.Contains("x is 0.3\n", output, StringComparison.Ordinal);
        Assert.Contains("x is 0.30000000000000004\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_without_end_is_said_once_with_what_can_be_done()
    {
        var (code, _, error) = CommandLineTests.RunOn(
            "x.csv",
            "x,fails\n" + string.Concat(Enumerable.Range(0, 20).Select(n => $"{n},{(n == 5 ? "1e400" : n % 2)}\n")),
            path => ["discover", path, "--outcome", "fails"]
        );
        Assert.Equal(1, code);
        Assert.Contains("'1e400' in column 'fails' is larger than any number", error, StringComparison.Ordinal);
        Assert.Equal(2, error.Split("row 6").Length);
        Assert.DoesNotContain("--inputs", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payoff_beyond_reckoning_is_refused_where_it_stands()
    {
        var (code, output, error) = CommandLineTests.RunOn(
            "my.foedus",
            "deal \"x\"\nperiod year\nhorizon 1\nparty A\nparty B\ninterest A each year { always: 1e308 }\n",
            path => ["check", path]
        );
        Assert.Equal(1, code);
        Assert.Contains(":6:", output + error, StringComparison.Ordinal);
        Assert.Contains("'1e308' is larger than any number", output + error, StringComparison.Ordinal);
    }
}
