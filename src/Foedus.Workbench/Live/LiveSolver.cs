using System.Collections.Concurrent;
using Foedus.Language;
using Foedus.Workbench.Hosting;
using Foedus.Workbench.Storage;
using Foedus.Workflow;
using Microsoft.Extensions.Caching.Memory;

namespace Foedus.Workbench.Live;

/// <summary>Reads, checks and solves deals that are being tried, for all users, with a fair share for each; solvers are kept from one solve to the next.</summary>
public sealed class LiveSolver : IDisposable
{
    /// <summary>Longest time that reading and checking a text, or one solve, may take here.</summary>
    public static TimeSpan Most { get; } = TimeSpan.FromSeconds(20);

    // A text that is read and bound takes some fifty times its letters in memory; so much is kept of each kind.
    private const long FileLetters = 1_500_000,
        SolverLetters = 750_000,
        AnswerCount = 2_000;

    private readonly MemoryCache files = new(new MemoryCacheOptions { SizeLimit = FileLetters });
    private readonly MemoryCache solvers = new(new MemoryCacheOptions { SizeLimit = SolverLetters });
    private readonly MemoryCache answers = new(new MemoryCacheOptions { SizeLimit = AnswerCount });
    private readonly FairDoor door = new(Environment.ProcessorCount + 1);
    private readonly QuietThreads quiet = new(Math.Max(1, Environment.ProcessorCount));

    /// <summary>A text as read and checked; bad ones come with their diagnostics.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="user">Whose share of the machine it takes.</param>
    /// <param name="forks">[fork] name of its answer in force; of other forks the first.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InputException">The deal has no such fork or answer.</exception>
    /// <exception cref="RefusedException">It takes longer than <see cref="Most"/>.</exception>
    /// <exception cref="Hosting.BusyException">Too much waits already.</exception>
    public async Task<DealFile> ReadAsync(
        string text,
        string name,
        string user,
        IReadOnlyDictionary<string, string>? forks = null,
        CancellationToken cancel = default
    )
    {
        var key = (
            DealLibrary.HashOf(text),
            name,
            string.Join(
                ';',
                (forks ?? new Dictionary<string, string>()).OrderBy(fork => fork.Key, StringComparer.Ordinal).Select(fork => $"{fork.Key}={fork.Value}")
            )
        );
        if (files.TryGetValue(key, out DealFile? known))
            return known!;
        return await WithinAsync(
            user,
            limit => files.Set(key, DealFile.Read(new SourceText(text, name), forks, limit), Kept(text.Length, FileLetters)),
            "Checking this text takes longer than it may here. 'foedus check' on the command line has no such limit.",
            cancel
        );
    }

    /// <summary>One offer at some values.</summary>
    /// <param name="file">A sound deal.</param>
    /// <param name="offer">The offer's name.</param>
    /// <param name="reading">Name of a reading; null for the deal as written.</param>
    /// <param name="changed">Assumptions that are not at their best value.</param>
    /// <param name="withReasons">Whether the decisive turns are worked out.</param>
    /// <param name="user">Whose share of the machine it takes.</param>
    /// <param name="cancel">Gives the place up: the answer is superseded.</param>
    /// <exception cref="RefusedException">It takes longer than <see cref="Most"/>.</exception>
    /// <exception cref="Hosting.BusyException">Too much waits already.</exception>
    public async Task<PreviewAnswer> SolveAsync(
        DealFile file,
        string offer,
        string? reading,
        IReadOnlyDictionary<string, double> changed,
        bool withReasons,
        string user,
        CancellationToken cancel
    )
    {
        var hash = $"{DealLibrary.HashOf(file.Source.Text)} {string.Join(',', file.Bound.Choice.Answers)}";
        var key = (
            hash,
            offer,
            reading,
            withReasons,
            string.Join(
                ';',
                changed.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value:R}"))
            )
        );
        if (answers.TryGetValue(key, out PreviewAnswer? known))
            return known!;
        return await WithinAsync(
            user,
            limit =>
            {
                var idle = solvers.GetOrCreate((hash, reading), entry =>
                {
                    entry.SetOptions(Kept(file.Source.Text.Length, SolverLetters));
                    return new ConcurrentBag<Preview>();
                })!;
                if (!idle.TryTake(out var preview))
                    preview = new Preview(file, new Weighing.WeighingOptions { Reading = reading, Resolution = Preview.Resolution });
                var answer = preview.Solve(offer, changed, withReasons, limit);
                idle.Add(preview);
                return answers.Set(key, answer, Kept(1, AnswerCount));
            },
            "This deal takes longer to solve than it may here. 'foedus weigh' on the command line has no such limit.",
            cancel
        );
    }

    /// <summary>Some other piece of work of a user's, in turn and with the same limit.</summary>
    public async Task<T> WithinAsync<T>(string user, Func<CancellationToken, T> work, string tooLong, CancellationToken cancel)
    {
        using var place = await door.EnterAsync(user, cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Most);
        try
        {
            return await Task.Factory.StartNew(
                () => work(limit.Token),
                limit.Token,
                TaskCreationOptions.DenyChildAttach,
                place.HasMuchWaiting ? quiet : TaskScheduler.Default
            );
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new RefusedException(tooLong);
        }
    }

    public void Dispose()
    {
        files.Dispose();
        solvers.Dispose();
        answers.Dispose();
    }

    // Nothing is too large to be kept alone.
    private static MemoryCacheEntryOptions Kept(long size, long most) =>
        new() { Size = Math.Min(Math.Max(1, size), most), SlidingExpiration = TimeSpan.FromMinutes(10) };
}
