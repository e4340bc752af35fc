using System.CommandLine;
using System.Globalization;
using Foedus.Interop;
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
        var (file, offers, reading, set, resolution, seed, json) =
            (DealInputs.File(), DealInputs.Offers(), DealInputs.Reading(), DealInputs.Set(), DealInputs.Resolution(Standard.Resolution), DealInputs.Seed(), DealInputs.Json());
        var draws = new Option<int>("--draws") { Description = $"Plausible worlds, 8 to 10,000,000 (default {Standard.Draws}).", HelpName = "N", DefaultValueFactory = _ => Standard.Draws };
        draws.Validators.Add(result => DealInputs.Within(result, draws, 8, 10_000_000));
        var html = new Option<string?>("--html") { Description = "Write the report to this file.", HelpName = "OUT" };
        var table = new Option<string?>("--table") { Description = "Write every world and its results to this CSV file, for 'foedus discover' and others.", HelpName = "OUT" };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 for all cores (changes no number).", HelpName = "N", DefaultValueFactory = _ => 0 };
        threads.Validators.Add(result => DealInputs.Within(result, threads, 0, 1024));
        var effects = new Option<int?>("--effects") { Description = "Base points for total effects, 0 for none (default: a quarter of the draws, 16 to 512).", HelpName = "N" };
        effects.Validators.Add(result => DealInputs.Within(result, effects, 0, 100_000));
        var effectsOf = new Option<string[]>("--effects-of") { Description = "Offers to estimate total effects for, or 'all' (default: the offer signed by all that holds in most worlds).", HelpName = "NAME", DefaultValueFactory = _ => [] };
        var readings = new Option<bool>("--readings") { Description = "Also weigh the deal under each of its readings, side by side." };
        var command = new Command("weigh", "Weigh the offers of a deal: does each hold, who would sign, is each promise believed.") 
        {
            file, draws, seed, offers, reading, readings, set, effects, effectsOf, resolution, threads, html, table, json,
        };
        command.SetAction((parsed, cancel) =>
        {
            var options = new WeighingOptions
            {
                Draws = parsed.GetValue(draws),
                Seed = parsed.GetValue(seed),
                Offers = parsed.GetValue(offers) is { Length: > 0 } named ? named : null,
                Reading = parsed.GetValue(reading),
                Fixed = DealInputs.Values(parsed.GetValue(set)!),
                Resolution = parsed.GetValue(resolution),
                Effects = parsed.GetValue(effects),
                EffectsOf = parsed.GetValue(effectsOf) is { Length: > 0 } which ? which : null,
                Threads = parsed.GetValue(threads),
            };
            if (parsed.GetValue(readings) && options.Reading is not null)
                throw new InputException("Say --reading NAME for one reading, or --readings for all of them, not both.");
            return Task.FromResult(Run(parsed.GetValue(file)!, options, parsed.GetValue(readings), parsed.GetValue(html), parsed.GetValue(table), parsed.GetValue(json), cancel));
        });
        return command.WithExamples(
            ("foedus weigh my.foedus", "weigh all offers"),
            ("foedus weigh my.foedus --draws 256 --html report.html", "fewer worlds, and the report"),
            ("foedus weigh my.foedus --reading moscow --offer conditional", "one offer as one side sees it"),
            ("foedus weigh my.foedus --readings --effects 0", "every reading side by side, nothing more"),
            ("foedus weigh my.foedus --effects 128 --effects-of conditional", "which assumptions decide that offer"),
            ("foedus weigh my.foedus --json | jq '.offers[].holds'", "for a program"));
    }

    private static int Run(string path, WeighingOptions options, bool readings, string? html, string? table, bool json, CancellationToken cancel)
    {
        var file = DealFile.ReadSound(path, cancel);
        if (html is not null && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(html))))
            throw new InputException("There is no such folder to write the report to.", html);
        if (table is not null && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(table))))
            throw new InputException("There is no such folder to write the table to.", table);
        if (readings && !file.Deal.Readings.Any())
            throw new InputException("The deal declares no reading. Write: reading NAME \"…\" { ASSUMPTION VALUE in LOW..HIGH }");
        var result = Weigh.Run(file, options, Output.Progress("Weighing, worlds done"), cancel, Output.Progress("What it hangs on, solves done"));
        if (readings)
            result = result with { Readings = Weigh.Readings(file, result, Output.Progress("Readings, worlds done"), cancel) };
        if (html is not null)
            Output.WriteFile(html, Weigh.Html(file, result, cancel));
        if (table is not null)
            Output.WriteFile(table, writer => DrawTable.WriteCsv(result, writer, cancel));
        if (json)
            Console.WriteLine(WeighingJson.Weighing(result).ToJsonString(Json.Layout));
        else
            Print(result, html);
        if (result.Offers.All(offer => offer.NotConverged < options.Draws))
            return ExitCode.Fine;
        Console.Error.WriteLine($"No draw of '{result.Offers.First(offer => offer.NotConverged == options.Draws).Name}' has a certified solution.");
        return ExitCode.NotConvergedOrRefused;
    }

    private static void Print(WeighingResult result, string? html)
    {
        var console = Output.Console;
        console.MarkupLineInterpolated($"[bold]{result.Title}[/]{(result.Reading is null ? "" : $" (reading: {result.Reading})")}");
        Output.Line();
        Output.Line(result.Headline);
        Output.Line();
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("Offer");
        table.AddColumn(new TableColumn("Holds").RightAligned());
        foreach (var party in result.Offers[0].Parties)
            table.AddColumn(new TableColumn(Markup.Escape(party.Party)).RightAligned());
        table.AddColumn(new TableColumn("All sign").RightAligned());
        table.AddColumn(new TableColumn("Both").RightAligned());
        foreach (var offer in result.Offers)
            table.AddRow([Markup.Escape(offer.Name), Hundred(offer.Holds), .. offer.Parties.Select(party => offer.IsNoDeal ? "" : Hundred(party.Signs)),
                offer.IsNoDeal ? "" : Hundred(offer.AllSign), offer.IsNoDeal ? "" : Hundred(offer.AcceptableAndHolds)]);
        console.Write(table);
        Output.Line("Worlds of 100 in which the offer holds, each party (all its types) would sign,");
        Output.Line("all would sign, and all would sign and it holds."
            + (result.HoldsWhen is null ? "" : $" Holds: {result.HoldsWhen}."));
        Output.Line();
        foreach (var group in result.Offers[0].Measures.Select((measure, m) => (measure, m)))
        {
            Output.Line($"{group.measure.Title} (median, and nine in ten of the worlds)");
            foreach (var offer in result.Offers)
            {
                var measure = offer.Measures[group.m];
                Output.Line($"  {offer.Name,-14} {Number(measure.Across.Median),6}   {Number(measure.Across.Low)} to {Number(measure.Across.High)}");
            }
        }
        if (result.Offers.Any(offer => offer.Promises.Count > 0))
        {
            Output.Line();
            Output.Line("Promises: kept when called on (median, and nine in ten of the worlds)");
            foreach (var offer in result.Offers)
                foreach (var promise in offer.Promises)
                    Output.Line($"  {offer.Name,-14} {promise.Name,-20} "
                        + (promise.Kept is null ? "not called" : $"{Number(promise.Kept.Median)}   {Number(promise.Kept.Low)} to {Number(promise.Kept.High)}; called {Number(promise.Called.Median)}"));
        }
        WhatItHangsOn.Print(result);
        Output.Line();
        foreach (var sentence in result.Honesty.Concat(result.Notes))
            Output.Line(sentence);
        var took = result.Elapsed is { } elapsed ? $"Took {elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s." : "";
        Output.Line($"{took}{(html is null ? "" : $" Report: {html}")}".Trim());
    }

    private static string Hundred(WorldShare? share) => share is null || double.IsNaN(share.Share) ? "–" : $"{Math.Round(100 * share.Share, MidpointRounding.AwayFromZero):0}";

    private static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("0.00", CultureInfo.InvariantCulture);
}
