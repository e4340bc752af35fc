using Foedus.Language;
using Foedus.Language.Checking;
using Foedus.Lowering;
using Foedus.Model;

namespace Foedus.Workflow;

/// <summary>A deal as read and checked: its text, its model, its offers as games, and everything there is to say about it.</summary>
public sealed record DealFile(SourceText Source, Deal Deal, IReadOnlyList<LoweredOffer> Offers, IReadOnlyList<Diagnostic> Diagnostics)
{
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
        if (parsed.HasErrors)
            return new DealFile(source, parsed.Deal, [], Ordered(parsed.Diagnostics));
        var found = new List<Diagnostic>(parsed.Diagnostics);
        found.AddRange(NameChecker.Check(parsed.Deal));
        if (found.Any(diagnostic => diagnostic.Severity == Severity.Error))
            return new DealFile(source, parsed.Deal, [], Ordered(found));
        return Lowered(source, parsed.Deal, found, cancel);
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
        var found = new List<Diagnostic>(NameChecker.Check(deal));
        var file = found.Any(diagnostic => diagnostic.Severity == Severity.Error) ? new DealFile(new SourceText("", deal.Title), deal, [], found)
            : Lowered(new SourceText("", deal.Title), deal, found, cancel);
        return file.HasErrors ? throw new InputException(string.Join(Environment.NewLine, file.Diagnostics.Select(diagnostic => $"{diagnostic.Message} {diagnostic.Remedy}".TrimEnd()))) : file;
    }

    private static DealFile Lowered(SourceText source, Deal deal, List<Diagnostic> found, CancellationToken cancel)
    {
        var offers = new List<LoweredOffer>();
        foreach (var offer in deal.Offers)
        {
            try
            {
                offers.Add(DealLowering.Lower(deal, offer, cancel));
            }
            catch (LoweringFault fault)
            {
                var diagnostic = new Diagnostic(fault.Code, Severity.Error, fault.Message, fault.Place, fault.Remedy);
                if (!found.Any(other => other.Code == diagnostic.Code && other.Place.Start == diagnostic.Place.Start))
                    found.Add(diagnostic);
            }
        }
        foreach (var diagnostic in ChanceCheck.Run(deal, offers, source))
            found.Add(diagnostic);
        if (offers.Count > 0 && offers.Count == deal.Offers.Count())
            found.AddRange(NeverReached(offers));
        return new DealFile(source, deal, offers, Ordered(found));
    }

    // What no offer ever reaches.
    private static IEnumerable<Diagnostic> NeverReached(List<LoweredOffer> offers) => offers
        .SelectMany(offer => offer.Odd.DistinctBy(odd => odd.Place.Start)).GroupBy(odd => (odd.Place.Start, odd.Message))
        .Where(group => group.Key.Start > 0 && group.Count() == offers.Count)
        .Select(group => new Diagnostic(DiagnosticCodes.NeverReached, Severity.Warning, $"No offer ever reaches {group.Key.Message}.", group.First().Place, "Check its 'when', or remove it."));

    private static List<Diagnostic> Ordered(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.OrderBy(diagnostic => diagnostic.Place.Start)];
}
