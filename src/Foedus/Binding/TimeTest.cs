namespace Foedus.Binding;

/// <summary>What a condition on time comes to in periods. However it is written, it is one of these.</summary>
internal abstract record TimeTest() : BoundExpression(ValueKind.Truth)
{
    /// <summary>What it counts from; null for the beginning of the deal.</summary>
    public virtual BoundExpression? From => null;
}

/// <summary>The period is one of these: those of the deal are counted from 1.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last; null for all that follow.</param>
internal sealed record PeriodTest(int First, int? Last) : TimeTest;

/// <summary>At least so many periods have ended.</summary>
internal sealed record PassedTest(int Periods) : TimeTest;

/// <summary>The condition is true, and was at each of the last so many ends of a period.</summary>
/// <param name="Condition">A condition on the public state alone.</param>
/// <param name="Periods">How many ends.</param>
/// <param name="Words">The condition in a few words, "broken".</param>
internal sealed record LastsTest(BoundExpression Condition, int Periods, string Words) : TimeTest
{
    public override BoundExpression From => Condition;
}

/// <summary>So many ends of periods have passed since the condition last began to be true: at most that many, or at least.</summary>
/// <param name="Condition">A condition on the public state alone.</param>
/// <param name="Periods">How many ends.</param>
/// <param name="IsWithin">At most, or at least.</param>
/// <param name="Words">The condition in a few words, "broken".</param>
internal sealed record SinceTest(BoundExpression Condition, int Periods, bool IsWithin, string Words) : TimeTest
{
    public override BoundExpression From => Condition;
}
