using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>How an obligation has stood, day by day: a chain of changes, the last of them first. Equal to another where all its changes are.</summary>
internal sealed class Past : IEquatable<Past>
{
    private readonly Past? before;
    private readonly DateOnly since;
    private readonly bool isAtEnd;
    private readonly Standing standing;
    private readonly int hash;

    /// <param name="first">How it stands when the deal begins.</param>
    public Past(Standing first)
        : this(null, DateOnly.MinValue, false, first) { }

    private Past(Past? before, DateOnly since, bool isAtEnd, Standing standing) =>
        (this.before, this.since, this.isAtEnd, this.standing, hash) = (
            before,
            since,
            isAtEnd,
            standing,
            HashCode.Combine(before?.hash, since, isAtEnd, standing)
        );

    /// <summary>And from a day on otherwise, no earlier than the last change.</summary>
    /// <param name="day">The day.</param>
    /// <param name="now">How it then stands.</param>
    /// <param name="isAtEnd">Whether a period ends with the day and that moves it; else a report of the day does.</param>
    public Past Then(DateOnly day, Standing now, bool isAtEnd) => now == standing ? this : new Past(this, day, isAtEnd, now);

    /// <summary>How it stood at the end of a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="isBeforeEnd">Whether before a period that ends with it had ended.</param>
    public Standing At(DateOnly day, bool isBeforeEnd)
    {
        var at = this;
        while ((at.since > day || isBeforeEnd && at.isAtEnd && at.since == day) && at.before is { } earlier)
            at = earlier;
        return at.standing;
    }

    /// <summary>The day since which it first stood so; null where it never did.</summary>
    public DateOnly? First(Standing standing)
    {
        DateOnly? first = null;
        for (var at = this; at is not null; at = at.before)
            if (at.standing == standing)
                first = at.since;
        return first;
    }

    // Chains may be as long as the deal has periods, so they are gone through and not entered.
    public bool Equals(Past? other)
    {
        var mine = this;
        for (; mine is not null && other is not null && !ReferenceEquals(mine, other); (mine, other) = (mine.before, other.before))
            if (mine.hash != other.hash || mine.since != other.since || mine.isAtEnd != other.isAtEnd || mine.standing != other.standing)
                return false;
        return ReferenceEquals(mine, other);
    }

    public override bool Equals(object? obj) => Equals(obj as Past);

    public override int GetHashCode() => hash;
}
