using Foedus.Cli.Drawing;
using Foedus.Telling;
using Foedus.Units;
using Foedus.Workflow;
using Spectre.Console;

namespace Foedus.Cli;

/// <summary>Where words and files go.</summary>
internal static class Output
{
    /// <summary>Standard output, 80 columns where it is no terminal.</summary>
    public static IAnsiConsole Console { get; } = MakeConsole();

    /// <summary>One line, wrapped between words at the console's width with what follows indented.</summary>
    public static void Line(string text = "") => Line(text, System.Console.Out);

    /// <summary>The same on standard error, for what is asked of somebody while the answer goes elsewhere.</summary>
    public static void Aside(string text = "") => Line(text, System.Console.Error);

    private static void Line(string text, TextWriter to)
    {
        foreach (var own in text.Split('\n'))
        foreach (var line in TextLines.Of(own, Console.Profile.Width, new string(' ', own.Length - own.TrimStart(' ').Length + 2)))
            to.WriteLine(line);
    }

    /// <summary>A table, no wider than the console.</summary>
    /// <param name="table">What is told.</param>
    /// <param name="indent">Columns before it.</param>
    public static void Table(ToldTable table, int indent)
    {
        foreach (var line in TableLines.Of(table, Console.Profile.Width - indent))
            System.Console.WriteLine(line.Length == 0 ? "" : new string(' ', indent) + line);
    }

    /// <summary>Writes a file whole or not at all; a pipe or device is written to.</summary>
    public static void WriteFile(string path, string text) => WriteFile(path, writer => writer.Write(text));

    /// <summary>Writes a file whole or not at all; a pipe or device is written to.</summary>
    public static void WriteFile(string path, Action<TextWriter> write) => OutputFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            write(writer);
        });

    /// <summary>Progress on standard error, only where somebody looks at it.</summary>
    public static IProgress<(int Done, int All)>? Progress(string what) => Terminal.IsErrorRedirected ? null : new ProgressLine(what);

    /// <summary>Progress of work in several parts, each with a pace of its own.</summary>
    public static IProgress<(int Done, int All)>? ProgressOfParts(string what, string counted) =>
        Terminal.IsErrorRedirected ? null : new ProgressParts(part => new ProgressLine(part == 1 ? $"{what}, {counted}" : $"{what}, part {part}, {counted}"));

    /// <summary>A count on standard error, only where somebody looks at it.</summary>
    public static IProgress<long>? Counting(string what) => Terminal.IsErrorRedirected ? null : new CountLine(what);

    /// <summary>What is being done and for how long, on standard error, from the second second on; gone when it is disposed of. For work whose end is not known.</summary>
    /// <param name="what">"Explaining 'costly'".</param>
    public static WorkingLine Working(string what) => new(what, Terminal.IsErrorRedirected ? null : Terminal.Error);

    /// <summary>The same around work that says nothing of itself.</summary>
    public static T Working<T>(string what, Func<T> work)
    {
        using var line = Working(what);
        return work();
    }

    private static IAnsiConsole MakeConsole()
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Terminal.Out), Ansi = Terminal.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect }
        );
        console.Pipeline.Attach(new Terminal.VisibleSegments());
        console.Profile.Width = Terminal.IsOutputRedirected ? 80 : Math.Clamp(console.Profile.Width, 40, 120);
        return console;
    }

    private sealed class ProgressLine(string what) : IProgress<(int Done, int All)>
    {
        private readonly Lock door = new();
        private long last = Environment.TickCount64 - 1000;
        private (int Done, long At)? first;
        private int widest;

        public void Report((int Done, int All) value)
        {
            lock (door)
            {
                var now = Environment.TickCount64;
                first ??= (value.Done, now);
                if (value.Done < value.All && now - last < 200)
                    return;
                last = now;
                var text = value.Done < value.All ? $"{what}: {value.Done:N0} of {value.All:N0}{Left(value, now)}" : "";
                widest = Math.Max(widest, TextLines.Columns(text));
                Terminal.Error.Write($"\r{TextLines.Left(text, widest)}{(text.Length == 0 ? "\r" : "")}");
            }
        }

        // From the pace since the first report: what was there before a run was gone on with says nothing.
        private string Left((int Done, int All) value, long now)
        {
            if (first is not { } begin || value.Done <= begin.Done || now - begin.At < 2000)
                return "";
            var left = TimeSpan.FromMilliseconds((double)(now - begin.At) / (value.Done - begin.Done) * (value.All - value.Done));
            return left.TotalSeconds < 90 ? $", about {Math.Ceiling(left.TotalSeconds):0} s left"
                : left.TotalMinutes < 90 ? $", about {left.TotalMinutes:0} min left"
                : $", about {left.TotalHours:0} h left";
        }
    }

    private sealed class CountLine(string what) : IProgress<long>
    {
        private long last = Environment.TickCount64;

        public void Report(long value)
        {
            if (Environment.TickCount64 - last < 200)
                return;
            last = Environment.TickCount64;
            Terminal.Error.Write($"\r{what}: {value:N0}\r");
        }
    }
}
