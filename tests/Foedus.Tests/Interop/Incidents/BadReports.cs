using System.Text;
using Foedus.Interop.Incidents;
using Foedus.Monitoring;

namespace Foedus.Tests.Interop.Incidents;

/// <summary>One bad report is said, and never stops the reading of the others, least of all of a stream that is watched as it comes.</summary>
public class BadReports
{
    private static (List<Incident> Incidents, IncidentProblems Problems) Read(byte[] bytes, bool isLive)
    {
        var path = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}");
        File.WriteAllBytes(path, bytes);
        try
        {
            using var stream = File.OpenRead(path);
            using var file = isLive ? IncidentFile.FromStream(stream, "live") : IncidentFile.Open(path);
            return ([.. file.Read()], file.Problems);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Collection(params string[] features) =>
        Encoding.Latin1.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(",\n", features)}}]}""");

    private static string Feature(string id) => $$$"""{"type":"Feature","geometry":null,"properties":{"id":"{{{id}}}","date":"2015-02-20","note":"n"}}""";

    // Latin-1 bytes, so that é is a byte that is not UTF-8.
    [Theory]
    [InlineData("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"id\":\"x\",\"date\":\"2015-02-20\",\"note\":\"caf\u00e9\"}}", "badText", 3)]
    [InlineData("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"id\":\"x\",\"date\":\"2015-02-20\",\"note\":\"\\ud800 half\"}}", "badText", 3)]
    [InlineData("{\"type\":\"Feature\",\"geometry\":{\"type\":7},\"properties\":{\"id\":\"x\",\"date\":\"2015-02-20\"}}", "notAPoint", 3)]
    [InlineData("{\"type\":\"Feature\",\"properties\":[1]}", "fieldCount", 2)]
    [InlineData("{\"\\udc00\":1}", "fieldCount", 2)]
    [InlineData("17", "fieldCount", 2)]
    [InlineData("{\"type\":\"Feature\",\"properties\":{\"id\":\"x\";\"date\":1}}", "badFeature", 2)]
    [InlineData("{\"type\":\"Feature\" \"properties\"}", "badFeature", 2)]
    public void A_bad_feature_is_counted_and_the_next_is_read(string feature, string kind, int read)
    {
        foreach (var isLive in new[] { false, true })
        {
            var (incidents, problems) = Read(Collection(Feature("a"), feature, Feature("b")), isLive);
            Assert.Equal(read, incidents.Count);
            Assert.Equal(("a", "b"), (incidents[0].Id, incidents[^1].Id));
            Assert.Contains(problems.All, entry => entry.Kind.Name == kind && entry.First[0].Line == 2);
        }
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_costs_a_live_stream_one_row()
    {
        var text = "id,date,note\na,2020-01-01,x\nb,2020-01-02,\"open\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"c{i},2020-01-03,x\n"));
        var (incidents, problems) = Read(Encoding.UTF8.GetBytes(text), isLive: true);
        Assert.Equal(201, incidents.Count);
        Assert.Equal(1, problems.Count(ProblemKind.CutOff));
        var (several, none) = Read(Encoding.UTF8.GetBytes("id,date,note\na,2020-01-01,\"one\ntwo\nthree\"\nb,2020-01-02,x\n"), isLive: true);
        Assert.Equal((2, 0L), (several.Count, none.Count(ProblemKind.CutOff)));
    }

    [Theory]
    [InlineData("0025-01-05", "2025", 0, "badDate")]
    [InlineData("2025-01-05", "2024", 1, "yearContradicts")]
    [InlineData("2025-01-05", "2025.0", 1, null)]
    [InlineData("2025-01-05", "", 1, null)]
    [InlineData("1025-01-05", "", 0, "badDate")]
    public void A_day_that_cannot_be_or_contradicts_the_year_is_a_problem(string day, string year, int read, string? kind)
    {
        var (incidents, problems) = Read(
            Encoding.UTF8.GetBytes($"event_id_cnty,event_date,year,event_type,actor1,fatalities,latitude,longitude\nU1,{day},{year},Battles,A,0,48,37\n"),
            false
        );
        Assert.Equal(read, incidents.Count);
        Assert.Equal(kind is null ? [] : new[] { kind }, problems.All.Select(entry => entry.Kind.Name));
    }

    [Fact]
    public void Marks_that_an_export_kept_are_no_part_of_a_text()
    {
        const string heading = "Event ID\tEvent Date\tSource Name\tEvent Text\tTarget Name\n";
        var (incidents, _) = Read(
            Encoding.UTF8.GetBytes(
                heading
                    + "1\t1/5/2017\t\"\"\"Front\"\"\"\t\"\"\"shots\"\"\"\tArmy\n2\t1/5/2017\tFront\tshots\t\u201CArmy\u201D\n3\t1/5/2017\tFront\t\"said \"\"no\"\" to\"\tArmy\n"
            ),
            false
        );
        Assert.Equal(["shots", "shots", "said \"no\" to"], incidents.Select(incident => incident.Kind));
        Assert.All(incidents, incident => Assert.Equal(("Front", "Army"), (incident.SideA, incident.SideB)));
    }

    [Fact]
    public void A_decimal_comma_is_named_as_the_cause()
    {
        var (_, problems) = Read(Encoding.UTF8.GetBytes("id;date;latitude;longitude\na;2020-01-01;48,5;37,5\n"), false);
        Assert.Contains("decimal point", problems.All.Single(entry => entry.Kind == ProblemKind.BadNumber).First[0].Words);
    }
}
