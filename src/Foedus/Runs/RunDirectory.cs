using System.Collections.Concurrent;
using Foedus.Weighing;
using Foedus.Weighing.Draws;
using Foedus.Weighing.Engine;

namespace Foedus.Runs;

/// <summary>A run as a folder: manifest, the deal's text, draws in parts, and when all are there the summary and the report.</summary>
/// <remarks>Every file is written beside its place, flushed and renamed, so that what has its name is whole; parts carry a hash besides. Only names that are fixed here are ever opened, and no links.</remarks>
public sealed class RunDirectory : IDisposable
{
    public const string ManifestName = "run.json";
    public const string DealName = "deal.foedus";
    public const string DrawsName = "draws";
    public const string GridsName = "grids.json";
    public const string SolvedName = "solved.json";
    internal const string BookName = "further.blocks";
    public const string SummaryName = "summary.json";
    public const string ReportName = "report.html";

    private const string LockName = "run.lock";
    private const int MostSolvedBytes = 50_000_000;
    private const int MostManifestBytes = 20_000_000;

    private readonly FileStream? _lock;

    private RunDirectory(string path, RunManifest manifest, FileStream? held) => (Path, Manifest, _lock) = (path, manifest, held);

    /// <summary>The folder, as the user named it.</summary>
    public string Path { get; }

    public RunManifest Manifest { get; }

    /// <summary>Whether a folder is a run.</summary>
    public static bool IsRun(string path) => File.Exists(System.IO.Path.Combine(path, ManifestName));

    /// <summary>Whether a run in a folder is made of a file, so that whoever writes it ends the run; its report is made anew from the rest.</summary>
    /// <param name="folder">The folder of a run, or one that is to become it.</param>
    /// <param name="path">The file, which need not be there.</param>
    public static bool IsMadeOf(string folder, string path)
    {
        if (FilePlace.Real(path) is not { } file || FilePlace.Real(folder) is not { } run)
            return false;
        var name = System.IO.Path.GetRelativePath(run, file);
        return name is ManifestName or DealName or GridsName or SolvedName or BookName or SummaryName or LockName
            || name.StartsWith(DrawsName + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>Numbers of the parts that this run or shard is made of.</summary>
    public (int From, int To) Parts => Manifest.Shard?.PartsOf(Manifest.PartCount) ?? (0, Manifest.PartCount);

    /// <summary>Begins a run in a folder that is not there yet, or empty; nobody else may work in it until it is disposed of.</summary>
    /// <exception cref="InputException">There is something in the folder.</exception>
    public static RunDirectory Create(string path, RunManifest manifest, ReadOnlySpan<byte> deal)
    {
        if (File.Exists(path))
            throw new InputException("This is a file. Name a folder that is not there yet.", path);
        if (IsRun(path))
            throw new InputException($"There is a run here already. Go on with it: foedus weigh --resume {path}; or name another folder.", path);
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry => !IsLeftOver(entry)))
            throw new InputException("The folder is not empty. Name one that is not there yet.", path);
        OutputFile.MakeFolder(System.IO.Path.Combine(path, DrawsName));
        var held = Lock(path);
        try
        {
            WriteWhole(System.IO.Path.Combine(path, DealName), deal);
            // Last, so that a folder with a manifest is a run.
            WriteWhole(System.IO.Path.Combine(path, ManifestName), manifest.ToJson());
            return new RunDirectory(path, manifest, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens a run.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="toWork">Whether parts or results will be written; nobody else may do so at the same time.</param>
    /// <exception cref="InputException">Not a run, or somebody works on it.</exception>
    public static RunDirectory Open(string path, bool toWork)
    {
        if (!Directory.Exists(path))
            throw new InputException(
                File.Exists(path)
                    ? "This is a file; a run is a folder that 'foedus weigh --out' makes."
                    : $"There is no such folder. 'foedus weigh FILE --out {path}' begins a run there.",
                path
            );
        if (!IsRun(path))
            throw new InputException($"This folder is no run: it has no {ManifestName}. 'foedus weigh FILE --out FOLDER' makes one.", path);
        var manifest = RunManifest.Parse(ReadWhole(path, ManifestName, MostManifestBytes), System.IO.Path.Combine(path, ManifestName));
        return new RunDirectory(path, manifest, toWork ? Lock(path) : null);
    }

    /// <summary>The deal's bytes, held against the manifest.</summary>
    /// <exception cref="InputException">The file was changed.</exception>
    public byte[] Deal()
    {
        var bytes = ReadWhole(Path, DealName, 4_000_000);
        return RunDeal.Of(Manifest.Deal.Name, bytes) == Manifest.Deal
            ? bytes
            : throw new InputException(
                "The deal in the run was changed after the run was begun. Put the old text back, or begin another run.",
                System.IO.Path.Combine(Path, DealName)
            );
    }

    /// <summary>Draws of a part.</summary>
    public (int First, int Count) DrawsOf(int part)
    {
        var first = part * Manifest.PartDraws;
        return (first, Math.Min(Manifest.PartDraws, Manifest.Options.Draws - first));
    }

    /// <summary>Whether every part is there, whatever is in it.</summary>
    public bool IsFinished => DoneParts == Parts.To - Parts.From;

    /// <summary>How many parts are there, whatever is in them.</summary>
    public int DoneParts => Enumerable.Range(Parts.From, Parts.To - Parts.From).Count(part => File.Exists(PathOf(part)));

    /// <summary>Parts that are not there; every other is read whole and held against its hash.</summary>
    /// <param name="layout">Columns of the draws.</param>
    /// <param name="mend">Whether parts that are not whole are put aside and counted as missing.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="InputException">A part is not whole, or belongs to another run.</exception>
    internal IReadOnlyList<int> Missing(DrawLayout layout, bool mend, CancellationToken cancel = default)
    {
        var format = new DrawPart(layout, Manifest.Id);
        var missing = new ConcurrentBag<int>();
        var pool = new ConcurrentBag<DrawRows>();
        var faults = new ConcurrentDictionary<int, InputException>();
        var (from, to) = Parts;
        CheckNames(from, to, mend);
        Parallel.For(
            from,
            to,
            new ParallelOptions
            {
                TaskScheduler = null,
                CancellationToken = cancel,
                MaxDegreeOfParallelism = Math.Min(8, Environment.ProcessorCount),
            },
            part =>
            {
                var path = System.IO.Path.Combine(Path, DrawsName, DrawPart.NameOf(part));
                var scratch = pool.TryTake(out var rows) ? rows : layout.Allocate(Manifest.PartDraws);
                (scratch.First, scratch.Count) = DrawsOf(part);
                try
                {
                    if (!File.Exists(NotALink(path)))
                        missing.Add(part);
                    else
                        format.Verify(path, scratch, toTheByte: mend);
                }
                catch (TornPartException) when (mend)
                {
                    File.Delete(path);
                    missing.Add(part);
                }
                catch (TornPartException torn)
                {
                    faults[part] = new InputException(
                        $"This part of the draws is not whole: {torn.Message}. Compute it anew with: foedus weigh --resume {Path}",
                        path,
                        torn
                    );
                }
                catch (InputException strange)
                {
                    faults[part] = strange;
                }
                pool.Add(scratch);
            }
        );
        // The first by its place, whichever thread found one first.
        if (!faults.IsEmpty)
            throw faults[faults.Keys.Min()];
        return [.. missing.Order()];
    }

    /// <summary>Takes finished parts, each a file.</summary>
    internal IDrawSink Sink(DrawLayout layout) => new Writing(this, layout);

    /// <summary>All draws of a whole run.</summary>
    internal IDrawStore Store(DrawLayout layout) => new Reading(this, layout);

    /// <summary>Takes a part from another run as it is.</summary>
    public void Adopt(RunDirectory other, int part) => WriteWhole(PathOf(part), into =>
        {
            using var from = File.OpenRead(other.PathOf(part));
            from.CopyTo(into);
        });

    /// <summary>What was solved beside the draws; null where the run does not hold it, or in the form of another version.</summary>
    /// <param name="engine">The weighing that it must fit.</param>
    /// <param name="mend">Whether a file that is not whole counts as missing.</param>
    /// <exception cref="InputException">The file is not what was written.</exception>
    internal FurtherSolves? Solved(WeighingEngine engine, bool mend) => Kept<FurtherSolves>(SolvedName, SolvedFile.SchemaName, engine.WhyNot, mend);

    /// <summary>The grids that offers are solved on; null where the run does not hold them: none were to be chosen, or they are not yet.</summary>
    /// <param name="engine">The weighing that they must fit.</param>
    /// <param name="mend">Whether a file that is not whole counts as missing.</param>
    /// <exception cref="InputException">The file is not what was written.</exception>
    internal IReadOnlyList<OfferGrid>? Grids(WeighingEngine engine, bool mend) =>
        Kept<IReadOnlyList<OfferGrid>>(GridsName, SolvedFile.GridsSchema, engine.WhyNot, mend);

    private T? Kept<T>(string name, string schema, Func<T, string?> whyNot, bool mend)
        where T : class
    {
        var path = System.IO.Path.Combine(Path, name);
        if (!File.Exists(NotALink(path)))
            return null;
        try
        {
            var kept = SolvedFile.Parse<T>(schema, ReadWhole(Path, name, MostSolvedBytes), Manifest.Id);
            return kept is null || whyNot(kept) is not { } reason ? kept : throw new TornPartException(reason);
        }
        catch (TornPartException torn)
        {
            return mend ? null : throw new InputException($"This file is not what was written: {torn.Message}. Delete it, and it is solved again.", path, torn);
        }
    }

    /// <summary>Keeps what was solved beside the draws.</summary>
    internal void Write(FurtherSolves solved) => Write(SolvedName, SolvedFile.Text(SolvedFile.SchemaName, Manifest.Id, solved));

    /// <summary>Keeps the grids that were chosen.</summary>
    internal void Write(IReadOnlyList<OfferGrid> grids) => Write(GridsName, SolvedFile.Text(SolvedFile.GridsSchema, Manifest.Id, grids));

    /// <summary>Where further solves are kept as they come.</summary>
    internal RunBook Book()
    {
        var path = NotALink(System.IO.Path.Combine(Path, BookName));
        return FileKinds.Of(path) is FileKind.Regular or FileKind.Missing
            ? new RunBook(path, Manifest.Id)
            : throw new InputException("A run holds plain files alone.", path);
    }

    /// <summary>Writes the summary or the report.</summary>
    public void Write(string name, string text) => WriteWhole(System.IO.Path.Combine(Path, name), System.Text.Encoding.UTF8.GetBytes(text));

    public void Dispose() => _lock?.Dispose();

    private string PathOf(int part) => NotALink(System.IO.Path.Combine(NotALink(System.IO.Path.Combine(Path, DrawsName)), DrawPart.NameOf(part)));

    // Strange files are not opened, but whoever reads the folder with other tools would take them for draws.
    private void CheckNames(int from, int to, bool mend)
    {
        var known = Enumerable.Range(from, to - from).Select(DrawPart.NameOf).ToHashSet();
        foreach (var entry in Directory.EnumerateFileSystemEntries(NotALink(System.IO.Path.Combine(Path, DrawsName))))
        {
            var name = System.IO.Path.GetFileName(entry);
            if (known.Contains(name))
                continue;
            if (name.EndsWith(OutputFile.Unfinished, StringComparison.Ordinal))
            {
                if (mend)
                    File.Delete(entry);
                continue;
            }
            throw new InputException("This does not belong to the run's draws. Move it elsewhere.", entry);
        }
    }

    private static bool IsLeftOver(string entry) =>
        System.IO.Path.GetFileName(entry) is var name
        && (
            name is DealName or LockName
            || name.EndsWith(OutputFile.Unfinished, StringComparison.Ordinal)
            || (name == DrawsName && Directory.Exists(entry) && !Directory.EnumerateFileSystemEntries(entry).Any())
        );

    private static FileStream Lock(string path)
    {
        if (FileKinds.Of(System.IO.Path.Combine(path, LockName)) is not (FileKind.Missing or FileKind.Regular))
            throw new InputException("A run holds plain files alone.", System.IO.Path.Combine(path, LockName));
        try
        {
            return new FileStream(
                NotALink(System.IO.Path.Combine(path, LockName)),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException fault)
            when (fault is not (DirectoryNotFoundException or FileNotFoundException) && fault.HResult is 11 or 35 or unchecked((int)0x80070020))
        {
            throw new InputException("Another process is working on this run. Wait for it, or stop it.", path, fault);
        }
    }

    private static byte[] ReadWhole(string folder, string name, int most)
    {
        var path = NotALink(System.IO.Path.Combine(folder, name));
        if (!File.Exists(path))
            throw new InputException("This file of the run is missing.", path);
        if (FileKinds.Of(path) != FileKind.Regular)
            throw new InputException("A run holds plain files alone.", path);
        return new FileInfo(path).Length <= most ? File.ReadAllBytes(path) : throw new InputException($"This file is larger than {most / 1_000_000} MB.", path);
    }

    private static string NotALink(string path) =>
        new FileInfo(path).LinkTarget is null ? path : throw new InputException("A run holds no links to other files.", path);

    private static void WriteWhole(string path, ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        WriteWhole(path, into => into.Write(copy));
    }

    private static void WriteWhole(string path, Action<Stream> write) => OutputFile.Write(NotALink(path), write, toDisk: true);

    private sealed class Writing(RunDirectory run, DrawLayout layout) : IDrawSink
    {
        private readonly DrawPart format = new(layout, run.Manifest.Id);
        private readonly ConcurrentBag<DrawRows> pool = [];

        public DrawRows Rent(int first, int count)
        {
            var rows = pool.TryTake(out var used) ? used : layout.Allocate(run.Manifest.PartDraws);
            rows.Begin(first, count);
            return rows;
        }

        public void Keep(DrawRows rows, CancellationToken cancel)
        {
            WriteWhole(run.PathOf(rows.First / run.Manifest.PartDraws), stream => format.Write(stream, rows));
            pool.Add(rows);
        }
    }

    private sealed class Reading(RunDirectory run, DrawLayout layout) : IDrawStore
    {
        private readonly DrawPart format = new(layout, run.Manifest.Id);
        private readonly ConcurrentBag<double[]> pool = [];

        public DrawLayout Layout => layout;

        public int Count => run.Manifest.Options.Draws;

        public IEnumerable<DrawChunk> Read(IReadOnlyList<int> columns, CancellationToken cancel = default)
        {
            // Columns are read many times: new arrays for each would pile up between collections.
            var into = columns.Select(_ => pool.TryTake(out var used) ? used : new double[run.Manifest.PartDraws]).ToArray();
            try
            {
                for (var part = 0; part < run.Manifest.PartCount; part++)
                {
                    cancel.ThrowIfCancellationRequested();
                    var (first, count) = run.DrawsOf(part);
                    try
                    {
                        format.Read(run.PathOf(part), count, columns, into);
                    }
                    catch (TornPartException torn)
                    {
                        throw new InputException($"This part of the draws is not whole: {torn.Message}.", run.PathOf(part), torn);
                    }
                    yield return new DrawChunk(first, count, into);
                }
            }
            finally
            {
                foreach (var column in into)
                    pool.Add(column);
            }
        }
    }
}
