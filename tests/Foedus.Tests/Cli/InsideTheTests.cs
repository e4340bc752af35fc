using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Foedus.Cli;

namespace Foedus.Tests.Cli;

/// <summary>Commands run where the tests run: the same code by the same arguments, without what a process costs to begin.</summary>
internal static class InsideTheTests
{
    private static readonly ConcurrentDictionary<string, Lazy<(int Code, string Out, string Error)>> Said = [];
    private static readonly Lazy<(Routed Out, Routed Error, Answers In)> Taken = new(Take);

    /// <param name="arguments">The command and what stands after it.</param>
    /// <param name="answers">What stands on standard input.</param>
    /// <param name="environment">Settings of the environment besides the tests' own.</param>
    public static (int Code, string Out, string Error) Run(string[] arguments, string answers = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        var (output, error, input) = Taken.Value;
        return Task.Run(async () =>
            {
                // Flows into whatever the command starts, and into no other test.
                var (said, complained) = (output.Collect(), error.Collect());
                input.Are(answers);
                if (environment is not null)
                    Surroundings.Are(environment);
                var code = await CommandLine.RunAsync(arguments, CancellationToken.None);
                return (code, said.Text, complained.Text);
            })
            .GetAwaiter()
            .GetResult();
    }

    /// <summary>The same, run once however many tests ask for it: for commands that write nothing but words.</summary>
    public static (int Code, string Out, string Error) Once(params string[] arguments) =>
        Said.GetOrAdd(string.Join('\0', arguments), _ => new(() => Run(arguments))).Value;

    private static (Routed, Routed, Answers) Take()
    {
        Directory.SetCurrentDirectory(Repository.Root);
        var (output, error, input) = (new Routed(Console.Out), new Routed(Console.Error), new Answers());
        Terminal.Into(output, error, input);
        return (output, error, input);
    }

    private sealed class Answers : TextReader
    {
        private readonly AsyncLocal<TextReader?> here = new();

        public void Are(string answers) => here.Value = new StringReader(answers);

        public override int Peek() => here.Value?.Peek() ?? -1;

        public override int Read() => here.Value?.Read() ?? -1;
    }

    private sealed class Collected
    {
        private readonly StringBuilder text = new();

        public string Text
        {
            get
            {
                lock (text)
                    return text.ToString();
            }
        }

        public void Add(ReadOnlySpan<char> more)
        {
            lock (text)
                text.Append(more);
        }
    }

    private sealed class Routed(TextWriter elsewhere) : TextWriter(CultureInfo.InvariantCulture)
    {
        private readonly AsyncLocal<Collected?> here = new();

        public override Encoding Encoding => elsewhere.Encoding;

        public Collected Collect() => here.Value = new Collected();

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer)
        {
            if (here.Value is { } collected)
                collected.Add(buffer);
            else
                elsewhere.Write(buffer);
        }

        public override void Flush()
        {
            if (here.Value is null)
                elsewhere.Flush();
        }
    }
}
