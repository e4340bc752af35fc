namespace Foedus.Model;

/// <summary>On which side of a stretch of time a moment lies.</summary>
public enum Side { In, From, Until, Before, After }

/// <summary><c>in year 3</c>, <c>from month 6</c>, <c>until quarter 4</c>, <c>before year 2</c>, <c>after year 2</c>: time as the deal itself counts it, from 1.</summary>
/// <param name="Side">On which side.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Number">Which one.</param>
public sealed record InTime(Side Side, Word Unit, double Number) : Expression;

/// <summary><c>before 2026-06-01</c>, and likewise with <c>from</c>, <c>until</c>, <c>after</c>: counted from the day on which the deal comes into force.</summary>
/// <param name="Side">On which side; not <see cref="Side.In"/>.</param>
/// <param name="Day">Of which day.</param>
public sealed record OnDate(Side Side, DateOnly Day) : Expression;

/// <summary><c>after 90 days</c>: so much of the deal's time has passed.</summary>
public sealed record HasPassed(Duration Time) : Expression;

/// <summary><c>status = broken for 2 months</c>: it is so now, and was at the end of each of the last periods.</summary>
public sealed record LastsFor(Expression Condition, Duration Time) : Expression;

/// <summary><c>within 2 months of (status = broken)</c>: from the moment at which it last began to be so to the end of that many periods after the one in which it did, whether or not it still is.</summary>
public sealed record WithinOf(Duration Time, Expression Condition) : Expression;

/// <summary><c>from 2 months after (status = broken)</c>: it last began to be so at least that long ago, whether or not it still is.</summary>
public sealed record FromAfter(Duration Time, Expression Condition) : Expression;
