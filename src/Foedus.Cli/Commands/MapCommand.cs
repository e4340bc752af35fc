using System.CommandLine;
using Foedus.Answers;
using Foedus.Reporting;
using Foedus.Telling.Weighed;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus map: the answer over two assumptions, and where it flips.</summary>
internal static class MapCommand
{
    private const int StandardPoints = 15;

    public static Command Make()
    {
        var (file, offer, reading, set, forks, resolution, json) = (
            DealInputs.File(),
            DealInputs.Offer(),
            DealInputs.Reading(),
            DealInputs.Set(),
            DealInputs.Forks(),
            DealInputs.Resolution(WeighingOptions.StandardResolution, isChosen: true),
            DealInputs.Json()
        );
        var x = new Option<string>("--x")
        {
            Description = "The assumption along the page.",
            HelpName = "NAME",
            Required = true,
        };
        var y = new Option<string>("--y")
        {
            Description = "The assumption up the page.",
            HelpName = "NAME",
            Required = true,
        };
        var points = new Option<int>("--points")
        {
            Description = $"Places in each range, 2 to 101 (default {StandardPoints}).",
            HelpName = "N",
            DefaultValueFactory = _ => StandardPoints,
        };
        points.Validators.Add(result => DealInputs.Within(result, points, 2, 101));
        var html = new WritingOption<string?>("--html") { Description = "Write the map as a page to this file." };
        var svg = new WritingOption<string?>("--svg") { Description = "Write the map as a picture to this file." };
        var command = new Command("map", "Map an offer's answer over two assumptions, all others at their best values.")
        {
            file,
            offer,
            x,
            y,
            points,
            reading,
            set,
            forks,
            resolution,
            html,
            svg,
            json,
        };
        command.SetAction(
            (parsed, cancel) =>
            {
                var options = new WeighingOptions
                {
                    Reading = parsed.GetValue(reading),
                    Fixed = GivenPairs.Values(parsed.GetValue(set)!),
                    Forks = GivenPairs.Answers(parsed.GetValue(forks)!),
                    AskedResolution = DealInputs.Asked(parsed, resolution),
                };
                return Stoppable.Run(
                    () =>
                        Run(
                            parsed.GetValue(file)!,
                            parsed.GetValue(offer),
                            parsed.GetValue(x)!,
                            parsed.GetValue(y)!,
                            parsed.GetValue(points),
                            options,
                            parsed.GetValue(html),
                            parsed.GetValue(svg),
                            parsed.GetValue(json),
                            cancel
                        ),
                    cancel
                );
            }
        );
        return command.WithExamples(
            ("foedus map my.foedus --offer costly --x firm --y shame", "where it holds and where it breaks"),
            ("foedus map my.foedus --offer costly --x firm --y shame --html map.html", "the same as a page")
        );
    }

    private static int Run(
        string path,
        string? name,
        string x,
        string y,
        int points,
        WeighingOptions options,
        string? html,
        string? svg,
        bool json,
        CancellationToken cancel
    )
    {
        var file = DealFile.ReadSound(path, options.Forks, cancel);
        DealInputs.WarnOutside(file, options);
        foreach (var target in new[] { html, svg }.OfType<string>())
            if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(target))))
                throw new InputException("There is no such folder to write the map to.", target);
        var offer = OneOffer.ChooseOne(file, name);
        var progress = Output.Progress("Mapping, solves done");
        var done = 0;
        var map = Weigh.Map(file, offer, x, y, points, options, () => progress?.Report((Interlocked.Increment(ref done), points * points)), cancel);
        if (svg is not null)
            Output.WriteFile(svg, MapPage.Svg(map));
        if (html is not null)
            Output.WriteFile(
                html,
                MapPage.Render(MapWords.Figure(map, offer.Offer.Title ?? offer.Offer.Name), offer.Deal.Title, offer.Offer.Title ?? offer.Offer.Name)
            );
        if (json)
            Console.WriteLine(AnswerJson.Text(map));
        else
            Print(map, new[] { svg, html }.OfType<string>());
        if (map.NotSolved < map.Xs.Count * map.Ys.Count)
            return ExitCode.Fine;
        Console.Error.WriteLine("No cell of the map has a certified solution.");
        return ExitCode.NotConvergedOrRefused;
    }

    private static void Print(AnswerMap map, IEnumerable<string> files)
    {
        Output.Line($"{map.Offer}: {map.Title}");
        Output.Line(
            $"Across: {map.X} from {Words.Number(map.Xs[0])} to {Words.Number(map.Xs[^1])} (best {Words.Number(map.XBest)}). Up: {map.Y} from {Words.Number(map.Ys[0])} to {Words.Number(map.Ys[^1])} (best {Words.Number(map.YBest)})."
        );
        Output.Line();
        // A row of the map stays whole; what does not fit goes to --html.
        var every = Math.Max(1, (int)Math.Ceiling(map.Xs.Count * 4 / 66.0));
        for (var row = map.Ys.Count - 1; row >= 0; row -= every)
            Output.Line(
                $"{Words.Number(map.Ys[row]), 9} |"
                    + string.Concat(Enumerable.Range(0, map.Xs.Count).Where(column => column % every == 0).Select(column => Cell(map, row, column)))
            );
        Output.Line($"{(map.Y.Length <= 9 ? map.Y : ""), 9} +{new string('-', (map.Xs.Count + every - 1) / every * 4)}");
        Output.Line($"           {Words.Number(map.Xs[0])} … {Words.Number(map.Xs[^1])} {map.X}");
        Output.Line();
        Output.Line(
            (
                map.Unit.Kind switch
                {
                    UnitKind.Chance => "Numbers: the chance, of 100.",
                    UnitKind.YesNo => "",
                    _ => $"Numbers: {map.Unit.Name}.",
                }
            ) + " In brackets the offer breaks, without it holds; ? has no certified solution."
        );
        if (every > 1)
            Output.Line($"Every {every}th place is shown; the page (--html) has all.");
        foreach (var written in files)
            Output.Line($"Map: {written}");
    }

    private static string Cell(AnswerMap map, int row, int column)
    {
        var (value, holds) = (map.Values[row][column], map.Holds[row][column]);
        if (double.IsNaN(value))
            return "  ? ";
        var text = map.Unit.Kind switch
        {
            UnitKind.YesNo => holds == true ? "#" : ".",
            UnitKind.Chance => $"{Math.Min(99, Math.Round(100 * value)):0}",
            _ => $"{Math.Round(value):0}",
        };
        return holds == false ? $"({text, 2})" : $" {text, 2} ";
    }
}
