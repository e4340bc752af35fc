using Foedus.Answers;
using Foedus.Binding;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>What is wrong with a deal, and what its offers owe to how it is written.</summary>
/// <param name="Title">The deal's title.</param>
/// <param name="Sound">Whether it has no error.</param>
/// <param name="Diagnostics">Errors and warnings.</param>
/// <param name="Understood">What was understood where something was converted.</param>
/// <param name="Offers">Its offers as games; none where it is not sound.</param>
/// <param name="ModelCheck">What answers owe to how the deal is written.</param>
[Answer("foedus/check/1")]
public sealed record CheckAnswer(
    string Title,
    bool Sound,
    IReadOnlyList<DiagnosticAnswer> Diagnostics,
    IReadOnlyList<UnderstoodAnswer> Understood,
    IReadOnlyList<OfferSize> Offers,
    IReadOnlyList<ModelFinding> ModelCheck
)
{
    /// <param name="file">The deal, sound or not.</param>
    /// <param name="found">What the model check found.</param>
    public static CheckAnswer Of(DealFile file, IReadOnlyList<ModelFinding> found) =>
        new(
            file.Deal.Title,
            !file.HasErrors,
            [.. file.Diagnostics.Select(diagnostic => DiagnosticAnswer.Of(file, diagnostic))],
            [.. file.Understood.Select(understood => new UnderstoodAnswer(file.Source.Locate(understood.Place.Start).Line, understood.Text))],
            [.. file.Offers.Select(OfferSize.Of)],
            found
        );
}

/// <param name="Code">Stable; docs/diagnostics has a page for it.</param>
/// <param name="Severity">"error" or "warning".</param>
/// <param name="File">The file it stands in.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Length">In characters.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do; null where that is plain.</param>
public sealed record DiagnosticAnswer(string Code, string Severity, string File, int Line, int Column, int Length, string Message, string? Remedy)
{
    internal static DiagnosticAnswer Of(DealFile file, Diagnostic diagnostic)
    {
        var at = Math.Min(diagnostic.Place.Start, file.Source.Text.Length);
        var (line, column) = file.Source.Locate(at);
        return new DiagnosticAnswer(
            diagnostic.Code,
            diagnostic.Severity == Binding.Severity.Error ? "error" : "warning",
            file.Source.NameAt(at),
            line,
            column,
            diagnostic.Place.Length,
            diagnostic.Message,
            diagnostic.Remedy
        );
    }
}

/// <param name="Line">From 1.</param>
/// <param name="Text">What was understood.</param>
public sealed record UnderstoodAnswer(int Line, string Text);

/// <param name="Name">The offer's name.</param>
/// <param name="States">Public states that it can reach.</param>
/// <param name="Nodes">Steps met in a state.</param>
/// <param name="SolveSeconds">About what one solve takes of one core.</param>
/// <param name="SolveBytes">About what it takes of memory.</param>
public sealed record OfferSize(string Name, int States, int Nodes, double SolveSeconds, double SolveBytes)
{
    /// <summary>What one solve on the standard grid takes, worked out before it is begun.</summary>
    public static SolveSize Work(LoweredOffer offer) =>
        SolveSize.Of(offer.Game, WeighingOptions.StandardResolution, new AskedChannels(offer).Followings.Count + 1);

    internal static OfferSize Of(LoweredOffer offer)
    {
        var size = Work(offer);
        return new OfferSize(offer.Offer.Name, offer.Game.StateCount, offer.Game.Nodes.Count, size.Seconds, size.Bytes);
    }
}
