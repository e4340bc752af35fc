using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;

namespace Foedus.Cli.Commands;

/// <summary>Which options mean something only beside others, and which nothing beside others: said before any work, not passed over.</summary>
internal static class OptionRules
{
    private static readonly ConditionalWeakTable<Command, List<Rule>> Kept = [];

    /// <summary>What holds of one option.</summary>
    /// <param name="Option">The option.</param>
    /// <param name="Needs">Whether one of the others must be said too; otherwise none of them may.</param>
    /// <param name="Others">The others.</param>
    public sealed record Rule(Option Option, bool Needs, IReadOnlyList<Option> Others);

    /// <summary>The rules of a command.</summary>
    public static IReadOnlyList<Rule> Of(Command command) => Kept.TryGetValue(command, out var rules) ? rules : [];

    /// <summary>An option means something only beside one of others.</summary>
    public static void Needs(this Command command, Option option, params Option[] others)
    {
        Kept.GetOrCreateValue(command).Add(new Rule(option, true, others));
        command.Validators.Add(result =>
        {
            if (IsSaid(result, option) && !others.Any(other => IsSaid(result, other)))
                result.AddError(
                    $"{option.Name} is for {string.Join(" or ", others.Select(other => other.Name))}: say {(others.Length == 1 ? "both" : "one of them too")}, or leave {option.Name} out."
                );
        });
    }

    /// <summary>An option would be passed over beside any of others.</summary>
    public static void Excludes(this Command command, Option option, params Option[] others)
    {
        Kept.GetOrCreateValue(command).Add(new Rule(option, false, others));
        command.Validators.Add(result =>
        {
            foreach (var other in others.Where(other => IsSaid(result, option) && IsSaid(result, other)))
                result.AddError($"{option.Name} does not go with {other.Name}: one of the two would be passed over. Leave one out.");
        });
    }

    /// <summary>Options that mean something for one choice of another option alone, which is what it is where it is not said.</summary>
    public static void OnlyWith<T>(this Command command, Option<T> choice, T chosen, params Option[] options) =>
        command.Validators.Add(result =>
        {
            foreach (var option in options.Where(option => IsSaid(result, option) && IsSaid(result, choice) && !Equals(result.GetValue(choice), chosen)))
                result.AddError($"{option.Name} is for {choice.Name} {chosen}.");
        });

    private static bool IsSaid(CommandResult result, Option option) =>
        result.GetResult(option) is { Implicit: false } said && (option.ValueType != typeof(bool) || said.GetValueOrDefault<bool>());
}
