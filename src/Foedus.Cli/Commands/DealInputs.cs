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

    public static Option<string[]> Offers() => new("--offer") { Description = "Weigh only this offer beside no deal (may be repeated).", HelpName = "NAME", DefaultValueFactory = _ => [] };

    public static Option<string?> Reading() => new("--reading") { Description = "Use the values of this reading.", HelpName = "NAME" };

    public static Option<string[]> Set() => new("--set") { Description = "Fix an assumption, as in --set credibility=0.4 (may be repeated).", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };

    public static Option<string[]> Forks() => new("--fork") { Description = "Put an answer of a fork in force, as in --fork defence=decided (may be repeated).", HelpName = "NAME=ANSWER", DefaultValueFactory = _ => [] };

    public static Option<int> Resolution(int standard)
    {
        var option = new Option<int>("--at-resolution") { Description = $"Knots of the belief grid, 3 to 201 (default {standard}).", HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result => Within(result, option, 3, 201));
        return option;
    }

    public static Option<bool> Json() => new("--json") { Description = "Write JSON to standard output and nothing else." };

    public static Option<ulong> Seed() => new("--seed") { Description = "Seed of the draws (default 2025).", HelpName = "S", DefaultValueFactory = _ => 2025UL };

    public static void Within(System.CommandLine.Parsing.OptionResult result, Option<int> option, int low, int high)
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && (value < low || value > high))
            result.AddError($"{option.Name} must be from {low} to {high}.");
    }

    public static void Within(System.CommandLine.Parsing.OptionResult result, Option<int?> option, int low, int high)
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && (value < low || value > high))
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

    /// <summary>fork=answer pairs.</summary>
    /// <exception cref="InputException">Not of that form, or one fork twice.</exception>
    public static Dictionary<string, string> Answers(string[] pairs)
    {
        var answers = new Dictionary<string, string>();
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == pair.Length - 1)
                throw new InputException($"'{pair}' is not of the form NAME=ANSWER, as in --fork defence=decided.");
            if (!answers.TryAdd(pair[..at].Trim(), pair[(at + 1)..].Trim()))
                throw new InputException($"--fork gives two answers of '{pair[..at].Trim()}'. In a world one answer of each fork is in force.");
        }
        return answers;
    }

    /// <summary>name=value pairs as numbers.</summary>
    /// <exception cref="InputException">Not of that form.</exception>
    public static Dictionary<string, double> Values(string[] pairs)
    {
        var values = new Dictionary<string, double>();
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !double.TryParse(pair[(at + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
                throw new InputException($"'{pair}' is not of the form NAME=VALUE, as in --set credibility=0.4.");
            values[pair[..at]] = value;
        }
        return values;
    }
}
