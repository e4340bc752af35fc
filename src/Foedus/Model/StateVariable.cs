namespace Foedus.Model;

/// <summary>One public fact of the world and the value it starts with.</summary>
internal sealed record StateVariable(string Name, Domain Domain, Expression Initial) : Declaration
{
    /// <summary>Whether it says how an obligation stands, so that nobody declares or sets it.</summary>
    internal bool IsOfObligation { get; init; }
}

public abstract record Domain : Node
{
    /// <summary>How many values there are.</summary>
    public abstract int Count { get; }
}

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
