namespace Foedus.Eliciting;

/// <summary>What one way of asking varies.</summary>
public enum Way
{
    /// <summary>One for certain, against a chance of the other.</summary>
    Chance,

    /// <summary>What is sought in full, against less time of what it is weighed against.</summary>
    Time,

    /// <summary>Less time of what is sought, against what it is weighed against in full.</summary>
    OwnTime,

    /// <summary>Neither for certain: one by halves, against a smaller chance of the other.</summary>
    HalfChances,
}

/// <summary>What somebody answers to a trade-off.</summary>
public enum Preference
{
    /// <summary>The first of the two.</summary>
    First,

    /// <summary>The second.</summary>
    Second,

    /// <summary>The one is as good as the other.</summary>
    Level,

    /// <summary>No answer.</summary>
    Unsure,
}

/// <summary>One trade-off in words.</summary>
/// <param name="Stake">What is sought.</param>
/// <param name="Against">What it is weighed against.</param>
/// <param name="Way">What varies.</param>
/// <param name="Rung">Which question of that way: up to the parts of a whole so many parts of <paramref name="Against"/>; above, as many fewer of <paramref name="Stake"/>.</param>
public sealed record Question(Stake Stake, Stake Against, Way Way, int Rung)
{
    /// <summary>Parts that a whole has when asked in this way.</summary>
    public int Parts => PartsOf(Way, Stake, Against);

    /// <summary>One is gained and the other borne: the two are taken together, or neither is.</summary>
    public bool IsTogether => Stake.IsGain != Against.IsGain;

    /// <summary>How much of what is sought.</summary>
    public string First => Amount(Stake, Rung <= Parts ? Parts : 2 * Parts - Rung);

    /// <summary>How much of what it is weighed against.</summary>
    public string Second => Amount(Against, Math.Min(Rung, Parts));

    /// <summary>Who is asked about: the party, and the type of it that either of the two is a matter of.</summary>
    public string Whose => Stake.Type is null ? Against.Whose : Stake.Whose;

    private string Inside => new Units.Subject(Whose).Inside;

    /// <summary>The question itself.</summary>
    public string Asked =>
        IsTogether ? $"Would {Inside} take the two together, or neither?" : $"Which would {Inside} rather {(Stake.IsGain ? "have" : "bear")}?";

    /// <summary>Whether an answer says that what is sought weighs more than this; null: neither more nor less.</summary>
    public bool? IsMore(Preference answer) =>
        answer switch
        {
            Preference.First => Stake.IsGain,
            // Who takes neither holds the cost to be more than the gain.
            Preference.Second => !Stake.IsGain,
            _ => null,
        };

    /// <summary>In one line, as it is kept beside the answer.</summary>
    public string Line =>
        IsTogether
            ? $"\"{Stake.Sentence}\" {First} and \"{Against.Sentence}\" {Second}, or neither"
            : $"\"{Stake.Sentence}\" {First}, or \"{Against.Sentence}\" {Second}";

    internal static int PartsOf(Way way, Stake stake, Stake against) =>
        way switch
        {
            Way.Chance => 100,
            Way.HalfChances => 50,
            Way.Time => against.Lasts!.Parts,
            _ => stake.Lasts!.Parts,
        };

    private string Amount(Stake of, int parts) =>
        Way switch
        {
            Way.HalfChances => InCases(parts),
            Way.Chance => parts == Parts ? "for certain" : InCases(parts),
            _ => parts == Parts ? "in full" : $"but for {Units.Words.Counted(parts, of.Lasts!.Part)} instead of a {Units.Words.Spoken(of.Lasts.Unit)}",
        };

    private static string InCases(int cases) => $"in {Units.Words.Counted(cases, "case")} of 100, else nothing";
}
