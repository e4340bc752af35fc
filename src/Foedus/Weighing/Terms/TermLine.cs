namespace Foedus.Weighing.Terms;

internal enum TermSide
{
    Gives,
    Gets,
    Decides,
}

/// <summary>One thing that a term gives to, takes from or leaves to a party. Two of them are never the same, whatever they say.</summary>
/// <param name="party">Whose; empty where it is nobody's.</param>
/// <param name="side">What it is to that party.</param>
/// <param name="text">Words.</param>
internal sealed class TermLine(string party, TermSide side, string text)
{
    public string Party => party;

    public TermSide Side => side;

    public string Text => text;

    /// <summary>What is paid when an option is chosen, so that a waiver finds it; null for everything else.</summary>
    public PaidFor? Paid { get; init; }
}

/// <param name="Step">At which step.</param>
/// <param name="Option">For which option there.</param>
/// <param name="Mover">Whose option.</param>
/// <param name="Payer">Who pays or gains; whoever else gets it has a line with the same payer.</param>
internal sealed record PaidFor(string Step, string Option, string Mover, string Payer);
