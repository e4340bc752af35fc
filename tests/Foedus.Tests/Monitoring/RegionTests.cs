using Foedus.Monitoring;
using NetTopologySuite.Geometries;

namespace Foedus.Tests.Monitoring;

/// <summary>Distances and insides that can be told from a map by hand.</summary>
public class RegionTests
{
    // A degree of a great circle: 6,371.0088 km × π / 180.
    private const double Degree = 111.195080;

    private static readonly (double, double)[] Square = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)];
    private static readonly (double, double)[] Hole = [(1, 1), (3, 1), (3, 2), (1, 2), (1, 1)];

    // [polygon][ring][vertex]: the first ring is the outline, the others are holes.
    private static PolygonRegion Region(IReadOnlyList<IReadOnlyList<(double X, double Y)[]>> polygons)
    {
        static LinearRing Ring((double X, double Y)[] vertices) => new([.. vertices.Select(at => new Coordinate(at.X, at.Y))]);
        var made = polygons.Select(rings => new Polygon(Ring(rings[0]), [.. rings.Skip(1).Select(Ring)])).ToArray();
        return new PolygonRegion(made.Length == 1 ? made[0] : new MultiPolygon(made));
    }

    [Theory]
    [InlineData(0, 0, 1, 0, Degree)]
    [InlineData(0, 0, 0, 1, Degree)]
    [InlineData(60, 10, 61, 10, Degree)]
    [InlineData(60, 10, 59, 10, Degree)]
    // Half a degree's sine at half the cosine: 2 R asin(cos 60° sin 0.5°).
    [InlineData(60, 10, 60, 11, 55.597011)]
    [InlineData(60, 10, 60, 9, 55.597011)]
    // From one side of the date line to the other.
    [InlineData(0, 179.5, 0, -179.5, Degree)]
    [InlineData(0, 0, 0, 180, 180 * Degree)]
    [InlineData(30, 0, -60, 0, 90 * Degree)]
    public void A_circle_ends_at_its_radius(double latitude, double longitude, double toLatitude, double toLongitude, double kilometres)
    {
        Assert.True(new CircleRegion(latitude, longitude, kilometres * 1.000001).Contains(toLatitude, toLongitude));
        Assert.False(new CircleRegion(latitude, longitude, kilometres * 0.999999).Contains(toLatitude, toLongitude));
    }

    [Fact]
    public void A_circle_is_drawn_closed_and_its_box_touches_it()
    {
        var circle = new CircleRegion(0, 20, Degree);
        var line = Assert.Single(circle.Outlines);
        Assert.Equal(line[0].Latitude, line[^1].Latitude, 9);
        Assert.Equal(line[0].Longitude, line[^1].Longitude, 9);
        // Each corner is five degrees of direction further.
        Assert.Equal(73, line.Length);
        Assert.Equal(Math.Cos(Math.PI / 36), line[1].Latitude, 4);
        Assert.Equal(20 + Math.Sin(Math.PI / 36), line[1].Longitude, 4);
        var (west, south, east, north) = circle.Box;
        Assert.Equal((19.0, -1.0, 21.0, 1.0), (Math.Round(west, 6), Math.Round(south, 6), Math.Round(east, 6), Math.Round(north, 6)));
    }

    [Theory]
    [InlineData(0.5, 0.5, true)]
    [InlineData(3.5, 3.5, true)]
    [InlineData(1.5, 2, false)]
    [InlineData(2.5, 2, true)]
    [InlineData(1.5, 0.5, true)]
    [InlineData(1.5, 3.5, true)]
    [InlineData(-0.5, 2, false)]
    [InlineData(4.5, 2, false)]
    [InlineData(2, -0.5, false)]
    [InlineData(2, 4.5, false)]
    [InlineData(9.5, 9.2, true)]
    [InlineData(9.2, 9.5, false)]
    public void Polygons_hold_what_is_in_an_outline_and_in_no_hole(double latitude, double longitude, bool expected)
    {
        // A square with a hole, and a triangle above the diagonal.
        var region = Region([
            [Square, Hole],
            [
                [(9, 9), (10, 10), (9, 10), (9, 9)],
            ],
        ]);
        Assert.Equal(expected, region.Contains(latitude, longitude));
        Assert.Equal(3, region.Outlines.Count);
    }

    // On a slanted edge the place where the ray crosses decides: longitude 4 − latitude, and 4 + latitude / 2.
    [Theory]
    [InlineData(1, 2.99, false)]
    [InlineData(1, 3.01, true)]
    [InlineData(1, 4.49, true)]
    [InlineData(1, 4.51, false)]
    [InlineData(3, 1.01, true)]
    [InlineData(3, 0.99, false)]
    [InlineData(3, 5.49, true)]
    [InlineData(3, 5.51, false)]
    public void Slanted_edges(double latitude, double longitude, bool expected) =>
        Assert.Equal(
            expected,
            Region([
                    [
                        [(4, 0), (6, 4), (0, 4), (4, 0)],
                    ],
                ])
                .Contains(latitude, longitude)
        );

    // Two zones that share a border both hold what lies on it.
    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    [InlineData(4, 2)]
    [InlineData(2, 4)]
    [InlineData(0, 0)]
    [InlineData(4, 4)]
    public void An_outline_is_in_its_zone(double latitude, double longitude) =>
        Assert.True(
            Region([
                    [Square, Hole],
                ])
                .Contains(latitude, longitude)
        );

    // A second hole counts as the first does.
    [Fact]
    public void Every_hole_is_looked_into()
    {
        var region = Region([
            [Square, Hole, [(1, 3), (3, 3), (3, 3.5), (1, 3.5), (1, 3)]],
        ]);
        Assert.False(region.Contains(1.5, 2));
        Assert.False(region.Contains(3.2, 2));
        Assert.True(region.Contains(2.5, 2));
    }

    [Fact]
    public void Less_is_the_whole_without_each_part()
    {
        var region = new LessRegion(
            Region([
                [Square],
            ]),
            [new CircleRegion(1, 1, 10), new CircleRegion(3, 3, 10)]
        );
        Assert.True(region.Contains(2, 2));
        Assert.False(region.Contains(1, 1));
        Assert.False(region.Contains(3, 3));
        Assert.False(region.Contains(5, 5));
        Assert.Equal(3, region.Outlines.Count);
    }
}
