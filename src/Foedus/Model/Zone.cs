namespace Foedus.Model;

/// <summary>A part of the earth that incidents are counted in.</summary>
/// <param name="Name">The word for it.</param>
/// <param name="Title">What it is, in a phrase.</param>
/// <param name="Shape">Where it lies.</param>
/// <param name="Without">Names of zones whose parts do not belong to it.</param>
internal sealed record Zone(string Name, string? Title, ZoneShape Shape, Sequence<Word> Without) : Declaration;

internal abstract record ZoneShape : Node;

/// <summary><c>within 25 km of 36.2, 37.13</c>: a circle around a point, latitude before longitude.</summary>
internal sealed record Circle(double Kilometres, double Latitude, double Longitude) : ZoneShape;

/// <summary><c>in "zones.geojson" feature "contact_line"</c>: a feature of a GeoJSON file beside the deal; null takes the feature called like the zone.</summary>
internal sealed record FileFeature(string File, string? Feature) : ZoneShape;
