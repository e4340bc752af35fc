using System.Collections.Concurrent;
using Foedus.Language;
using Foedus.Workbench.Hosting;
using Foedus.Workbench.Storage;
using Foedus.Workflow;
using Microsoft.Extensions.Caching.Memory;

namespace Foedus.Workbench.Live;

/// <summary>Solves offers at values that are being tried, for all users: so many at once as there are cores, solvers kept from one solve to the next.</summary>
public sealed class LiveSolver : IDisposable
{
    /// <summary>Solves that may wait; beyond that the answer is "try again", not a page that hangs.</summary>
    public const int MostWaiting = 200;

    private static readonly MemoryCacheEntryOptions Kept = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(30) };

    private readonly MemoryCache files = new(new MemoryCacheOptions { SizeLimit = 64 });
    private readonly MemoryCache solvers = new(new MemoryCacheOptions { SizeLimit = 32 });
    private readonly MemoryCache answers = new(new MemoryCacheOptions { SizeLimit = 2_000 });
    private readonly SemaphoreSlim cores = new(Math.Max(1, Environment.ProcessorCount));
    private int waiting;

    /// <summary>A text as read and checked; bad ones come with their diagnostics.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="forks">[fork] name of its answer in force; of other forks the first.</param>
    /// <exception cref="InputException">The deal has no such fork or answer.</exception>
    public DealFile Read(string text, string name, CancellationToken cancel = default, IReadOnlyDictionary<string, string>? forks = null)
    {
        var key = (DealLibrary.HashOf(text), name, string.Join(';', (forks ?? new Dictionary<string, string>()).OrderBy(fork => fork.Key, StringComparer.Ordinal).Select(fork => $"{fork.Key}={fork.Value}")));
        if (files.TryGetValue(key, out DealFile? file))
            return file!;
        return files.Set(key, DealFile.Read(new SourceText(text, name), forks, cancel), Kept);
    }

    /// <summary>One offer at some values.</summary>
    /// <param name="file">A sound deal.</param>
    /// <param name="offer">The offer's name.</param>
    /// <param name="reading">Name of a reading; null for the deal as written.</param>
    /// <param name="changed">Assumptions that are not at their best value.</param>
    /// <param name="withReasons">Whether the decisive turns are worked out.</param>
    /// <param name="cancel">Gives the place up: the answer is superseded.</param>
    /// <exception cref="BusyException">Too many wait already.</exception>
    public async Task<PreviewAnswer> SolveAsync(DealFile file, string offer, string? reading, IReadOnlyDictionary<string, double> changed, bool withReasons, CancellationToken cancel)
    {
        var hash = $"{DealLibrary.HashOf(file.Source.Text)} {string.Join(',', file.Bound.Choice.Answers)}";
        var key = (hash, offer, reading, withReasons, string.Join(';', changed.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value:R}"))));
        if (answers.TryGetValue(key, out PreviewAnswer? known))
            return known!;
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            throw new BusyException("Too many solves wait already. Try again in a moment.");
        }
        try
        {
            await cores.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
        try
        {
            var idle = solvers.GetOrCreate((hash, reading), entry =>
            {
                entry.SetOptions(Kept);
                return new ConcurrentBag<Preview>();
            })!;
            return await Task.Run(() =>
            {
                if (!idle.TryTake(out var preview))
                    preview = new Preview(file, new Weighing.WeighingOptions { Reading = reading, Resolution = Preview.Resolution });
                var answer = preview.Solve(offer, changed, withReasons, cancel);
                idle.Add(preview);
                return answers.Set(key, answer, Kept);
            }, cancel);
        }
        finally
        {
            cores.Release();
        }
    }

    public void Dispose()
    {
        files.Dispose();
        solvers.Dispose();
        answers.Dispose();
        cores.Dispose();
    }
}
