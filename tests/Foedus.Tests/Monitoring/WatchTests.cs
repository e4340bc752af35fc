using Foedus.Language;
using Foedus.Model;
using Foedus.Monitoring;
using Foedus.Workflow;

namespace Foedus.Tests.Monitoring;

/// <summary>A deal's triggers on real reports, and on reports that come late, twice, corrected, or while the program is killed.</summary>
/// <remarks>UCDP GED 22.1 and 20.1, Ukraine, 2014 to 2017 (Sundberg and Melander 2013; CC BY 4.0), as shipped with the first case.</remarks>
public class WatchTests
{
    [Fact]
    public void More_triggers_than_a_watch_evaluates_are_refused_with_their_number()
    {
        var text =
            "deal \"many\"\nincident clash { deaths at least 1 }\ntrigger t0: at least 3 clash within 7 days\n"
            + string.Concat(Enumerable.Range(1, 1_000).Select(t => $"trigger t{t}: t{t - 1}\n"));
        var deal = Foedus.Language.DealParser.Parse(new Foedus.Language.SourceText(text)).Deal;
        Assert.Contains(
            "1,001 triggers",
            Assert.Throws<RefusedException>(() => new WatchPlan(deal, new Dictionary<string, Region>())).Message,
            StringComparison.Ordinal
        );
    }

    private const string New = "deals/ukraine-2025/incidents/ucdp-ged-22.1-ukraine-2014-2017.csv.gz";
    private const string Old = "deals/ukraine-2025/incidents/ucdp-ged-20.1-ukraine-2014-2017.csv.gz";
    private const string Shipped = "deals/ukraine-2025/ukraine-2025.foedus";

    [Fact]
    public void The_shipped_deal_says_of_Minsk_what_the_docs_say()
    {
        var input = WatchInput.Read(Repository.PathOf(Shipped));
        var docs = File.ReadAllText(Repository.PathOf("docs/watch.md"));
        foreach (
            var (trigger, words) in new[]
            {
                ("frequent", "ten deadly clashes within a week"),
                ("bloody", "fifty deaths within a week"),
                ("lasting", "three deadly clashes a week for a month"),
            }
        )
        {
            var cells = new[] { new DateOnly(2014, 9, 5), new DateOnly(2015, 2, 15) }
                .Select(day => Watch.Run(input, [Repository.PathOf(New)], new WatchOptions { InForceFrom = day, To = new DateOnly(2017, 12, 31) }))
                .Select(result => result.Triggers.Single(verdict => verdict.Name == trigger))
                .Select(verdict =>
                    $"{verdict.Certainly.FirstDay:yyyy-MM-dd} / {verdict.Probably.FirstDay:yyyy-MM-dd} / {verdict.Possibly.FirstDay:yyyy-MM-dd}"
                );
            Assert.Contains($"| {words} | {string.Join(" | ", cells)} |", docs);
        }
    }

    // Weekly counts of the first weeks by hand from the rows: first day, side B, best estimate.
    [Fact]
    public void Weeks_are_counted_by_what_stands_in_a_column()
    {
        var result = Watch.Run(
            Input("incident any { }\ntrigger t: at least 1 any within 7 days"),
            [Repository.PathOf(New)],
            new WatchOptions { WeeklyBy = ["side_b"] }
        );
        var weeks = result.Classes[0].Weekly!.Weeks;
        Assert.Equal((1, 5), weeks["2014-W04"]["Maidan"]);
        Assert.Equal((4, 82), weeks["2014-W08"]["Maidan"]);
        Assert.Equal((2, 209), weeks["2014-W18"]["LPR"]);
        Assert.Equal(2325, weeks.Values.Sum(week => week.Values.Sum(count => count.Incidents)));
        Assert.Equal(6924, weeks.Values.Sum(week => week.Values.Sum(count => count.Deaths)));
    }

    [Fact]
    public void Two_editions_differ_in_rows_that_can_be_counted_and_in_verdicts_that_say_why()
    {
        var input = WatchInput.Read(Repository.PathOf(Shipped));
        var options = new WatchOptions
        {
            From = new DateOnly(2014, 1, 1),
            InForceFrom = new DateOnly(2014, 1, 1),
            To = new DateOnly(2017, 12, 31),
        };
        var rows = WatchComparison.Make(input, [Repository.PathOf(Old)], [Repository.PathOf(New)], options).Rows;
        Assert.Equal((842, 2325, 756, 86, 1569), (rows.OldRows, rows.NewRows, rows.Common, rows.Gone.Count, rows.Added));
        Assert.Equal((58, 20, 56, 80, 7), (rows.ChangedDeaths, rows.ChangedFirstDay, rows.ChangedLastDay, rows.ChangedPlace, rows.ChangedSideB));
        Assert.Equal((6398, 6924), (rows.OldDeaths, rows.NewDeaths));

        var since = WatchComparison.Make(
            input,
            [Repository.PathOf(Old)],
            [Repository.PathOf(New)],
            options with
            {
                From = null,
                InForceFrom = new DateOnly(2015, 2, 15),
            }
        );
        var change = since.Changes.Single(change => change is { Trigger: "frequent", Certainty: Certainty.Probably });
        Assert.Equal((new DateOnly(2015, 5, 30), new DateOnly(2015, 2, 16)), (change.Old.FirstDay, change.New.FirstDay));
        Assert.NotEmpty(change.Because);
        Assert.All(change.Because, row => Assert.True(row.What == "added" ? row.Other is null : row.Other is not null));
        Assert.Empty(WatchComparison.Make(input, [Repository.PathOf(New)], [Repository.PathOf(New)], options).Changes);
    }

    [Fact]
    public void Absence_is_true_only_when_the_whole_window_has_passed_in_force()
    {
        var result = Watch.Run(
            Input("incident any { }\ntrigger calm: no any for 10 days"),
            [Reports("1,2026-01-15")],
            new WatchOptions { InForceFrom = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 1, 31) }
        );
        Assert.Equal(
            [new Episode(new DateOnly(2026, 1, 10), new DateOnly(2026, 1, 14)), new Episode(new DateOnly(2026, 1, 25), new DateOnly(2026, 1, 31))],
            result.Triggers[0].Certainly.Episodes
        );
    }

    [Fact]
    public void What_is_not_cured_in_time_is_found()
    {
        const string deal =
            "incident breach { kind \"breach\" }\nincident cure { kind \"cure\" }\n"
            + "trigger uncured: 5 days after (at least 1 breach within 1 day) and not once (at least 1 cure within 1 day) within 5 days";
        Episode[] Of(params string[] rows) =>
            [
                .. Watch
                    .Run(Input(deal), [Reports(rows)], new WatchOptions { From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 1, 20) })
                    .Triggers[0]
                    .Probably.Episodes,
            ];
        Assert.Equal([new Episode(new DateOnly(2026, 1, 8), new DateOnly(2026, 1, 8))], Of("1,2026-01-03,breach"));
        Assert.Empty(Of("1,2026-01-03,breach", "2,2026-01-08,cure"));
        Assert.Single(Of("1,2026-01-03,breach", "2,2026-01-09,cure"));
    }

    [Fact]
    public void A_stream_that_is_cut_anywhere_goes_on_from_its_journal_with_nothing_counted_twice()
    {
        var input = Input("incident any { deaths at least 1 }\ntrigger t: at least 3 any within 7 days\ntrigger d: at least 9 deaths in any within 10 days");
        var rows = Enumerable.Range(0, 60).Select(i => $"{(i % 17 == 16 ? i - 3 : i)},2026-01-{1 + i * 7 % 13 + i / 4:00},,{1 + i % 4}").ToArray();
        var whole = Followed(input, rows, null);
        for (var cut = 1; cut < rows.Length; cut += 7)
        {
            var journal = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.journal");
            try
            {
                Followed(input, rows[..cut], journal);
                // What a crash in the middle of a line leaves behind.
                File.AppendAllText(journal, "{\"Day\":7396");
                Assert.Equal(whole, Followed(input, rows[cut..], journal));
            }
            finally
            {
                File.Delete(journal);
            }
        }
    }

    [Fact]
    public void Rows_whose_number_cannot_be_read_are_counted()
    {
        var path = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, "id,date,source\na,2026-01-01,7\nb,2026-01-01,\"1,000\"\nc,2026-01-02,\nd,2026-01-02,4\n");
        try
        {
            var result = Watch.Run(
                Input("incident big { field \"source\" at least 5 }\nincident any { }\ntrigger t: at least 1 big within 7 days"),
                [path],
                new WatchOptions()
            );
            Assert.Equal((1, 1, 3), (result.Classes[0].Certainly, result.Classes[0].Probably, result.Classes[0].Possibly));
            Assert.Contains("In 2 reports the field 'source' is no number (first in b: '1,000'): they are possibly 'big', no more.", result.Notes);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Exchanged_coordinates_are_told()
    {
        var path = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, "id,date,latitude,longitude,deaths_best\n1,2026-01-01,48,38,1\n2,2026-01-01,38,48,1\n3,2026-01-01,50.4,30.5,1\n");
        var result = Watch.Run(
            Input("zone town within 50 km of 48.1, 38\nincident any { in town }\ntrigger t: at least 1 any within 7 days"),
            [path],
            new WatchOptions()
        );
        var problem = Assert.Single(result.Files[0].Problems.All);
        Assert.Equal(("swapped", 1L, 3L), (problem.Kind.Name, problem.Count, problem.First[0].Line));
        Assert.Equal(1, result.Classes[0].Probably);
    }

    [Fact]
    public void A_journal_of_another_deal_is_refused()
    {
        var journal = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.journal");
        try
        {
            Followed(Input("incident any { }\ntrigger t: at least 3 any within 7 days"), ["1,2026-01-01"], journal);
            var before = File.ReadAllText(journal);
            Assert.Contains(
                "another deal",
                Assert
                    .Throws<InputException>(() => Followed(Input("incident any { }\ntrigger t: at least 2 any within 7 days"), ["1,2026-01-01"], journal))
                    .Message
            );
            Assert.Equal(before, File.ReadAllText(journal));
        }
        finally
        {
            File.Delete(journal);
        }
    }

    // Versions of a report that was revised since, one of them of no class.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stream_fed_again_with_its_journal_changes_nothing(bool isWhole)
    {
        var input = Input("incident shots { kind \"shots\" }\ntrigger t: at least 2 shots within 7 days\ntrigger d: at least 5 deaths in shots within 7 days");
        string[] rows =
        [
            "a,2026-01-10,shots,1",
            "b,2026-01-11,talk,0",
            "b,2026-01-11,shots,9",
            "a,2026-01-12,shots,2",
            "c,2026-01-13,shots,1",
            "b,2026-01-11,talk,0",
            "c,2026-01-13,shots,3",
            "b,2026-01-11,shots,1",
        ];
        var journal = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.journal");
        try
        {
            var changes = new List<string>();
            var whole = Follow(rows);
            Assert.NotEmpty(changes);
            var before = File.ReadAllText(journal);
            changes.Clear();
            Assert.Equal(whole, Follow(rows));
            Assert.Empty(changes);
            Assert.Equal(before, File.ReadAllText(journal));
            // And what comes after is told, also a report that goes back to what it said before.
            Follow([.. rows, "a,2026-01-10,shots,9", "a,2026-01-12,shots,2"]);
            Assert.Contains(changes, change => change.StartsWith("d ", StringComparison.Ordinal));

            string Follow(string[] rows)
            {
                using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Csv(rows)));
                var options = new FollowOptions
                {
                    From = new DateOnly(2026, 1, 1),
                    LastDay = new DateOnly(2026, 12, 31),
                    Journal = journal,
                    IsWhole = isWhole,
                };
                var verdicts = WatchFollow
                    .Run(
                        input,
                        stream,
                        "made",
                        options,
                        (_, _) => { },
                        change => changes.Add($"{change.Change.Trigger} {change.Change.From} {change.Incident}")
                    )
                    .Verdicts;
                return string.Join('\n', verdicts.SelectMany(verdict => verdict.Certainly.Episodes));
            }
        }
        finally
        {
            File.Delete(journal);
        }
    }

    private static WatchInput Input(string text)
    {
        var source = new SourceText("deal \"x\"\n" + text, "x.foedus");
        var parsed = DealParser.Parse(source);
        Assert.Empty(parsed.Diagnostics);
        return new WatchInput(source, parsed.Deal, WatchInput.RegionsOf(parsed.Deal, "."));
    }

    private static string Csv(IEnumerable<string> rows) =>
        "id,date,kind,deaths_best\n" + string.Concat(rows.Select(row => row + new string(',', 3 - row.Count(c => c == ',')) + "\n"));

    private static string Reports(params string[] rows)
    {
        var path = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, Csv(rows));
        return path;
    }

    // What every trigger says on every day at the end, as text.
    private static string Followed(WatchInput input, string[] rows, string? journal)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Csv(rows)));
        var options = new FollowOptions
        {
            From = new DateOnly(2026, 1, 1),
            LastDay = new DateOnly(2026, 12, 31),
            Journal = journal,
        };
        var verdicts = WatchFollow.Run(input, stream, "made", options, (_, _) => { }, _ => { }).Verdicts;
        return string.Join(
            '\n',
            verdicts.SelectMany(verdict =>
                Enum.GetValues<Certainty>().Select(certainty => $"{verdict.Name} {certainty}: {string.Join(", ", verdict.At(certainty).Episodes)}")
            )
        );
    }
}
