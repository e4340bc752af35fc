using System.Diagnostics;
using Foedus.Units;

namespace Foedus.Cli;

/// <summary>A line that says what is being done, and for how long by now.</summary>
internal sealed class WorkingLine : IProgress<string>, IDisposable
{
    // Who waits no longer needs no line.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock door = new();
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly string what;
    private readonly TextWriter? to;
    private readonly Timer? timer;
    private string part = "";
    private int widest;
    private bool isOver;

    /// <param name="what">What is done.</param>
    /// <param name="to">Where it is drawn over itself; null: nowhere.</param>
    /// <param name="every">How often; null: each second once it has taken two.</param>
    public WorkingLine(string what, TextWriter? to, TimeSpan? every = null)
    {
        (this.what, this.to) = (what, to);
        timer = to is null ? null : new Timer(_ => Draw(), null, every ?? Patience, every ?? TimeSpan.FromSeconds(1));
    }

    /// <param name="value">Which part of it is done now.</param>
    public void Report(string value) => part = value;

    public void Dispose()
    {
        timer?.Dispose();
        lock (door)
        {
            if (!isOver && widest > 0)
                to!.Write($"\r{new string(' ', widest)}\r");
            isOver = true;
        }
    }

    /// <summary>Draws it now.</summary>
    internal void Draw()
    {
        lock (door)
        {
            if (isOver)
                return;
            var text = $"{what}{(part.Length > 0 ? $": {part}" : "")}, {watch.Elapsed.TotalSeconds:0} s";
            widest = Math.Max(widest, TextLines.Columns(text));
            to!.Write($"\r{TextLines.Left(text, widest)}");
        }
    }
}
