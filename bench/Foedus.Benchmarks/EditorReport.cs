using System.Diagnostics;
using Foedus.Language;
using Foedus.Language.Service;
using Foedus.Workflow;

namespace Foedus.Benchmarks;

/// <summary>What a keystroke costs: each question an editor asks, on the largest shipped deal and on one forty times as long; least of several, CPU time of one thread.</summary>
internal static class EditorReport
{
    public static void Run()
    {
        var deal = File.ReadAllText(Path.Combine(Root(), "bench/ukraine-2025-v1.foedus"));
        Report("ukraine-2025", deal);
        // More of the same statements under other names; names come in the same proportion as in the deal.
        Report("forty times as long", deal + string.Concat(Enumerable.Range(1, 39).Select(i => Numbered(deal, i))));
    }

    private static void Report(string name, string text)
    {
        Console.WriteLine($"{name}: {text.Length:N0} characters");
        var caret = text.IndexOf("status = ceasefire", StringComparison.Ordinal) + 9;
        var document = new DealDocument(text);
        Measure("read again", () => new DealDocument(text));
        Measure("names, after reading", () => NameIndex.Of(document.Parsed, document.Bound.Meanings));
        Measure("quick diagnostics, after reading", () => LiveDiagnostics.Quick(document));
        Measure("completion", () => Completion.At(document, caret));
        Measure("colours", () => Classification.Of(document).Count());
        Measure("outline", () => Outline.Of(document));
        Measure("format", () => DealFormatter.Format(document.Source));
        Measure("a slider's edit", () => AssumptionEdits.SetBest(document, "credibility", 0.35));
        Measure("rename", () => Rename.At(document, document.Names.Symbols.First(symbol => symbol.Name == "credibility").Place.Start, "belief"));
    }

    private static void Measure(string what, Func<object?> run)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < 30; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Console.WriteLine($"  {what, -36}{best, 10:0.00} ms");
    }

    private static string Numbered(string deal, int number)
    {
        var names = new DealDocument(deal).Names.Occurrences.Where(name => name.Symbols.Count > 0);
        var statements = deal[(deal.IndexOf("source nbc", StringComparison.Ordinal))..];
        var shift = deal.Length - statements.Length;
        return "\n"
            + TextEdit.Apply(statements, names.Where(name => name.Place.Start >= shift).Select(name => TextEdit.Insert(name.Place.End - shift, $"_{number}")));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Foedus.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("Run inside the repository.");
        return folder.FullName;
    }
}
