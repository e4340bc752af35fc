using System.CommandLine;
using System.Globalization;
using Foedus.Answers;
using Foedus.Cli.Drawing;
using Foedus.Interop;
using Foedus.Runs;
using Foedus.Telling;
using Foedus.Weighing;
using Foedus.Workflow;
using Spectre.Console;

namespace Foedus.Cli.Commands;

/// <summary>foedus weigh: every offer in the same plausible worlds.</summary>
internal static class WeighCommand
{
    private static readonly WeighingOptions Standard = new();

    public static Command Make()
    {
        var (offers, reading, set, resolution, seed, json) = (
            DealInputs.Offers(),
            DealInputs.Reading(),
            DealInputs.Set(),
            DealInputs.Resolution(Standard.Resolution, isChosen: true),
            DealInputs.Seed(),
            DealInputs.Json()
        );
        var file = new Argument<string?>("FILE")
        {
            Description = "The deal, a text file ending in .foedus; not needed with --resume.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var draws = new Option<int>("--draws")
        {
            Description = $"Plausible worlds, 8 to 10,000,000 (default {Standard.Draws}).",
            HelpName = "N",
            DefaultValueFactory = _ => Standard.Draws,
        };
        draws.Validators.Add(result => DealInputs.Within(result, draws, 8, RunManifest.MostDraws));
        var html = new WritingOption<string?>("--html") { Description = "Write the report to this file." };
        var (marking, full) = (BriefCommand.Marking(), DealInputs.Full());
        var table = new WritingOption<string?>("--table")
        {
            Description = "Write every world and its results to this CSV file, for 'foedus discover' and others.",
        };
        var threads = new Option<int>("--threads")
        {
            Description = "Threads; 0 for all cores (changes no number).",
            HelpName = "N",
            DefaultValueFactory = _ => 0,
        };
        threads.Validators.Add(result => DealInputs.Within(result, threads, 0, 1024));
        var effects = new Option<int?>("--effects")
        {
            Description =
                "Base points for total effects, 0 for none (default: until ranges are narrow or the order is settled, at most a quarter of the draws, 16 to 512, or 512 where nothing is private).",
            HelpName = "N",
        };
        effects.Validators.Add(result => DealInputs.Within(result, effects, 0, 100_000));
        var effectsOf = new Option<string[]>("--effects-of")
        {
            Description = "Offers to estimate total effects for, or 'all' (default: the offer signed by all that holds in most worlds).",
            HelpName = "NAME",
            DefaultValueFactory = _ => [],
        };
        var forks = DealInputs.Forks();
        var given = new Option<string[]>("--given")
        {
            Description = "Also answer in worlds weighted by this evidence of the deal, beside the plain answer (may be repeated).",
            HelpName = "EVIDENCE",
            DefaultValueFactory = _ => [],
        };
        var readings = new Option<bool>("--readings") { Description = "Also weigh the deal under each of its readings, side by side." };
        var into = new WritingOption<string?>("--out")
        {
            Description = "Keep the run in this new folder: deal, settings, every draw (Parquet), summary, report.",
            HelpName = "RUN",
        };
        var resume = new ReadingOption<string?>("--resume")
        {
            Description = "Go on with the run in this folder; with FILE, begin it if it is not there.",
            HelpName = "RUN",
        };
        var shard = new Option<string?>("--shard")
        {
            Description = "Work off only the I-th of N parts of the run, from 1/N to N/N; 'foedus merge' puts them together.",
            HelpName = "I/N",
        };
        var part = new Option<int?>("--part")
        {
            Description = "Draws in a part of a run, a power of two from 16: smaller parts make room for more shards (default: such that there are 64 or so).",
            HelpName = "N",
        };
        var command = new Command("weigh", "Weigh the offers of a deal: does each hold, who would sign, is each promise believed.")
        {
            file,
            draws,
            seed,
            offers,
            reading,
            readings,
            set,
            forks,
            given,
            effects,
            effectsOf,
            resolution,
            threads,
            into,
            resume,
            shard,
            part,
            html,
            table,
            marking,
            full,
            json,
        };
        var cluster = new ClusterOptions();
        foreach (var option in cluster.All)
            command.Add(option);
        // A shard has neither report nor table; they are made when all are together.
        command.Excludes(shard, html, table, marking, full);
        command.Excludes(into, resume);
        command.Excludes(readings, reading);
        command.Needs(marking, html, into, resume);
        command.Needs(shard, into, resume);
        command.Needs(part, into, resume);
        command.Validators.Add(result =>
        {
            cluster.Validate(result, into, resume, shard, html, table, threads, marking);
            if (result.GetValue(effects) == 0 && result.GetValue(effectsOf) is { Length: > 0 })
                result.AddError("--effects 0 estimates no total effects, so --effects-of asks for nothing. Leave one out.");
            if (result.GetValue(file) is null && result.GetValue(resume) is null)
                result.AddError("Name the deal to weigh, or a run to go on with: --resume RUN.");
        });
        command.SetAction(
            (parsed, cancel) =>
            {
                bool Given(Option option) => parsed.GetResult(option) is { Implicit: false };
                var job = new Job
                {
                    File = parsed.GetValue(file),
                    // Only what is typed changes what a run was begun with.
                    Change = old =>
                        old with
                        {
                            Draws = Given(draws) ? parsed.GetValue(draws) : old.Draws,
                            Seed = Given(seed) ? parsed.GetValue(seed) : old.Seed,
                            Offers = parsed.GetValue(offers) is { Length: > 0 } named ? named : old.Offers,
                            Reading = parsed.GetValue(reading) ?? old.Reading,
                            WithReadings = Given(readings) ? parsed.GetValue(readings) : old.WithReadings,
                            Forks = Given(forks) ? GivenPairs.Answers(parsed.GetValue(forks)!) : old.Forks,
                            Given = Given(given) ? parsed.GetValue(given)! : old.Given,
                            Fixed = Given(set) ? GivenPairs.Values(parsed.GetValue(set)!) : old.Fixed,
                            AskedResolution = Given(resolution) ? parsed.GetValue(resolution) : old.AskedResolution,
                            Effects = parsed.GetValue(effects) ?? old.Effects,
                            EffectsOf = parsed.GetValue(effectsOf) is { Length: > 0 } which ? which : old.EffectsOf,
                        },
                    Threads = parsed.GetValue(threads),
                    Into = parsed.GetValue(into),
                    Resume = parsed.GetValue(resume),
                    Shard = parsed.GetValue(shard) is { } text ? Shard.Parse(text) : null,
                    Part = parsed.GetValue(part),
                    Html = parsed.GetValue(html),
                    Table = parsed.GetValue(table),
                    Marking = parsed.GetValue(marking),
                    Json = parsed.GetValue(json),
                    IsFull = parsed.GetValue(full),
                };
                return Task.FromResult(cluster.Asks(parsed) ? OnCluster(cluster, parsed, job, cancel) : Run(job, cancel));
            }
        );
        return command.WithExamples(
            ("foedus weigh my.foedus", "weigh all offers"),
            ("foedus weigh my.foedus --draws 256 --html report.html", "fewer worlds, and the report"),
            ("foedus weigh my.foedus --offer costly --set firm=0.7", "one offer, with a value held"),
            ("foedus weigh deals/ukraine-2025/ukraine-2025.foedus --reading moscow", "a deal as one side sees it"),
            ("foedus weigh deals/ukraine-2025/ukraine-2025.foedus --readings --effects 0", "every reading side by side, nothing more"),
            ("foedus weigh my.foedus --effects 128 --effects-of costly", "which assumptions decide that offer"),
            ("foedus weigh my.foedus --draws 1000000 --out run", "keep the run: settings, every draw, summary, report"),
            ("foedus weigh --resume run", "go on after it was stopped"),
            ("foedus weigh my.foedus --out part3 --shard 3/8", "the third of eight jobs; then: foedus merge run part1 part2 …"),
            ("foedus weigh my.foedus --draws 1000000 --out /shared/run --on slurm", "on a cluster; followed until it is whole"),
            ("foedus weigh my.foedus --json | jq '.offers[].holds'", "for a program")
        );
    }

    private sealed record Job
    {
        public required string? File { get; init; }

        public required Func<WeighingOptions, WeighingOptions> Change { get; init; }

        public required int Threads { get; init; }

        public required string? Into { get; init; }

        public required string? Resume { get; init; }

        public required Shard? Shard { get; init; }

        public required int? Part { get; init; }

        public required string? Html { get; init; }

        public required string? Table { get; init; }

        public required string? Marking { get; init; }

        public required bool Json { get; init; }

        public required bool IsFull { get; init; }

        public WeighingOptions Options => Change(new WeighingOptions { Threads = Threads });
    }

    private static int OnCluster(ClusterOptions cluster, ParseResult parsed, Job job, CancellationToken cancel)
    {
        var file = DealFile.ReadSound(job.File ?? throw new InputException("Name the deal to weigh."), job.Options.Forks, cancel);
        DealInputs.WarnOutside(file, job.Options);
        if (cluster.Run(parsed, file, job.Options, job.Into!, job.Part, cancel) is { } code)
            return code;
        var (whole, result) = Weigh.Report(job.Into!, Further(), cancel);
        return Say(whole, result, Path.Combine(job.Into!, RunDirectory.ReportName), job.Json, job.IsFull);
    }

    private static int Run(Job job, CancellationToken cancel)
    {
        if (job.Html is { } html && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(html))))
            throw new InputException("There is no such folder to write the report to.", html);
        if (job.Table is { } table && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(table))))
            throw new InputException("There is no such folder to write the table to.", table);
        var file = job.File is null ? null : DealFile.ReadSound(job.File, job.Options.Forks, cancel);
        if (file is not null)
            DealInputs.WarnOutside(file, job.Options);
        if (job.Resume is { } kept && (file is null || RunDirectory.IsRun(kept)))
        {
            Weigh.RefuseOther(kept, file, job.Change, job.Shard, cancel, job.Part);
            return InRun(kept, () => Weigh.Resume(kept, job.Threads, Worlds(), cancel, Further(), job.Marking), job, cancel);
        }
        var options = job.Options;
        if (options.WithReadings && !file!.Deal.Readings.Any())
            throw new InputException("The deal declares no reading. Write: reading NAME \"…\" { ASSUMPTION VALUE in LOW..HIGH }");
        SayBefore(file!, options, job.Shard, cancel);
        if ((job.Into ?? job.Resume) is { } made)
            return InRun(made, () => Weigh.RunInto(made, file!, options, job.Shard, Worlds(), cancel, Further(), job.Part, job.Marking), job, cancel);
        if (!Weigh.IsLarge(file!, options))
            return Stoppable.Finish(() => Answer(Weigh.Run(file!, options, Worlds(), cancel, Further()), file!, job, cancel), cancel);
        // Too many draws for memory: they go through a folder that is not kept.
        var scratch = Directory.CreateTempSubdirectory("foedus-run-");
        try
        {
            return Stoppable.Finish(
                () => Answer(Weigh.RunInto(scratch.FullName, file!, options, null, Worlds(), cancel, Further())!, file!, job, cancel),
                cancel
            );
        }
        finally
        {
            try
            {
                scratch.Delete(recursive: true);
            }
            catch (IOException) when (cancel.IsCancellationRequested)
            {
                // Something was still written; it goes with the system's temporary files.
            }
        }
    }

    // As before a solve: whoever looks on is told from two seconds on; in a log only what takes long is told.
    private static void SayBefore(DealFile file, WeighingOptions options, Shard? shard, CancellationToken cancel)
    {
        var cores = options.Threads > 0 ? Math.Min(options.Threads, Environment.ProcessorCount) : Environment.ProcessorCount;
        var size = WeighSize.Of(file, options, cancel);
        if (shard is { } part)
            size = size with { Solves = size.Solves / part.Of, DrawSeconds = size.DrawSeconds / part.Of, FurtherSeconds = 0 };
        if (size.On(cores).Most > (Terminal.IsErrorRedirected ? 20 : 2))
            Console.Error.WriteLine(size.Words(cores));
    }

    private static IProgress<(int Done, int All)>? Worlds() => Output.Progress("Weighing, worlds done");

    private static IProgress<(int Done, int All)>? Further() => Output.ProgressOfParts("What it hangs on", "solves done");

    private static int InRun(string run, Func<WeighingResult?> weigh, Job job, CancellationToken cancel)
    {
        try
        {
            if (Stoppable.Finish(weigh, cancel) is { } result)
                return Answer(result, Weigh.DealIn(run, cancel), job, cancel, run);
            if (job.Json)
                Console.WriteLine(AnswerJson.Text(new ShardAnswer(run, true)));
            else
                Output.Line($"The shard is finished: {run}. When all are, put them together: foedus merge OUT SHARD...");
            return ExitCode.Fine;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested && RunDirectory.IsRun(run))
        {
            Console.Error.WriteLine($"Stopped. What was finished is kept; go on with: {GoOn(run, job)}");
            return ExitCode.Cancelled;
        }
        catch (Exception fault)
            when ((fault is AggregateException many ? many.Flatten().InnerExceptions[0] : fault) is OutOfMemoryException && RunDirectory.IsRun(run))
        {
            Console.Error.WriteLine(
                $"There is not enough memory for this: the machine, or a limit that was set for the process, gave no more. What was finished is kept; allow more memory or ask for fewer threads, and go on with: {GoOn(run, job)} --threads 1"
            );
            return ExitCode.NotConvergedOrRefused;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && RunDirectory.IsRun(run))
        {
            Console.Error.WriteLine(
                $"The run could not be written: {(OutputFile.IsDiskFull(fault) ? "the disk is full." : fault.Message)} What was finished is kept; mend that and go on with: {GoOn(run, job)}"
            );
            return ExitCode.InputAtFault;
        }
    }

    // With what else was asked for: it is written at the end, and the end was not reached.
    private static string GoOn(string run, Job job)
    {
        IEnumerable<string> asked =
        [
            .. Of("--html", job.Html),
            .. Of("--table", job.Table),
            .. Of("--marking", job.Marking),
            .. job.IsFull ? ["--full"] : Array.Empty<string>(),
            .. job.Json ? ["--json"] : Array.Empty<string>(),
        ];
        return $"foedus weigh --resume {string.Join(' ', asked.Prepend(Typed(run)))}";

        static IEnumerable<string> Of(string option, string? value) => value is null ? [] : [option, Typed(value)];
    }

    // As a shell takes it back.
    private static string Typed(string text) =>
        text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or '\\')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static int Answer(WeighingResult result, DealFile file, Job job, CancellationToken cancel, string? run = null)
    {
        if (job.Html is { } html)
            Output.WriteFile(html, Output.Working("Reasons and the report", () => Weigh.Html(file, result, cancel, job.Marking)));
        if (job.Table is { } table)
            Output.WriteFile(table, writer => DrawTable.WriteCsv(result, writer, cancel));
        return Say(file, result, job.Html ?? (run is null ? null : Path.Combine(run, RunDirectory.ReportName)), job.Json, job.IsFull);
    }

    /// <summary>The result on the terminal or as JSON, and the exit code.</summary>
    internal static int Say(DealFile file, WeighingResult result, string? html, bool json, bool isFull)
    {
        if (json)
            Console.WriteLine(AnswerJson.Text(result));
        else
            Print(Weigh.Tell(file, result, withReasons: false), result.Elapsed, html, isFull);
        if (result.Given?.Refused is { } refused)
        {
            Console.Error.WriteLine($"Given {string.Join(", ", result.Given.Evidence)}: {refused}");
            return ExitCode.NotConvergedOrRefused;
        }
        if (result.Offers.All(offer => offer.NotConverged < result.Options.Draws))
            return ExitCode.Fine;
        Console.Error.WriteLine($"No draw of '{result.Offers.First(offer => offer.NotConverged == result.Options.Draws).Name}' has a certified solution.");
        return ExitCode.NotConvergedOrRefused;
    }

    private static void Print(ToldResult told, TimeSpan? elapsed, string? html, bool isFull)
    {
        Output.Console.MarkupLineInterpolated($"[bold]{told.Title}[/]");
        var lines = new TellingLines(Output.Console.Profile.Width, isFull);
        foreach (var line in lines.Of(told))
            Console.WriteLine(line);
        Output.Line();
        foreach (var line in lines.Closing(html is not null))
            Output.Line(line);
        var took = elapsed is { } time ? $"Took {time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s." : "";
        Output.Line($"{took}{(html is null ? "" : $" Report: {html}")}".Trim());
    }
}
