using Foedus.Games;

namespace Foedus.Lowering;

/// <summary>Keeps the payments and flows whose formulas have no value everywhere: what is divided, or put under a root or logarithm, may depend on an assumption.</summary>
internal sealed class FailingNumbers(StateWords words, CoefficientTable table)
{
    private readonly HashSet<(int Start, Coefficient Points)> seen = [];
    private readonly List<FailingNumber> kept = [];

    public IReadOnlyList<FailingNumber> Kept => kept;

    public void Keep(Model.Place place, Coefficient points, Circumstances here)
    {
        if (seen.Add((place.Start, points)) && table.MayFail(points))
            kept.Add(new FailingNumber(place, points, words.Of(here.State)));
    }
}

/// <summary>A number that must be finite in every draw.</summary>
/// <param name="Place">Where the text has it.</param>
/// <param name="Points">Its entry.</param>
/// <param name="When">The state, in words.</param>
internal sealed record FailingNumber(Model.Place Place, Coefficient Points, string When);
