namespace Foedus.Solving.Beliefs;

/// <summary>What parties care for at one place of a course, with how that changes along it: points that are paid, and a taste for the entropy of the own choice.</summary>
internal sealed class EndlessCare(EndlessCells cells)
{
    // [party] at where the way is now.
    private double[] points = [],
        pointsSlope = [],
        taste = [],
        tasteSlope = [];
    private double[] towards = [];

    /// <param name="course">What is cared for.</param>
    /// <param name="at">How far along.</param>
    public void Stand(EndlessCourse course, double at)
    {
        points = [.. course.Points.Select((a, p) => a + at * course.PointsSlope[p])];
        taste = [.. course.Taste.Select((b, p) => b + at * course.TasteSlope[p])];
        (pointsSlope, tasteSlope) = (course.PointsSlope, course.TasteSlope);
    }

    /// <param name="along">[direction] by how much one moves along the course.</param>
    public void Move(double[] along) => towards = along;

    /// <summary>Adds what an amount of points is worth to a party.</summary>
    public void Pay(int cell, int party, double amount)
    {
        cells.Values[cell] += points[party] * amount;
        EndlessCells.AddSlopes(cells.Slopes(cell), pointsSlope[party] * amount, Along);
    }

    /// <summary>Adds the entropy of the own choice, where a taste for it is part of what it is worth.</summary>
    /// <param name="cell">Where to.</param>
    /// <param name="party">Whose choice.</param>
    /// <param name="chances">[row] of the node.</param>
    /// <param name="row">First row of the party's options.</param>
    /// <param name="options">How many.</param>
    /// <param name="moved">[row × directions + direction] derivatives of the chances.</param>
    public void Feel(int cell, int party, double[] chances, int row, int options, double[] moved)
    {
        if (taste[party] == 0 && tasteSlope[party] == 0)
            return;
        var entropy = 0.0;
        for (var option = row; option < row + options; option++)
            if (chances[option] > 0)
            {
                entropy -= chances[option] * Math.Log(chances[option]);
                EndlessCells.AddSlopes(
                    cells.Slopes(cell),
                    -taste[party] * Math.Log(chances[option]),
                    moved.AsSpan(option * cells.Directions, cells.Directions)
                );
            }
        cells.Values[cell] += taste[party] * entropy;
        EndlessCells.AddSlopes(cells.Slopes(cell), tasteSlope[party] * entropy, Along);
    }

    private ReadOnlySpan<double> Along => cells.Directions > 0 ? towards : [];
}
