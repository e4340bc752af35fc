namespace Foedus.Eliciting;

/// <summary>One number asked for by trade-offs: first by chances against certainty, then in a second way that shows whether the answers go together.</summary>
/// <remarks>Everything follows from the answers so far, so that they can be kept, taken back and gone on with. That half a chance of something is worth half of it is what the games assume of all points.</remarks>
public static class Elicitation
{
    /// <summary>The question that comes next; null when there is none.</summary>
    /// <param name="stake">What is sought.</param>
    /// <param name="against">What it is weighed against.</param>
    /// <param name="answer">What was answered to a question; null where it was not asked.</param>
    public static Question? Next(Stake stake, Stake against, Func<Question, Preference?> answer) => Follow(stake, against, answer).Next;

    /// <summary>What the answers come to.</summary>
    /// <param name="stake">What is sought.</param>
    /// <param name="against">What it is weighed against.</param>
    /// <param name="answer">What was answered to a question.</param>
    /// <returns>null where questions are left.</returns>
    public static ElicitedNumber? Of(Stake stake, Stake against, Func<Question, Preference?> answer) =>
        Follow(stake, against, answer) is { Next: null, Ways: var ways } ? new ElicitedNumber(stake, against, ways) : null;

    private static (Question? Next, IReadOnlyList<ElicitedWay> Ways) Follow(Stake stake, Stake against, Func<Question, Preference?> answer)
    {
        var ways = new List<ElicitedWay>();
        foreach (var isSecond in new[] { false, true })
        {
            var way = isSecond ? SecondWay(stake, against, ways[0]) : Way.Chance;
            var parts = Question.PartsOf(way, stake, against);
            var ladder = new Ladder(
                parts,
                way == Way.OwnTime ? parts : 1,
                way == Way.Time ? parts : 2 * parts - 1,
                isSecond ? Ladder.Around((ways[0].Low, ways[0].High), parts) : null
            );
            while (ladder.Next() is { } rung)
            {
                var question = new Question(stake, against, way, rung);
                if (answer(question) is not { } given)
                    return (question, ways);
                ladder.Answer(rung, question.IsMore(given));
            }
            ways.Add(new ElicitedWay(way, ladder.Range.Low, ladder.Range.High, ladder.Count));
        }
        return (null, ways);
    }

    // Less time of the larger, where that lasts; else chances of both, since certainty by itself draws answers.
    private static Way SecondWay(Stake stake, Stake against, ElicitedWay first) =>
        first.High <= 1 && against.Lasts is not null ? Way.Time
        : first.Low >= 1 && stake.Lasts is not null ? Way.OwnTime
        : Way.HalfChances;
}

/// <summary>What one way of asking gave.</summary>
/// <param name="Way">What varied.</param>
/// <param name="Low">At least so much of what it was weighed against.</param>
/// <param name="High">At most so much; infinite where it was more than any question said.</param>
/// <param name="Answers">Answers that it took.</param>
public sealed record ElicitedWay(Way Way, double Low, double High, int Answers)
{
    /// <summary>"by chances".</summary>
    public string Words =>
        Way switch
        {
            Way.Chance => "by chances",
            Way.HalfChances => "by chances of both",
            _ => "by time",
        };
}

/// <summary>A number as somebody's trade-offs give it.</summary>
/// <param name="Stake">What was sought.</param>
/// <param name="Against">What it was weighed against.</param>
/// <param name="Ways">What each way gave.</param>
public sealed record ElicitedNumber(Stake Stake, Stake Against, IReadOnlyList<ElicitedWay> Ways)
{
    // Digits that trade-offs can tell.
    private const int Digits = 3;

    /// <summary>Whether the ways have values in common.</summary>
    public bool Agree => Ways.Max(way => way.Low) <= Ways.Min(way => way.High);

    /// <summary>Whether there is an upper end.</summary>
    public bool IsBounded => Ways.All(way => double.IsFinite(way.High));

    /// <summary>The least that some way allows, in points, rounded down.</summary>
    public double Low => Rounded(Against.Best * Ways.Min(way => way.Low), Math.Floor);

    /// <summary>The most that some way allows, in points, rounded up.</summary>
    public double High => IsBounded ? Rounded(Against.Best * Ways.Max(way => way.High), Math.Ceiling) : double.PositiveInfinity;

    /// <summary>The middle of what the ways have in common; where they do not agree, of the whole range.</summary>
    public double Best =>
        !IsBounded
            ? double.NaN
            : Rounded(
                Against.Best
                    * (Agree ? (Ways.Max(way => way.Low) + Ways.Min(way => way.High)) / 2 : (Ways.Min(way => way.Low) + Ways.Max(way => way.High)) / 2),
                Math.Round
            );

    /// <summary>What was found, in a sentence.</summary>
    public string Words
    {
        get
        {
            var ways = string.Join(", ", Ways.Select(way => $"{way.Words} {Share(way.Low)} to {Share(way.High)}"));
            return $"{Stake.Name} is to {(Stake.Type is null ? Against : Stake).Whose}, of {Against.Name} ({Units.Words.Number(Against.Best)} points): {ways}; "
                + (
                    !IsBounded ? "it is larger than these questions can tell: weigh it against something larger"
                    : Agree ? $"the ways agree{(Low == 0 ? "; it is so little beside that that something smaller would measure it better" : "")}"
                    : "the ways do not agree, and the range has both"
                );
        }
    }

    private static string Share(double ratio) => double.IsFinite(ratio) ? Units.Words.Number(ratio) : "any multiple";

    private static double Rounded(double value, Func<double, double> round)
    {
        if (value == 0)
            return 0;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - Digits + 1);
        // A value that has so few digits already stays as it is.
        var count = value / unit;
        return (Math.Abs(count - Math.Round(count)) < 1e-6 ? Math.Round(count) : round(count)) * unit is var result
            ? double.Parse(
                result.ToString($"G{Digits + 3}", System.Globalization.CultureInfo.InvariantCulture),
                System.Globalization.CultureInfo.InvariantCulture
            )
            : value;
    }
}
