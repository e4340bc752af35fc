using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using Foedus.Units;

namespace Foedus.Cli;

/// <summary>What the parser of the command line says, in the words of who typed it.</summary>
internal static partial class UsageWords
{
    /// <summary>A message of the parser: types are kinds of numbers or lists of words.</summary>
    public static string Of(string message, ParseResult parsed)
    {
        if (Unfit().Match(message) is not { Success: true } unfit)
            return message;
        var option = parsed.CommandResult.Command.Options.FirstOrDefault(option =>
            option.Name == unfit.Groups[2].Value || option.Aliases.Contains(unfit.Groups[2].Value)
        );
        return $"{unfit.Groups[2].Value} wants {Wanted(option?.ValueType, unfit.Groups[3].Value)}, not '{unfit.Groups[1].Value}'.{NumberWords.Instead(unfit.Groups[1].Value)}";
    }

    /// <summary>What names a file or folder and is empty, as a variable of a shell that is not set; null where nothing is.</summary>
    public static string? NoName(ParseResult parsed) =>
        parsed
            .CommandResult.Children.Where(said => said is ArgumentResult || said is OptionResult { Implicit: false, Option: IReads or IWrites })
            .FirstOrDefault(said => said.Tokens.Any(token => token.Value.Trim().Length == 0))
            is { } empty
            ? $"{(empty is OptionResult option ? option.Option.Name : ((ArgumentResult)empty).Argument.Name)} is empty: a name is wanted there."
            : null;

    /// <summary>Why the value of an option for a number is none; null where all are. The parser would pass over commas between digits: 0,5 was 5.</summary>
    public static string? NoNumber(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(said => !IsRead(said)) is { Tokens: [.., var token] } wrong
            ? $"{wrong.Option.Name} wants {Wanted(wrong.Option.ValueType, "")}, not '{token.Value}'.{NumberWords.Instead(token.Value, KindOf(wrong.Option) != typeof(double))}"
            : null;

    /// <summary>Whether the values of an option are of its kind, where that is a number or yes and no.</summary>
    public static bool IsRead(OptionResult said)
    {
        var type = KindOf(said.Option);
        return said.Tokens.All(token =>
            type == typeof(double) ? NumberWords.TryRead(token.Value, out _)
            : type == typeof(int) ? int.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            : type == typeof(ulong) ? ulong.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            : type != typeof(bool) || bool.TryParse(token.Value, out _)
        );
    }

    private static Type KindOf(Option option) => Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;

    /// <summary>Why a word that begins with a dash is no file; null where there is none. Behind "--" such words are names.</summary>
    public static string? NoSuchOption(ParseResult parsed, string[] args)
    {
        var named = args.AsSpan().IndexOf("--") is >= 0 and var at ? args[(at + 1)..] : [];
        var word = parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .FirstOrDefault(value => value.Length > 1 && value[0] == '-' && !char.IsAsciiDigit(value[1]) && !named.Contains(value));
        if (word is null)
            return null;
        var command = parsed.CommandResult.Command;
        var options = command.Options.Where(option => !option.Hidden).Select(option => option.Name).ToList();
        var near = options.Where(option => AlikeFor(word, option) >= LeastAlike).MaxBy(option => AlikeFor(word, option));
        return $"'{command.Name}' has no option '{word}'.{(near is null ? $" It has: {string.Join(", ", options)}." : $" Did you mean {near}?")} A file of that name: ./{word}";
    }

    /// <summary>Help without the names of the program's own types: "[default: qre]", "[default: 1, 2, 3]".</summary>
    public static string Defaults(string help) =>
        Default().Replace(help, found => $"[default: {string.Join(", ", found.Groups[1].Value.Split('|').Select(Lower))}]");

    private static string Lower(string value) =>
        value.Length > 1 && char.IsAsciiLetterUpper(value[0]) && value.All(char.IsAsciiLetterOrDigit) ? value.ToLowerInvariant() : value;

    private static string Wanted(Type? type, string name)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return type is { IsEnum: true } ? $"one of {string.Join(", ", Enum.GetNames(type).Select(Lower))}"
            : type == typeof(double) || name.Contains("Double", StringComparison.Ordinal) ? "a number"
            : type == typeof(ulong) || name.Contains("UInt", StringComparison.Ordinal) ? "a whole number, 0 or more"
            : type == typeof(int) || name.Contains("Int", StringComparison.Ordinal) ? "a whole number"
            : type == typeof(bool) || name.Contains("Boolean", StringComparison.Ordinal) ? "true or false"
            : "another value";
    }

    // Dashes and two letters.
    private const int LeastAlike = 4;

    private static int AlikeFor(string one, string other) => one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();

    [GeneratedRegex("^Cannot parse argument '(.*)' for (?:option|command) '(.*?)' as expected type '(.*?)'")]
    private static partial Regex Unfit();

    [GeneratedRegex(@"\[default: ([^\]\s]+)\]")]
    private static partial Regex Default();
}
