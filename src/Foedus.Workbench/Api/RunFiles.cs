using System.Net.Mime;
using Foedus.Workbench.Runs;

namespace Foedus.Workbench.Api;

/// <summary>What a finished run left, as files: report, numbers, every world.</summary>
internal static class RunFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/runs/{id}/report.html", async (string id, bool? download, RunQueue queue, HttpContext context, CancellationToken cancel) =>
            {
                if (await queue.ResultAsync(id, cancel) is not { } result)
                    return Results.NotFound();
                // The report carries its style inside and needs nothing else.
                context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
                if (download == true)
                    context.Response.Headers.ContentDisposition = $"attachment; filename=\"foedus-{id}.html\"";
                return Results.Text(result.Html, MediaTypeNames.Text.Html, System.Text.Encoding.UTF8);
            })
            .ExcludeFromDescription();
        routes
            .MapGet("/runs/{id}/result.json", async (string id, RunQueue queue, CancellationToken cancel) =>
                await queue.ResultAsync(id, cancel) is { } result
                    ? Results.Text(result.Json, MediaTypeNames.Application.Json, System.Text.Encoding.UTF8)
                    : Results.NotFound()
            )
            .ExcludeFromDescription();
        routes
            .MapGet("/runs/{id}/worlds.csv", async (string id, RunQueue queue, HttpContext context, CancellationToken cancel) =>
            {
                if (await queue.ResultAsync(id, cancel) is not { } result)
                    return Results.NotFound();
                context.Response.Headers.ContentDisposition = $"attachment; filename=\"foedus-{id}-worlds.csv\"";
                return Results.Stream(
                    new System.IO.Compression.GZipStream(new MemoryStream(result.Worlds), System.IO.Compression.CompressionMode.Decompress),
                    "text/csv"
                );
            })
            .ExcludeFromDescription();
    }
}
