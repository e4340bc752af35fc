using Foedus.Binding;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Model;

namespace Foedus.Workflow;

/// <summary>A deal as read and checked: its text, its model, its offers as games, and everything there is to say about it.</summary>
public sealed record DealFile(SourceText Source, BoundDeal Bound, IReadOnlyList<LoweredOffer> Offers, IReadOnlyList<Diagnostic> Diagnostics)
{
    public Deal Deal => Bound.Deal;

    /// <summary>What was understood where a unit of time was converted.</summary>
    public IReadOnlyList<Understood> Understood => Bound.Understood;

    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>Diagnostics as text.</summary>
    public string Report => DiagnosticRenderer.Render(Source, Diagnostics);

    /// <summary>Reads and checks a file; bad deals come back with their diagnostics.</summary>
    /// <exception cref="InputException">The file cannot be read as text at all.</exception>
    public static DealFile Read(string path, CancellationToken cancel = default) => Read(SourceText.ReadFile(path), cancel);

    /// <summary>Reads and checks a text.</summary>
    public static DealFile Read(SourceText source, CancellationToken cancel = default)
    {
        var parsed = DealParser.Parse(source);
        // What is wrong with the rest is said even where a statement cannot be read.
        return Checked(source, Binder.Bind(parsed.Deal, parsed.Lost, !parsed.HasErrors), parsed.Diagnostics, cancel);
    }

    /// <summary>Reads a file that must be right.</summary>
    /// <exception cref="InputException">It is not; carries the diagnostics as text.</exception>
    public static DealFile ReadSound(string path, CancellationToken cancel = default)
    {
        var file = Read(path, cancel);
        if (file.HasErrors)
            throw new InputException(DiagnosticRenderer.Render(file.Source, file.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)).TrimEnd());
        return file;
    }

    /// <summary>Lowers a deal that a program made, without a text.</summary>
    /// <exception cref="InputException">The deal is not sound.</exception>
    public static DealFile FromModel(Deal deal, CancellationToken cancel = default)
    {
        var file = Checked(new SourceText("", deal.Title), Binder.Bind(deal), [], cancel);
        return file.HasErrors ? throw new InputException(string.Join(Environment.NewLine, file.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => $"{diagnostic.Message} {diagnostic.Remedy}".TrimEnd()))) : file;
    }

    private static DealFile Checked(SourceText source, BoundDeal bound, IReadOnlyList<Diagnostic> read, CancellationToken cancel)
    {
        var found = read.Concat(bound.Diagnostics).ToList();
        if (found.Any(diagnostic => diagnostic.Severity == Severity.Error))
            return new DealFile(source, bound, [], Ordered(found));
        var (sets, ranges) = RangeCheck.Draw(bound.Deal);
        var (offers, faults) = DealLowering.Lower(bound, cancel);
        found.AddRange(ranges);
        found.AddRange(faults);
        found.AddRange(ChanceCheck.Run(offers, sets, source));
        found.AddRange(NumberCheck.Run(offers, sets));
        found.AddRange(RangeCheck.Characters(bound, offers, sets));
        if (offers.Count > 0 && offers.Count == bound.Deal.Offers.Count())
            found.AddRange(OddGames.Find(bound, offers, cancel));
        return new DealFile(source, bound, offers, Ordered(found));
    }

    private static List<Diagnostic> Ordered(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.OrderBy(diagnostic => diagnostic.Place.Start)];
}
