namespace Foedus.Solving.Beliefs.Reasons;

/// <summary>Something that happened in a period where more than one thing could: a choice, or an outcome of chance.</summary>
/// <param name="Step">Number of the step.</param>
/// <param name="Party">Who chose; −1 for chance.</param>
/// <param name="Type">The chooser's private type; −1 for chance.</param>
/// <param name="Option">What was chosen; empty for chance.</param>
/// <param name="Outcome">What then came of it, in words, where more than one thing could; null where only one could.</param>
internal sealed record CourseEvent(int Step, int Party, int Type, string Option, string? Outcome);

/// <summary>A way in which a condition first fails in a period.</summary>
/// <param name="Events">In order.</param>
/// <param name="Decided">[event] whether it decided: something else that could have happened there would have made failing at most half as likely, in most of the course's chance.</param>
/// <param name="ByPeriod">[period from 0] chance that it first fails at the end of the period in this way.</param>
internal sealed record Course(IReadOnlyList<CourseEvent> Events, IReadOnlyList<bool> Decided, double[] ByPeriod)
{
    /// <summary>Over all periods.</summary>
    public double Chance => ByPeriod.Sum();
}

/// <summary>The beginning of a course, grown step by step; equal beginnings are one.</summary>
internal sealed class CourseStem
{
    private readonly Dictionary<CourseEvent, CourseStem> next = [];

    // The same by the list that was grown by, which comes again and again.
    private readonly Dictionary<IReadOnlyList<CourseEvent>, CourseStem> grown = new(ReferenceEqualityComparer.Instance);
    private readonly CourseStem? before;
    private readonly CourseEvent? last;
    private double decided;
    private double all;

    /// <summary>Nothing has happened yet.</summary>
    public CourseStem() { }

    private CourseStem(CourseStem before, CourseEvent last) => (this.before, this.last) = (before, last);

    public CourseStem Then(IReadOnlyList<CourseEvent> events)
    {
        if (events.Count == 0)
            return this;
        if (grown.TryGetValue(events, out var known))
            return known;
        var stem = this;
        foreach (var happened in events)
        {
            if (!stem.next.TryGetValue(happened, out var following))
                stem.next.Add(happened, following = new CourseStem(stem, happened));
            stem = following;
        }
        return grown[events] = stem;
    }

    /// <summary>Counts failing mass that came this far by the last so many events, and whether they decided.</summary>
    public void Count(int events, double failing, bool hasDecided)
    {
        for (var (stem, left) = (this, events); left > 0; stem = stem.before!, left--)
        {
            stem.all += failing;
            stem.decided += hasDecided ? failing : 0;
        }
    }

    public Course Course(double[] byPeriod)
    {
        var stems = new List<CourseStem>();
        for (var stem = this; stem.last is not null; stem = stem.before!)
            stems.Insert(0, stem);
        return new Course([.. stems.Select(stem => stem.last!)], [.. stems.Select(stem => stem.decided > stem.all / 2)], byPeriod);
    }
}
