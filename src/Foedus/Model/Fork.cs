namespace Foedus.Model;

/// <summary>A question about how the world works, not about what the deal says, with named answers. In a world exactly one answer of each fork is in force.</summary>
/// <param name="Name">The word for it.</param>
/// <param name="Title">The question in a phrase.</param>
/// <param name="Answers">The answers; the first is the deal as written.</param>
public sealed record Fork(string Name, string? Title, Sequence<Answer> Answers) : Declaration
{
    /// <summary>Most forks in one deal.</summary>
    public const int Most = 16;

    /// <summary>Most answers of one fork.</summary>
    public const int MostAnswers = 16;
}

/// <summary>One answer of a fork.</summary>
/// <param name="Name">The word for it.</param>
/// <param name="Title">The answer in a phrase.</param>
/// <param name="Terms">What it changes in the game, as a clause would.</param>
/// <param name="Weight">How much it weighs beside the others, from 0; null where nothing is averaged over it.</param>
public sealed record Answer(string Name, string? Title, Sequence<Term> Terms, double? Weight = null) : Node
{
    /// <summary>Its name in the text.</summary>
    public Place NamePlace { get; init; }
}
