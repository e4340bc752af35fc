namespace Foedus.Games;

/// <summary>A number of the game that may differ from draw to draw: an index into the draw's table of coefficients.</summary>
/// <remarks>The structure of a game is compiled once; a draw is only a table of numbers. Index 0 is always 0 and index 1 always 1.</remarks>
public readonly record struct Coefficient(int Index)
{
    public static readonly Coefficient Zero = new(0);

    public static readonly Coefficient One = new(1);

    public bool IsZero => Index == 0;
}
