using System.Text;
using Foedus.Interop.Incidents;

namespace Foedus.Tests.Interop.Incidents;

public class ZoneFileTests
{
    private static IReadOnlyDictionary<string, ZoneFeature> Read(string features) =>
        ZoneFile.Read(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{features}}]}""")), "zones.geojson");

    private static string Feature(string properties, string type, string coordinates) => $$"""{"type":"Feature","properties":{ {{properties}} },"geometry":{"type":"{{type}}","coordinates":{{coordinates}} } }""";

    private const string Square = "[[0,0],[4,0],[4,4],[0,4],[0,0]]";
    private const string Hole = "[[1,1],[1,2],[2,2],[2,1],[1,1]]";

    [Fact]
    public void Polygons_holes_parts_and_circles_are_read()
    {
        var zones = Read(string.Join(",", Feature("\"zone_id\":\"a\",\"note\":\"n\"", "Polygon", $"[{Square},{Hole}]"), Feature("\"name\":\"b\"", "MultiPolygon", $"[[{Square}],[[[10,10],[11,10],[11,11],[10,10]]]]"),
            Feature("\"id\":7,\"kind\":\"circle\",\"radius_km\":50", "Point", "[31.5,4.8]")));
        Assert.Equal(15, zones["a"].Shape.Area, 12);
        Assert.Equal(16.5, zones["b"].Shape.Area, 12);
        Assert.Equal((50.0, 31.5, 4.8, "n"), (zones["7"].RadiusKm!.Value, zones["7"].Shape.Coordinate.X, zones["7"].Shape.Coordinate.Y, zones["a"].Note));
    }

    [Theory]
    [InlineData("", "Polygon", "[" + Square + "]", "no name")]
    [InlineData("\"id\":\"a\"", "Point", "[1,2]", "radius_km")]
    [InlineData("\"id\":\"a\",\"radius_km\":-1", "Point", "[1,2]", "radius_km")]
    [InlineData("\"id\":\"a\",\"radius_km\":5", "Polygon", "[" + Square + "]", "radius_km")]
    [InlineData("\"id\":\"a\"", "LineString", "[[0,0],[1,1]]", "encloses nothing")]
    [InlineData("\"id\":\"a\"", "Polygon", "[[[0,0],[4,4],[4,0],[0,4],[0,0]]]", "crosses")]
    [InlineData("\"id\":\"a\"", "Polygon", "[[[0,0],[4,0],[4,4],[0,4]]]", "closed")]
    [InlineData("\"id\":\"a\"", "Polygon", "[[[48,137],[48,138],[49,138],[48,137]]]", "longitude first")]
    [InlineData("\"id\":\"a\"", "Polygon", "[]", "empty")]
    [InlineData("\"id\":\"a\"", "Polygon", "7", "cannot be read")]
    [InlineData("\"id\":\"a\"", "Heap", "[1,2]", "cannot be read")]
    public void What_is_no_zone_is_said_in_words(string properties, string type, string coordinates, string words)
    {
        var fault = Assert.Throws<InputException>(() => Read(Feature(properties, type, coordinates)));
        Assert.Contains(words, fault.Message);
        Assert.Contains("feature 1", fault.Place);
    }

    [Fact]
    public void Two_zones_of_one_name_are_refused() => Assert.Throws<InputException>(() => Read($"{Feature("\"id\":\"a\"", "Polygon", $"[{Square}]")},{Feature("\"id\":\"a\"", "Polygon", $"[{Square}]")}"));

    [Fact]
    public void Outlines_without_end_are_refused()
    {
        var text = $$"""{"type":"FeatureCollection","features":[{{Feature("\"id\":\"a\"", "Polygon", $"[{Square}]")}},{{Feature("\"id\":\"b\"", "Polygon", $"[{Square}]")}}]}""";
        Assert.Throws<RefusedException>(() => ZoneFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "zones.geojson", mostVertices: 9));
        Assert.Equal(2, ZoneFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "zones.geojson", mostVertices: 10).Count);
    }
}
