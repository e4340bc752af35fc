using Foedus.Answers;
using Foedus.Interop.Incidents;
using Foedus.Monitoring;
using Foedus.Units;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus watch --follow: a line for every change of a verdict, as reports come in.</summary>
internal static class Following
{
    public static int Run(string path, string[] files, WatchOptions options, int lateBy, string? journal, bool json, CancellationToken cancel)
    {
        if (files.Length != 1)
            throw new InputException("--follow goes with one file, or '-' for standard input.");
        var input = WatchInput.Read(path);
        var from = options.From
            ?? options.InForceFrom
            ?? input.Deal.All<Model.InForceFrom>().FirstOrDefault()?.Day
            ?? throw new InputException("--follow needs to know the first day to judge: say --from DAY, or 'in force from DAY' in the deal.");
        if (files[0] != "-" && !File.Exists(files[0]))
            throw new InputException("There is no such file.", files[0]);
        using var stream = files[0] == "-" ? Console.OpenStandardInput() : new GrowingFile(files[0], cancel);
        var settings = new FollowOptions
        {
            From = from,
            InForceFrom = options.InForceFrom,
            LateBy = lateBy,
            Journal = journal,
            IsWhole = files[0] != "-",
            Strict = options.Strict,
            Note = note => Console.Error.WriteLine($"Note: {note}"),
            Owed = owed =>
            {
                Tell(owed, json);
                Heard();
            },
            LastDay = options.To ?? DateOnly.FromDateTime(DateTime.UtcNow),
        };
        var problems = new SortedDictionary<string, IncidentProblems.Entry>(StringComparer.Ordinal);
        settings = settings with
        {
            // The first of a kind when it comes; how many there were, at the end.
            Problem = entry =>
            {
                problems[entry.Kind.Name] = entry;
                foreach (var line in ProblemLines.Of([entry], 1))
                    Console.Error.WriteLine(line);
            },
        };
        FollowedStream ended;
        try
        {
            ended = WatchFollow.Run(
                input,
                stream,
                files[0] == "-" ? "standard input" : files[0],
                settings,
                (lines, monitor) => Resumed(lines, monitor, json),
                change =>
                {
                    Tell(change, json);
                    Heard();
                },
                cancel
            );
        }
        // Who read the changes is gone; the journal holds what was counted.
        catch (OperationCanceledException) when (Terminal.IsDeaf)
        {
            Sum(problems.Values);
            return ExitCode.Fine;
        }
        catch (OperationCanceledException)
        {
            Sum(problems.Values);
            Console.Error.WriteLine(journal is null ? "Stopped." : $"Stopped. {journal} holds all that was counted; the same command goes on from there.");
            return ExitCode.Cancelled;
        }
        Sum(problems.Values);
        foreach (var (what, count) in ended.Taken.Where(pair => pair.Key is Taken.Repeated or Taken.TooLate or Taken.BeforeInForce))
            Console.Error.WriteLine($"{MonitoringWords.Of(what)}: {count:N0}");
        return ExitCode.Fine;
    }

    private static void Sum(IEnumerable<IncidentProblems.Entry> problems)
    {
        foreach (var line in ProblemLines.Of(problems, 1))
            Console.Error.WriteLine(line);
    }

    private static void Heard()
    {
        if (Terminal.IsDeaf)
            throw new OperationCanceledException();
    }

    private static void Tell(FollowedObligation told, bool json)
    {
        Console.WriteLine(
            json
                ? AnswerJson.Line(FollowedAnswer.Of(told))
                : $"{told.Day:yyyy-MM-dd}  {Called(told.Title, told.Name)}: {told.Before} -> {told.After}{(told.Incident is null ? " (days passed)" : told.IsRevision ? $" (report {told.Incident} was revised)" : $" (report {told.Incident})")}"
        );
        foreach (var note in told.Notes.Where(_ => !json))
            Output.Line($"  {note}");
    }

    private static string Called(string title, string name) => title == name ? name : $"{title} [{name}]";

    private static void Resumed(int lines, WatchMonitor monitor, bool json)
    {
        Console.Error.WriteLine($"Going on after {Words.Counted(lines, "line")} of the journal; judged up to {monitor.Today:yyyy-MM-dd}.");
        foreach (var (trigger, levels) in monitor.Now)
            if (!json)
                Output.Line($"{monitor.Today:yyyy-MM-dd}  {Called(monitor.TitleOf(trigger), trigger)}: {MonitoringWords.Of(levels)} (as the journal left it)");
    }

    private static void Tell(FollowedChange told, bool json)
    {
        if (json)
        {
            Console.WriteLine(AnswerJson.Line(FollowedAnswer.Of(told)));
            return;
        }
        var days = told.Change.From == told.Change.To ? $"{told.Change.From:yyyy-MM-dd}" : $"{told.Change.From:yyyy-MM-dd} to {told.Change.To:yyyy-MM-dd}";
        Console.WriteLine(
            $"{days}  {Called(told.Title, told.Change.Trigger)}: {MonitoringWords.Of(told.Change.Before)} -> {MonitoringWords.Of(told.Change.After)}"
                + (
                    told.Incident is null ? " (days passed)"
                    : told.IsRevision ? $" (report {told.Incident} was revised)"
                    : $" (report {told.Incident})"
                )
        );
    }
}
