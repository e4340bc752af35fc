namespace Foedus.Model;

/// <summary>A condition on time. Each kind says here all that is said of it as it is written: its parts, and its words.</summary>
/// <remarks>What it comes to in periods is said once more, where it is bound (Binding/TimeBinder): a stretch of periods, a count of ends for which something lasts, or of those since it began. Lowering, watch and checks know these alone.</remarks>
public abstract record TimeCondition : Expression
{
    /// <summary>The words that one begins with, in the order in which they are offered.</summary>
    internal static IReadOnlyList<string> Words { get; } = ["in", "from", "until", "before", "after", "within"];

    /// <summary>The condition that it counts from; null where it counts from the beginning of the deal.</summary>
    internal virtual Expression? From => null;

    /// <summary>Its parts in the order of the text.</summary>
    internal abstract IEnumerable<Node> Parts { get; }

    /// <summary>The same, counted from another condition.</summary>
    internal virtual TimeCondition CountedFrom(Expression condition) => this;

    /// <summary>As it is written, and how strongly that binds: 9 like a word, 4 like a comparison, 1 like 'or'.</summary>
    internal abstract (string Text, int Strength) Written { get; }
}

/// <summary>A condition on time that is counted from another condition.</summary>
internal abstract record CountedTime : TimeCondition
{
    /// <summary>What it counts from.</summary>
    public abstract Expression Condition { get; init; }

    internal sealed override Expression From => Condition;

    internal sealed override TimeCondition CountedFrom(Expression condition) => this with { Condition = condition };
}

/// <summary>On which side of a stretch of time a moment lies.</summary>
internal enum Side
{
    In,
    From,
    Until,
    Before,
    After,
}

/// <summary><c>in year 3</c>, <c>from month 6</c>, <c>until quarter 4</c>, <c>before year 2</c>, <c>after year 2</c>: time as the deal itself counts it, from 1.</summary>
/// <param name="Side">On which side.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Number">Which one.</param>
internal sealed record InTime(Side Side, Word Unit, double Number) : TimeCondition
{
    internal override IEnumerable<Node> Parts => [Unit];

    internal override (string Text, int Strength) Written => ($"{ExpressionText.Of(Side)} {Unit} {ExpressionText.Of(Number)}", 9);
}

/// <summary><c>before 2026-06-01</c>, and likewise with <c>from</c>, <c>until</c>, <c>after</c>: counted from the day on which the deal comes into force.</summary>
/// <param name="Side">On which side; not <see cref="Side.In"/>.</param>
/// <param name="Day">Of which day.</param>
internal sealed record OnDate(Side Side, DateOnly Day) : TimeCondition
{
    internal override IEnumerable<Node> Parts => [];

    internal override (string Text, int Strength) Written => ($"{ExpressionText.Of(Side)} {Day:yyyy-MM-dd}", 9);
}

/// <summary><c>after 90 days</c>: so much of the deal's time has passed.</summary>
internal sealed record HasPassed(Duration Time) : TimeCondition
{
    internal override IEnumerable<Node> Parts => [Time];

    internal override (string Text, int Strength) Written => ($"after {ExpressionText.Of(Time)}", 9);
}

/// <summary><c>status = broken for 2 months</c>: it is so now, and was at the end of each of the last periods.</summary>
internal sealed record LastsFor(Expression Condition, Duration Time) : CountedTime
{
    internal override IEnumerable<Node> Parts => [Condition, Time];

    internal override (string Text, int Strength) Written => ($"{ExpressionText.Part(Condition, 4)} for {ExpressionText.Of(Time)}", 1);
}

/// <summary><c>within 2 months of (status = broken)</c>: from the moment at which it last began to be so to the end of that many periods after the one in which it did, whether or not it still is.</summary>
internal sealed record WithinOf(Duration Time, Expression Condition) : CountedTime
{
    internal override IEnumerable<Node> Parts => [Time, Condition];

    internal override (string Text, int Strength) Written => ($"within {ExpressionText.Of(Time)} of {ExpressionText.Part(Condition, 5)}", 4);
}

/// <summary><c>from 2 months after (status = broken)</c>: it last began to be so at least that long ago, whether or not it still is.</summary>
internal sealed record FromAfter(Duration Time, Expression Condition) : CountedTime
{
    internal override IEnumerable<Node> Parts => [Time, Condition];

    internal override (string Text, int Strength) Written => ($"from {ExpressionText.Of(Time)} after {ExpressionText.Part(Condition, 5)}", 4);
}
