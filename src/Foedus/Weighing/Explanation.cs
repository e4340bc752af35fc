using System.Text.Json.Serialization;
using Foedus.Answers;
using Foedus.Model;

namespace Foedus.Weighing;

/// <summary>Why an offer comes out as it does: the decisive turns and what hangs on them. Every number is the solver's.</summary>
/// <param name="Offer">The offer's name.</param>
/// <param name="Turns">Decisive turns, in the order in which they come.</param>
/// <param name="Ends">How it ends: for every ask of a chance through some periods, by which course and when it first fails; together the whole of what does not hold.</param>
/// <param name="Care">How much the decisions of each party move, beside how carefully it chooses.</param>
/// <param name="Sentences">The same in words, the most important first, at most a page.</param>
[Answer("foedus/explain/1")]
public sealed record Explanation(
    string Offer,
    IReadOnlyList<ExplainedTurn> Turns,
    IReadOnlyList<ExplainedEnd> Ends,
    IReadOnlyList<PartyCare> Care,
    IReadOnlyList<string> Sentences
)
{
    /// <summary>Lines of 80 columns that the sentences take at most: a page.</summary>
    public const int MostLines = 56;

    /// <summary>Slips that sentences are about at most, those made in most runs.</summary>
    public const int MostSlips = 4;

    /// <summary>Which equilibrium is explained, and what others were found.</summary>
    public string Selection { get; init; } = "";

    /// <summary>How periods are counted in the sentences: expected, discounted, the last with all that follows; null where none is, or each counts as one.</summary>
    public string? Counting { get; init; }

    /// <summary>Knots of belief on which it was solved; null where nothing is private.</summary>
    public int? Knots { get; init; }

    /// <summary>In what this differs from the deal as written, a sentence each; null for nothing.</summary>
    public IReadOnlyList<string>? NotAsWritten { get; init; }

    /// <summary>What slips do: <see cref="SlipEffect"/>.</summary>
    public IReadOnlyList<SlipEffect> Slips { get; init; } = [];

    /// <summary>What states, values, steps and options are called in the sentences, where the deal gives them titles.</summary>
    public IReadOnlyList<DealTitle> Titles { get; init; } = [];

    /// <summary>Of the sentences those that say how it ends.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> EndingSentences { get; init; } = [];

    /// <summary>Of the sentences those that say why they choose so, turn by turn.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> ChoiceSentences { get; init; } = [];

    /// <summary>Of the sentences those that say what slips weigh.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> CareSentences { get; init; } = [];
}

/// <summary>A way in which a condition that is asked to hold through some periods first fails.</summary>
/// <param name="Ask">Whose condition.</param>
/// <param name="Course">What happened in the period at whose end it fails, in order, as far as it could have made a difference to that; empty where nothing could, and for what is counted together.</param>
/// <param name="From">The shortest run of periods that holds nine tenths of the chance begins here, from 1.</param>
/// <param name="To">And ends here.</param>
/// <param name="Chance">That it ends so, in any period.</param>
/// <param name="ByPeriod">The same, period by period.</param>
/// <param name="IsOthers">Whether this counts all courses that are too rare to be followed one by one.</param>
public sealed record ExplainedEnd(string Ask, IReadOnlyList<CourseStep> Course, int From, int To, double Chance, IReadOnlyList<double> ByPeriod, bool IsOthers);

/// <param name="Party">Who chose; empty for chance.</param>
/// <param name="Type">Its private type; empty where nothing is private, and for chance.</param>
/// <param name="Turn">The step.</param>
/// <param name="Option">What was chosen; empty for chance.</param>
/// <param name="Outcome">What came of it, where more than one thing could; null where only one could.</param>
public sealed record CourseStep(string Party, string Type, string Turn, string Option, string? Outcome);

/// <param name="Party">Who.</param>
/// <param name="Slip">An option so many points worse than another is still taken once in 20 times; null where the party is rational.</param>
/// <param name="Least">Least spread of what options are worth to a type of it, over turns that are reached in 5 of 100 or more; null where there are none.</param>
/// <param name="Most">Largest such spread.</param>
public sealed record PartyCare(string Party, double? Slip, double? Least, double? Most);

/// <param name="Period">From 1.</param>
/// <param name="Step">The turn's name.</param>
/// <param name="State">The public state, in words.</param>
/// <param name="Party">Who chooses.</param>
/// <param name="Reached">Chance that the turn is reached in that period.</param>
/// <param name="Beliefs">What is then believed, by party and type.</param>
/// <param name="Types">What each type of the party does and why.</param>
/// <param name="Flips">Values of assumptions at which a type's most likely option changes, all else at best.</param>
public sealed record ExplainedTurn(
    int Period,
    string Step,
    string State,
    string Party,
    double Reached,
    IReadOnlyList<HeldBelief> Beliefs,
    IReadOnlyList<ExplainedType> Types,
    IReadOnlyList<ChoiceFlip> Flips
);

/// <param name="Party">About whom.</param>
/// <param name="Type">Which of its types.</param>
/// <param name="Chance">How likely the others think that, on average over the times that the turn is met in that period and state.</param>
public sealed record HeldBelief(string Party, string Type, double Chance)
{
    /// <summary>In one of twenty times that the turn is met it is this or less.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>In nineteen of twenty times it is this or less.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>How far the average is from that on a finer grid of beliefs; null where it was not measured, or the turn is not met there.</summary>
    public double? NumericalError { get; init; }

    /// <summary>The same of <see cref="Low"/> and <see cref="High"/>, whichever is further off: between its knots a grid spreads what is believed.</summary>
    public double? SpreadError { get; init; }
}

/// <param name="Type">The private type; empty where nothing is private.</param>
/// <param name="Options">Most likely first.</param>
/// <param name="Differences">Why the most likely option is worth more, or less, than each of the others.</param>
public sealed record ExplainedType(string Type, IReadOnlyList<ExplainedOption> Options, IReadOnlyList<WorthDifference> Differences);

/// <param name="Option">An option.</param>
/// <param name="Against">What it is held against.</param>
/// <param name="Total">How much more the first is worth to the type, points as seen from the period of the choice; negative where it is worth less.</param>
/// <param name="Parts">Where that comes from, the largest first; they add up to the total.</param>
/// <param name="OfWhichRead">How much of the total is there because of what others conclude from the choice.</param>
/// <param name="NumericalError">How far the total is from what a finer grid makes of it, points; null where nothing is private, or where it was not measured.</param>
public sealed record WorthDifference(
    string Option,
    string Against,
    double Total,
    IReadOnlyList<WorthPart> Parts,
    double OfWhichRead,
    double? NumericalError = null
)
{
    /// <summary>How many more periods, discounted, the second option spends in states in which the condition asked to hold through does not; 0 where none is asked so.</summary>
    public double FailingTime { get; init; }
}

/// <param name="Kind">"payment" (at the choice), "flow" (time in states times their worth), "later" (payments at later steps), "rest" (what interpolation between beliefs leaves).</param>
/// <param name="Words">What it is.</param>
/// <param name="Points">Points as seen from the period of the choice.</param>
public sealed record WorthPart(string Kind, string Words, double Points);

/// <param name="Option">The option's name.</param>
/// <param name="Chance">With which chance it is played.</param>
/// <param name="Worth">What it is worth to the type, points as seen from the period of the choice.</param>
/// <param name="IsSlip">Whether it is a slip here: at this turn, over all periods and states in which it is worth less than the best, it is played less than half as often with everybody four times as careful, and is no near tie. The rule by which slips are taken out.</param>
public sealed record ExplainedOption(string Option, double Chance, double Worth, bool IsSlip);

/// <param name="Assumption">Which assumption.</param>
/// <param name="Best">Its best value.</param>
/// <param name="Value">Where the choice flips.</param>
/// <param name="Type">Whose choice.</param>
/// <param name="From">Most likely option at the best value.</param>
/// <param name="To">Most likely option beyond.</param>
public sealed record ChoiceFlip(string Assumption, double Best, double Value, string Type, string From, string To);
