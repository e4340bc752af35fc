using System.IO.Compression;
using System.Text;
using Foedus.Interop.Incidents;
using Foedus.Monitoring;

namespace Foedus.Tests.Interop.Incidents;

/// <summary>Every trap that files of incidents are known to hold. All rows are made up.</summary>
public class IncidentFileTests
{
    private const string Ged =
        "id,relid,year,type_of_violence,side_a,side_b,source_headline,where_prec,latitude,longitude,geom_wkt,event_clarity,date_prec,date_start,date_end,deaths_a,best,high,low";

    internal static (List<Incident> Incidents, IncidentFile File) Read(string text, IncidentReading? options = null) =>
        Read(Encoding.UTF8.GetBytes(text), options);

    internal static (List<Incident> Incidents, IncidentFile File) Read(byte[] bytes, IncidentReading? options = null)
    {
        var growing = IncidentFile.FromStream(new MemoryStream(bytes), "made.csv", options);
        List<Incident> incidents = [.. growing.Read()];
        // A file that lies there is read another way than one that still grows: both must say the same.
        var path = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.csv");
        File.WriteAllBytes(path, bytes);
        try
        {
            using var file = IncidentFile.Open(path, options);
            Assert.Equal(incidents.Select(incident => (incident.Id, incident.Line)), file.Read().Select(incident => (incident.Id, incident.Line)));
            Assert.Equal(
                growing.Problems.All.Select(entry => (entry.Kind, entry.Count, entry.First[0].Line)),
                file.Problems.All.Select(entry => (entry.Kind, entry.Count, entry.First[0].Line))
            );
            Assert.Equal(growing.Sha256, file.Sha256);
        }
        finally
        {
            File.Delete(path);
        }
        return (incidents, growing);
    }

    private static string Row(
        string id = "1",
        string type = "1",
        string headline = "h",
        string latitude = "48.1",
        string longitude = "37.9",
        string first = "2014-05-01",
        string last = "2014-05-01",
        string best = "2",
        string high = "3",
        string low = "1",
        string wkt = ""
    ) => $"{id},R-{id},2014,{type},A,B,{headline},1,{latitude},{longitude},{wkt},1,1,{first},{last},0,{best},{high},{low}";

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var pack = new GZipStream(packed, CompressionLevel.Fastest))
            pack.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    [Fact]
    public void Ged_is_recognised_and_read()
    {
        var (incidents, file) = Read($"{Ged}\n{Row(type: "1")}\n{Row("2", type: "3")}\n");
        Assert.Equal("UCDP GED", file.Schema.Name);
        Assert.Equal(("state-based", null, "one-sided", "A"), (incidents[0].Kind, incidents[0].AttributedTo, incidents[1].Kind, incidents[1].AttributedTo));
        Assert.Equal((1, 2, 3), (incidents[0].DeathsLow, incidents[0].DeathsBest, incidents[0].DeathsHigh));
        Assert.Equal((48.1, 37.9), (incidents[0].Latitude, incidents[0].Longitude));
        Assert.Equal("R-1", incidents[0].Field("relid"));
        Assert.Null(incidents[0].Field("iso3"));
        Assert.Empty(file.Problems.All);
    }

    [Fact]
    public void The_second_row_of_tags_is_no_incident()
    {
        var (incidents, file) = Read($"{Ged}\n,,#date+year,,#group+name+first,,,,#geo+lat,#geo+lon,,,,#date+start,#date+end,,#affected+killed,,\n{Row()}\n");
        Assert.Single(incidents);
        Assert.Equal("CSV with a second row of HXL tags", file.Form);
        Assert.Empty(file.Problems.All);
        Assert.Equal(3, incidents[0].Line);
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order()
    {
        var (incidents, _) = Read(
            "high,low,best,date_end,date_start,side_b,side_a,latitude,iso3,longitude,type_of_violence,id\n9,1,4,2016-01-02,2016-01-01,B,A,1.5,XXX,2.5,2,77\n"
        );
        Assert.Equal(
            ("77", 1, 4, 9, 1.5, 2.5, "non-state"),
            (
                incidents[0].Id,
                incidents[0].DeathsLow,
                incidents[0].DeathsBest,
                incidents[0].DeathsHigh,
                incidents[0].Latitude,
                incidents[0].Longitude,
                incidents[0].Kind
            )
        );
    }

    [Theory]
    [InlineData("2014-01-22 00:00:00.000")]
    [InlineData("2014-01-22T00:00:00")]
    [InlineData("2014-01-22")]
    public void All_forms_of_dates_are_one_day(string written) =>
        Assert.Equal(new DateOnly(2014, 1, 22), Read($"{Ged}\n{Row(first: written, last: written)}\n").Incidents[0].FirstDay);

    [Theory]
    [InlineData("2014-02-30")]
    [InlineData("22/01/2014")]
    [InlineData("2014-01-22x")]
    [InlineData("")]
    public void A_row_without_a_date_is_left_out_and_said(string written)
    {
        var (incidents, file) = Read($"{Ged}\n{Row("1", first: written)}\n{Row("2")}\n");
        Assert.Equal("2", Assert.Single(incidents).Id);
        var entry = Assert.Single(file.Problems.All);
        Assert.Equal((ProblemKind.BadDate, 1L, 2L), (entry.Kind, entry.Count, entry.First[0].Line));
    }

    [Fact]
    public void An_end_before_the_begin_is_turned_round_and_said()
    {
        var (incidents, file) = Read($"{Ged}\n{Row(first: "2014-05-09", last: "2014-05-01")}\n");
        Assert.Equal((new DateOnly(2014, 5, 1), new DateOnly(2014, 5, 9)), (incidents[0].FirstDay, incidents[0].LastDay));
        Assert.Equal(1, file.Problems.Count(ProblemKind.DatesReversed));
    }

    [Fact]
    public void Lines_stay_right_after_line_breaks_quotes_and_empty_lines()
    {
        var (incidents, file) = Read($"{Ged}\r\n{Row("1", headline: "\"a\r\nb \"\"c\"\"; d\n\ne\"")}\r\n\r\n{Row("2")}\r\n{Row("3", best: "x")}\r\n");
        Assert.Equal(["a\r\nb \"c\"; d\n\ne", "h", "h"], incidents.Select(incident => incident.Field("source_headline")!));
        Assert.Equal([2L, 7L, 8L], incidents.Select(incident => incident.Line));
        Assert.Equal(8, Assert.Single(file.Problems.All).First[0].Line);
    }

    [Fact]
    public void Short_and_long_rows_are_left_out_and_said()
    {
        var (incidents, file) = Read($"{Ged}\n1,R,2014\n{Row("2")},more\n{Row("3")}\n");
        Assert.Equal("3", Assert.Single(incidents).Id);
        var entry = Assert.Single(file.Problems.All);
        Assert.Equal((ProblemKind.FieldCount, 2L), (entry.Kind, entry.Count));
        Assert.Equal([2L, 3L], entry.First.Select(one => one.Line));
    }

    [Fact]
    public void A_file_cut_in_the_middle_of_a_row_is_seen()
    {
        var whole = $"{Ged}\n{Row("1")}\n{Row("2")}\n";
        var (incidents, file) = Read(whole[..^20]);
        Assert.Equal("1", Assert.Single(incidents).Id);
        Assert.Equal(
            (1L, 0L, 3L),
            (file.Problems.Count(ProblemKind.CutOff), file.Problems.Count(ProblemKind.FieldCount), file.Problems.All.Single().First[0].Line)
        );
    }

    [Fact]
    public void A_file_cut_inside_quotes_is_seen()
    {
        var (incidents, file) = Read($"{Ged}\n{Row("1")}\n2,R-2,2014,1,A,B,\"begins and\nnever");
        Assert.Equal("1", Assert.Single(incidents).Id);
        Assert.Equal(3, file.Problems.All.Single(entry => entry.Kind == ProblemKind.CutOff).First[0].Line);
    }

    [Fact]
    public void A_file_cut_in_its_last_field_leaves_a_doubt()
    {
        var (incidents, file) = Read($"{Ged}\n{Row(low: "12")}"[..^1]);
        Assert.Single(incidents);
        Assert.Equal(1, file.Problems.Count(ProblemKind.NoLineBreak));
    }

    [Fact]
    public void A_packed_file_cut_off_gives_what_came_before()
    {
        var text = new StringBuilder(Ged).Append('\n');
        var random = new Random(7);
        for (var k = 0; k < 3000; k++)
            text.Append(Row($"{k}", headline: $"{random.NextInt64():x}{random.NextInt64():x}")).Append('\n');
        var packed = Packed(text.ToString());
        Assert.Equal(3000, Read(packed).Incidents.Count);
        var (incidents, file) = Read(packed[..(packed.Length / 2)]);
        Assert.InRange(incidents.Count, 100, 2900);
        Assert.True(file.Problems.Count(ProblemKind.CutOff) > 0);
    }

    [Fact]
    public void The_fingerprint_is_that_of_the_file()
    {
        var packed = Packed($"{Ged}\n{Row()}\n");
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(packed)), Read(packed).File.Sha256);
    }

    [Fact]
    public void The_same_row_twice_counts_once_and_another_content_is_a_problem()
    {
        var (incidents, file) = Read($"{Ged}\n{Row("1")}\n{Row("1")}\n{Row("1", best: "9")}\n");
        Assert.Equal(2, incidents.Count);
        Assert.Equal((1L, 1L), (file.Problems.Count(ProblemKind.SameIdSame), file.Problems.Count(ProblemKind.SameIdOther)));
    }

    [Fact]
    public void Repeated_ids_are_found_across_the_rows_that_are_remembered()
    {
        var text = new StringBuilder(Ged).Append('\n');
        for (var k = 0; k < 25; k++)
            text.Append(Row($"{k}")).Append('\n');
        var (_, file) = Read(text.Append(Row("15")).Append('\n').ToString(), new IncidentReading { IdsRemembered = 10 });
        Assert.Equal(1, file.Problems.Count(ProblemKind.SameIdSame));
    }

    [Fact]
    public void Incidents_after_the_last_day_are_said_and_kept()
    {
        var (incidents, file) = Read($"{Ged}\n{Row(first: "2031-01-01", last: "2031-01-01")}\n", new IncidentReading { LastDay = new DateOnly(2025, 12, 31) });
        Assert.Single(incidents);
        Assert.Equal(1, file.Problems.Count(ProblemKind.InFuture));
    }

    [Fact]
    public void Places_off_the_earth_are_left_open()
    {
        var (incidents, file) = Read(
            $"{Ged}\n{Row("1", latitude: "500")}\n{Row("2", latitude: "137.9", longitude: "48.1")}\n{Row("3", latitude: "north")}\n{Row("4", latitude: "NaN")}\n"
        );
        Assert.All(incidents, incident => Assert.Null(incident.Latitude));
        Assert.Equal(
            (1L, 1L, 2L),
            (file.Problems.Count(ProblemKind.OutOfRange), file.Problems.Count(ProblemKind.Swapped), file.Problems.Count(ProblemKind.BadNumber))
        );
    }

    [Fact]
    public void Exchanged_coordinates_show_against_the_point_and_against_the_zones()
    {
        var (_, file) = Read($"{Ged}\n{Row("1", latitude: "37.9", longitude: "48.1", wkt: "POINT (37.9 48.1)")}\n{Row("2", wkt: "POINT (37.9 48.1)")}\n");
        Assert.Equal(1, file.Problems.Count(ProblemKind.Swapped));
        var around = Read($"{Ged}\n{Row("1", latitude: "37.9", longitude: "48.1")}\n{Row("2")}\n", new IncidentReading { Around = new Area(37, 47, 39, 49) });
        Assert.Equal(1, around.File.Problems.Count(ProblemKind.Swapped));
    }

    [Fact]
    public void Estimates_out_of_order_are_counted()
    {
        var (incidents, file) = Read($"{Ged}\n{Row("1", low: "5")}\n{Row("2", high: "1")}\n{Row("3", best: "0", low: "0")}\n");
        Assert.Equal(3, incidents.Count);
        Assert.Equal((1L, 1L), (file.Problems.Count(ProblemKind.LowAboveBest), file.Problems.Count(ProblemKind.HighBelowBest)));
    }

    [Fact]
    public void Numbers_that_are_none_are_said_and_read_as_not_known()
    {
        var (incidents, file) = Read($"{Ged}\n{Row("1", best: "two", high: "-1", low: "1.0")}\n");
        Assert.Equal((1, null, null), (incidents[0].DeathsLow, incidents[0].DeathsBest, incidents[0].DeathsHigh));
        Assert.Equal(2, file.Problems.Count(ProblemKind.BadNumber));
    }

    [Fact]
    public void Unknown_columns_and_codes_are_said()
    {
        var (incidents, file) = Read($"{Ged},mood\n{Row(type: "4")},calm\n");
        Assert.Equal(("4", "calm"), (incidents[0].Kind, incidents[0].Field("mood")));
        Assert.Equal((1L, 1L), (file.Problems.Count(ProblemKind.UnknownColumn), file.Problems.Count(ProblemKind.BadCode)));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_said()
    {
        var bytes = Encoding.Latin1.GetBytes($"{Ged}\n{Row(headline: "\u00E9t\u00E9")}\n");
        var (incidents, file) = Read(bytes);
        Assert.Single(incidents);
        Assert.Equal(1, file.Problems.Count(ProblemKind.BadText));
    }

    [Fact]
    public void Strict_reading_ends_at_the_first_fault_with_its_line()
    {
        var fault = Assert.Throws<InputException>(() => Read($"{Ged}\n{Row("1", low: "5")}\n{Row("2", best: "x")}\n", new IncidentReading { Strict = true }));
        Assert.Equal("made.csv:3", fault.Place);
    }

    [Fact]
    public void A_heading_of_no_schema_says_what_is_missing()
    {
        var fault = Assert.Throws<InputException>(() => Read("id,relid,type_of_violence,side_a,side_b,best,low\n1\n"));
        Assert.Contains("date_start", fault.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[]}")]
    [InlineData("[1")]
    public void Files_without_anything_are_the_users_mistake(string text) => Assert.Throws<InputException>(() => Read(text));

    [Fact]
    public void Bombs_are_refused()
    {
        Assert.Throws<RefusedException>(() => Read(Packed($"{Ged}\n{new string('9', 5_000_000)}"), new IncidentReading { MostBytes = 1_000_000 }));
        using (var endless = new MemoryStream(Encoding.UTF8.GetBytes($"{Ged}\n1,\"{new string('9', 900_000)}")))
        using (var live = IncidentFile.FromStream(endless, "live", new IncidentReading { LongestRow = 100_000 }))
        {
            // As it comes, such a row is passed over, and what is left of it is no row.
            Assert.Empty(live.Read());
            Assert.True(live.Problems.Count(ProblemKind.CutOff) > 0);
        }
        var endlessRow = Path.GetTempFileName();
        File.WriteAllText(endlessRow, $"{Ged}\n1,\"{new string('9', 900_000)}");
        using (var whole = IncidentFile.Open(endlessRow, new IncidentReading { LongestRow = 100_000 }))
            Assert.Throws<RefusedException>(() => whole.Read().ToList());
        File.Delete(endlessRow);
        Assert.Throws<RefusedException>(() => Read($"{string.Join(',', Enumerable.Range(0, 12_000))}\n"));
        var (_, file) = Read($"{Ged}\n{Row(headline: new string('9', 600))}\n{Row("2")}\n", new IncidentReading { LongestField = 500 });
        Assert.Equal((1L, 1L), (file.Count, file.Problems.Count(ProblemKind.FieldTooLong)));
        Assert.Throws<RefusedException>(() => Read($"{Ged}\n{Row()}\n{Row("2")}\n", new IncidentReading { MostRows = 1 }));
    }

    [Fact]
    public void A_packed_file_cut_off_where_a_row_ends_is_told()
    {
        // Stored blocks: the packed bytes hold the text as it is, so that the cut can be put behind a row.
        var text = Encoding.UTF8.GetBytes($"{Ged}\n{Row()}\n{Row("2")}\n");
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            zip.Write(text);
        var (whole, sound) = Read(packed.ToArray());
        Assert.Equal((2, 0L), (whole.Count, sound.Problems.Count(ProblemKind.CutOff)));
        var end = packed.ToArray().AsSpan().IndexOf(text.AsSpan(text.Length / 2)) + text.Length - text.Length / 2;
        var (incidents, file) = Read(packed.ToArray()[..(end - Encoding.UTF8.GetByteCount(Row("2")) - 1)]);
        Assert.Equal((1, 1L), (incidents.Count, file.Problems.Count(ProblemKind.CutOff)));
    }

    [Fact]
    public void Incidents_come_before_their_stream_has_ended()
    {
        using var stream = new GrowingStream("id,date\na,2020-01-01\n", "b,2020-01-02\n", "c,2020-01-03\n");
        using var file = IncidentFile.FromStream(stream, "growing");
        using var incidents = file.Read().GetEnumerator();
        for (var k = 0; k < 3; k++)
        {
            Assert.True(incidents.MoveNext());
            Assert.Equal($"{"abc"[k]}", incidents.Current.Id);
            Assert.Equal(k + 1, stream.Given);
        }
        Assert.False(incidents.MoveNext());
    }

    /// <summary>Gives one part at a call, as a pipe gives what has come.</summary>
    private sealed class GrowingStream(params string[] parts) : MemoryStream
    {
        public int Given { get; private set; }

        public override int Read(Span<byte> buffer) => Given < parts.Length ? Encoding.UTF8.GetBytes(parts[Given++], buffer) : 0;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }

    [Fact]
    public void A_summary_counts_what_counts()
    {
        var file = IncidentFile.FromStream(
            new MemoryStream(
                Encoding.UTF8.GetBytes(
                    $"{Ged}\n{Row("1")}\n{Row("2", best: "0")}\n{Row("3", type: "3", last: "2014-05-04")}\n{Row("4")}\n".Replace(
                        "R-",
                        "R",
                        StringComparison.Ordinal
                    )
                )
            ),
            "made.csv"
        );
        var summary = IncidentSummary.Of(file);
        Assert.Equal((4, 6, 1, 1, 3), (summary.Rows, summary.DeathsBest, summary.Deathless, summary.ManyDays, summary.Exact));
        Assert.Equal(1, summary.AlikeButForId);
        Assert.Equal((1, 3), (summary.Kinds["one-sided"], summary.AttributedTo[""]));
        Assert.Equal((new DateOnly(2014, 5, 1), new DateOnly(2014, 5, 4)), (summary.FirstDay!.Value, summary.LastDay!.Value));
    }
}
