using Foedus.Units;
using NetTopologySuite.Geometries;

namespace Foedus.Interop.Incidents;

/// <summary>One area of a zone file.</summary>
/// <param name="Name">Of the properties zone_id, id and name the first there is, else the feature's own id.</param>
/// <param name="Shape">Polygon or multipolygon in degrees, x east and y north; for a circle the point in its middle.</param>
/// <param name="RadiusKm">Of a circle; null for a polygon.</param>
/// <param name="Note">The property 'note', or empty.</param>
internal sealed record ZoneFeature(string Name, Geometry Shape, double? RadiusKm, string Note);

/// <summary>Zones from GeoJSON (RFC 7946): polygons and multipolygons with holes, and circles as points with a property 'radius_km'.</summary>
internal static class ZoneFile
{
    private const int MostBytes = 50_000_000;
    private const int MostVertices = 2_000_000;
    private const int MostFeatures = 10_000;

    /// <summary>The file's features by name; each is looked at when it is asked for, so that a fault in another does not matter.</summary>
    /// <exception cref="InputException">No such file, or no GeoJSON.</exception>
    public static ZoneFeatures Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new InputException(Directory.Exists(path) ? "This is a folder. Name a file." : "There is no such file.", path);
        if (file.Length > MostBytes)
            throw new RefusedException($"{path}: the file is larger than {MostBytes / 1_000_000} MB, the limit for zones. Simplify the outlines.");
        using var stream = file.OpenRead();
        return Read(stream, path);
    }

    public static ZoneFeatures Read(Stream stream, string name, int mostVertices = MostVertices)
    {
        using var document = JsonInput.Parse(stream, name);
        var root = new JsonAt(document.RootElement.Clone(), name);
        IReadOnlyList<JsonAt> features = root["type"].Text() switch
        {
            "FeatureCollection" => root["features"].Items(),
            "Feature" => [root],
            _ => throw root["type"].Wrong("A GeoJSON FeatureCollection or Feature is wanted."),
        };
        return features.Count is > 0 and <= MostFeatures
            ? new ZoneFeatures(features, name, mostVertices)
            : throw (
                features.Count == 0
                    ? new InputException("There is no zone in this file.", name)
                    : new RefusedException($"{name} has {Words.Counted(features.Count, "feature")}; the limit for zones is {MostFeatures:N0}.")
            );
    }
}
