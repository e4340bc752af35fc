using Foedus.Cli;

namespace Foedus.Tests.Cli;

/// <summary>A command that is stopped says that nothing was written where something was to be: commands and options that write say so themselves.</summary>
public class Writes
{
    [Theory]
    [InlineData(true, "weigh", "x.foedus", "--html", "y.html")]
    [InlineData(true, "weigh", "x.foedus", "--html=y.html")]
    [InlineData(true, "elicit", "x.foedus", "--write")]
    [InlineData(true, "merge", "run", "shard")]
    [InlineData(true, "format", "x.foedus")]
    [InlineData(false, "weigh", "x.foedus", "--draws", "64")]
    [InlineData(false, "explain", "--html", "--offer", "format")]
    [InlineData(false, "check", "merge")]
    public void Are_known_from_what_was_asked(bool writes, params string[] arguments) =>
        Assert.Equal(writes, Writing.IsAskedOf(CommandLine.Root(arguments).Parse(arguments)));

    // Whoever adds an option that writes a file is reminded by its own words.
    [Fact]
    public void Are_all_options_that_say_so() =>
        Assert.All(
            CommandLine
                .Root(["--help"])
                .Subcommands.SelectMany(command => command.Options)
                .Where(option =>
                    option.HelpName == "OUT"
                    || option.Description?.StartsWith("Write ", StringComparison.Ordinal) == true && option.Name is not ("--json" or "--evidence")
                ),
            option => Assert.IsAssignableFrom<IWrites>(option)
        );
}
