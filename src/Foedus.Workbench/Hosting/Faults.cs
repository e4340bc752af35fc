using System.Text.Encodings.Web;
using System.Text.Json;
using Foedus.Workbench.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace Foedus.Workbench.Hosting;

/// <summary>Every error has words: problem details for programs, a page for people. What went wrong inside stands in the log alone.</summary>
internal static class Faults
{
    /// <summary>Before everything that can fail.</summary>
    public static void Use(WebApplication app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandler = context => SayAsync(context, context.Features.Get<IExceptionHandlerFeature>()),
                SuppressDiagnosticsCallback = about => IsExpected(about.Exception),
            }
        );
        app.UseStatusCodePages(async about =>
        {
            // Pages of our own say it themselves.
            if (about.HttpContext.Response.ContentType is null)
                await WriteAsync(about.HttpContext, WordsOf(about.HttpContext.Response.StatusCode));
        });
    }

    private static bool IsExpected(Exception? fault) => fault is BadHttpRequestException or OperationCanceledException;

    private static Task SayAsync(HttpContext context, IExceptionHandlerFeature? about)
    {
        var fault = about?.Error;
        var (status, words) = fault switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (
                StatusCodes.Status413PayloadTooLarge,
                WordsOf(StatusCodes.Status413PayloadTooLarge)
            ),
            BadHttpRequestException bad => (
                bad.StatusCode,
                bad.InnerException is JsonException json ? BodyWords.Of(json, about?.Endpoint) : WordsOf(bad.StatusCode)
            ),
            _ when Steady.IsStorage(fault) => (
                StatusCodes.Status503ServiceUnavailable,
                "The database does not answer just now. Nothing was changed; try again in a moment."
            ),
            _ => (StatusCodes.Status500InternalServerError, WordsOf(StatusCodes.Status500InternalServerError)),
        };
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "5";
        return WriteAsync(context, words);
    }

    private static async Task WriteAsync(HttpContext context, string words)
    {
        var status = context.Response.StatusCode;
        if (
            context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            || !context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        )
        {
            await Results.Problem(words, statusCode: status).ExecuteAsync(context);
            return;
        }
        var title = ReasonPhrases.GetReasonPhrase(status);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} – Foedus</title><link rel=\"stylesheet\" href=\"/app.css\"></head>"
                + $"<body><main id=\"content\"><h1>{title}</h1><p>{HtmlEncoder.Default.Encode(words)}</p><p><a href=\"/\">All deals</a></p></main></body></html>"
        );
    }

    private static string WordsOf(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest =>
                "The request cannot be read: its body, or a part of its address, is not what is wanted here. /openapi/v1.json describes it.",
            StatusCodes.Status401Unauthorized => "You are not signed in.",
            StatusCodes.Status403Forbidden => "Your account may not do that.",
            StatusCodes.Status404NotFound => "There is no such thing at this address. Perhaps it was removed, or the link was cut short.",
            StatusCodes.Status405MethodNotAllowed => "This address knows no such method.",
            StatusCodes.Status413PayloadTooLarge => "This is too large. A deal is text that a person can read, of at most 2 MB.",
            StatusCodes.Status415UnsupportedMediaType => "Send JSON, with Content-Type: application/json.",
            StatusCodes.Status429TooManyRequests => "Too many requests at once. Wait a second, then go on.",
            StatusCodes.Status500InternalServerError => "This is a bug in Foedus, not a fault of yours. The program's log has the details.",
            _ => ReasonPhrases.GetReasonPhrase(status),
        };
}
