namespace Foedus.Model;

/// <summary>A part of the earth that incidents are counted in.</summary>
/// <param name="Name">The word for it.</param>
/// <param name="Title">What it is, in a phrase.</param>
/// <param name="Shape">Where it lies.</param>
/// <param name="Without">Names of zones whose parts do not belong to it.</param>
public sealed record Zone(string Name, string? Title, ZoneShape Shape, Sequence<Word> Without) : Declaration;

public abstract record ZoneShape : Node;

/// <summary><c>within 25 km of 36.2, 37.13</c>: a circle around a point, latitude before longitude.</summary>
public sealed record Circle(double Kilometres, double Latitude, double Longitude) : ZoneShape;

/// <summary><c>in "zones.geojson" feature "contact_line"</c>: a feature of a GeoJSON file beside the deal; null takes the feature called like the zone.</summary>
public sealed record FileFeature(string File, string? Feature) : ZoneShape;
