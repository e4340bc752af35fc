using Foedus.Weighing;

namespace Foedus.Telling.Briefs;

/// <summary>Words for a likelihood, in the order and with the bounds of Intelligence Community Directive 203, Analytic Standards (2015), section D.6.e(2)(a).</summary>
internal static class Likelihood
{
    private static readonly (double Below, string Word)[] Order =
    [
        (0.05, "almost no chance"),
        (0.2, "very unlikely"),
        (0.45, "unlikely"),
        (0.55, "a roughly even chance"),
        (0.8, "likely"),
        (0.95, "very likely"),
        (double.PositiveInfinity, "almost certain"),
    ];

    /// <summary>The word for a share; bounds belong to the word above them.</summary>
    public static string Word(double share) => Order.First(each => Math.Round(share, 6) < each.Below).Word;

    /// <summary>A sentence on what a share of the plausible worlds says.</summary>
    /// <param name="what">What is so in them.</param>
    /// <param name="share">The share with its sampling range: where that reaches into other words, they are said too.</param>
    public static string Sentence(string what, WorldShare share) =>
        double.IsNaN(share.Share)
            ? $"How likely it is that {what} is not known: no world has a certified solution."
            : $"Of the worlds that the typed ranges allow, {share.WithRange} of 100: if these are all that can be, {Clause(Word(share.Share))} {what}{Ends(Word(share.Low), Word(share.High))}.";

    // Words have bounds that sampling may cross.
    private static string Ends(string low, string high) => low == high ? "" : $" (by the ends of the range from “{low}” to “{high}”)";

    // The word itself, whatever its grammar: "there is almost no chance that", "it is very likely that".
    private static string Clause(string word) => word is "almost no chance" or "a roughly even chance" ? $"there is {word} that" : $"it is {word} that";
}
