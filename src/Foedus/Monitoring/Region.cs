using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Foedus.Monitoring;

/// <summary>A part of the earth, in degrees.</summary>
public abstract class Region
{
    public abstract bool Contains(double latitude, double longitude);

    /// <summary>Its edges, to be drawn: closed lines of points.</summary>
    public abstract IReadOnlyList<(double Longitude, double Latitude)[]> Outlines { get; }

    /// <summary>The box it lies in, in degrees.</summary>
    public (double West, double South, double East, double North) Box
    {
        get
        {
            var edge = Outlines.SelectMany(line => line).ToList();
            return (edge.Min(at => at.Longitude), edge.Min(at => at.Latitude), edge.Max(at => at.Longitude), edge.Max(at => at.Latitude));
        }
    }
}

/// <summary>All points within a great-circle distance of a point.</summary>
/// <remarks>Haversine formula on a sphere of 6,371.0088 km, the earth's mean radius.</remarks>
internal sealed class CircleRegion(double latitude, double longitude, double kilometres) : Region
{
    private const double EarthRadiusKm = 6371.0088;

    // Of the drawn circle; 5 degrees apart no corner is seen.
    private const int Corners = 72;

    public override IReadOnlyList<(double Longitude, double Latitude)[]> Outlines =>
        [
            [.. Enumerable.Range(0, Corners + 1).Select(Corner)],
        ];

    public override bool Contains(double lat, double lon)
    {
        var (a, b) = (double.DegreesToRadians(latitude), double.DegreesToRadians(lat));
        var north = Math.Sin((b - a) / 2);
        var east = Math.Sin(double.DegreesToRadians(lon - longitude) / 2);
        var h = north * north + Math.Cos(a) * Math.Cos(b) * east * east;
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(h))) <= kilometres;
    }

    // Where one comes to who goes the radius in a direction.
    private (double, double) Corner(int number)
    {
        var (way, direction, from) = (kilometres / EarthRadiusKm, 2 * Math.PI * number / Corners, double.DegreesToRadians(latitude));
        var to = Math.Asin(Math.Clamp(Math.Sin(from) * Math.Cos(way) + Math.Cos(from) * Math.Sin(way) * Math.Cos(direction), -1, 1));
        var east = Math.Atan2(Math.Sin(direction) * Math.Sin(way) * Math.Cos(from), Math.Cos(way) - Math.Sin(from) * Math.Sin(to));
        return (longitude + double.RadiansToDegrees(east), double.RadiansToDegrees(to));
    }
}

/// <summary>Polygons with holes, in the plane of longitude and latitude; a point on an outline is in the region.</summary>
/// <remarks>Crossings of a ray, with the edges in an index by latitude and the side of an edge told without rounding errors. An outline that crosses the 180th meridian has to be cut there, as RFC 7946 asks.</remarks>
internal sealed class PolygonRegion : Region
{
    private readonly IndexedPointInAreaLocator locator;

    /// <param name="shape">A valid polygon, or several.</param>
    public PolygonRegion(Geometry shape)
    {
        locator = new IndexedPointInAreaLocator(shape);
        // The index is made at the first question, which several threads may ask at once.
        _ = locator.Locate(shape.Coordinate);
        Outlines =
        [
            .. Enumerable
                .Range(0, shape.NumGeometries)
                .Select(shape.GetGeometryN)
                .Cast<Polygon>()
                .SelectMany(polygon => polygon.InteriorRings.Prepend(polygon.ExteriorRing))
                .Select(ring => ring.Coordinates.Select(at => (at.X, at.Y)).ToArray()),
        ];
    }

    public override IReadOnlyList<(double Longitude, double Latitude)[]> Outlines { get; }

    public override bool Contains(double latitude, double longitude) => locator.Locate(new Coordinate(longitude, latitude)) != Location.Exterior;
}

/// <summary>A region less others.</summary>
internal sealed class LessRegion(Region whole, IReadOnlyList<Region> without) : Region
{
    public override IReadOnlyList<(double Longitude, double Latitude)[]> Outlines => [.. whole.Outlines, .. without.SelectMany(part => part.Outlines)];

    public override bool Contains(double latitude, double longitude) =>
        whole.Contains(latitude, longitude) && !without.Any(part => part.Contains(latitude, longitude));
}
