using System.CommandLine;
using Foedus.Cli;
using Foedus.Cli.Commands;

namespace Foedus.Tests.Cli;

/// <summary>No option is passed over in silence since another was said or was not.</summary>
public class OptionPairs
{
    private static IReadOnlyList<Command> Commands => [.. CommandLine.Root(["--help"]).Subcommands];

    // Which option needs one of which, and which does not go with which: changed here when a command changes.
    private const string Table = """
        baserates: --shares without --evidence
        brief: --json without --docx, --html, --no-annex
        discover: --above without --below
        elicit: --list without --of, --against, --who, --source, --answers, --on, --write
        elicit: --yes needs --write
        new: --list without --from
        serve: --add-user without --remove-user, --list-users, --backup, --open, --port, --listen, --host, --certificate, --certificate-key, --behind-proxy
        serve: --backup without --open, --port, --listen, --host, --certificate, --certificate-key, --behind-proxy
        serve: --certificate-key needs --certificate
        serve: --list-users without --backup, --open, --port, --listen, --host, --certificate, --certificate-key, --behind-proxy
        serve: --remove-user without --list-users, --backup, --open, --port, --listen, --host, --certificate, --certificate-key, --behind-proxy
        serve: --role needs --add-user
        solve: --profile needs --json
        watch: --follow without --html, --compare, --weekly
        watch: --journal needs --follow
        watch: --late-by needs --follow
        weigh: --marking needs --html, --out, --resume
        weigh: --out without --resume
        weigh: --part needs --out, --resume
        weigh: --readings without --reading
        weigh: --shard needs --out, --resume
        weigh: --shard without --html, --table, --marking, --full
        """;

    [Fact]
    public void All_rules_stand_in_one_table() =>
        Assert.Equal(
            Table.ReplaceLineEndings("\n").Split('\n'),
            Commands
                .SelectMany(command =>
                    OptionRules
                        .Of(command)
                        .Select(rule =>
                            $"{command.Name}: {rule.Option.Name} {(rule.Needs ? "needs" : "without")} {string.Join(", ", rule.Others.Select(other => other.Name))}"
                        )
                )
                .Order(StringComparer.Ordinal)
        );

    public static TheoryData<string, string, string?> Pairs() =>
        new(
            from command in Commands
            from rule in OptionRules.Of(command)
            from other in rule.Needs ? [null] : rule.Others.Cast<Option?>()
            select (command.Name, rule.Option.Name, other?.Name)
        );

    [Theory, MemberData(nameof(Pairs))]
    public void Each_is_a_mistake_of_usage(string name, string option, string? other)
    {
        var command = Commands.Single(command => command.Name == name);
        string[] Said(string named) =>
            command.Options.Single(each => each.Name == named) is var of && of.ValueType == typeof(bool)
                ? [named]
                :
                [
                    named,
                    of.HelpName is "DAY" ? "2020-01-01"
                    : of.HelpName is "I/N" ? "1/2"
                    : (Nullable.GetUnderlyingType(of.ValueType) ?? of.ValueType) is var type && (type == typeof(int) || type == typeof(double)) ? "64"
                    : "some",
                ];
        string[] arguments =
        [
            name,
            .. command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0).Select(_ => "x"),
            .. command.Options.Where(each => each.Required).SelectMany(each => new[] { each.Name, "x" }),
            .. Said(option),
            .. other is null ? [] : Said(other),
        ];
        var (code, output, error) = CommandLineTests.Run(arguments);
        Assert.True(code == 2, $"{string.Join(' ', arguments)}: {code} {error}");
        Assert.Equal("", output);
        Assert.Contains(other is null ? $"{option} is for " : $"{option} does not go with {other}", error, StringComparison.Ordinal);
    }

    // What hangs on a value rather than on an option.
    [Theory]
    [InlineData("--objective is for --method prim", "discover", "x.csv", "--outcome", "y", "--method", "cart", "--objective", "original")]
    [InlineData("--luck is for --method prim", "discover", "x.csv", "--outcome", "y", "--method", "cart", "--luck", "0.5")]
    [InlineData("--effects-of asks for nothing", "weigh", "x.foedus", "--effects", "0", "--effects-of", "all")]
    [InlineData("--marking does not go with --on", "weigh", "x.foedus", "--out", "r", "--on", "slurm", "--marking", "DRAFT")]
    [InlineData("--list writes no file", "new", "some.foedus", "--list")]
    public void And_so_are_these(string said, params string[] arguments)
    {
        var (code, _, error) = CommandLineTests.Run(arguments);
        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("side_c", "There is no column 'side_c'. Did you mean 'side_a'? Columns: id, date, side_a")]
    [InlineData("nope", "There is no column 'nope'. Columns: id, date, side_a, side_b; also loss_side, attributed_to.")]
    [InlineData("loss_side", "There is no column 'deaths_a', which loss_side is read from")]
    public void A_column_that_is_not_there_is_said_with_those_that_are(string column, string said)
    {
        using var folder = new Runs.TemporaryFolder();
        File.WriteAllText(folder["r.csv"], "id,date,side_a,side_b\n1,2020-01-05,A,B\n");
        var (code, _, error) = CommandLineTests.Run("watch", "deals/ukraine-2025/ukraine-2025.foedus", folder["r.csv"], "--weekly", column);
        Assert.Equal(1, code);
        Assert.Contains(said, error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }
}
