using Foedus.Interop.Incidents;
using static Foedus.Tests.Interop.Incidents.IncidentFileTests;

namespace Foedus.Tests.Interop.Incidents;

/// <summary>The other sources' columns, on made rows.</summary>
public class OtherSchemas
{
    [Fact]
    public void Acled_has_one_number_of_deaths_and_may_begin_with_a_mark()
    {
        var (incidents, file) = Read(
            "\uFEFFevent_id_cnty,event_date,time_precision,event_type,actor1,actor2,latitude,longitude,geo_precision,fatalities\n"
                + "XXX1,24 February 2022,1,Battles,Blue,Red,50.1,30.2,2,7\nXXX2,2022-03-05,2,Violence against civilians,Red,Civilians,50.1,30.2,1,0\n"
        );
        Assert.Equal("ACLED", file.Schema.Name);
        Assert.Equal((7, 7, 7), (incidents[0].DeathsLow, incidents[0].DeathsBest, incidents[0].DeathsHigh));
        Assert.Equal((new DateOnly(2022, 2, 24), new DateOnly(2022, 3, 5)), (incidents[0].FirstDay, incidents[1].FirstDay));
        Assert.Equal((null, "Red"), (incidents[0].AttributedTo, incidents[1].AttributedTo));
        Assert.Empty(file.Problems.All);
    }

    [Fact]
    public void Every_source_names_the_columns_that_only_say_which_record_it_is()
    {
        var acled = Read("event_id_cnty,event_date,event_type,actor1,fatalities,data_id\nXXX1,2022-03-05,Battles,Blue,1,77\n").File.Columns;
        Assert.Equal([true, false, false, false, false, true], Enumerable.Range(0, 6).Select(acled.IsId));
        var icews = Read("Event ID\tEvent Date\tSource Name\tEvent Text\tTarget Name\n9\t2016-03-05\tBlue\tGive aid\tRed\n").File.Columns;
        Assert.Equal([true, false, false, false, false], Enumerable.Range(0, 5).Select(icews.IsId));
    }

    [Fact]
    public void A_number_that_stands_for_three_estimates_is_one_problem() =>
        Assert.Equal(
            1,
            Read("event_id_cnty,event_date,event_type,actor1,fatalities\nXXX1,2022-03-05,Battles,Blue,many\n").File.Problems.Count(ProblemKind.BadNumber)
        );

    [Fact]
    public void Viina_attributes_by_its_flags_and_counts_no_deaths()
    {
        var (incidents, file) = Read(
            "event_id_1pd,date,n_reports,target_classes,longitude,latitude,ADM1_NAME,a_ukr_init,a_ukr,a_rus_init,a_rus\n"
                + "1,20220224,2,DEPOT,31.9,51.0,,,0,,1\n2,20220224,1,DEPOT,31.9,51.0,,,1,,0\n3,20220225,1,DEPOT,31.9,51.0,,,1,,1\n4,20220225,1,DEPOT,31.9,51.0,,,0,,0\n5,20220225,1,DEPOT,31.9,51.0,,,0.7,,0\n"
        );
        Assert.Equal("VIINA 2.0", file.Schema.Name);
        Assert.Equal(["rus", "ukr", null, null, null], incidents.Select(incident => incident.AttributedTo));
        Assert.Equal((new DateOnly(2022, 2, 24), null, 51.0), (incidents[0].FirstDay, incidents[0].DeathsBest, incidents[0].Latitude));
        Assert.Equal((1L, 1L), (file.Problems.Count(ProblemKind.BothSides), file.Problems.Count(ProblemKind.BadCode)));
    }

    [Fact]
    public void Viina_reports_carry_their_types_and_precision()
    {
        var (incidents, file) = Read(
            "viina_version,event_id,event_id_1pd,date,time,longitude,latitude,GEO_PRECISION,a_rus,a_rus_b,a_ukr,a_ukr_b,t_artillery,t_artillery_b,t_uav_b\n"
                + "2.0,17,5,20230101,12:30,31.9,51.0,STREET,0.91,1,0.2,0,0.95,1,1\n"
        );
        Assert.Equal(("17", "rus", "t_artillery|t_uav", 1), (incidents[0].Id, incidents[0].AttributedTo, incidents[0].Kind, incidents[0].PlacePrecision));
        Assert.Empty(file.Problems.All);
    }

    [Fact]
    public void Icews_may_lack_its_codes_and_write_the_month_first()
    {
        var (incidents, file) = Read(
            "Event ID\tEvent Date\tSource Name\tEvent Text\tIntensity\tTarget Name\tLatitude\tLongitude\n9\t3/5/2017\tBlue\tUse force\t-9\tRed\t48.0\t37.8\n"
        );
        Assert.Equal(
            ("ICEWS", new DateOnly(2017, 3, 5), "Use force", "Blue"),
            (file.Schema.Name, incidents[0].FirstDay, incidents[0].Kind, incidents[0].AttributedTo)
        );
        var coded = Read(
            "Event ID\tEvent Date\tSource Name\tEvent Text\tCAMEO Code\tTarget Name\tLatitude\tLongitude\n9\t2016-03-05\tBlue\tGive aid\t070\tRed\t48.0\t37.8\n10\t2016-03-05\tBlue\tGive aid\t70\tRed\t48.0\t37.8\n"
        );
        Assert.Equal(("aid", "070", "Give aid"), (coded.Incidents[0].Kind, coded.Incidents[0].Field("CAMEO Code"), coded.Incidents[1].Kind));
        Assert.Equal(1, coded.File.Problems.Count(ProblemKind.BadCode));
    }

    [Theory]
    [InlineData("040", "consult")]
    [InlineData("0871", "yield")]
    [InlineData("196", "fight")]
    [InlineData("20", "unconventional mass violence")]
    [InlineData("40", null)]
    [InlineData("4", null)]
    [InlineData("1x", null)]
    [InlineData("00", null)]
    public void Cameo_codes_are_text(string code, string? root) => Assert.Equal(root, Cameo.Root(code));

    [Fact]
    public void Plain_columns_need_an_id_and_a_date_only()
    {
        var (incidents, file) = Read(
            "id;date;last_date;latitude;longitude;kind;side_a;side_b;attributed_to;deaths_low;deaths_best;deaths_high;day_precision;cameo\n"
                + "a;2020-01-01;2020-01-03;1;2;shelling;A;B;A;0;1;2;2;\nb;2020-01-02;;;;;;;;;;;;196\n"
        );
        Assert.Equal("plain columns", file.Schema.Name);
        Assert.Equal(
            (new DateOnly(2020, 1, 3), "shelling", "A", 2, 2),
            (incidents[0].LastDay, incidents[0].Kind, incidents[0].AttributedTo, incidents[0].DeathsHigh, incidents[0].DayPrecision)
        );
        Assert.Equal(("fight", null, null, null), (incidents[1].Kind, incidents[1].AttributedTo, incidents[1].DeathsBest, incidents[1].Latitude));
        Assert.Equal(1, file.Problems.Count(ProblemKind.NoPlace));
    }

    private const string Feature =
        """{"type":"Feature","properties":{"id":36,"type_of_violence":3,"side_a":"A","side_b":"Civilians","date_start":"2009-02-20T00:00:00","date_end":"2009-02-20T00:00:00","best":3,"high":4,"low":2,"note":null},"geometry":{"type":"Point","coordinates":[26.48,5.39]}}""";

    [Fact]
    public void Geojson_has_the_longitude_first()
    {
        var (incidents, file) = Read(
            $$"""{"type":"FeatureCollection","crs":{"features":[1]},"features":[{{Feature}}, {{Feature.Replace("36", "37").Replace("\"Point\"", "\"LineString\"")}}]}"""
        );
        Assert.Equal(("UCDP GED", "GeoJSON"), (file.Schema.Name, file.Form));
        Assert.Equal(
            (5.39, 26.48, "36", 3, "A", 1L),
            (incidents[0].Latitude, incidents[0].Longitude, incidents[0].Id, incidents[0].DeathsBest, incidents[0].AttributedTo, incidents[0].Line)
        );
        Assert.Equal((null, 2L), (incidents[1].Latitude, incidents[1].Line));
        Assert.Equal((1L, 1L), (file.Problems.Count(ProblemKind.NotAPoint), file.Problems.Count(ProblemKind.UnknownColumn)));
    }

    [Fact]
    public void Geojson_of_any_size_comes_feature_by_feature_and_shows_its_torn_end()
    {
        var text = $$"""{"type":"FeatureCollection","features":[{{string.Join(",", Enumerable.Range(0, 2000).Select(k => Feature.Replace("36", $"{k}")))}}]}""";
        Assert.Equal(2000, Read(text).Incidents.Count);
        var (incidents, file) = Read(text[..(text.Length / 2)]);
        Assert.InRange(incidents.Count, 990, 1010);
        Assert.Equal(1, file.Problems.Count(ProblemKind.CutOff));
        Assert.Equal(1, Read(text[..^2]).File.Problems.Count(ProblemKind.CutOff));
        // One that is no JSON is said, and the others are read.
        var (others, strange) = Read(text.Replace("\"id\":999,", "\"id\":999;"));
        Assert.Equal((1999, 1L), (others.Count, strange.Problems.Count(ProblemKind.BadFeature)));
    }
}
