using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Claims;
using System.Security.Cryptography;
using Foedus.Interop;
using Foedus.Language;
using Foedus.Weighing;
using Foedus.Weighing.Engine;
using Foedus.Workbench.Hosting;
using Foedus.Workbench.Live;
using Foedus.Workbench.Settings;
using Foedus.Workbench.Storage;
using Foedus.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Foedus.Workbench.Runs;

/// <summary>Weighs what users ask for: each user's runs one after another, different users' side by side, so that nobody waits for another's sweep.</summary>
/// <remarks>A run has one thread less than there are cores, so that sliders go on answering; the system shares cores between runs. A program says in the database on which runs it works and until when; while
/// it lives it says so again, and when it has died another program on the same database takes its runs over, or it does itself when it starts again.</remarks>
public sealed class RunQueue(IDbContextFactory<WorkbenchDb> databases, DealLibrary library, LiveSolver live, WorkbenchOptions options, ILogger<RunQueue> log)
    : BackgroundService
{
    /// <summary>How long a program's word holds that it works on a run.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Runs that one user may have waiting or under way.</summary>
    public const int MostPerUser = 5;

    /// <summary>Users whose runs are worked on at once; more wait.</summary>
    public const int MostAtOnce = 8;

    /// <summary>Runs that may wait in all.</summary>
    public const int MostWaiting = 500;

    /// <summary>Worlds of the first look, shown while the rest is weighed.</summary>
    public const int FirstLook = 64;

    private static readonly int Threads = Math.Max(1, Environment.ProcessorCount - 1);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, RunProgress> underWay = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly QuietThreads threads = new(MostAtOnce + Threads);
    private readonly string worker = WorkerName.Of(options.DataFolder);

    /// <summary>How far a run is that this process is working on; null for others.</summary>
    public RunProgress? ProgressOf(string id) => underWay.GetValueOrDefault(id);

    public async Task<RunRecord?> FindAsync(string id, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Runs.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id, cancel);
    }

    /// <summary>Runs of a deal, or of all; the newest first.</summary>
    public async Task<List<RunRecord>> ListAsync(string? dealId = null, int most = 200, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database
            .Runs.AsNoTracking()
            .Where(run => dealId == null || run.DealId == dealId)
            .OrderByDescending(run => run.AskedAt)
            .Take(most)
            .ToListAsync(cancel);
    }

    public async Task<RunResult?> ResultAsync(string id, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Results.AsNoTracking().FirstOrDefaultAsync(result => result.RunId == id, cancel);
    }

    /// <summary>How many are before a queued run of another user's or one's own; 0: next.</summary>
    public async Task<int> BeforeAsync(RunRecord run, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Runs.CountAsync(
            other => other.User == run.User && other.AskedAt < run.AskedAt && (other.Status == RunStatus.Queued || other.Status == RunStatus.Running),
            cancel
        );
    }

    /// <summary>Puts a run into the queue.</summary>
    /// <exception cref="InputException">No such deal, a deal with mistakes, or something that a run here may not have.</exception>
    /// <exception cref="BusyException">The user has too many waiting, or all together have.</exception>
    public async Task<RunRecord> AskAsync(string dealId, int? number, RunRequest request, string user, CancellationToken cancel = default)
    {
        var version = await library.VersionAsync(dealId, number, cancel) ?? throw new InputException("There is no such deal or version.", dealId);
        var file = await live.ReadAsync(version.Text, $"{dealId}.foedus", user, request.Forks, cancel);
        if (file.HasErrors)
            throw new InputException($"The deal has mistakes and cannot be weighed.\n{file.Report}", dealId);
        // Names and sizes are looked at now, not an hour later.
        _ = new WeighingEngine(file.Deal, file.Offers, request.Options(Threads));
        await using var database = await databases.CreateDbContextAsync(cancel);
        var open = database.Runs.Where(run => run.Status == RunStatus.Queued || run.Status == RunStatus.Running);
        if (await open.CountAsync(run => run.User == user, cancel) >= MostPerUser)
            throw new BusyException($"You have {MostPerUser} runs waiting or under way. Wait for one, or cancel one.");
        if (await open.CountAsync(cancel) >= MostWaiting)
            throw new BusyException("Too many runs wait already. Try again later.");
        var run = new RunRecord
        {
            Id = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 14),
            DealId = dealId,
            VersionNumber = version.Number,
            Title = file.Deal.Title,
            User = user,
            Request = request.ToJson(),
            AskedAt = DateTime.UtcNow,
        };
        database.Runs.Add(run);
        await database.SaveChangesAsync(cancel);
        wake.Release();
        return run;
    }

    /// <summary>Whether somebody may stop or delete a run: who asked for it, and administrators.</summary>
    public static bool MayChange(ClaimsPrincipal user, RunRecord run) => user.IsInRole(Roles.Administrator) || (user.CanEdit() && user.NameOf() == run.User);

    /// <summary>Stops a run, or takes it out of the queue. Where another program works on it, that one hears of it when it next says that it does.</summary>
    public async Task CancelAsync(string id, CancellationToken cancel = default)
    {
        if (underWay.TryGetValue(id, out var progress))
        {
            progress.IsCancelled = true;
            await progress.Stop.CancelAsync();
            return;
        }
        await using var database = await databases.CreateDbContextAsync(cancel);
        await database
            .Runs.Where(run => run.Id == id && (run.Status == RunStatus.Queued || run.Status == RunStatus.Running))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(run => run.Status, RunStatus.Cancelled)
                        .SetProperty(run => run.EndedAt, DateTime.UtcNow)
                        .SetProperty(run => run.Worker, (string?)null),
                cancel
            );
        FolderOf(id).Remove();
        // The next of this user may begin.
        wake.Release();
    }

    /// <summary>Removes a run that is over, with all it left.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await database.Results.Where(result => result.RunId == id).ExecuteDeleteAsync(cancel);
        await database.Runs.Where(run => run.Id == id && run.Status != RunStatus.Queued && run.Status != RunStatus.Running).ExecuteDeleteAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var working = new List<Task>();
        var isFirst = true;
        while (!stop.IsCancellationRequested)
        {
            working.RemoveAll(task => task.IsCompleted);
            try
            {
                await TakeBackAsync(isFirst, stop);
                isFirst = false;
                while (working.Count < MostAtOnce && await NextAsync(stop) is { } run)
                {
                    var progress = underWay[run.Id] = new RunProgress(run.Id);
                    working.Add(
                        Task.Factory.StartNew(() => WorkAsync(run, progress, stop), CancellationToken.None, TaskCreationOptions.None, threads).Unwrap()
                    );
                }
                await wake.WaitAsync(Round, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                // A database that rests for a moment must not end the queue.
                log.LogError(fault, "The queue could not look for the next run; it tries again.");
                await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(2), stop));
            }
        }
        await Task.WhenAll(working);
    }

    // Says again on what this program works, hears what was cancelled elsewhere, and puts back into the queue what nobody works on.
    private async Task TakeBackAsync(bool isFirst, CancellationToken stop)
    {
        await using var database = await databases.CreateDbContextAsync(stop);
        var (now, mine) = (DateTime.UtcNow, underWay.Keys.ToList());
        await database
            .Runs.Where(run => mine.Contains(run.Id) && run.Status == RunStatus.Running && run.Worker == worker)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.LeaseEndsAt, now + Lease), stop);
        var held = await database
            .Runs.Where(run => mine.Contains(run.Id) && run.Status == RunStatus.Running && run.Worker == worker)
            .Select(run => run.Id)
            .ToListAsync(stop);
        foreach (var id in mine.Except(held))
            if (underWay.TryGetValue(id, out var progress))
            {
                progress.IsCancelled = true;
                await progress.Stop.CancelAsync();
            }
        await database
            .Runs.Where(run =>
                run.Status == RunStatus.Running
                && !mine.Contains(run.Id)
                && (run.Worker == null || run.LeaseEndsAt == null || run.LeaseEndsAt < now || (isFirst && run.Worker == worker))
            )
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, RunStatus.Queued).SetProperty(run => run.Worker, (string?)null), stop);
    }

    // The oldest run of a user who has none under way; of two programs that reach for it one gets it.
    private async Task<RunRecord?> NextAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        while (true)
        {
            var next = await database
                .Runs.AsNoTracking()
                .Where(run => run.Status == RunStatus.Queued && !database.Runs.Any(other => other.User == run.User && other.Status == RunStatus.Running))
                .OrderBy(run => run.AskedAt)
                .FirstOrDefaultAsync(cancel);
            if (next is null)
                return null;
            var taken = await database
                .Runs.Where(run => run.Id == next.Id && run.Status == RunStatus.Queued)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(run => run.Status, RunStatus.Running)
                            .SetProperty(run => run.Worker, worker)
                            .SetProperty(run => run.LeaseEndsAt, DateTime.UtcNow + Lease),
                    cancel
                );
            if (taken == 1)
                return next;
        }
    }

    private async Task WorkAsync(RunRecord run, RunProgress progress, CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, progress.Stop.Token);
        var (status, words) = (RunStatus.Failed, "");
        RunResult? result = null;
        try
        {
            (result, words) = await WeighAsync(run, progress, both.Token);
            status = RunStatus.Finished;
        }
        catch (OperationCanceledException)
        {
            status = progress.IsCancelled ? RunStatus.Cancelled : RunStatus.Queued;
        }
        catch (Exception said) when (said is InputException or RefusedException)
        {
            words = said.Message;
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            words = $"The folder of unfinished runs could not be used: {disk.Message} Ask whoever runs this workbench to make room there, then weigh again.";
            log.LogError(disk, "Run {Run} could not use its folder.", run.Id);
        }
        catch (Exception bug)
        {
            words = "This run ended with a bug in Foedus, not a fault of the deal. The program's log has the details.";
            log.LogError(bug, "Run {Run} ended with a bug.", run.Id);
        }
        try
        {
            // Done work waits for the storage as long as it takes; asked to cancel, or to stop, it does not.
            await Steady.TryAsync(() => EndAsync(run.Id, status, words, result), fault => TellOfStorage(run, progress, fault), both.Token);
        }
        catch (OperationCanceledException)
        {
            // What is not written down is found again: cancelled, or to be done again, by the lease that runs out.
            if (progress.IsCancelled && !stop.IsCancellationRequested)
                await Task.WhenAny(Steady.TryAsync(() => EndAsync(run.Id, RunStatus.Cancelled, "", null), _ => { }, stop));
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The end of run {Run} could not be kept; it will be done again.", run.Id);
        }
        underWay.TryRemove(run.Id, out _);
        wake.Release();
    }

    private void TellOfStorage(RunRecord run, RunProgress progress, Exception fault)
    {
        progress.Begin("done; the database does not take the result yet, it is tried again");
        log.LogWarning("The database does not take the end of run {Run} yet: {Fault}", run.Id, fault.Message);
    }

    private async Task<(RunResult Result, string Headline)> WeighAsync(RunRecord run, RunProgress progress, CancellationToken cancel)
    {
        var version = await Steady.TryAsync(
            () => library.VersionAsync(run.DealId, run.VersionNumber, cancel),
            _ => progress.Begin("waiting for the database"),
            cancel
        ) ?? throw new InputException("The deal of this run is gone.");
        var weighing = RunRequest.FromJson(run.Request).Options(Threads);
        var file = DealFile.Read(new SourceText(version.Text, $"{run.DealId}.foedus"), weighing.Forks, cancel);
        var folder = FolderOf(run.Id);
        if (weighing.Draws >= 4 * FirstLook)
            progress.FirstLook = View(
                file,
                Weigh.Run(
                    file,
                    weighing with
                    {
                        Draws = FirstLook,
                        Effects = 0,
                        ErrorDraws = 0,
                        EquilibriumDraws = 0,
                        CareDraws = 0,
                        Thresholds = 0,
                    },
                    progress.Begin("first look"),
                    cancel
                ),
                withReasons: false,
                cancel
            );
        var worlds = progress.Begin("worlds");
        var result = folder.Weigh(file, weighing, worlds, progress.BeginParts("what it hangs on"), cancel);
        progress.Begin("report");
        var kept = new RunResult
        {
            RunId = run.Id,
            Html = folder.Html,
            Json = folder.Json,
            View = View(file, result, withReasons: true, cancel).ToJson(),
            Worlds = Packed(result, cancel),
        };
        return (kept, result.Headline);
    }

    // Whole or not at all, and again without harm where nobody knows whether it was taken.
    private async Task<bool> EndAsync(string id, RunStatus status, string words, RunResult? result)
    {
        await using var database = await databases.CreateDbContextAsync();
        var run = await database.Runs.FirstOrDefaultAsync(run => run.Id == id);
        // Cancelled or taken over elsewhere: that stands.
        var isOurs = run is { Status: RunStatus.Running } && run.Worker == worker;
        if (isOurs)
        {
            (run!.Status, run.Words, run.EndedAt, run.Worker, run.LeaseEndsAt) = (
                status,
                words,
                status == RunStatus.Queued ? null : DateTime.UtcNow,
                null,
                null
            );
            if (result is not null && !await database.Results.AnyAsync(kept => kept.RunId == id))
                database.Results.Add(result);
            await database.SaveChangesAsync();
        }
        if (status != RunStatus.Queued || !isOurs)
            FolderOf(id).Remove();
        return isOurs;
    }

    private RunFolder FolderOf(string id) => new(Path.Combine(options.DataFolder, "runs", id));

    private static RunView View(DealFile file, WeighingResult result, bool withReasons, CancellationToken cancel) =>
        RunView.Of(result, Weigh.Tell(file, result, withReasons, cancel));

    private static byte[] Packed(WeighingResult result, CancellationToken cancel)
    {
        using var into = new MemoryStream();
        using (var writer = new StreamWriter(new GZipStream(into, CompressionLevel.Optimal)))
            DrawTable.WriteCsv(result, writer, cancel);
        return into.ToArray();
    }
}
