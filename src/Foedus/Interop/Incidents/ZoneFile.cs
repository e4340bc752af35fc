using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace Foedus.Interop.Incidents;

/// <summary>One area of a zone file.</summary>
/// <param name="Name">Of the properties zone_id, id and name the first there is, else the feature's own id.</param>
/// <param name="Shape">Polygon or multipolygon in degrees, x east and y north; for a circle the point in its middle.</param>
/// <param name="RadiusKm">Of a circle; null for a polygon.</param>
/// <param name="Note">The property 'note', or empty.</param>
public sealed record ZoneFeature(string Name, Geometry Shape, double? RadiusKm, string Note);

/// <summary>Zones from GeoJSON (RFC 7946): polygons and multipolygons with holes, and circles as points with a property 'radius_km'.</summary>
public static class ZoneFile
{
    private const int MostBytes = 50_000_000;
    private const int MostVertices = 2_000_000;
    private const int MostFeatures = 10_000;

    /// <summary>The file's features by name.</summary>
    /// <exception cref="InputException">No such file, no GeoJSON, or a zone that is none; the message names the feature.</exception>
    public static IReadOnlyDictionary<string, ZoneFeature> Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new InputException(Directory.Exists(path) ? "This is a folder. Name a file." : "There is no such file.", path);
        if (file.Length > MostBytes)
            throw new RefusedException($"{path}: the file is larger than {MostBytes / 1_000_000} MB, the limit for zones. Simplify the outlines.");
        using var stream = file.OpenRead();
        return Read(stream, path);
    }

    public static IReadOnlyDictionary<string, ZoneFeature> Read(Stream stream, string name, int mostVertices = MostVertices)
    {
        try
        {
            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 64 });
            return Read(document.RootElement, name, mostVertices);
        }
        catch (JsonException fault)
        {
            throw new InputException($"This is not JSON (line {fault.LineNumber + 1}): {fault.Message}", name, fault);
        }
    }

    private static Dictionary<string, ZoneFeature> Read(JsonElement root, string path, int mostVertices)
    {
        var type = JsonInput.Property(root, "type", path);
        IReadOnlyList<JsonElement> features = type.ValueEquals("FeatureCollection") ? [.. JsonInput.Array(root, "features", path)]
            : type.ValueEquals("Feature") ? [root]
            : throw new InputException("A GeoJSON FeatureCollection or Feature is wanted.", path);
        if (features.Count > MostFeatures)
            throw new RefusedException($"{path} has {features.Count:N0} features; the limit for zones is {MostFeatures:N0}.");
        var options = new JsonSerializerOptions { MaxDepth = 64 };
        options.Converters.Add(new GeoJsonConverterFactory());
        var zones = new Dictionary<string, ZoneFeature>(StringComparer.Ordinal);
        var vertices = 0L;
        for (var k = 0; k < features.Count; k++)
        {
            var (zone, place) = (Outline(features[k], $"{path}, feature {k + 1}", options), $"{path}, feature {k + 1}");
            vertices += zone.Shape.NumPoints;
            if (vertices > mostVertices)
                throw new RefusedException($"{path}: the outlines have more than {mostVertices:N0} points, the limit for zones. Simplify them.");
            // Only now, for it takes longer than linear in the points.
            if (zone.RadiusKm is null && !zone.Shape.IsValid)
                throw new InputException($"The outline crosses or touches itself ({new NetTopologySuite.Operation.Valid.IsValidOp(zone.Shape).ValidationError?.Message}).", $"{place} ('{zone.Name}')");
            if (!zones.TryAdd(zone.Name, zone))
                throw new InputException($"Two zones are called '{zone.Name}'.", place);
        }
        return zones.Count > 0 ? zones : throw new InputException("There is no zone in this file.", path);
    }

    private static ZoneFeature Outline(JsonElement feature, string place, JsonSerializerOptions options)
    {
        var properties = feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("properties", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var name = Text(properties, "zone_id") ?? Text(properties, "id") ?? Text(properties, "name") ?? Text(feature, "id")
            ?? throw new InputException("This zone has no name: give it a property 'zone_id', 'id' or 'name'.", place);
        place = $"{place} ('{name}')";
        Geometry? shape;
        try
        {
            shape = JsonInput.Property(feature, "geometry", place).Deserialize<Geometry>(options);
        }
        // The library shows a broken outline as whichever of these it runs into first.
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException or FormatException or NullReferenceException or NotSupportedException)
        {
            throw new InputException($"The geometry cannot be read: {fault.Message} (Rings are closed: first and last point are the same.)", place, fault);
        }
        var radius = Text(properties, "radius_km");
        if (shape is null || shape.IsEmpty)
            throw new InputException("The geometry is empty.", place);
        foreach (var at in shape.Coordinates)
            if (!(Math.Abs(at.Y) <= 90 && Math.Abs(at.X) <= 180))
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"[{at.X}, {at.Y}] is no longitude and latitude.")
                    + (Math.Abs(at.X) <= 90 && Math.Abs(at.Y) <= 180 ? " GeoJSON has the longitude first." : ""), place);
        if (shape is Point)
            return radius is not null && double.TryParse(radius, NumberStyles.Float, CultureInfo.InvariantCulture, out var km) && km > 0 && km <= 20_100
                ? new ZoneFeature(name, shape, km, Text(properties, "note") ?? "")
                : throw new InputException("A point is a zone only with a property 'radius_km', above 0 and at most 20,100.", place);
        if (radius is not null)
            throw new InputException("'radius_km' goes with a point.", place);
        if (shape is not (Polygon or MultiPolygon))
            throw new InputException($"A {shape.GeometryType} encloses nothing. A zone is a Polygon, a MultiPolygon, or a Point with 'radius_km'.", place);
        return new ZoneFeature(name, shape, null, Text(properties, "note") ?? "");
    }

    private static string? Text(JsonElement element, string name) => element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
