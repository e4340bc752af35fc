using System.CommandLine;
using System.CommandLine.Parsing;

namespace Foedus.Cli;

/// <summary>What a command line was asked to write: each command and option that writes a file says so itself.</summary>
internal interface IWrites;

/// <summary>An option that names a file or folder to be written, or says that one is.</summary>
internal sealed class WritingOption<T> : Option<T>, IWrites
{
    /// <param name="name">"--html".</param>
    public WritingOption(string name) : base(name)
    {
        if (typeof(T) != typeof(bool))
            HelpName = "OUT";
    }
}

/// <summary>A command that writes whatever its options are.</summary>
/// <param name="name">"merge".</param>
/// <param name="description">What it does.</param>
internal sealed class WritingCommand(string name, string description) : Command(name, description), IWrites;

internal static class Writing
{
    /// <summary>Whether a file was to be written.</summary>
    public static bool IsAskedOf(ParseResult parsed) => parsed.CommandResult.Command is IWrites || parsed.CommandResult.Children.OfType<OptionResult>().Any(result => result is { Implicit: false, Option: IWrites });
}
