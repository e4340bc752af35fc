using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Foedus.Binding;
using Foedus.Language;
using Foedus.Workbench.Hosting;
using Foedus.Workbench.Live;
using Foedus.Workbench.Runs;
using Foedus.Workbench.Storage;
using Foedus.Workflow;

namespace Foedus.Workbench.Api;

/// <summary>The pages' operations over HTTP, under the same limits. Described at /openapi/v1.json.</summary>
internal static class WorkbenchApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api")
            .AddEndpointFilter(SayAsync)
            .RequireRateLimiting(Hosting.Limits.PerUser)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        Deals(api.MapGroup("/deals").WithTags("Deals"));
        Runs(api.MapGroup("/runs").WithTags("Runs"));
        api.MapPost("/check", async (TextShape given, LiveSolver live, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                Size(given.Text);
                var file = await live.ReadAsync(given.Text, "deal.foedus", user.NameOf(), cancel: cancel);
                return file
                    .Diagnostics.Select(diagnostic =>
                    {
                        var (line, column) = file.Source.Locate(Math.Min(diagnostic.Place.Start, file.Source.Text.Length));
                        return new DiagnosticShape(
                            diagnostic.Code,
                            diagnostic.Severity.ToString().ToLowerInvariant(),
                            diagnostic.Message,
                            diagnostic.Remedy,
                            line,
                            column,
                            diagnostic.Place.Length
                        );
                    })
                    .ToList();
            })
            .WithTags("Deals")
            .WithSummary("What is wrong with a text, over the whole range of its assumptions.");
    }

    private static void Deals(RouteGroupBuilder deals)
    {
        deals
            .MapGet("/", async (DealLibrary library, CancellationToken cancel) => (await library.AllAsync(cancel)).Select(DealShape.Of).ToList())
            .WithSummary("All deals, shipped and own.");
        deals
            .MapPost("/", async (SaveShape given, DealLibrary library, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                var deal = await library.AddAsync(given.Text, user.NameOf(), given.Note ?? "", cancel);
                return TypedResults.Created($"/api/deals/{deal.Id}", DealShape.Of(deal));
            })
            .RequireAuthorization(Roles.MayEdit)
            .WithSummary("A new deal; its text may still have mistakes.");
        deals
            .MapGet("/{id}", async (string id, DealLibrary library, CancellationToken cancel) =>
                await library.FindAsync(id, cancel) is { } deal ? TypedResults.Ok(DealShape.Of(deal)) : (IResult)TypedResults.NotFound()
            )
            .Produces<DealShape>()
            .WithSummary("One deal.");
        deals
            .MapDelete("/{id}", async (string id, DealLibrary library, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                if (await library.FindAsync(id, cancel) is not { } deal)
                    return TypedResults.NotFound();
                if (!DealLibrary.Owns(deal, user))
                    return (IResult)TypedResults.Forbid();
                await library.RemoveAsync(id, user, cancel);
                return TypedResults.NoContent();
            })
            .RequireAuthorization(Roles.MayEdit)
            .WithSummary("Takes a deal off the list; versions and runs stay, and it can be brought back. For its owner, and administrators.");
        deals
            .MapPost("/{id}/restore", async (string id, DealLibrary library, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                if (await library.FindAsync(id, cancel) is not { } deal)
                    return TypedResults.NotFound();
                if (!DealLibrary.Owns(deal, user))
                    return (IResult)TypedResults.Forbid();
                await library.BringBackAsync(id, user, cancel);
                return TypedResults.NoContent();
            })
            .RequireAuthorization(Roles.MayEdit)
            .WithSummary("Puts a removed deal on the list again; for its owner, and administrators.");
        deals
            .MapPut("/{id}/sharing", async (string id, SharingShape given, DealLibrary library, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                if (await library.FindAsync(id, cancel) is not { } deal)
                    return TypedResults.NotFound();
                if (!DealLibrary.Owns(deal, user))
                    return (IResult)TypedResults.Forbid();
                await library.ShareAsync(id, given.ToAll, given.With ?? [], user, cancel);
                return TypedResults.NoContent();
            })
            .RequireAuthorization(Roles.MayEdit)
            .WithSummary("Says who may change a deal beside its owner and administrators.");
        deals
            .MapGet("/{id}/versions", async (string id, DealLibrary library, CancellationToken cancel) =>
                await library.VersionsAsync(id, cancel) is { Count: > 0 } versions
                    ? TypedResults.Ok(versions.Select(version => VersionShape.Of(version, withText: false)).ToList())
                    : (IResult)TypedResults.NotFound()
            )
            .Produces<List<VersionShape>>()
            .WithSummary("Its versions, the latest first: who, when, what.");
        deals
            .MapGet("/{id}/versions/{number:int}", async (string id, int number, DealLibrary library, CancellationToken cancel) =>
                await library.VersionAsync(id, number, cancel) is { } version
                    ? TypedResults.Ok(VersionShape.Of(version, withText: true))
                    : (IResult)TypedResults.NotFound()
            )
            .Produces<VersionShape>()
            .WithSummary("One version with its text; the first is 1.");
        deals
            .MapGet("/{id}/versions/latest", async (string id, DealLibrary library, CancellationToken cancel) =>
                await library.VersionAsync(id, null, cancel) is { } version
                    ? TypedResults.Ok(VersionShape.Of(version, withText: true))
                    : (IResult)TypedResults.NotFound()
            )
            .Produces<VersionShape>()
            .WithSummary("The latest version with its text.");
        deals
            .MapPost("/{id}/versions", async (string id, SaveShape given, DealLibrary library, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                if (await library.FindAsync(id, cancel) is not { } deal)
                    return TypedResults.NotFound();
                if (!deal.IsShipped && !await library.MayChangeAsync(deal, user, cancel))
                    return (IResult)TypedResults.Forbid();
                if (given.BasedOn is not { } basedOn)
                    throw new InputException(
                        $"Say with \"basedOn\" which version you have seen; the latest is {deal.Latest}. A later one is not written over.",
                        id
                    );
                return TypedResults.Ok(VersionShape.Of(await library.SaveAsync(id, given.Text, user, given.Note ?? "", basedOn, cancel), withText: false));
            })
            .Produces<VersionShape>()
            .RequireAuthorization(Roles.MayEdit)
            .WithSummary("Saves a text as the next version, on top of the one that is named.");
        deals
            .MapPost("/{id}/solve", async (string id, SolveShape given, DealLibrary library, LiveSolver live, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                if (await library.VersionAsync(id, given.Version, cancel) is not { } version)
                    return (IResult)TypedResults.NotFound();
                var file = await live.ReadAsync(version.Text, $"{id}.foedus", user.NameOf(), given.Forks, cancel);
                if (file.HasErrors)
                    throw new InputException($"The deal has mistakes and cannot be solved.\n{file.Report}");
                return TypedResults.Ok(await live.SolveAsync(file, given.Offer, given.Reading, given.Values ?? [], given.Reasons, user.NameOf(), cancel));
            })
            .Produces<PreviewAnswer>()
            .WithSummary("One offer at values that are tried, on the preview's grid.");
        deals
            .MapGet("/{id}/runs", async (string id, DealLibrary library, RunQueue queue, CancellationToken cancel) =>
                await library.FindAsync(id, cancel) is null
                    ? (IResult)TypedResults.NotFound()
                    : TypedResults.Ok((await queue.ListAsync(id, cancel: cancel)).Select(run => RunShape.Of(run, queue.ProgressOf(run.Id))).ToList())
            )
            .Produces<List<RunShape>>()
            .WithSummary("Runs of a deal, the newest first.");
        deals
            .MapPost("/{id}/runs", async (string id, WeighShape given, DealLibrary library, RunQueue queue, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                if (await library.VersionAsync(id, given.Version, cancel) is null)
                    return (IResult)TypedResults.NotFound();
                var run = await queue.AskAsync(id, given.Version, given.ToRequest(), user.NameOf(), cancel);
                return TypedResults.Accepted($"/api/runs/{run.Id}", RunShape.Of(run, null));
            })
            .RequireAuthorization(Roles.MayEdit)
            .WithSummary("Puts a weighing into the queue.");
    }

    private static void Runs(RouteGroupBuilder runs)
    {
        runs.MapGet("/", async (RunQueue queue, CancellationToken cancel) =>
                (await queue.ListAsync(cancel: cancel)).Select(run => RunShape.Of(run, queue.ProgressOf(run.Id))).ToList()
            )
            .WithSummary("Runs, the newest first.");
        runs.MapGet("/{id}", async (string id, RunQueue queue, CancellationToken cancel) =>
                await queue.FindAsync(id, cancel) is { } run ? TypedResults.Ok(RunShape.Of(run, queue.ProgressOf(id))) : (IResult)TypedResults.NotFound()
            )
            .Produces<RunShape>()
            .WithSummary("How far a run is.");
        runs.MapGet("/{id}/events", async (string id, RunQueue queue, CancellationToken cancel) =>
                await queue.FindAsync(id, cancel) is null
                    ? (IResult)TypedResults.NotFound()
                    : TypedResults.ServerSentEvents(EventsAsync(id, queue, cancel), "progress")
            )
            .WithSummary("Progress as server-sent events, until the run is over.");
        runs.MapPost("/{id}/cancel", async (string id, RunQueue queue, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                if (await queue.FindAsync(id, cancel) is not { } run)
                    return TypedResults.NotFound();
                if (!RunQueue.MayChange(user, run))
                    return TypedResults.Forbid();
                await queue.CancelAsync(id, cancel);
                return (IResult)TypedResults.Accepted($"/api/runs/{id}");
            })
            .RequireAuthorization(Roles.MayEdit)
            .WithSummary("Stops a run, or takes it out of the queue; for who asked for it, and administrators.");
        runs.MapDelete("/{id}", async (string id, RunQueue queue, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                if (await queue.FindAsync(id, cancel) is not { } run)
                    return TypedResults.NotFound();
                if (!RunQueue.MayChange(user, run))
                    return TypedResults.Forbid();
                await queue.DeleteAsync(id, cancel);
                return (IResult)TypedResults.NoContent();
            })
            .RequireAuthorization(Roles.MayEdit)
            .WithSummary("Removes a run that is over, with its result; for who asked for it, and administrators.");
        foreach (
            var (name, file, words) in new[]
            {
                ("result", "result.json", "The result, as foedus weigh --json gives it."),
                ("report", "report.html", "The report, as foedus weigh --html writes it."),
                ("worlds", "worlds.csv", "Every world as CSV."),
            }
        )
            runs.MapGet($"/{{id}}/{name}", (string id) => TypedResults.LocalRedirect($"~/runs/{Uri.EscapeDataString(id)}/{file}")).WithSummary(words);
    }

    private static async IAsyncEnumerable<RunShape> EventsAsync(string id, RunQueue queue, [EnumeratorCancellation] CancellationToken cancel)
    {
        RunShape? last = null;
        while (await queue.FindAsync(id, cancel) is { } run)
        {
            var now = RunShape.Of(run, queue.ProgressOf(id));
            if (last is null || now with { SecondsLeft = null } != last with { SecondsLeft = null })
                yield return last = now;
            if (run.IsOver)
                yield break;
            await Task.Delay(500, cancel);
        }
    }

    private static void Size(string text)
    {
        if (text.Length > SourceText.MostBytes)
            throw new InputException($"The text is larger than {SourceText.MostBytes / 1_000_000} MB.");
    }

    // The user's mistake, work that is too large, and a limit that is reached each have words and a status of their own.
    private static async ValueTask<object?> SayAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InputException fault)
        {
            return TypedResults.Problem(fault.Message, statusCode: StatusCodes.Status400BadRequest, title: "The input is at fault");
        }
        catch (RefusedException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status422UnprocessableEntity, title: "Too large");
        }
        catch (BusyException busy)
        {
            return TypedResults.Problem(busy.Message, statusCode: StatusCodes.Status429TooManyRequests, title: "Too many");
        }
    }
}
