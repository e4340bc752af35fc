using System.CommandLine;
using System.CommandLine.Parsing;
using Foedus.Runs;
using Foedus.Workflow;

namespace Foedus.Cli;

/// <summary>What a command line was asked to write: each command and option that writes a file says so itself.</summary>
internal interface IWrites;

/// <summary>An option that names a file or folder to be written, or says that one is.</summary>
internal sealed class WritingOption<T> : Option<T>, IWrites
{
    /// <param name="name">"--html".</param>
    public WritingOption(string name)
        : base(name)
    {
        if (typeof(T) != typeof(bool))
            HelpName = "OUT";
    }
}

/// <summary>What an option names is read: no output may be written over it. Files that are arguments are read too.</summary>
internal interface IReads;

/// <summary>An option that names a file or folder to be read, or to be gone on with.</summary>
/// <param name="name">"--profile".</param>
internal sealed class ReadingOption<T>(string name) : Option<T>(name), IReads;

/// <summary>A command that writes whatever its options are.</summary>
/// <param name="name">"merge".</param>
/// <param name="description">What it does.</param>
internal sealed class WritingCommand(string name, string description) : Command(name, description), IWrites;

internal static class Writing
{
    /// <summary>Whether a file was to be written.</summary>
    public static bool IsAskedOf(ParseResult parsed) => parsed.CommandResult.Command is IWrites || Said(parsed).Any(result => result.Option is IWrites);

    /// <summary>Why a command would write over what it reads, what a run is made of, or what it writes itself; null where it would not. Found before any work.</summary>
    public static string? Overwritten(ParseResult parsed)
    {
        var outputs = Said(parsed)
            .Where(result => result.Option is IWrites && result.Option.ValueType == typeof(string))
            .Select(result => (result.Option.Name, Path: result.Tokens.LastOrDefault()?.Value ?? ""))
            .Where(output => output.Path is not ("" or "-"))
            .ToList();
        if (outputs.Count == 0)
            return null;
        IReadOnlyList<(string Name, string Path)> inputs =
        [
            .. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(result => result.Tokens.Select(token => (result.Argument.Name, token.Value))),
            .. Said(parsed).Where(result => result.Option is IReads).SelectMany(result => result.Tokens.Select(token => (result.Option.Name, token.Value))),
        ];
        foreach (var (name, path) in outputs)
        {
            foreach (var (from, input) in inputs)
                if (OutputFile.Replaces(path, input))
                    return $"{name} {path} would be written over {input}, which is read ({from}). Name another file.";
            foreach (var (_, input) in inputs)
                if (DealFile.FilesOf(input).Skip(1).FirstOrDefault(part => OutputFile.Replaces(path, part)) is { } part)
                    return $"{name} {path} would be written over {part}, which {input} includes. Name another file.";
            foreach (var run in Above(path).Where(RunDirectory.IsRun).Concat(outputs.Where(other => other.Name != name).Select(other => other.Path)))
                if (RunDirectory.IsMadeOf(run, path))
                    return $"{name} {path} would be written over a file that the run in {run} is made of. Name another file.";
            foreach (var (other, second) in outputs.TakeWhile(output => output.Name != name))
                if (OutputFile.Replaces(path, second))
                    return $"{other} and {name} would be written to one file, {path}. Name two.";
        }
        return null;
    }

    // A run's own files lie in its folder, or one below.
    private static IEnumerable<string> Above(string path)
    {
        var file = Path.GetFullPath(path);
        var behind = new FileInfo(file) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)?.FullName : null;
        return new[] { file, behind }
            .OfType<string>()
            .SelectMany(at => new[] { Path.GetDirectoryName(at), Path.GetDirectoryName(Path.GetDirectoryName(at)) })
            .OfType<string>();
    }

    private static IEnumerable<OptionResult> Said(ParseResult parsed) => parsed.CommandResult.Children.OfType<OptionResult>().Where(result => !result.Implicit);
}
