using System.Text;
using Foedus.Interop.Incidents;

namespace Foedus.Tests.Interop.Incidents;

public class ZoneFileTests
{
    private static ZoneFeatures Read(string features) =>
        ZoneFile.Read(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{features}}]}""")), "zones.geojson");

    private static string Feature(string properties, string type, string coordinates) =>
        $$"""{"type":"Feature","properties":{ {{properties}} },"geometry":{"type":"{{type}}","coordinates":{{coordinates}} } }""";

    private const string Square = "[[0,0],[4,0],[4,4],[0,4],[0,0]]";
    private const string Hole = "[[1,1],[1,2],[2,2],[2,1],[1,1]]";

    [Fact]
    public void Polygons_holes_parts_and_circles_are_read()
    {
        var zones = Read(
            string.Join(
                ",",
                Feature("\"zone_id\":\"a\",\"note\":\"n\"", "Polygon", $"[{Square},{Hole}]"),
                Feature("\"name\":\"b\"", "MultiPolygon", $"[[{Square}],[[[10,10],[11,10],[11,11],[10,10]]]]"),
                Feature("\"id\":7,\"kind\":\"circle\",\"radius_km\":50", "Point", "[31.5,4.8]")
            )
        );
        Assert.Equal(15, zones.Find("a")!.Shape.Area, 12);
        Assert.Equal(16.5, zones.Find("b")!.Shape.Area, 12);
        Assert.Equal(
            (50.0, 31.5, 4.8, "n"),
            (zones.Find("7")!.RadiusKm!.Value, zones.Find("7")!.Shape.Coordinate.X, zones.Find("7")!.Shape.Coordinate.Y, zones.Find("a")!.Note)
        );
    }

    [Theory]
    [InlineData("\"id\":\"a\"", "Point", "[1,2]", "radius_km")]
    [InlineData("\"id\":\"a\",\"radius_km\":-1", "Point", "[1,2]", "radius_km")]
    [InlineData("\"id\":\"a\",\"radius_km\":5", "Polygon", "[" + Square + "]", "radius_km")]
    [InlineData("\"id\":\"a\"", "LineString", "[[0,0],[1,1]]", "encloses nothing")]
    [InlineData("\"id\":\"a\"", "Polygon", "[[[0,0],[4,4],[4,0],[0,4],[0,0]]]", "crosses")]
    [InlineData("\"id\":\"a\"", "Polygon", "[[[0,0],[4,0],[4,4],[0,4]]]", "closed")]
    [InlineData("\"id\":\"a\"", "Polygon", "[[[48,137],[48,138],[49,138],[48,137]]]", "longitude first")]
    [InlineData("\"id\":\"a\"", "Polygon", "[]", "empty")]
    [InlineData("\"id\":\"a\"", "Polygon", "7", "cannot be read")]
    [InlineData("\"id\":\"a\"", "Polygon", "[[[178,64],[-168,64],[-168,67],[178,67],[178,64]]]", "180th meridian")]
    [InlineData("\"id\":\"a\"", "Polygon", "[[[170,0],[179,0],[-179,5],[170,5],[170,0]]]", "180th meridian")]
    [InlineData("\"id\":\"a\",\"note\":\"\\ud800\"", "Polygon", "[" + Square + "]", "half a character")]
    [InlineData("\"id\":\"a\"", "Heap", "[1,2]", "cannot be read")]
    public void What_is_no_zone_is_said_in_words(string properties, string type, string coordinates, string words)
    {
        var fault = Assert.Throws<InputException>(() => Read(Feature(properties, type, coordinates)).Find("a"));
        Assert.Contains(words, fault.Message);
        Assert.Contains("feature 1", fault.Place);
    }

    [Fact]
    public void Two_zones_of_one_name_are_refused() =>
        Assert.Contains(
            "Two zones",
            Assert
                .Throws<InputException>(() =>
                    Read($"{Feature("\"id\":\"a\"", "Polygon", $"[{Square}]")},{Feature("\"id\":\"a\"", "Polygon", $"[{Square}]")}").Find("a")
                )
                .Message
        );

    [Theory]
    [InlineData(
        "{\"type\":\"Feature\",\"properties\":{\"id\":\"b\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[178,64],[-168,64],[-168,67],[178,64]]]}}"
    )]
    [InlineData("{\"type\":\"Feature\",\"properties\":{\"id\":\"b\",\"id\":3,\"note\":\"\\udc00\"},\"geometry\":7}")]
    [InlineData("{\"properties\":[1],\"geometry\":{}}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("17")]
    public void A_fault_in_a_feature_that_is_not_wanted_does_not_matter(string other)
    {
        var zones = Read($"{other},{Feature("\"id\":\"a\"", "Polygon", $"[{Square}]")}");
        Assert.Equal(16, zones.Find("a")!.Shape.Area, 12);
        Assert.Contains("no name", Assert.Throws<InputException>(() => Read(Feature("", "Polygon", $"[{Square}]")).Find("a")).Message);
    }

    [Theory]
    [InlineData("{\"type\":[],\"features\":[]}", "A text is wanted")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":{}}", "A list is wanted")]
    [InlineData("[]", "An object with 'type' is wanted")]
    [InlineData("{\"type\":\"Heap\"}", "FeatureCollection")]
    [InlineData("{", "not JSON")]
    public void What_is_no_geojson_is_said_with_its_place(string text, string words) =>
        Assert.Contains(words, Assert.Throws<InputException>(() => ZoneFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "zones.geojson")).Message);

    [Fact]
    public void Outlines_without_end_are_refused()
    {
        var text = $$"""{"type":"FeatureCollection","features":[{{Feature("\"id\":\"a\"", "Polygon", $"[{Square}]")}}]}""";
        Assert.Throws<RefusedException>(() => ZoneFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "zones.geojson", mostVertices: 4).Find("a"));
        Assert.NotNull(ZoneFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "zones.geojson", mostVertices: 5).Find("a"));
    }
}
