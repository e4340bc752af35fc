using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Operation.Valid;

namespace Foedus.Interop.Incidents;

/// <summary>The features of a zone file. One is read, and its outline held against what a zone must be, when it is asked for by name.</summary>
internal sealed class ZoneFeatures
{
    private static readonly JsonSerializerOptions Geometries = new() { MaxDepth = 64, Converters = { new GeoJsonConverterFactory() } };

    private readonly Dictionary<string, (JsonAt Feature, string Place)> byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> twice = new(StringComparer.Ordinal);
    private readonly string file;
    private readonly int mostVertices;
    private int nameless;

    internal ZoneFeatures(IReadOnlyList<JsonAt> features, string file, int mostVertices)
    {
        (this.file, this.mostVertices) = (file, mostVertices);
        for (var k = 0; k < features.Count; k++)
            if (NameOf(features[k]) is not { } name)
                nameless++;
            else if (!byName.TryAdd(name, (features[k], $"{file}, feature {k + 1} ('{name}')")))
                twice.Add(name);
    }

    /// <summary>Names by which features can be asked for.</summary>
    public IEnumerable<string> Names => byName.Keys;

    /// <returns>Null where no feature has this name.</returns>
    /// <exception cref="InputException">The feature is no zone, or two have this name; the message says which and why.</exception>
    public ZoneFeature? Find(string name)
    {
        if (!byName.TryGetValue(name, out var found))
            return nameless == 0
                ? null
                : throw new InputException(
                    $"No feature is called '{name}', but {nameless:N0} {Units.Words.Does(nameless, "has", "have")} no name: give each a property 'zone_id', 'id' or 'name'.",
                    file
                );
        if (twice.Contains(name))
            throw new InputException($"Two zones are called '{name}'.", found.Place);
        try
        {
            found.Feature.Check();
            return Outline(found.Feature, name, found.Place);
        }
        catch (InputException fault) when (fault.Place != found.Place)
        {
            throw new InputException(
                fault.Message,
                $"{found.Place}{(fault.Place is { } inner && inner.StartsWith(file + ", ", StringComparison.Ordinal) ? inner[file.Length..] : "")}",
                fault
            );
        }
    }

    private ZoneFeature Outline(JsonAt feature, string name, string place)
    {
        var properties = feature.Find("properties");
        var shape = Shape(feature["geometry"], place);
        if (shape.NumPoints > mostVertices)
            throw new RefusedException($"{place}: the outline has more than {mostVertices:N0} points, the limit for zones. Simplify it.");
        foreach (var at in shape.Coordinates)
            if (!(Math.Abs(at.Y) <= 90 && Math.Abs(at.X) <= 180))
                throw new InputException(
                    string.Create(CultureInfo.InvariantCulture, $"[{at.X}, {at.Y}] is no longitude and latitude.")
                        + (Math.Abs(at.X) <= 90 && Math.Abs(at.Y) <= 180 ? " GeoJSON has the longitude first." : ""),
                    place
                );
        var note = Text(properties, "note") ?? "";
        var radius = properties?.Find("radius_km") is { Kind: not JsonValueKind.Null } given ? given : null;
        if (shape is Point)
            return Radius(radius) is { } km and > 0 and <= 20_100
                ? new ZoneFeature(name, shape, km, note)
                : throw new InputException("A point is a zone only with a property 'radius_km', above 0 and at most 20,100.", place);
        if (radius is not null)
            throw new InputException("'radius_km' goes with a point.", place);
        if (shape is not (Polygon or MultiPolygon))
            throw new InputException($"A {shape.GeometryType} encloses nothing. A zone is a Polygon, a MultiPolygon, or a Point with 'radius_km'.", place);
        RefuseStepOver180(shape, place);
        // Only now, for it takes longer than linear in the points.
        return shape.IsValid
            ? new ZoneFeature(name, shape, null, note)
            : throw new InputException($"The outline crosses or touches itself ({new IsValidOp(shape).ValidationError?.Message}).", place);
    }

    private static Geometry Shape(JsonAt geometry, string place)
    {
        Geometry? shape;
        try
        {
            shape = JsonSerializer.Deserialize<Geometry>(geometry.Raw, Geometries);
        }
        // The library shows a broken outline as whichever of these it runs into first.
        catch (Exception fault)
            when (fault
                    is JsonException
                        or ArgumentException
                        or InvalidOperationException
                        or FormatException
                        or NullReferenceException
                        or NotSupportedException
                        or InvalidCastException
                        or OverflowException
            )
        {
            // What it says of itself names types of its own.
            var said =
                fault is JsonException or NullReferenceException or InvalidCastException or NotSupportedException
                || fault.Message.Contains("NetTopologySuite", StringComparison.Ordinal)
                    ? "its coordinates are not those of its type."
                    : fault.Message;
            throw new InputException(
                $"The geometry cannot be read: {said} (A Polygon is a list of rings, each of four points or more, [longitude, latitude]; rings are closed: first and last point are the same.)",
                place,
                fault
            );
        }
        return shape is { IsEmpty: false } ? shape : throw new InputException("The geometry is empty.", place);
    }

    // A side of more than half the earth is one that was meant to go the other way round. RFC 7946, 3.1.9.
    private static void RefuseStepOver180(Geometry shape, string place)
    {
        var polygons = shape is Polygon one ? [one] : ((MultiPolygon)shape).Geometries.Cast<Polygon>();
        foreach (var ring in polygons.SelectMany(polygon => polygon.InteriorRings.Prepend(polygon.ExteriorRing)))
            for (var i = 1; i < ring.NumPoints; i++)
                if (ring.GetCoordinateN(i - 1) is var from && ring.GetCoordinateN(i) is var to && Math.Abs(to.X - from.X) > 180)
                    throw new InputException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"The outline steps from [{from.X}, {from.Y}] to [{to.X}, {to.Y}], more than half way round the earth: it crosses the 180th meridian. "
                        )
                            + "Cut it there into a MultiPolygon with a part on each side (RFC 7946, 3.1.9); an outline that is meant to be so wide needs points in between.",
                        place
                    );
    }

    private static double? Radius(JsonAt? given) =>
        given is null ? null
        : double.TryParse(
            given.Kind == JsonValueKind.String ? given.Text()
                : given.Kind == JsonValueKind.Number ? given.Raw
                : "",
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var km
        )
            ? km
        : null;

    // Of the properties the first there is, else the feature's own; null also where it is no text, which is said when such a feature is wanted.
    private static string? NameOf(JsonAt feature)
    {
        try
        {
            var properties = feature.Find("properties");
            return Text(properties, "zone_id") ?? Text(properties, "id") ?? Text(properties, "name") ?? Text(feature, "id");
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static string? Text(JsonAt? of, string name) =>
        of?.Find(name) is not { } value ? null
        : value.Kind == JsonValueKind.String
            ? value.Text() is { Length: > 0 } text ? text
                : null
        : value.Kind == JsonValueKind.Number ? value.Raw
        : null;
}
