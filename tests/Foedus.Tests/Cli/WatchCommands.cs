using System.Text.Json.Nodes;

namespace Foedus.Tests.Cli;

/// <summary>A watched deal on the command line.</summary>
public class WatchCommands
{
    private const string Deal =
        "deal \"Quiet line\"\nincident clash { deaths at least 1 }\ntrigger serious \"Serious fighting\": at least 2 clash within 7 days\n";

    private const string Rows = "id,date,latitude,longitude,deaths_best\na,2020-01-01,48,38,2\nb,2020-01-03,48,38,1\nc,2020-03-01,48,38,1\n";

    [Fact]
    public void Days_that_are_not_given_are_those_of_the_data() =>
        In(folder =>
        {
            var said = CommandLineTests.Run(["watch", folder("deal.foedus"), folder("rows.csv"), "--json"]);
            Assert.Equal(0, said.Code);
            var json = JsonNode.Parse(said.Out)!;
            Assert.Equal(("2020-01-01", "2020-03-01"), ((string?)json["from"], (string?)json["to"]));
            Assert.Equal(("2020-01-03", 5), ((string?)json["triggers"]![0]!["probably"]!["firstDay"], (int)json["triggers"]![0]!["probably"]!["daysTrue"]!));
            var given = JsonNode.Parse(
                CommandLineTests.Run(["watch", folder("deal.foedus"), folder("rows.csv"), "--from", "2020-01-01", "--to", "2020-03-01", "--json"]).Out
            )!;
            Assert.True(JsonNode.DeepEquals(json, given));
        });

    [Fact]
    public void The_page_of_a_watched_deal_is_written_whole() =>
        In(folder =>
        {
            Assert.Equal(0, CommandLineTests.Run(["watch", folder("deal.foedus"), folder("rows.csv"), "--html", folder("watch.html")]).Code);
            var page = File.ReadAllText(folder("watch.html"));
            Assert.Contains("Serious fighting", page);
            Assert.EndsWith("</html>", page.TrimEnd());
        });

    [Fact]
    public void A_first_day_behind_the_last_is_the_users_mistake() =>
        In(folder => Assert.Equal(1, CommandLineTests.Run(["watch", folder("deal.foedus"), folder("rows.csv"), "--from", "2021-01-01"]).Code));

    [Fact]
    public void Thresholds_are_tried_on_known_periods() =>
        In(folder =>
        {
            string[] periods = ["--trigger", "serious", "--broken", "2020-01-01..2020-01-10", "--quiet", "2020-02-01..2020-03-01"];
            var said = CommandLineTests.Run(["calibrate", folder("deal.foedus"), folder("rows.csv"), .. periods, "--html", folder("thresholds.html")]);
            Assert.Equal(0, said.Code);
            Assert.Contains("(own)", said.Out);
            Assert.EndsWith("</html>", File.ReadAllText(folder("thresholds.html")).TrimEnd());
            Assert.Equal(
                "foedus/calibrate/1",
                (string?)JsonNode.Parse(CommandLineTests.Run(["calibrate", folder("deal.foedus"), folder("rows.csv"), .. periods, "--json"]).Out)!["schema"]
            );
            Assert.Equal(2, CommandLineTests.Run(["calibrate", folder("deal.foedus"), folder("rows.csv"), "--trigger", "serious", "--quiet", "spring"]).Code);
        });

    [Fact]
    public void Thresholds_that_never_were_true_are_not_offered() =>
        In(folder =>
        {
            var (code, output, _) = CommandLineTests.Run([
                "calibrate",
                folder("deal.foedus"),
                folder("rows.csv"),
                "--trigger",
                "serious",
                "--broken",
                "2020-02-01..2020-02-20",
                "--html",
                folder("none.html"),
            ]);
            Assert.Equal(0, code);
            Assert.Contains(
                "was true on any day of these periods",
                output.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("assume detection", output, StringComparison.Ordinal);
            var page = File.ReadAllText(folder("none.html"));
            Assert.Contains("was true on any day of these periods", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<table", page, StringComparison.Ordinal);
        });

    private static void In(Action<Func<string, string>> act)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            string At(string name) => Path.Combine(folder.FullName, name);
            File.WriteAllText(At("deal.foedus"), Deal);
            File.WriteAllText(At("rows.csv"), Rows);
            act(At);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
