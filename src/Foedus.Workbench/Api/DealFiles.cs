using System.Text;
using Foedus.Workbench.Storage;

namespace Foedus.Workbench.Api;

/// <summary>Deals as files.</summary>
internal static class DealFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/deals/{id}/export", (string id, DealLibrary library, CancellationToken cancel) => FileAsync(id, null, library, cancel))
            .ExcludeFromDescription();
        routes
            .MapGet("/deals/{id}/versions/{number:int}/export", (string id, int number, DealLibrary library, CancellationToken cancel) =>
                FileAsync(id, number, library, cancel)
            )
            .ExcludeFromDescription();
    }

    private static async Task<IResult> FileAsync(string id, int? number, DealLibrary library, CancellationToken cancel) =>
        await library.VersionAsync(id, number, cancel) is { } version
            ? Results.File(Encoding.UTF8.GetBytes(version.Text), "text/plain; charset=utf-8", $"{id}-v{version.Number}.foedus")
            : Results.NotFound();
}
