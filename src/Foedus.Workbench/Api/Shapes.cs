using System.Text.Json.Serialization;
using Foedus.Binding;
using Foedus.Workbench.Runs;
using Foedus.Workbench.Storage;

namespace Foedus.Workbench.Api;

/// <summary>What the API takes and gives, as JSON.</summary>
/// <param name="Id">Part of its address.</param>
/// <param name="Title">Of the latest version.</param>
/// <param name="IsShipped">Shipped deals cannot be changed.</param>
/// <param name="Owner">Who made it.</param>
/// <param name="Latest">Number of the latest version.</param>
/// <param name="ChangedAt">UTC.</param>
public sealed record DealShape(string Id, string Title, bool IsShipped, string Owner, int Latest, DateTime ChangedAt)
{
    public static DealShape Of(DealRecord deal) => new(deal.Id, deal.Title, deal.IsShipped, deal.Owner, deal.Latest, deal.ChangedAt);
}

/// <param name="Text">null in lists.</param>
public sealed record VersionShape(string DealId, int Number, string Author, DateTime SavedAt, string Note, string Hash, string? Text)
{
    public static VersionShape Of(DealVersion version, bool withText) =>
        new(version.DealId, version.Number, version.Author, version.SavedAt, version.Note, version.Hash, withText ? version.Text : null);
}

/// <param name="Text">The deal's text.</param>
/// <param name="Note">What was changed, in a line.</param>
/// <param name="BasedOn">For a further version: the one that the writer began from; a later one in between is refused.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SaveShape(string Text, string? Note = null, int? BasedOn = null);

/// <param name="ToAll">Every editor may change it.</param>
/// <param name="With">Otherwise these, by name.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SharingShape(bool ToAll = false, string[]? With = null);

/// <param name="Text">A deal's text.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TextShape(string Text);

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Length">Characters.</param>
public sealed record DiagnosticShape(string Code, string Severity, string Message, string? Remedy, int Line, int Column, int Length);

/// <param name="Version">null: the latest.</param>
/// <param name="Offer">Its name.</param>
/// <param name="Reading">null: the deal as written.</param>
/// <param name="Values">Assumptions that are not at their best value.</param>
/// <param name="Reasons">Whether the decisive turns and the diagram are worked out.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SolveShape(
    string Offer,
    int? Version = null,
    string? Reading = null,
    Dictionary<string, double>? Values = null,
    bool Reasons = true,
    Dictionary<string, string>? Forks = null
);

/// <param name="Version">null: the latest.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record WeighShape(
    int? Version = null,
    int Draws = 256,
    ulong Seed = 2025,
    string? Reading = null,
    string[]? Offers = null,
    Dictionary<string, double>? Set = null,
    int? Resolution = null,
    bool Effects = true,
    Dictionary<string, string>? Forks = null
)
{
    public RunRequest ToRequest() =>
        new()
        {
            Draws = Draws,
            Seed = Seed,
            Reading = Reading,
            Offers = Offers ?? [],
            Set = Set ?? [],
            Resolution = Resolution,
            Effects = Effects,
            Forks = Forks ?? [],
        };
}

/// <param name="Status">"queued", "running", "finished", "cancelled", "failed".</param>
/// <param name="Words">The answer in a sentence, or why it failed.</param>
/// <param name="Phase">What is being done; null unless running here.</param>
/// <param name="SecondsLeft">Of this phase; null while unknown.</param>
public sealed record RunShape(
    string Id,
    string DealId,
    int Version,
    string User,
    DateTime AskedAt,
    DateTime? EndedAt,
    string Status,
    string Words,
    string? Phase,
    int Done,
    int All,
    double? SecondsLeft
)
{
    public static RunShape Of(RunRecord run, RunProgress? progress) =>
        new(
            run.Id,
            run.DealId,
            run.VersionNumber,
            run.User,
            run.AskedAt,
            run.EndedAt,
            run.Status.ToString().ToLowerInvariant(),
            run.Words,
            progress?.Phase,
            progress?.Done ?? 0,
            progress?.All ?? 0,
            progress?.Left is { } left ? Math.Round(left.TotalSeconds, 1) : null
        );
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SignInShape(string Name, string Password);
