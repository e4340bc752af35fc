using System.CommandLine;
using System.CommandLine.Parsing;

namespace Foedus.Cli.Commands;

/// <summary>Options that mean something for one kind of input only: for another they are a mistake of usage, not passed over.</summary>
internal static class OptionFit
{
    /// <param name="command">The command.</param>
    /// <param name="file">Its input.</param>
    /// <param name="isMeant">Whether a path is of the kind that the options are for.</param>
    /// <param name="kind">That kind, in words.</param>
    /// <param name="options">The options.</param>
    public static void OnlyFor(this Command command, Argument<string> file, Func<string, bool> isMeant, string kind, params Option[] options) =>
        command.Validators.Add(result =>
        {
            if (result.GetResult(file) is not { Tokens: [{ Value: var path }, ..] } || isMeant(path))
                return;
            foreach (var option in options)
                if (result.GetResult(option) is OptionResult { Implicit: false })
                    result.AddError($"{option.Name} is for {kind}; {Path.GetFileName(path)} is none.");
        });
}
