using System.CommandLine;
using Foedus.Language;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus demo: what an answer looks like, on a deal that is shipped inside the program.</summary>
internal static class DemoCommand
{
    private const string Name = "snapback-2231.foedus";

    public static Command Make()
    {
        var html = new WritingOption<string?>("--html") { Description = "Also write the report to this file." };
        var deal = new WritingOption<string?>("--deal") { Description = "Also write the deal's text to this new file, to read and change." };
        var json = DealInputs.Json();
        var command = new Command("demo", "Weigh a shipped deal in some ten seconds: sanctions that return by themselves, as in UN resolution 2231.")
        {
            html,
            deal,
            json,
        };
        command.SetAction((parsed, cancel) => Stoppable.Run(() => Run(parsed.GetValue(html), parsed.GetValue(deal), parsed.GetValue(json), cancel), cancel));
        return command.WithExamples(
            ("foedus demo", "see an answer"),
            ("foedus demo --html demo.html --deal demo.foedus", "with the report, and the deal's text to read")
        );
    }

    private static int Run(string? html, string? deal, bool json, CancellationToken cancel)
    {
        var source = SourceText.FromBytes(Text(), Name);
        if (deal is not null)
        {
            if (Path.Exists(deal))
                throw new InputException("There is something of that name already, and it is left as it is. Name another.", deal);
            Output.WriteFile(deal, source.Text);
        }
        var file = DealFile.Read(source, cancel);
        var result = Weigh.Run(file, new WeighingOptions { Draws = 64, Effects = 0 }, Output.Progress("Weighing, worlds done"), cancel);
        if (html is not null)
            Output.WriteFile(html, Weigh.Html(file, result, cancel));
        var code = WeighCommand.Say(file, result, html, json, isFull: false);
        if (!json)
            Output.Line(
                $"The same for a deal of your own: foedus new my.foedus, then foedus weigh my.foedus. {(deal is null ? "The text of this one: foedus demo --deal demo.foedus." : $"The text of this one: {deal}.")}"
            );
        return code;
    }

    private static byte[] Text()
    {
        using var stream = typeof(DemoCommand).Assembly.GetManifestResourceStream("demo.foedus")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
