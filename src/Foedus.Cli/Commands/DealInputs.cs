using System.CommandLine;
using System.Globalization;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class DealInputs
{
    public static Argument<string> File() => new("FILE") { Description = "The deal, a text file ending in .foedus." };

    public static Option<string?> Offer() => new("--offer") { Description = "Name of the offer.", HelpName = "NAME" };

    public static Option<string[]> Offers() =>
        new("--offer")
        {
            Description = "Weigh only this offer beside no deal (may be repeated).",
            HelpName = "NAME",
            DefaultValueFactory = _ => [],
        };

    public static Option<string?> Reading() => new("--reading") { Description = "Use the values of this reading.", HelpName = "NAME" };

    public static Option<string[]> Set() =>
        Pairs(
            new("--set")
            {
                Description = "Fix an assumption, as in --set credibility=0.4 or 40% (may be repeated).",
                HelpName = "NAME=VALUE",
                DefaultValueFactory = _ => [],
            },
            GivenPairs.Values
        );

    public static Option<string[]> Forks() =>
        Pairs(
            new("--fork")
            {
                Description = "Put an answer of a fork in force, as in --fork defence=decided (may be repeated).",
                HelpName = "NAME=ANSWER",
                DefaultValueFactory = _ => [],
            },
            GivenPairs.Answers
        );

    // What is not of the form is a mistake of usage, found before any work begins.
    private static Option<string[]> Pairs<T>(Option<string[]> option, Func<IEnumerable<string>, T> read)
    {
        option.Validators.Add(result =>
        {
            try
            {
                read(result.Tokens.Select(token => token.Value));
            }
            catch (InputException wrong)
            {
                result.AddError($"{option.Name}: {wrong.Message}");
            }
        });
        return option;
    }

    public static Option<int> Resolution(int standard, bool isChosen = false)
    {
        var option = new Option<int>("--at-resolution")
        {
            Description =
                $"Knots of the belief grid, 3 to 201 (default {standard}{(isChosen ? ", and more for an offer whose first draws are not stable on so few" : "")}).",
            HelpName = "N",
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result => Within(result, option, 3, 201));
        return option;
    }

    /// <summary>What was asked for; null where the first draws choose.</summary>
    public static int? Asked(ParseResult parsed, Option<int> resolution) =>
        parsed.GetResult(resolution) is { Implicit: false } ? parsed.GetValue(resolution) : null;

    public static Option<int?> Others()
    {
        var option = new Option<int?>("--others")
        {
            Description =
                "Most further starts from which other solutions are looked for; 0 for none. Without it: 40 for a stochastic game, 8 at the joint turns of a deal, none for a tree or table.",
            HelpName = "N",
        };
        option.Validators.Add(result => Within(result, option, 0, 10_000));
        return option;
    }

    public static Option<bool> Json() => new("--json") { Description = "Write JSON to standard output and nothing else." };

    public static Option<bool> Full() => new("--full") { Description = "Tell all of the answer here, not its short form." };

    public static Option<ulong> Seed() =>
        new("--seed")
        {
            Description = "Seed of the draws (default 2025).",
            HelpName = "S",
            DefaultValueFactory = _ => 2025UL,
        };

    public static void Within(System.CommandLine.Parsing.OptionResult result, Option<int> option, int low, int high)
    {
        if (
            result.Tokens.Count == 1
            && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            && (value < low || value > high)
        )
            result.AddError($"{option.Name} must be from {low} to {high}.");
    }

    public static void Within(System.CommandLine.Parsing.OptionResult result, Option<int?> option, int low, int high)
    {
        if (
            result.Tokens.Count == 1
            && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            && (value < low || value > high)
        )
            result.AddError($"{option.Name} must be from {low} to {high}.");
    }

    /// <summary>Says on standard error which fixed values lie outside the range that the deal gives.</summary>
    /// <exception cref="InputException">With them a chance, discount or precision is none.</exception>
    public static void WarnOutside(DealFile file, WeighingOptions options)
    {
        foreach (var sentence in OutsideRange.Of(file.Deal, options.Fixed))
            Console.Error.WriteLine(sentence);
        file.RefuseImpossible(options);
    }
}
