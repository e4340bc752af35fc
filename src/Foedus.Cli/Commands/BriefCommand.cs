using System.CommandLine;
using Foedus.Answers;
using Foedus.Cli.Drawing;
using Foedus.Reporting;
using Foedus.Runs;
using Foedus.Telling;
using Foedus.Telling.Briefs;
using Foedus.Weighing;
using Foedus.Workflow;
using Spectre.Console;

namespace Foedus.Cli.Commands;

/// <summary>foedus brief: a weighed deal on a sheet, for somebody who decides.</summary>
internal static class BriefCommand
{
    public static Command Make()
    {
        var standard = new WeighingOptions();
        var input = new Argument<string>("RUN|DEAL") { Description = "A finished run, or a deal to be weighed for it." };
        var offers = new Option<string[]>("--offer")
        {
            Description = "An offer whose terms stand in the brief itself (may be repeated; default: the one that leads).",
            HelpName = "NAME",
            DefaultValueFactory = _ => [],
        };
        var docx = new WritingOption<string?>("--docx") { Description = "Write a Word file." };
        var html = new WritingOption<string?>("--html") { Description = "Write a page." };
        var marking = Marking();
        var annex = new Option<bool>("--no-annex") { Description = "Leave out the terms of other offers, limits and provenance." };
        var draws = new Option<int>("--draws")
        {
            Description = $"Plausible worlds of a deal (default {standard.Draws}).",
            HelpName = "N",
            DefaultValueFactory = _ => standard.Draws,
        };
        draws.Validators.Add(result => DealInputs.Within(result, draws, 8, RunManifest.MostDraws));
        var (reading, set, forks, resolution, seed, json) = (
            DealInputs.Reading(),
            DealInputs.Set(),
            DealInputs.Forks(),
            DealInputs.Resolution(standard.Resolution, isChosen: true),
            DealInputs.Seed(),
            DealInputs.Json()
        );
        var effects = new Option<int?>("--effects") { Description = "Base points for total effects, 0 for none, as in 'foedus weigh'.", HelpName = "N" };
        effects.Validators.Add(result => DealInputs.Within(result, effects, 0, 100_000));
        Option[] ofDeals = [draws, reading, set, forks, resolution, seed, effects];
        var command = new Command("brief", "A weighed deal on a sheet: bottom line, terms, who would not sign, what it rests on, what to watch for, dissent.")
        {
            input,
            offers,
            docx,
            html,
            marking,
            annex,
        };
        foreach (var option in ofDeals)
            command.Add(option);
        command.Add(json);
        command.Excludes(json, docx, html, annex);
        command.Validators.Add(result =>
        {
            if (result.GetValue(input) is { } path && RunDirectory.IsRun(path))
                foreach (var option in ofDeals.Where(option => result.GetResult(option) is { Implicit: false }))
                    result.AddError($"{option.Name} is for a deal: a run has been weighed already.");
        });
        command.SetAction(
            (parsed, cancel) =>
            {
                var (path, named) = (parsed.GetValue(input)!, parsed.GetValue(offers)!);
                var options = standard with
                {
                    Draws = parsed.GetValue(draws),
                    Seed = parsed.GetValue(seed),
                    Reading = parsed.GetValue(reading),
                    Fixed = GivenPairs.Values(parsed.GetValue(set)!),
                    Forks = GivenPairs.Answers(parsed.GetValue(forks)!),
                    AskedResolution = DealInputs.Asked(parsed, resolution),
                    Effects = parsed.GetValue(effects),
                };
                foreach (var file in new[] { parsed.GetValue(docx), parsed.GetValue(html) }.OfType<string>())
                    if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
                        throw new InputException("There is no such folder to write the brief to.", file);
                return Task.FromResult(
                    Stoppable.Finish(
                        () =>
                        {
                            var (deal, result) = Weighed(path, options, cancel);
                            var mark = parsed.GetValue(marking);
                            foreach (var name in named)
                                if (!result.Offers.Any(offer => offer.Name == name))
                                    throw new InputException(
                                        $"There is no offer '{name}' in it. Offers: {string.Join(", ", result.Offers.Select(offer => offer.Name))}."
                                    );
                            var brief = Output.Working("Offers in words, and what to watch for", () => Briefs.Make(deal, result, mark, named, cancel));
                            if (parsed.GetValue(json))
                            {
                                Console.WriteLine(AnswerJson.Text(brief));
                                return ExitCode.Fine;
                            }
                            var told = BriefTelling.Of(brief, named, !parsed.GetValue(annex));
                            if (parsed.GetValue(docx) is { } word)
                                OutputFile.Write(word, stream => BriefDocument.Write(told, mark, stream));
                            if (parsed.GetValue(html) is { } page)
                                Output.WriteFile(page, BriefPage.Render(told, mark));
                            if (parsed.GetValue(docx) is null && parsed.GetValue(html) is null)
                                Print(told, mark);
                            foreach (var file in new[] { parsed.GetValue(docx), parsed.GetValue(html) }.OfType<string>())
                                Output.Line($"Written: {file}");
                            return ExitCode.Fine;
                        },
                        cancel
                    )
                );
            }
        );
        return command.WithExamples(
            ("foedus brief run", "on the terminal, from a run that is kept"),
            ("foedus brief run --docx brief.docx --marking \"DRAFT – NOT FOR CIRCULATION\"", "as a Word file, marked on every page"),
            ("foedus brief my.foedus --offer costly --html brief.html --no-annex", "weigh a deal for it, and tell the terms of one offer"),
            ("foedus brief run --json | jq -r .bottomLine", "for a program")
        );
    }

    /// <summary>What stands on every page of what is handed on.</summary>
    internal static Option<string?> Marking()
    {
        var option = new Option<string?>("--marking") { Description = "Words that stand on every page.", HelpName = "WORDS" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var words }] && (words.Trim().Length == 0 || words.Length > 200 || words.Any(char.IsControl)))
                result.AddError("--marking wants 1 to 200 characters on one line.");
        });
        return option;
    }

    private static (DealFile File, WeighingResult Result) Weighed(string path, WeighingOptions options, CancellationToken cancel)
    {
        if (RunDirectory.IsRun(path))
            return Weigh.Report(path, Output.ProgressOfParts("What it hangs on", "solves done"), cancel);
        var file = DealFile.ReadSound(path, options.Forks, cancel);
        DealInputs.WarnOutside(file, options);
        // Dissent is part of a brief.
        options = options with { WithReadings = options.Reading is null && file.Deal.Readings.Any() };
        return Weigh.IsLarge(file, options)
            ? throw new RefusedException(
                "So many draws do not fit into memory. Weigh them into a folder, and brief that: foedus weigh --out RUN, then foedus brief RUN."
            )
            : (file, Weigh.Run(file, options, Output.Progress("Weighing, worlds done"), cancel, Output.ProgressOfParts("What it hangs on", "solves done")));
    }

    private static void Print(ToldResult told, string? marking)
    {
        if (marking is not null)
            Output.Line(marking);
        Output.Console.MarkupLineInterpolated($"[bold]{told.Title}[/]");
        foreach (var line in new TellingLines(Output.Console.Profile.Width, isFull: true).Of(told))
            Console.WriteLine(line);
        if (marking is not null)
            Output.Line($"\n{marking}");
    }
}
