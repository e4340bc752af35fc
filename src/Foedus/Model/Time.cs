namespace Foedus.Model;

/// <summary>What a period is called: year, half_year, quarter, month, week, day, or a word of the deal's own such as round.</summary>
internal sealed record Period(Word Unit) : Declaration;

/// <summary>What comes after the last period, or that there is no last one.</summary>
internal enum Ending
{
    /// <summary>Nothing: values are zero after the last period.</summary>
    Stops,

    /// <summary>The last flow for ever: v / (1 − δ), discounted once, types frozen.</summary>
    ThenForever,

    /// <summary>No last period: the stationary fixed point.</summary>
    Endless,
}

/// <param name="Length">How long; null if and only if endless.</param>
/// <param name="Ending">What follows.</param>
internal sealed record Horizon(Duration? Length, Ending Ending) : Declaration;

/// <summary>A length of time as it is written: <c>10</c> (periods), <c>18 months</c>. Binding says how many periods it is.</summary>
/// <param name="Count">How many.</param>
/// <param name="Unit">Of what; null for periods.</param>
public sealed record Duration(double Count, Word? Unit = null) : Node
{
    public static implicit operator Duration(int periods) => new(periods);
}

/// <summary>By, through or at which time: <c>10</c>, <c>18 months</c>, <c>month 6</c>, <c>2026-06-30</c>. Binding says after how many periods it is over.</summary>
/// <param name="Time">So much time after the beginning; null where a date or a month is named.</param>
/// <param name="Until">The month or date named, as a condition that is true until its end; else null.</param>
public sealed record Moment(Duration? Time, TimeCondition? Until = null) : Node
{
    public static implicit operator Moment(Duration time) => new(time) { Place = time.Place };

    public override string ToString() => Time is not null ? ExpressionText.Of(Time) : ExpressionText.Of(Until!)[(ExpressionText.Of(Side.Until).Length + 1)..];
}
