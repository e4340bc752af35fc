namespace Foedus.Model;

/// <summary>A condition on reported incidents in time, judged at the end of every day.</summary>
internal sealed record Trigger(string Name, string? Title, DayCondition Condition) : Declaration;

/// <summary><c>status becomes broken when certainly serious</c>: what the trigger means in the game. The game itself does not read incidents.</summary>
/// <param name="Variable">A state.</param>
/// <param name="Value">One of its values.</param>
/// <param name="How">How sure the trigger must be.</param>
/// <param name="Condition">When.</param>
public sealed record StateTrigger(Word Variable, Word Value, Certainty How, DayCondition Condition) : Declaration;

/// <summary><c>in force from 2015-02-15</c>: incidents that began before do not count, and days before are not judged.</summary>
public sealed record InForceFrom(DateOnly Day) : Declaration;

/// <summary>How sure a verdict is.</summary>
public enum Certainty
{
    /// <summary>On the lowest estimates, with everything that happened surely inside the window.</summary>
    Certainly,

    /// <summary>On the best estimates and first days.</summary>
    Probably,

    /// <summary>On the highest estimates, with everything that may have happened inside the window.</summary>
    Possibly,
}

/// <summary>A formula of past-time metric temporal logic with counts and sums, true or false of a day.</summary>
public abstract record DayCondition : Node
{
    /// <summary>The conditions it is made of; none for a count or a trigger's name.</summary>
    public IEnumerable<DayCondition> Parts => Walk.Children(this).OfType<DayCondition>();
}

/// <summary>What is counted of the incidents of a class.</summary>
public enum Counted
{
    Incidents,
    Deaths,

    /// <summary>Days on which one began.</summary>
    Days,

    /// <summary>Different pairs of day and place.</summary>
    PlaceDays,
}

/// <summary><c>at least 3 clash within 7 days</c>, <c>at most 10 deaths in clash within 30 days</c>: today is the last day of the window.</summary>
/// <param name="Counted">What is counted.</param>
/// <param name="Class">Of which incidents.</param>
/// <param name="By">Estimate of deaths; null for the one the certainty asks for.</param>
/// <param name="IsAtLeast">At least, or at most.</param>
/// <param name="Threshold">The number.</param>
/// <param name="Days">Length of the window.</param>
public sealed record Tally(Counted Counted, Word Class, Estimate? By, bool IsAtLeast, double Threshold, int Days) : DayCondition;

/// <summary>The condition of a trigger declared elsewhere.</summary>
internal sealed record TriggerName(Word Name) : DayCondition;

internal sealed record NotDay(DayCondition Operand) : DayCondition;

internal sealed record BothDays(DayCondition Left, DayCondition Right) : DayCondition;

internal sealed record EitherDay(DayCondition Left, DayCondition Right) : DayCondition;

/// <summary><c>once serious within 10 days</c>: true on some of the last so many days, today included; null for any day so far.</summary>
internal sealed record Once(DayCondition Operand, int? Days) : DayCondition;

/// <summary><c>serious for 10 days</c>: true on each of the last so many days, today included.</summary>
internal sealed record Lasting(DayCondition Operand, int Days) : DayCondition;

/// <summary><c>10 days after notice</c>: true so many days ago.</summary>
internal sealed record DaysAfter(int Days, DayCondition Operand) : DayCondition;

/// <summary><c>not cured since notice</c>: the right was true on a day, and the left on every day after it.</summary>
internal sealed record Since(DayCondition Left, DayCondition Right) : DayCondition;
