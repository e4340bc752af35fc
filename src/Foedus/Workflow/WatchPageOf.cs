using Foedus.Reporting;
using Foedus.Units;

namespace Foedus.Workflow;

/// <summary>The page about a watched deal.</summary>
public static class WatchPageOf
{
    public static string Render(WatchInput input, WatchResult result) =>
        WatchPage.Render(
            new WatchPageContent(
                result.Title,
                result.From,
                result.To,
                result.Triggers,
                result.States,
                [.. result.Classes.Select(of => (of.Title, of.Certainly, of.Probably, of.Possibly, of.QuietByFirstDay))],
                result.Incidents,
                input.Regions,
                [
                    .. result.InForceFrom is { } day ? [$"In force from {day:yyyy-MM-dd}: incidents that began before do not count."] : Array.Empty<string>(),
                    $"Deal: SHA-256 {result.DealSha256}",
                    .. result.Files.Select(file =>
                        FormattableString.Invariant($"{file.Name}: {file.Schema}, {Words.Counted(file.Incidents, "incident")}, SHA-256 {file.Sha256}")
                    ),
                    .. result.Files.SelectMany(file =>
                        file.Problems.All.Select(problem => FormattableString.Invariant($"{file.Name}: {problem.Count:N0} {problem.Kind.Meaning}"))
                    ),
                ]
            )
            {
                Obligations = result.Obligations,
            }
        );
}
