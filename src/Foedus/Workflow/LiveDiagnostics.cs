using Foedus.Binding;
using Foedus.Language;
using Foedus.Language.Service;
using Foedus.Model;

namespace Foedus.Workflow;

/// <summary>What is wrong with a text while somebody types it: what costs nothing at once, the rest when there is time.</summary>
public static class LiveDiagnostics
{
    /// <summary>Grammar and names only: a few milliseconds on a deal of 250 lines.</summary>
    public static IReadOnlyList<Diagnostic> Quick(DealDocument document)
    {
        return [.. document.Parsed.Diagnostics.Concat(document.Bound.Diagnostics).OrderBy(diagnostic => diagnostic.Place.Start)];
    }

    /// <summary>Everything, with the chances and states of every offer over the whole range of the assumptions. What is too large to be checked is said as an error, too.</summary>
    /// <exception cref="OperationCanceledException">Somebody typed on.</exception>
    public static IReadOnlyList<Diagnostic> Full(DealDocument document, CancellationToken cancel) => Checked(document, cancel).Diagnostics;

    /// <summary>The same with what the model check finds without solving, beyond what the diagnostics say; a sentence each, empty where there are mistakes.</summary>
    /// <exception cref="OperationCanceledException">Somebody typed on.</exception>
    public static (IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<string> ModelCheck) Checked(DealDocument document, CancellationToken cancel)
    {
        try
        {
            var file = DealFile.Read(document.Source, cancel);
            return (file.Diagnostics, file.HasErrors || file.Offers.Count == 0 ? [] : [.. CheckModel.Told(CheckModel.ByStructure(file, withoutWarned: true))]);
        }
        catch (RefusedException refused)
        {
            return ([new Diagnostic(DiagnosticCodes.TooMany, Severity.Error, refused.Message, new Place(0, 1))], []);
        }
    }
}
