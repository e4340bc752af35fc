using System.CommandLine;
using Foedus.Cli;
using Foedus.Units;
using Foedus.Workflow;

namespace Foedus.Tests.Cli;

/// <summary>A comma is in no number that is typed: 0,5 is not 5, and nobody is left to guess.</summary>
public class TypedNumbers
{
    private static readonly Type[] Whole = [typeof(int), typeof(ulong)];

    public static TheoryData<string, string, bool> Options() =>
        new(
            from command in CommandLine.Root(["--help"]).Subcommands
            from option in command.Options
            let type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType
            where type == typeof(double) || Whole.Contains(type)
            select (command.Name, option.Name, type == typeof(double))
        );

    [Theory, MemberData(nameof(Options))]
    public void In_every_option_a_comma_is_a_mistake_of_usage(string name, string option, bool isReal)
    {
        var command = CommandLine.Root(["--help"]).Subcommands.Single(command => command.Name == name);
        string[] before =
        [
            name,
            .. command.Arguments.Select(_ => "x"),
            .. command.Options.Where(other => other.Required).SelectMany(other => new[] { other.Name, "x" }),
        ];
        foreach (
            var (typed, instead) in isReal
                ?
                [
                    ("0,5", "Write 0.5."),
                    ("1,000.5", "Write 1000.5."),
                    ("1,000", "Write 1.000 for a fraction, 1000 for thousands."),
                    ("NaN", "wants a number"),
                    ("1e999", "wants a number"),
                ]
                : new[] { ("10,000", "Write 10000."), ("NaN", "wants a whole number") }
        )
        {
            var (code, output, error) = CommandLineTests.Run([.. before, option, typed]);
            Assert.True(code == 2 && output.Length == 0, $"{option} {typed}: {code} {output}");
            Assert.Contains($"{option} wants a", error, StringComparison.Ordinal);
            Assert.Contains(instead, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Options_for_numbers_are_of_kinds_that_are_looked_at() =>
        Assert.DoesNotContain(
            CommandLine
                .Root(["--help"])
                .Subcommands.SelectMany(command => command.Options)
                .Select(option => Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType),
            type => type.IsPrimitive && type != typeof(double) && type != typeof(bool) && !Whole.Contains(type) || type == typeof(decimal)
        );

    [Theory]
    [InlineData("0,5", " Write 0.5.")]
    [InlineData("-0,5", " Write -0.5.")]
    [InlineData("0,500", " Write 0.500.")]
    [InlineData("1,234,567", " Write 1234567.")]
    [InlineData("40,5%", " Write 40.5%.")]
    [InlineData("1,2,3", "")]
    [InlineData("a,b", "")]
    [InlineData("0.5", "")]
    public void What_to_write_instead(string typed, string instead) => Assert.Equal(instead, NumberWords.Instead(typed));

    [Fact]
    public void Fixed_values_say_it_too()
    {
        Assert.EndsWith("Write 0.7.", Assert.Throws<InputException>(() => GivenPairs.Values(["firm=0,7"])).Message, StringComparison.Ordinal);
        Assert.Equal(0.7, GivenPairs.Values(["firm=0.7"])["firm"]);
    }
}
