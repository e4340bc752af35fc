using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>A part of a condition with its truth on every judged day.</summary>
/// <remarks>
/// Past-time metric temporal logic on days, evaluated as in the monitors of Havelund and Roșu (2004, "Efficient monitoring of safety properties") and Basin, Klaedtke, Marinovic
/// and Zălinescu (2015, "Monitoring of temporal first-order properties with aggregations"): the truth of a day follows from the day before and what is new.
/// Each operator but 'not' is monotone, so the three degrees of certainty are carried side by side.
/// </remarks>
internal abstract class ConditionNode(int firstDay)
{
    private readonly DayRow<Levels> truths = new(firstDay);

    protected int FirstDay { get; } = firstDay;

    public Levels this[int day] => truths[day];

    /// <summary>The nodes it is made of.</summary>
    public virtual IEnumerable<ConditionNode> Parts => [];

    /// <summary>Truth of a day; false where it lies before all that are kept.</summary>
    protected Levels Before(int day) => truths.Or(day, Levels.None);

    /// <summary>Judges days anew, in order.</summary>
    public virtual void Judge(int from, int to)
    {
        for (var day = from; day <= to; day++)
            truths.Put(day, Of(day));
    }

    public virtual void LetGo(int before) => truths.LetGo(before);

    protected abstract Levels Of(int day);
}

/// <summary>A count against its threshold. Absence has been seen only once the whole window has been.</summary>
internal sealed class TallyNode(TallyLedger[] ledgers, int? inForce, int firstDay) : ConditionNode(firstDay)
{
    private readonly Tally tally = ledgers[0].Tally;

    public IReadOnlyList<TallyLedger> Ledgers => ledgers;

    protected override Levels Of(int day)
    {
        var levels = Levels.None;
        if (!tally.IsAtLeast && day - tally.Days + 1 < inForce)
            return levels;
        for (var certainty = Certainty.Certainly; certainty <= Certainty.Possibly; certainty++)
        {
            // At most so many, certainly, is what even the highest count leaves true.
            var counted = tally.IsAtLeast ? certainty : (Certainty)(2 - (int)certainty);
            var value = ledgers[(int)counted].On(day);
            if (tally.IsAtLeast ? value >= tally.Threshold : value <= tally.Threshold)
                levels |= LevelsExtensions.At(certainty);
        }
        return levels;
    }
}

internal sealed class SameNode(ConditionNode other, int firstDay) : ConditionNode(firstDay)
{
    public override IEnumerable<ConditionNode> Parts => [other];

    protected override Levels Of(int day) => other[day];
}

internal sealed class NotNode(ConditionNode operand, int firstDay) : ConditionNode(firstDay)
{
    public override IEnumerable<ConditionNode> Parts => [operand];

    protected override Levels Of(int day) => operand[day].Negated();
}

internal sealed class BothNode(ConditionNode left, ConditionNode right, int firstDay) : ConditionNode(firstDay)
{
    public override IEnumerable<ConditionNode> Parts => [left, right];

    protected override Levels Of(int day) => left[day] & right[day];
}

internal sealed class EitherNode(ConditionNode left, ConditionNode right, int firstDay) : ConditionNode(firstDay)
{
    public override IEnumerable<ConditionNode> Parts => [left, right];

    protected override Levels Of(int day) => left[day] | right[day];
}

// start: First day that counts as past.
internal sealed class SinceNode(ConditionNode left, ConditionNode right, int firstDay, int start) : ConditionNode(firstDay)
{
    public override IEnumerable<ConditionNode> Parts => [left, right];

    protected override Levels Of(int day) => day < start ? Levels.None : right[day] | (Before(day - 1) & left[day]);
}

internal sealed class DaysAfterNode(int days, ConditionNode operand, int firstDay) : ConditionNode(firstDay)
{
    public override IEnumerable<ConditionNode> Parts => [operand];

    protected override Levels Of(int day) => day - days < FirstDay ? Levels.None : operand[day - days];
}

/// <summary>Once within so many days, and on each of so many days: both follow from the last day that was otherwise.</summary>
internal sealed class RunNode(ConditionNode operand, int? days, bool isLasting, int firstDay, int start) : ConditionNode(firstDay)
{
    public override IEnumerable<ConditionNode> Parts => [operand];

    private readonly DayRow<(int Certainly, int Probably, int Possibly)> turning = new(firstDay);

    public override void Judge(int from, int to)
    {
        for (var day = from; day <= to; day++)
        {
            var before = turning.Or(day - 1, isLasting ? (FirstDay - 1, FirstDay - 1, FirstDay - 1) : (int.MinValue, int.MinValue, int.MinValue));
            var now = operand[day];
            turning.Put(
                day,
                (Turn(Certainty.Certainly, before.Certainly), Turn(Certainty.Probably, before.Probably), Turn(Certainty.Possibly, before.Possibly))
            );
            int Turn(Certainty certainty, int last) => now.Has(certainty) != isLasting && day >= start ? day : last;
        }
        base.Judge(from, to);
    }

    public override void LetGo(int before)
    {
        base.LetGo(before);
        turning.LetGo(before);
    }

    protected override Levels Of(int day)
    {
        var (certainly, probably, possibly) = turning[day];
        return (Is(certainly) ? Levels.Certainly : 0) | (Is(probably) ? Levels.Probably : 0) | (Is(possibly) ? Levels.Possibly : 0);
        bool Is(int turned) => isLasting ? day - turned >= days : turned != int.MinValue && (days is null || day - turned < days);
    }
}
