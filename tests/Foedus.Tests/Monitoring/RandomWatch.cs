using Foedus.Model;
using Foedus.Monitoring;

namespace Foedus.Tests.Monitoring;

/// <summary>Random triggers and random reports over a few weeks, dense enough that thresholds are passed both ways.</summary>
internal sealed class RandomWatch
{
    public const int Length = 60;

    private static readonly IncidentColumns Columns = new(["id", "side"], ["id"]);

    private readonly Random random;
    private readonly Dictionary<string, ClassFilter> filters;

    /// <param name="seed">The same gives the same.</param>
    /// <param name="isBounded">Only conditions that look back a bounded number of days.</param>
    public RandomWatch(int seed, bool isBounded = false)
    {
        random = new Random(seed);
        Classes =
        [
            new IncidentClass("clash", null, new Criterion[] { new DeathsAtLeast(1) }.ToSequence()),
            new IncidentClass("notice", null, new Criterion[] { new FieldIs("side", new[] { "a" }.ToSequence()) }.ToSequence()),
        ];
        filters = Classes.ToDictionary(of => of.Name, of => new ClassFilter(of, new Dictionary<string, Region>()));
        Condition = Random(3, isBounded);
        Incidents = [.. Enumerable.Range(0, random.Next(5, 60)).Select(i => Incident($"{i}"))];
        Plan = new WatchPlan(
            new Deal("Law", new Declaration[] { Classes[0], Classes[1], new Trigger("tested", null, Condition) }.ToSequence()),
            new Dictionary<string, Region>()
        );
    }

    public static DateOnly First { get; } = new(2015, 2, 15);

    public static DateOnly Last { get; } = First.AddDays(Length - 1);

    public IReadOnlyList<IncidentClass> Classes { get; }

    public DayCondition Condition { get; }

    public List<Incident> Incidents { get; }

    public WatchPlan Plan { get; }

    public int Next(int below) => random.Next(below);

    public Incident Incident(string id)
    {
        var first = First.AddDays(random.Next(-10, Length));
        var best = random.Next(4);
        return new Incident
        {
            Id = id,
            FirstDay = first,
            LastDay = first.AddDays(random.Next(3) == 0 ? random.Next(12) : 0),
            // Some say no number, and some have a low above the best or a high below it, as real records do.
            DeathsLow = random.Next(6) == 0 ? null : Math.Max(0, best + random.Next(-2, 2)),
            DeathsBest = random.Next(8) == 0 ? null : best,
            DeathsHigh = random.Next(6) == 0 ? null : best + random.Next(-1, 3),
            Latitude = 48 + random.Next(2),
            Longitude = 38,
            Columns = Columns,
            Fields = [id, random.Next(4) == 0 ? "a" : "b"],
        };
    }

    /// <summary>[certainty] the days on which the definition says that the trigger is true.</summary>
    public List<int>[] Expected(IReadOnlyList<Incident> incidents)
    {
        var plain = Plain(incidents);
        return [.. Enum.GetValues<Certainty>().Select(how => Enumerable.Range(First.DayNumber, Length).Where(day => plain.Is(Condition, day, how)).ToList())];
    }

    /// <summary>The definitions over some incidents.</summary>
    public PlainMonitor Plain(IReadOnlyList<Incident> incidents) => new(incidents, new Dictionary<string, DayCondition>(), Of, First.DayNumber);

    /// <summary>How surely an incident is of a class.</summary>
    public Levels Of(string name, Incident incident) => filters[name].Of(incident);

    /// <summary>[certainty] the days on which the monitor says so.</summary>
    public static List<int>[] Found(WatchMonitor monitor)
    {
        var verdict = monitor.Verdicts()[0];
        return
        [
            .. Enum.GetValues<Certainty>()
                .Select(how => verdict.At(how).Episodes.SelectMany(episode => Enumerable.Range(episode.First.DayNumber, episode.Days)).ToList()),
        ];
    }

    private DayCondition Random(int depth, bool isBounded) =>
        (depth == 0 ? 0 : random.Next(isBounded ? 7 : 9)) switch
        {
            1 => new NotDay(Random(depth - 1, isBounded)),
            2 => new BothDays(Random(depth - 1, isBounded), Random(depth - 1, isBounded)),
            3 => new EitherDay(Random(depth - 1, isBounded), Random(depth - 1, isBounded)),
            4 => new Once(Random(depth - 1, isBounded), random.Next(1, 9)),
            5 => new Lasting(Random(depth - 1, isBounded), random.Next(1, 5)),
            6 => new DaysAfter(random.Next(1, 6), Random(depth - 1, isBounded)),
            7 => new Since(Random(depth - 1, isBounded), Random(depth - 1, isBounded)),
            8 => new Once(Random(depth - 1, isBounded), null),
            _ => Tally(),
        };

    private Tally Tally()
    {
        var counted = (Counted)random.Next(4);
        Estimate? by = counted == Counted.Deaths && random.Next(2) == 0 ? (Estimate)random.Next(3) : null;
        return new Tally(
            counted,
            random.Next(3) == 0 ? "notice" : "clash",
            by,
            random.Next(3) > 0,
            random.Next(1, counted == Counted.Deaths ? 9 : 5),
            random.Next(1, 9)
        );
    }
}
