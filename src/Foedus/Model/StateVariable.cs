namespace Foedus.Model;

/// <summary>One public fact of the world and the value it starts with.</summary>
internal sealed record StateVariable(string Name, Domain Domain, Expression Initial) : Declaration
{
    /// <summary>What it is in words, as they stand before "is": "the war"; null for its name.</summary>
    public string? Title { get; init; }

    /// <summary>Whether it says how an obligation stands, so that nobody declares or sets it.</summary>
    internal bool IsOfObligation { get; init; }
}

public abstract record Domain : Node
{
    /// <summary>How many values there are.</summary>
    public abstract int Count { get; }

    /// <summary>Those of its values that have a title.</summary>
    internal Sequence<ValueTitle> Titles { get; init; }

    /// <summary>What a value is in words; null for its name.</summary>
    internal string? TitleOf(string value) => Titles.FirstOrDefault(title => title.Value == value)?.Title;
}

/// <param name="Value">A value of a state.</param>
/// <param name="Title">What it is in words, as they stand behind "is": "broken off".</param>
internal sealed record ValueTitle(string Value, string Title);

internal sealed record Enumeration(Sequence<Word> Values) : Domain
{
    public override int Count => Values.Count;
}

/// <summary>Whole numbers, both ends included.</summary>
internal sealed record WholeNumbers(int Lowest, int Highest) : Domain
{
    public override int Count => Highest - Lowest + 1;
}

internal sealed record YesOrNo : Domain
{
    public override int Count => 2;
}
