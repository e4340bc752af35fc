using Foedus.Answers;
using Foedus.Binding;
using Foedus.Interop;
using Foedus.Language;
using Foedus.Runs;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Draws;
using Foedus.Weighing.Engine;

namespace Foedus.Workflow;

/// <summary>Weighings that are kept: begun, gone on with, worked off in shards, put together, reported again.</summary>
public static partial class Weigh
{
    /// <summary>Weighs a deal into a folder that is not there yet.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="file">A sound deal.</param>
    /// <param name="options">How to weigh.</param>
    /// <param name="shard">Which of several jobs this is; null for the whole.</param>
    /// <param name="progress">Told (worlds done, worlds in all).</param>
    /// <param name="cancel">Stops the work; the parts that are done stay, and <see cref="Resume"/> goes on.</param>
    /// <param name="further">Told (solves done, solves in all) of what the answer hangs on.</param>
    /// <param name="partDraws">Draws in a part, a power of two from 16; null for what suits the number of draws.</param>
    /// <param name="marking">What stands on every page of its report.</param>
    /// <returns>The result; null for a shard, which has none of its own.</returns>
    public static WeighingResult? RunInto(
        string directory,
        DealFile file,
        WeighingOptions options,
        Shard? shard = null,
        IProgress<(int Done, int All)>? progress = null,
        CancellationToken cancel = default,
        IProgress<(int Done, int All)>? further = null,
        int? partDraws = null,
        string? marking = null
    )
    {
        var (manifest, deal) = ManifestOf(file, options, shard, partDraws);
        using var run = RunDirectory.Create(directory, manifest, deal.Span);
        return GoOn(run, file, options, progress, cancel, further, marking);
    }

    /// <summary>What a run of a deal is, and the bytes of the deal that it keeps.</summary>
    internal static (RunManifest Manifest, ReadOnlyMemory<byte> Deal) ManifestOf(
        DealFile file,
        WeighingOptions options,
        Shard? shard = null,
        int? partDraws = null
    )
    {
        var bytes = BytesOf(file);
        return (RunManifest.For(Version, RunDeal.Of(NameOf(file), bytes.Span), options, EngineOf(file, options).Layout, shard, partDraws), bytes);
    }

    /// <summary>Goes on with a run that was stopped, in whatever way. Ends with the same files as a run that was not.</summary>
    /// <param name="directory">The run.</param>
    /// <param name="threads">Threads; 0 for all cores.</param>
    /// <param name="progress">Told (worlds done, worlds in all).</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="further">Told (solves done, solves in all) of what the answer hangs on.</param>
    /// <param name="marking">What stands on every page of its report.</param>
    /// <returns>The result; null for a shard.</returns>
    /// <exception cref="InputException">Not a run, or one of another version or kind of machine.</exception>
    public static WeighingResult? Resume(
        string directory,
        int threads = 0,
        IProgress<(int Done, int All)>? progress = null,
        CancellationToken cancel = default,
        IProgress<(int Done, int All)>? further = null,
        string? marking = null
    )
    {
        using var run = RunDirectory.Open(directory, toWork: true);
        var file = DealOf(run, cancel);
        RefuseOther(run, file, run.Manifest.Options);
        return GoOn(run, file, run.Manifest.Options with { Threads = threads }, progress, cancel, further, marking);
    }

    /// <summary>Holds a deal and options against a run before going on with it.</summary>
    /// <param name="directory">The run.</param>
    /// <param name="file">The deal that the user named; null for the run's own.</param>
    /// <param name="change">What the user asks for now, from what the run was begun with.</param>
    /// <param name="shard">The shard that the user named; null for the run's own.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <param name="partDraws">Draws in a part that the user named; null for the run's own.</param>
    /// <exception cref="InputException">They differ; says in what.</exception>
    public static void RefuseOther(
        string directory,
        DealFile? file,
        Func<WeighingOptions, WeighingOptions> change,
        Shard? shard = null,
        CancellationToken cancel = default,
        int? partDraws = null
    )
    {
        using var run = RunDirectory.Open(directory, toWork: false);
        if (partDraws is { } asked && asked != run.Manifest.PartDraws)
            throw new InputException($"The run here has {Words.Counted(run.Manifest.PartDraws, "draw")} in a part, not {asked:N0}.", directory);
        if (shard is not null && shard != run.Manifest.Shard)
            throw new InputException($"The run here is {(run.Manifest.Shard is { } its ? $"shard {its}" : "a whole run")}, not shard {shard}.", directory);
        RefuseOther(run, file ?? DealOf(run, cancel), change(run.Manifest.Options));
    }

    /// <summary>The result of a finished run again, from the run alone: no draw is solved, and what was solved besides is read where the run has it.</summary>
    /// <exception cref="InputException">Not a whole run, or not of this version.</exception>
    public static (DealFile File, WeighingResult Result) Report(
        string directory,
        IProgress<(int Done, int All)>? further = null,
        CancellationToken cancel = default
    )
    {
        var run = RunDirectory.Open(directory, toWork: false);
        RefuseShard(run);
        var file = DealOf(run, cancel);
        var engine = EngineOf(file, run.Manifest.Options);
        RefuseColumns(run, engine.Layout);
        if (run.Grids(engine, mend: false) is { } grids)
            engine.Take(grids);
        if (run.Missing(engine.Layout, mend: false, cancel) is { Count: > 0 } missing)
            throw new InputException(
                $"The run is not finished: missing of {Words.Counted(run.Manifest.PartCount, "part")}: {missing.Count:N0}. Go on with it: foedus weigh --resume {directory}",
                directory
            );
        return (file, Summarize(run, file, engine, run.Solved(engine, mend: false), cancel, further));
    }

    /// <summary>The draws of a finished run, for other analyses; columns as in docs/runs.md.</summary>
    /// <exception cref="InputException">Not a whole run.</exception>
    internal static IDrawStore Draws(string directory, CancellationToken cancel = default)
    {
        var run = RunDirectory.Open(directory, toWork: false);
        RefuseShard(run);
        var file = DealOf(run, cancel);
        var layout = EngineOf(file, run.Manifest.Options).Layout;
        RefuseColumns(run, layout);
        return run.IsFinished
            ? run.Store(layout)
            : throw new InputException($"The run is not finished. Go on with it: foedus weigh --resume {directory}", directory);
    }

    /// <summary>What each assumption of a finished run explains of an outcome on its own, from the draws; total effects need a design of their own.</summary>
    /// <param name="directory">The run.</param>
    /// <param name="outcome">A column of the draws.</param>
    /// <param name="inputs">Assumptions; null for all that have a range and are in any number of the outcome's offer. Of another the share is 0, and that is known.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="InputException">Not a whole run, an unknown column, or assumptions that are drawn together.</exception>
    public static IReadOnlyList<(string Name, WorldShare Share)> OwnShares(
        string directory,
        string outcome,
        IReadOnlyList<string>? inputs = null,
        CancellationToken cancel = default
    )
    {
        var store = Draws(directory, cancel);
        var run = RunDirectory.Open(directory, toWork: false);
        var assumptions = EngineOf(DealOf(run, cancel), run.Manifest.Options).Assumptions;
        if (assumptions.HasCorrelations)
            throw new InputException(
                "The deal draws some assumptions together, so no share of the spread is any one's own. Look for boxes instead: foedus discover.",
                directory
            );
        var uncertain = assumptions.Uncertain.Select(a => (Name: store.Layout.Columns[a].Name, Column: a)).ToList();
        var at = ExperimentFile.ColumnOf(store.Layout, outcome);
        if (at < 0)
            throw new InputException(NoColumn(outcome, store.Layout), directory);
        var used = InUse.OfColumn(store.Layout, at);
        var asked = inputs
            ?.Select(name =>
                uncertain.Find(known => known.Name == name) is { Name: not null } found
                    ? found
                    : throw new InputException(
                        $"'{name}' is no assumption with a range. Those are: {string.Join(", ", uncertain.Select(known => known.Name))}.",
                        directory
                    )
            )
            .ToList()
            ?? [.. uncertain.Where(input => used?.Contains(input.Column) != false)];
        var y = store.Head(at, run.Manifest.Options.Kept, cancel);
        if (Array.TrueForAll(y, value => value.Equals(y[0])))
            throw new InputException($"'{outcome}' is the same in every draw: there is no spread to explain.", directory);
        var shares = Statistics.OwnShares([.. asked.Select(input => store.Head(input.Column, y.Length, cancel))], y, run.Manifest.Options.Scrambles).Each;
        return [.. asked.Zip(shares, (input, share) => (input.Name, used?.Contains(input.Column) != false ? share : new WorldShare(0, 0, 0)))];
    }

    // The nearest; else what may be asked of the offer that was named, else of each.
    private static string NoColumn(string name, DrawLayout layout)
    {
        var known = layout.Columns.Skip(layout.AssumptionCount).Select(column => column.Name).ToList();
        if (Nearest.To(name, known) is { } near)
            return $"There is no column '{name}'. Did you mean '{near}'?";
        var offer = name.Split('.')[0];
        var some = known.Where(column => column.StartsWith(offer + ".", StringComparison.Ordinal)).ToList();
        return some.Count > 0
            ? $"There is no column '{name}'. Of '{offer}' there are: {string.Join(", ", some)}."
            : $"There is no column '{name}'. A column is named by its offer and what is asked of it: {known.FirstOrDefault()}. Offers: {string.Join(", ", layout.Lowered.Select(lowered => lowered.Offer.Name))}.";
    }

    /// <summary>Puts shards together to a whole run in a folder that is not there yet. Ends with the same files as an undivided run.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="shards">Runs made with a shard each, in any order.</param>
    /// <param name="progress">Told (parts copied, parts in all).</param>
    /// <param name="cancel">Stops the work; <see cref="Resume"/> would go on by computing what is missing.</param>
    /// <param name="further">Told (solves done, solves in all) of what the answer hangs on.</param>
    /// <exception cref="InputException">They do not belong together; says why.</exception>
    public static WeighingResult Merge(
        string directory,
        IReadOnlyList<string> shards,
        IProgress<(int Done, int All)>? progress = null,
        CancellationToken cancel = default,
        IProgress<(int Done, int All)>? further = null
    )
    {
        var parts = shards.Select(shard => RunDirectory.Open(shard, toWork: false)).ToList();
        var first = parts.FirstOrDefault() ?? throw new InputException("Name the shards to put together.");
        foreach (var other in parts.Skip(1))
            if (other.Manifest.Differences(first.Manifest) is { Count: > 0 } differences)
                throw new InputException($"This does not belong with {first.Path}: {string.Join("; ", differences)}.", other.Path);
        var from = Owners(parts);
        var file = DealOf(first, cancel);
        var engine = EngineOf(file, first.Manifest.Options);
        RefuseColumns(first, engine.Layout);
        foreach (var shard in parts)
            if (shard.Missing(engine.Layout, mend: false, cancel) is { Count: > 0 } missing)
                throw new InputException(
                    $"This shard is not finished: draws {Ranges(shard, missing)} are missing. Go on with it: foedus weigh --resume {shard.Path}",
                    shard.Path
                );
        TakeGrids(parts, engine);
        using var run = RunDirectory.Create(directory, first.Manifest with { Shard = null, Created = DateTimeOffset.UtcNow }, first.Deal());
        for (var part = 0; part < from.Length; part++)
        {
            cancel.ThrowIfCancellationRequested();
            run.Adopt(from[part], part);
            progress?.Report((part + 1, from.Length));
        }
        return Finish(run, file, engine, cancel, further);
    }

    // Shards choose alike; where they did not, their draws are not of one kind.
    private static void TakeGrids(List<RunDirectory> shards, WeighingEngine engine)
    {
        var grids = shards.Select(shard => (Shard: shard, Grids: shard.Grids(engine, mend: false))).Where(each => each.Grids is not null).ToList();
        if (grids.Count == 0)
            return;
        foreach (var (other, its) in grids.Skip(1))
            if (!its!.Select(grid => grid.Knots).SequenceEqual(grids[0].Grids!.Select(grid => grid.Knots)))
                throw new InputException(
                    $"This does not belong with {grids[0].Shard.Path}: its offers were solved on other grids of belief ({RunDirectory.GridsName}).",
                    other.Path
                );
        engine.Take(grids[0].Grids!);
    }

    // [part] the shard that has it; every part once.
    private static RunDirectory[] Owners(List<RunDirectory> shards)
    {
        var owners = new RunDirectory?[shards[0].Manifest.PartCount];
        foreach (var shard in shards)
            for (var part = shard.Parts.From; part < shard.Parts.To; part++)
                owners[part] = owners[part] is not { } other
                    ? shard
                    : throw new InputException(
                        $"Draws {Ranges(shard, [part])} and more are in two of the shards: {other.Path} ({other.Manifest.Shard?.ToString() ?? "a whole run"}) and {shard.Path} ({shard.Manifest.Shard?.ToString() ?? "a whole run"}).",
                        shard.Path
                    );
        var missing = Enumerable.Range(0, owners.Length).Where(part => owners[part] is null).ToList();
        return missing.Count == 0
            ? [.. owners.Select(owner => owner!)]
            : throw new InputException(
                $"Draws {Ranges(shards[0], missing)} are in none of the shards. Present: {string.Join(", ", shards.Select(shard => shard.Manifest.Shard?.ToString()))}."
            );
    }

    // Neighbouring parts together, by their draws: "0 to 127, 512 to 639".
    private static string Ranges(RunDirectory run, IReadOnlyList<int> parts)
    {
        var ranges = new List<(int From, int To)>();
        foreach (var part in parts)
            if (ranges.Count > 0 && ranges[^1].To == part)
                ranges[^1] = (ranges[^1].From, part + 1);
            else
                ranges.Add((part, part + 1));
        var words = ranges
            .Take(5)
            .Select(range => $"{run.DrawsOf(range.From).First} to {run.DrawsOf(range.To - 1).First + run.DrawsOf(range.To - 1).Count - 1}");
        return string.Join(", ", words) + (ranges.Count > 5 ? ", …" : "");
    }

    private static WeighingResult? GoOn(
        RunDirectory run,
        DealFile file,
        WeighingOptions options,
        IProgress<(int Done, int All)>? progress,
        CancellationToken cancel,
        IProgress<(int Done, int All)>? further,
        string? marking
    )
    {
        var engine = EngineOf(file, options);
        RefuseColumns(run, engine.Layout);
        var missing = run.Missing(engine.Layout, mend: true, cancel);
        var (from, to) = run.Parts;
        var all = Enumerable.Range(from, to - from).Sum(part => run.DrawsOf(part).Count);
        var open = missing.Select(run.DrawsOf).ToList();
        var before = all - open.Sum(part => part.Count);
        if (run.Grids(engine, mend: true) is { } grids)
            engine.Take(grids);
        else if (engine.ChoosesGrids)
            run.Write(engine.Grids(cancel));
        engine.Solve(open, run.Sink(engine.Layout), progress is null ? null : new Offset(progress, before, all), cancel);
        return run.Manifest.Shard is null ? Finish(run, file, engine, cancel, further, marking) : null;
    }

    private static WeighingResult Finish(
        RunDirectory run,
        DealFile file,
        WeighingEngine engine,
        CancellationToken cancel,
        IProgress<(int Done, int All)>? further,
        string? marking = null
    )
    {
        var known = run.Solved(engine, mend: true);
        using var book = run.Book();
        WeighingResult result;
        using (KeptBlocks.Into(book))
            result = Summarize(run, file, engine, known, cancel, further);
        if (known is null)
            run.Write(FurtherSolves.Of(result));
        if (engine.KnownGrids is { } grids)
            run.Write(grids);
        book.Remove();
        run.Write(RunDirectory.SummaryName, AnswerJson.Text(result, withTimes: false) + "\n");
        run.Write(RunDirectory.ReportName, Html(file, result, cancel, marking));
        return result;
    }

    private static WeighingResult Summarize(
        RunDirectory run,
        DealFile file,
        WeighingEngine engine,
        FurtherSolves? known,
        CancellationToken cancel,
        IProgress<(int Done, int All)>? further
    ) => Complete(file, engine.Summarize(run.Store(engine.Layout), cancel, known), engine.Memo, further, cancel, known);

    /// <summary>The deal of a run, under the name that its file had where the run was begun.</summary>
    /// <exception cref="InputException">Not a run, or its deal was changed.</exception>
    public static DealFile DealIn(string directory, CancellationToken cancel = default)
    {
        using var run = RunDirectory.Open(directory, toWork: false);
        return DealOf(run, cancel);
    }

    private static DealFile DealOf(RunDirectory run, CancellationToken cancel)
    {
        var file = DealFile.Read(SourceText.FromBytes(run.Deal(), run.Manifest.Deal.Name), run.Manifest.Options.Forks, cancel);
        return file.HasErrors
            ? throw new InputException(DiagnosticRenderer.Render(file.Source, file.Diagnostics).TrimEnd(), Path.Combine(run.Path, RunDirectory.DealName))
            : file;
    }

    private static void RefuseOther(RunDirectory run, DealFile file, WeighingOptions options)
    {
        var now = ManifestOf(file, options, run.Manifest.Shard, run.Manifest.PartDraws).Manifest;
        if (run.Manifest.Differences(now) is { Count: > 0 } differences)
            throw new InputException(
                $"The run cannot be gone on with, since its numbers would not be of one kind. In the run (here) and now (there) differ:\n  {string.Join("\n  ", differences)}\nBegin another run with --out, or go on where and as it was begun.",
                run.Path
            );
    }

    private static void RefuseShard(RunDirectory run)
    {
        if (run.Manifest.Shard is { } shard)
            throw new InputException($"This is shard {shard} of a run. Put all {shard.Of} together first: foedus merge OUT SHARD...", run.Path);
    }

    private static void RefuseColumns(RunDirectory run, DrawLayout layout)
    {
        var (kept, made) = (run.Manifest.Columns, layout.Columns);
        if (kept.SequenceEqual(made))
            return;
        if (run.Manifest.Foedus != Version)
            throw new InputException(
                $"The run was made by version {run.Manifest.Foedus}, which keeps other columns than this one ({Version}). Use that version, or weigh anew.",
                run.Path
            );
        var at = Enumerable
            .Range(0, Math.Max(kept.Count, made.Count))
            .First(column => column >= kept.Count || column >= made.Count || kept[column] != made[column]);
        throw new InputException(
            $"The columns that it lists are not those of the run's deal: column {at + 1} is {(at < kept.Count ? $"'{kept[at].Name}'" : "missing")} and should be {(at < made.Count ? $"'{made[at].Name}'{(at < kept.Count && kept[at].Name == made[at].Name ? ", with another kind or offer" : "")}" : "none")}. It was changed after the run was begun: put it back, or weigh anew.",
            Path.Combine(run.Path, RunDirectory.ManifestName)
        );
    }

    private static ReadOnlyMemory<byte> BytesOf(DealFile file) =>
        file.Source.Bytes.Length > 0 ? file.Source.Bytes : System.Text.Encoding.UTF8.GetBytes(DealPrinter.Print(file.Deal));

    private static string NameOf(DealFile file) => Path.GetFileName(file.Source.Name) is { Length: > 0 } name ? name : RunDirectory.DealName;

    private sealed class Offset(IProgress<(int Done, int All)> progress, int before, int all) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => progress.Report((before + value.Done, all));
    }
}
