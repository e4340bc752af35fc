using Foedus.Binding;
using Foedus.Interop.Incidents;
using Foedus.Language;
using Foedus.Model;
using Foedus.Monitoring;
using NetTopologySuite.Geometries;

namespace Foedus.Workflow;

/// <summary>A deal read for watching: its triggers and zones. The game in it need not be whole.</summary>
public sealed record WatchInput(SourceText Source, Deal Deal, IReadOnlyDictionary<string, Region> Regions)
{
    /// <summary>Obligations that are in force in the deal itself or in some offer, with their times in periods.</summary>
    internal IReadOnlyList<BoundObligation> Obligations { get; init; } = [];

    /// <summary>The obligations that reports can be held against.</summary>
    /// <param name="force">The day on which the first period begins.</param>
    /// <param name="notes">Takes what cannot be judged.</param>
    internal IReadOnlyList<WatchedObligation> Watched(DateOnly force, List<string> notes)
    {
        var (silent, told) = (
            Obligations.Where(owed => owed.Declared.Reported is null).ToList(),
            Obligations.Where(owed => owed.Declared.Reported is not null).ToList()
        );
        if (silent.Count > 0)
            notes.Add(
                $"Not judged: {string.Join(", ", silent.Select(owed => owed.Name).Distinct())}. No report says whether it is done; write in the obligation: reported as INCIDENTS."
            );
        var calendar = new Calendar(Deal.All<Period>().FirstOrDefault(), isLost: false, new DiagnosticBag(), []);
        if (told.Count > 0 && calendar.DayAfter(force, 1) is null)
        {
            notes.Add(
                $"Not judged: {string.Join(", ", told.Select(owed => owed.Name).Distinct())}. How long a {calendar.Word} is, is not said, so it is due on no known day."
            );
            return [];
        }
        return
        [
            .. told.Select(owed => new WatchedObligation(
                owed.Declared with
                {
                    Party = owed.Party.Name,
                },
                Deal.Clauses.FirstOrDefault(clause => Stands(clause.Terms, owed))?.Name
                    ?? Deal.Forks.SelectMany(fork => fork.Answers).FirstOrDefault(answer => Stands(answer.Terms, owed))?.Name,
                owed.Due,
                owed.Cure,
                period => calendar.DayAfter(force, period)!.Value is var next && next == DateOnly.MaxValue ? next : next.AddDays(-1),
                InPeriods
            )
            {
                Round = owed.Round,
            }),
        ];

        // What it counts from is read off the reports: here any condition stands for it.
        TimeInPeriods? InPeriods(TimeCondition time) =>
            new TimeBinder(calendar, force, isForceLost: false, new DiagnosticBag()).Bind(time, new ConstantTruth(true)) switch
            {
                PeriodTest test => new StretchOfPeriods(test.First, test.Last),
                PassedTest passed => new EndsPassed(passed.Periods),
                LastsTest lasts => new EndsInARow(lasts.Periods),
                SinceTest since => new EndsSince(since.Periods, since.IsWithin),
                _ => null,
            };
    }

    private static bool Stands(Sequence<Term> terms, BoundObligation owed) =>
        terms.OfType<AddObligation>().Any(add => add.Obligation.NamePlace.Start == owed.Declared.NamePlace.Start);

    /// <summary>Where the deal's zones lie, for places whose latitude and longitude look exchanged; null without zones.</summary>
    public Area? Around =>
        Regions.Count == 0
            ? null
            : new Area(
                Regions.Values.Min(region => region.Box.West),
                Regions.Values.Min(region => region.Box.South),
                Regions.Values.Max(region => region.Box.East),
                Regions.Values.Max(region => region.Box.North)
            );

    /// <exception cref="InputException">The deal is not sound, or a zone's file is not there.</exception>
    public static WatchInput Read(string path)
    {
        var source = SourceText.ReadFile(path);
        var parsed = DealParser.Parse(source);
        // What the game still lacks does not keep its triggers from being watched.
        var bound = Binder.Bind(parsed.Deal, parsed.Lost, isWhole: false);
        var errors = parsed.Diagnostics.Concat(bound.Diagnostics).Where(diagnostic => diagnostic.Severity == Severity.Error).ToList();
        if (errors.Count > 0)
            throw new InputException(DiagnosticRenderer.Render(source, errors).TrimEnd());
        return new WatchInput(source, parsed.Deal, RegionsOf(parsed.Deal, Path.GetDirectoryName(Path.GetFullPath(path))!))
        {
            Obligations =
            [
                .. bound
                    .Parts.Terms.Obligations.Concat(bound.Parts.Offers.SelectMany(offer => offer.Obligations))
                    .DistinctBy(owed => (owed.Name, owed.Declared.NamePlace.Start)),
            ],
        };
    }

    /// <summary>Every zone as a region.</summary>
    /// <param name="deal">A deal whose names have been checked.</param>
    /// <param name="folder">Where its zone files lie.</param>
    public static IReadOnlyDictionary<string, Region> RegionsOf(Deal deal, string folder)
    {
        var files = new Dictionary<string, ZoneFeatures>();
        var regions = new Dictionary<string, Region>();
        foreach (var zone in deal.All<Zone>())
            Make(zone);
        return regions;

        Region Make(Zone zone)
        {
            if (regions.TryGetValue(zone.Name, out var made))
                return made;
            var whole = zone.Shape switch
            {
                Circle circle => new CircleRegion(circle.Latitude, circle.Longitude, circle.Kilometres),
                FileFeature file => FromFile(zone, file),
                _ => throw new InvalidOperationException("Unknown outline."),
            };
            return regions[zone.Name] =
                zone.Without.Count == 0
                    ? whole
                    : new LessRegion(whole, [.. zone.Without.Select(name => Make(deal.All<Zone>().First(other => other.Name == name)))]);
        }

        Region FromFile(Zone zone, FileFeature outline)
        {
            var path = Path.Combine(folder, outline.File);
            if (!files.TryGetValue(path, out var features))
                files[path] = features = ZoneFile.Read(path);
            var wanted = outline.Feature ?? zone.Name;
            return features.Find(wanted) is { } feature
                ? Of(feature)
                : throw new InputException(
                    $"The zone '{zone.Name}' wants the feature '{wanted}', which is not in the file. Features: {string.Join(", ", features.Names.Take(20))}.",
                    path
                );
        }
    }

    private static Region Of(ZoneFeature feature)
    {
        if (feature.RadiusKm is { } radius)
            return new CircleRegion(feature.Shape.Coordinate.Y, feature.Shape.Coordinate.X, radius);
        return new PolygonRegion(feature.Shape);
    }
}
