using Foedus.Model;
using Foedus.Units;

namespace Foedus.Monitoring;

/// <summary>What a trigger came to over the days judged, at one degree of certainty.</summary>
/// <param name="Certainty">How sure.</param>
/// <param name="FirstDay">First day it was true; null: never.</param>
/// <param name="Evidence">The incidents inside its windows on that day.</param>
/// <param name="Counts">What was counted on that day, or on the day it came nearest.</param>
/// <param name="DaysTrue">Days on which it was true.</param>
/// <param name="Episodes">Runs of such days without a gap, in order.</param>
/// <param name="NearestDay">Where it was never true: the day on which least was missing; null where nothing was counted.</param>
public sealed record Verdict(
    Certainty Certainty,
    DateOnly? FirstDay,
    IReadOnlyList<Selected> Evidence,
    IReadOnlyList<CountedValue> Counts,
    int DaysTrue,
    IReadOnlyList<Episode> Episodes,
    DateOnly? NearestDay
)
{
    public Episode? Longest => Episodes.Count == 0 ? null : Episodes.MaxBy(episode => episode.Days);

    public DateOnly? LastDay => Episodes.Count == 0 ? null : Episodes[^1].Last;
}

/// <param name="First">First day.</param>
/// <param name="Last">Last day, included.</param>
public readonly record struct Episode(DateOnly First, DateOnly Last)
{
    public int Days => Last.DayNumber - First.DayNumber + 1;
}

/// <summary>A count or sum of a condition on one day.</summary>
/// <param name="What">"clash", "deaths in clash".</param>
/// <param name="Tally">The condition it stands in.</param>
/// <param name="Value">What was counted.</param>
public sealed record CountedValue(string What, Tally Tally, long Value)
{
    public bool IsMet => Tally.IsAtLeast ? Value >= Tally.Threshold : Value <= Tally.Threshold;

    /// <summary>How much fewer (or more) would turn this part of the condition around.</summary>
    public long ToTurn =>
        Tally.IsAtLeast
            ? IsMet
                ? Value - (long)Math.Ceiling(Tally.Threshold) + 1
                : (long)Math.Ceiling(Tally.Threshold) - Value
            : IsMet
                ? (long)Math.Floor(Tally.Threshold) - Value + 1
                : Value - (long)Math.Floor(Tally.Threshold);

    /// <summary>"5 clash within 7 days, 3 wanted; 3 fewer and it would not be met".</summary>
    public string InWords
    {
        get
        {
            var less = Tally.IsAtLeast == IsMet;
            return $"{Value} {What} within {Words.Several($"{Tally.Days}", "day")}, at {(Tally.IsAtLeast ? "least" : "most")} {Tally.Threshold:0.##} asked for: {(IsMet ? "met" : "not met")}; "
                + $"{ToTurn} {(less ? "fewer" : "more")} and it would {(IsMet ? "not be met" : "be met")}";
        }
    }
}

/// <summary>What a trigger came to at every degree of certainty.</summary>
public sealed record TriggerVerdict(string Name, string Title, string Condition, Verdict Certainly, Verdict Probably, Verdict Possibly)
{
    public Verdict At(Certainty certainty) =>
        certainty switch
        {
            Certainty.Certainly => Certainly,
            Certainty.Probably => Probably,
            _ => Possibly,
        };
}

/// <summary>The state of the game that a trigger calls for.</summary>
public sealed record StateVerdict(StateTrigger Tie, TriggerVerdict Of)
{
    /// <summary>The state in words.</summary>
    public required string State { get; init; }

    /// <summary>What it becomes, in words.</summary>
    public required string Becomes { get; init; }

    /// <summary>Whether it begins so, and nothing that was tied to reports had changed it before.</summary>
    public bool BeginsSo { get; init; }

    public DateOnly? Since => Of.At(Tie.How).FirstDay;

    /// <summary>"the front became strained on 2024-02-10 (certainly)"; "the front did not probably become ablaze; possibly it did, on 2024-02-17"; where it begins so, that is said.</summary>
    public string InWords =>
        Since is { } since
            ? BeginsSo
                ? $"{State} begins as {Becomes}; by reports it is so on {since:yyyy-MM-dd} ({Surely(Tie.How)})"
                : $"{State} became {Becomes} on {since:yyyy-MM-dd} ({Surely(Tie.How)})"
            : new[] { Of.Probably, Of.Possibly }.FirstOrDefault(verdict => verdict.FirstDay is not null) is { FirstDay: { } less } weaker
                ? $"{State} did not {Surely(Tie.How)} become {Becomes}; {Surely(weaker.Certainty)} it did, on {less:yyyy-MM-dd}"
                : $"{State} did not become {Becomes} ({Surely(Tie.How)})";

    private static string Surely(Certainty certainty) => certainty.ToString().ToLowerInvariant();
}

/// <summary>What one incident changed in the verdict on a trigger.</summary>
/// <param name="Trigger">Its name.</param>
/// <param name="From">First day whose verdict is another now.</param>
/// <param name="To">Last such day.</param>
/// <param name="Before">What held on the last of them before.</param>
/// <param name="After">And now.</param>
public sealed record VerdictChange(string Trigger, DateOnly From, DateOnly To, Levels Before, Levels After);

/// <summary>What became of an incident that was handed in.</summary>
public enum Taken
{
    /// <summary>Of no class: it counts nowhere.</summary>
    OfNoClass,
    Counted,

    /// <summary>Seen before with other content, which it replaces.</summary>
    Revised,

    /// <summary>Seen before with the same content.</summary>
    Repeated,

    /// <summary>From before the deal was in force.</summary>
    BeforeInForce,

    /// <summary>Too old to change the verdicts that are still kept open.</summary>
    TooLate,
}
