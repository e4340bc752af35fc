namespace Foedus.Model;

/// <summary><c>let peace = status = ceasefire or status = member</c>, <c>let relief_value(share) = share * sanctions</c>: a formula or condition under a name, the same wherever the name stands.</summary>
/// <param name="Name">The word for it.</param>
/// <param name="Parameters">Numbers that are given where it is used; none for most.</param>
/// <param name="Value">The formula.</param>
internal sealed record Definition(string Name, Sequence<Word> Parameters, Expression Value) : Declaration
{
    /// <summary>Most parameters of a definition or a clause.</summary>
    public const int MostParameters = 16;
}

/// <summary><c>assume arrears = 2 * dues "…"</c>: a number that follows from other assumptions and is not drawn.</summary>
/// <param name="Name">The word for it.</param>
/// <param name="Value">The formula, over assumptions.</param>
/// <param name="Source">Who says that it follows; null where nobody is named.</param>
/// <param name="Sentence">What it means, in one sentence.</param>
internal sealed record DerivedAssumption(string Name, Expression Value, Word? Source = null, string? Sentence = null) : Declaration;
