namespace Foedus.Model;

/// <summary>What somebody counted in other cases, or judged of this one, about a question of the deal: it changes no number, and stands beside the answer.</summary>
/// <param name="Name">The word used on the command line.</param>
/// <param name="Ask">The question it is about.</param>
/// <param name="Offer">Under which offer.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Source">Who says so: a declared source.</param>
/// <param name="Definition">What was counted or judged, in one sentence.</param>
/// <param name="Day">As of when.</param>
internal sealed record Evidence(string Name, Word Ask, Word Offer, Finding Finding, Word Source, string Definition, DateOnly Day) : Declaration;

/// <summary>What evidence says.</summary>
internal abstract record Finding : Node;

/// <summary><c>41 of 97</c>: so many of so many cases.</summary>
internal sealed record CountedCases(int Count, int Of) : Finding
{
    /// <summary>Most cases that can be counted.</summary>
    public const int Most = 1_000_000;
}

/// <summary><c>6%..37%</c>: somebody's range for the answer.</summary>
internal sealed record JudgedRange(double Low, double High) : Finding;
