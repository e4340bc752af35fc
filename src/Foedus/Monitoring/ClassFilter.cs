using System.Globalization;
using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>Decides whether an incident is of a class, and how surely.</summary>
/// <remarks>
/// What a source does not say makes an incident possible, not certain or probable: a place it does not give may lie in the zone, deaths it does not count may have been some,
/// an act it attributes to nobody may have been either side's. How precisely day and place are coded is a matter of the record itself and the same at all three.
/// </remarks>
internal sealed class ClassFilter
{
    private readonly Func<Incident, Levels>[] criteria;

    /// <param name="of">The class.</param>
    /// <param name="regions">The deal's zones by name.</param>
    public ClassFilter(IncidentClass of, IReadOnlyDictionary<string, Region> regions)
    {
        Class = of;
        CountsRowsOnce = of.Criteria.Any(criterion => criterion is DistinctRows);
        criteria = [.. of.Criteria.Where(criterion => criterion is not DistinctRows).Select(criterion => Compile(criterion, regions))];
    }

    public IncidentClass Class { get; }

    /// <summary>Whether rows equal in every column but their ids count once.</summary>
    public bool CountsRowsOnce { get; }

    public Levels Of(Incident incident)
    {
        var levels = Levels.All;
        foreach (var criterion in criteria)
        {
            levels &= criterion(incident);
            if (levels == Levels.None)
                break;
        }
        return levels;
    }

    private static Func<Incident, Levels> Compile(Criterion criterion, IReadOnlyDictionary<string, Region> regions)
    {
        switch (criterion)
        {
            case InZone zone:
                var region = regions[zone.Zone];
                return incident =>
                    incident is { Latitude: { } latitude, Longitude: { } longitude } ? Sure(region.Contains(latitude, longitude)) : Levels.Possibly;
            case DeathsAtLeast { By: null } deaths:
                return incident => Deaths(incident, deaths.Deaths);
            case DeathsAtLeast deaths:
                return incident => By(incident, deaths.By!.Value) is { } count ? Sure(count >= deaths.Deaths) : Levels.Possibly;
            case OfKind kind:
                return incident => Sure(In(kind.Kinds, incident.Kind));
            case AttributedTo { Actors.Count: 0 }:
                return incident => incident.AttributedTo is not null ? Levels.All : Levels.Possibly;
            case AttributedTo by:
                return incident =>
                    incident.AttributedTo is { } actor ? Sure(In(by.Actors, actor))
                    : incident.SideA.Length == 0 && incident.SideB.Length == 0 || In(by.Actors, incident.SideA) || In(by.Actors, incident.SideB)
                        ? Levels.Possibly
                    : Levels.None;
            case WithSide side:
                return incident => Sure(In(side.Actors, incident.SideA) || In(side.Actors, incident.SideB));
            case AgainstSide against:
                return incident => Sure(In(against.Actors, incident.SideB));
            case ExactDay:
                return incident => Sure(incident.DayPrecision is { } precision ? precision == 1 : incident.FirstDay == incident.LastDay);
            case PlaceWithin place:
                return incident => Sure(incident.PlacePrecision <= place.Precision);
            case ClearEvent:
                return incident => Sure(incident.Clarity == 1);
            case FieldIs field:
                return incident => Sure(incident.Field(field.Column) is { } text && In(field.Texts, text));
            case FieldNumber field:
                return incident =>
                    Number(incident, field) is { } number ? Sure(field.IsAtLeast ? number >= field.Number : number <= field.Number) : Levels.Possibly;
            default:
                throw new InvalidOperationException($"Unknown criterion {criterion.GetType().Name}.");
        }
    }

    /// <summary>An estimate of an incident's deaths; null where it has none.</summary>
    public static int? By(Incident incident, Estimate estimate) =>
        estimate switch
        {
            Estimate.Lowest => incident.DeathsLow ?? incident.DeathsBest,
            Estimate.Highest => incident.DeathsHigh ?? incident.DeathsBest,
            _ => incident.DeathsBest,
        };

    /// <summary>A field as a number; null where none is said, or it is not written as one ("1,000", "7%").</summary>
    public static double? Number(Incident incident, FieldNumber field) =>
        double.TryParse(incident.Field(field.Column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    // Some records have a low above the best or a high below it; then the larger doubt counts, so that what is certain is probable and what is probable is possible.
    private static Levels Deaths(Incident incident, int threshold)
    {
        // Where there is no best estimate, so many are probable as are certain, and nothing is too many that is not bounded.
        var (low, high) = (incident.DeathsLow ?? incident.DeathsBest ?? 0, incident.DeathsHigh ?? incident.DeathsBest ?? int.MaxValue);
        var best = incident.DeathsBest ?? low;
        return (Math.Min(best, low) >= threshold ? Levels.Certainly : 0)
            | (best >= threshold ? Levels.Probably : 0)
            | (Math.Max(best, high) >= threshold ? Levels.Possibly : 0);
    }

    private static Levels Sure(bool isSo) => isSo ? Levels.All : Levels.None;

    private static bool In(Sequence<string> texts, string text)
    {
        foreach (var one in texts.AsSpan())
            if (string.Equals(one, text, StringComparison.Ordinal))
                return true;
        return false;
    }
}
