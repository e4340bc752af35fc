using Foedus.Games;

namespace Foedus.Solving.Stochastic;

/// <summary>The certified profiles found so far, each once; of a continuum only the first one met.</summary>
internal sealed class StationaryList(StochasticGame game, double? lambda, CancellationToken cancel)
{
    private readonly List<StationaryProfile> found = [];
    private readonly SortedSet<int> continua = [];

    public IReadOnlyList<StationaryProfile> Found => found;

    /// <summary>Which of the profiles stand for a continuum.</summary>
    public IReadOnlyCollection<int> Continua => continua;

    /// <summary>Judges a profile, and keeps it where it is an equilibrium that is not listed yet.</summary>
    public void Add(double[][][] strategies)
    {
        var profile = StationaryProfile.Judge(game, strategies, lambda ?? double.PositiveInfinity, cancel);
        if (!IsRight(profile) || found.Exists(other => Distance(other.Strategies, strategies) <= Tolerances.Apart))
            return;
        // Where the middle of two is an equilibrium as well, they are two points of one continuum.
        for (var k = 0; k < found.Count; k++)
        {
            var middle = Between(found[k].Strategies, strategies);
            if (!IsRight(StationaryProfile.Judge(game, middle, lambda ?? double.PositiveInfinity, cancel)))
                continue;
            continua.Add(k);
            return;
        }
        found.Add(profile);
    }

    /// <summary>Largest difference of a chance.</summary>
    public static double Distance(double[][][] a, double[][][] b) =>
        a.Zip(b)
            .SelectMany(state => state.First.Zip(state.Second))
            .SelectMany(player => player.First.Zip(player.Second))
            .Max(pair => Math.Abs(pair.First - pair.Second));

    private bool IsRight(StationaryProfile profile) => lambda is null ? profile.RelativeGain <= Tolerances.Gain : profile.LogitExcess <= 1;

    private static double[][][] Between(double[][][] a, double[][][] b) =>
        [.. a.Zip(b, (mine, its) => mine.Zip(its, (own, other) => own.Zip(other, (p, q) => (p + q) / 2).ToArray()).ToArray())];
}
