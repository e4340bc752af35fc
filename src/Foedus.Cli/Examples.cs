using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Foedus.Cli;

/// <summary>Help that ends in examples one can copy.</summary>
internal static class Examples
{
    public static T WithExamples<T>(this T command, params (string Line, string Meaning)[] examples)
        where T : Command
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
        {
            help = new HelpOption();
            command.Add(help);
        }
        help.Action = new HelpWithExamples(new HelpAction { MaxWidth = 80 }, examples);
        return command;
    }

    private sealed class HelpWithExamples(HelpAction help, (string Line, string Meaning)[] examples) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var output = parseResult.InvocationConfiguration.Output;
            using var told = new StringWriter();
            parseResult.InvocationConfiguration.Output = told;
            var code = help.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output = output;
            output.Write(UsageWords.Defaults(told.ToString()));
            output.WriteLine("Examples:");
            foreach (var (line, meaning) in examples)
            {
                output.WriteLine($"  # {meaning}");
                output.WriteLine($"  {line}");
            }
            return code;
        }
    }
}
