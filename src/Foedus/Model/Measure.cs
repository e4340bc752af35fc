namespace Foedus.Model;

/// <summary>What an ask asks of the solved game.</summary>
/// <param name="Kind">Which question about the condition.</param>
/// <param name="Condition">Judged at ends of periods.</param>
/// <param name="Time">Through, by or at the end of which time; null where the kind has none.</param>
public sealed record Measure(AskedKind Kind, Expression Condition, Moment? Time) : Node;

/// <summary>A kind of question: all in which kinds differ. A new one is written here, and added to <see cref="All"/>.</summary>
public sealed class AskedKind
{
    /// <summary>Chance that the condition holds at the end of every period through so long a time.</summary>
    public static readonly AskedKind ChanceThrough = new()
    {
        Word = "through",
        Means = "in every period up to it",
        Follows = true,
        IsAtOneEnd = false,
        IsTime = false,
        IsComplement = false,
        Told = "chance that {0} at the end of every period through {1}",
    };

    /// <summary>Chance that the condition holds at the end of at least one period within so long a time.</summary>
    public static readonly AskedKind ChanceBy = new()
    {
        Word = "by",
        Means = "in one of them at least",
        Follows = false,
        IsAtOneEnd = false,
        IsTime = false,
        IsComplement = true,
        Told = "chance that {0} at the end of some period by {1}",
    };

    /// <summary>Chance that the condition holds at the end of the period that ends then (1 is the first).</summary>
    public static readonly AskedKind ChanceAt = new()
    {
        Word = "at",
        Means = "at its end",
        Follows = null,
        IsAtOneEnd = true,
        IsTime = false,
        IsComplement = false,
        Told = "chance that {0} at the end of {1}",
    };

    /// <summary>Mean number of whole periods until the condition first holds at the end of one, restricted to the horizon, with the share that never sees it.</summary>
    public static readonly AskedKind TimeUntil = new()
    {
        Word = "until",
        Means = "until it is first so",
        Follows = false,
        IsAtOneEnd = false,
        IsTime = true,
        IsComplement = false,
        Told = "periods until {0}",
    };

    private AskedKind() { }

    public static IReadOnlyList<AskedKind> All { get; } = [ChanceThrough, ChanceBy, ChanceAt, TimeUntil];

    /// <summary>The words of all that are a chance, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> ChanceWords { get; } = [.. All.Where(kind => !kind.IsTime).Select(kind => kind.Word)];

    /// <summary>The word between the condition and the time; of a time, the word before the condition.</summary>
    public required string Word { get; init; }

    /// <summary>What the word means, for who forgot it: "in every period up to it".</summary>
    public required string Means { get; init; }

    /// <summary>Whether it is judged at the end of one period alone, and not at those before.</summary>
    public required bool IsAtOneEnd { get; init; }

    /// <summary>Which runs are followed: those in which the condition has always held, those in which it never has, or (null) all, to the end of one period.</summary>
    public required bool? Follows { get; init; }

    /// <summary>Whether the answer is a number of periods and not a chance; then it stops at the horizon.</summary>
    public required bool IsTime { get; init; }

    /// <summary>Whether the answer is what is left of 1 by the runs that are followed.</summary>
    public required bool IsComplement { get; init; }

    /// <summary>What it comes to, in words, where it is settled by how the deal is written.</summary>
    /// <param name="value">1 or 0; of a time 0.</param>
    public string Settled(int value) =>
        IsTime ? "never comes"
        : value == 1 ? "is 100 of 100"
        : "is 0 of 100";

    /// <summary>The question in words: {0} is the condition, {1} the time.</summary>
    public required string Told { get; init; }
}
