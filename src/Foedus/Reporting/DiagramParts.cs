namespace Foedus.Reporting;

/// <summary>Lines of text in a rectangle.</summary>
internal abstract record DiagramText(double X, double Y, double Width, double Height, IReadOnlyList<string> Lines)
{
    /// <summary>Whether two rectangles share a point.</summary>
    public bool Meets(DiagramText other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;

    /// <summary>How far a point lies outside; 0 within.</summary>
    public double From((double X, double Y) point) =>
        Math.Sqrt(Math.Pow(Math.Max(0, Math.Max(X - point.X, point.X - X - Width)), 2) + Math.Pow(Math.Max(0, Math.Max(Y - point.Y, point.Y - Y - Height)), 2));
}

/// <summary>A state.</summary>
internal sealed record DiagramBox(double X, double Y, double Width, double Height, IReadOnlyList<string> Lines, bool IsStart)
    : DiagramText(X, Y, Width, Height, Lines);

/// <summary>What is said of an arrow, beside it or beneath the picture; faint is a line that is hardly ever so.</summary>
internal sealed record DiagramLabel(double X, double Y, double Width, double Height, IReadOnlyList<string> Lines, IReadOnlyList<bool> IsFaint)
    : DiagramText(X, Y, Width, Height, Lines);

/// <summary>The number of an arrow whose words stand beneath the picture.</summary>
internal sealed record DiagramNumber(double X, double Y, double Width, double Height, string Number) : DiagramText(X, Y, Width, Height, [Number]);

/// <summary>A cubic curve from 1 to 2 by way of A and B.</summary>
internal sealed record DiagramArrow(double X1, double Y1, double AX, double AY, double BX, double BY, double X2, double Y2, bool IsThick)
{
    // So close that a label cannot lie between two of them.
    private const int Samples = 32;

    /// <summary>Points all along it.</summary>
    public IReadOnlyList<(double X, double Y)> Points { get; } =
    [.. Enumerable.Range(0, Samples + 1).Select(sample => At(X1, Y1, AX, AY, BX, BY, X2, Y2, sample / (double)Samples))];

    /// <summary>A point of it, from 0 to 1.</summary>
    public (double X, double Y) At(double along) => At(X1, Y1, AX, AY, BX, BY, X2, Y2, along);

    private static (double X, double Y) At(double x1, double y1, double ax, double ay, double bx, double by, double x2, double y2, double q)
    {
        var p = 1 - q;
        return (
            p * p * p * x1 + 3 * p * p * q * ax + 3 * p * q * q * bx + q * q * q * x2,
            p * p * p * y1 + 3 * p * p * q * ay + 3 * p * q * q * by + q * q * q * y2
        );
    }
}
