using System.Globalization;
using System.Text;
using Foedus.Cli;

namespace Foedus.Tests.Cli;

/// <summary>Commands run where the tests run: the same code by the same arguments, without what a process costs to begin.</summary>
internal static class InsideTheTests
{
    private static readonly Lazy<(Routed Out, Routed Error)> Taken = new(Take);

    public static (int Code, string Out, string Error) Run(string[] arguments)
    {
        var (output, error) = Taken.Value;
        return Task.Run(async () =>
        {
            // Flows into whatever the command starts, and into no other test.
            var (said, complained) = (output.Collect(), error.Collect());
            var code = await CommandLine.RunAsync(arguments, CancellationToken.None);
            return (code, said.Text, complained.Text);
        }).GetAwaiter().GetResult();
    }

    private static (Routed, Routed) Take()
    {
        Directory.SetCurrentDirectory(Repository.Root);
        var (output, error) = (new Routed(Console.Out), new Routed(Console.Error));
        Terminal.Into(output, error);
        return (output, error);
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
