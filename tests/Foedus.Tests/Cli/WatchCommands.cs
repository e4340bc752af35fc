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

    /// <summary>A mistyped year is said: a report of the future, and one years away from all others.</summary>
    [Theory]
    [InlineData(
        "2031-03-01",
        "1 report is dated after today, 2026-11-29: report c 2031-03-01. Days are judged to 2031-03-01 all the same; say --to if that is not meant.",
        "Report c is dated 2031-03-01, in a year 11 years after that of any other: is it the right one?"
    )]
    [InlineData("2026-11-29", null, "Report c is dated 2026-11-29, in a year 6 years after that of any other: is it the right one?")]
    [InlineData("2020-03-01", null, null)]
    [InlineData("2022-03-01", null, null)]
    [InlineData("1920-03-01", null, "Report c is dated 1920-03-01, in a year 100 years before that of any other: is it the right one?")]
    public void A_day_that_cannot_be_right_is_said(string day, string? future, string? alone) =>
        In(folder =>
        {
            File.WriteAllText(folder("rows.csv"), Rows.Replace("2020-03-01", day, StringComparison.Ordinal));
            var result = Foedus.Workflow.Watch.Run(
                Foedus.Workflow.WatchInput.Read(folder("deal.foedus")),
                [folder("rows.csv")],
                new Foedus.Workflow.WatchOptions { Today = new DateOnly(2026, 11, 29) },
                cancel: TestContext.Current.CancellationToken
            );
            Assert.Equal([.. new[] { future, alone }.OfType<string>()], result.Notes.Where(note => note.Contains("dated", StringComparison.Ordinal)));
        });

    /// <summary>Rows that cannot be read are said when they come, the first of each kind; and all at the end, also of a file whose following is stopped.</summary>
    [Fact]
    public void What_cannot_be_read_is_said_while_it_is_followed() =>
        In(folder =>
        {
            File.WriteAllText(
                folder("rows.csv"),
                "id,date,latitude,longitude,deaths_best\na,2020-01-01,48,38,2\nx,2020-13-01,48,38,2\nb,2020-01-03,48,38,1\ny,2020-02-31,48,38,2\nc,2020-03-01,48,38,1\n"
            );
            using var stop = new CancellationTokenSource();
            var found = new List<(string Kind, long Count)>();
            Foedus.Interop.Incidents.IncidentProblems.Entry? seen = null;
            using var stream = new Foedus.Workflow.GrowingFile(folder("rows.csv"), stop.Token);
            var settings = new Foedus.Workflow.FollowOptions
            {
                From = new DateOnly(2020, 1, 1),
                LastDay = new DateOnly(2026, 11, 29),
                Problem = entry =>
                {
                    found.Add((entry.Kind.Name, entry.Count));
                    Volatile.Write(ref seen, entry);
                },
            };
            // A file has no end that its reader could see: stopped once both rows have been read, or after a minute that fails below.
            _ = Task.Run(
                () =>
                {
                    SpinWait.SpinUntil(() => Volatile.Read(ref seen)?.Count == 2, TimeSpan.FromMinutes(1));
                    stop.Cancel();
                },
                TestContext.Current.CancellationToken
            );
            Assert.ThrowsAny<OperationCanceledException>(() =>
                Foedus.Workflow.WatchFollow.Run(
                    Foedus.Workflow.WatchInput.Read(folder("deal.foedus")),
                    stream,
                    "rows.csv",
                    settings,
                    (_, _) => { },
                    change => Assert.Equal("Serious fighting", change.Title),
                    stop.Token
                )
            );
            Assert.Equal([("badDate", 1L)], found);
            Assert.Equal(2, seen!.Count);
        });

    /// <summary>What becomes of a state is told as it is: that it begins so, and what is so less surely than was asked.</summary>
    [Theory]
    [InlineData("calm", "certainly at least 1 clash within 7 days", "the front begins as calm; by reports it is so on 2020-01-01 (certainly)")]
    [InlineData("war", "certainly at least 1 clash within 7 days", "the front became war on 2020-01-01 (certainly)")]
    [InlineData("war", "certainly at least 1 large within 7 days", "the front did not certainly become war; possibly it did, on 2020-03-01")]
    [InlineData("war", "certainly at least 9 clash within 7 days", "the front did not become war (certainly)")]
    public void A_state_is_told_as_it_becomes(string value, string condition, string expected) =>
        In(folder =>
        {
            File.WriteAllText(
                folder("deal.foedus"),
                $"{Deal}incident large {{ deaths at least 5 }}\nstate s \"the front\" {{ calm, war }} = calm\ns becomes {value} when {condition}\n"
            );
            File.WriteAllText(
                folder("rows.csv"),
                "id,date,latitude,longitude,deaths_low,deaths_best,deaths_high\na,2020-01-01,48,38,2,2,2\nc,2020-03-01,48,38,1,1,9\n"
            );
            Assert.Equal(
                expected,
                Foedus
                    .Workflow.Watch.Run(
                        Foedus.Workflow.WatchInput.Read(folder("deal.foedus")),
                        [folder("rows.csv")],
                        new Foedus.Workflow.WatchOptions(),
                        cancel: TestContext.Current.CancellationToken
                    )
                    .States.Single()
                    .InWords
            );
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
