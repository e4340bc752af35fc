using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>What is kept of an incident that is of some class: enough to count it, to take it back, and to name it.</summary>
/// <param name="Id">The source's id.</param>
/// <param name="Line">Where it stands in its file.</param>
/// <param name="First">Earliest day, as a day number.</param>
/// <param name="Last">Latest day.</param>
/// <param name="Low">Deaths by the lowest estimate, 0 where none is given.</param>
/// <param name="Best">Best estimate.</param>
/// <param name="High">Highest estimate.</param>
/// <param name="Latitude">Degrees; NaN where not known.</param>
/// <param name="Longitude">Degrees; NaN where not known.</param>
/// <param name="Of">[class] how surely it is of the class.</param>
/// <param name="Row">Fingerprint of the row but its ids; 0 where no class counts equal rows once.</param>
public sealed record Selected(
    string Id,
    long Line,
    int First,
    int Last,
    int Low,
    int Best,
    int High,
    double Latitude,
    double Longitude,
    Levels[] Of,
    UInt128 Row
)
{
    /// <summary>Days on which a window of so many days holds it.</summary>
    /// <returns>First and last such day; the last before the first where there is none.</returns>
    public (int Enter, int Leave) Within(int window, Certainty certainty) =>
        certainty switch
        {
            Certainty.Certainly => (Last, First + window - 1),
            Certainty.Probably => (First, First + window - 1),
            _ => (First, Last + window - 1),
        };

    public int Deaths(Estimate? by, Certainty certainty) =>
        (by ?? (Estimate)(int)certainty) switch
        {
            Estimate.Lowest => by is null ? Math.Min(Low, Best) : Low,
            Estimate.Highest => by is null ? Math.Max(High, Best) : High,
            _ => Best,
        };

    public bool SaysTheSame(Selected other) => this with { Line = 0, Of = [] } == other with { Line = 0, Of = [] } && Of.AsSpan().SequenceEqual(other.Of);
}
