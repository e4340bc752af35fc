using MathNet.Numerics.Distributions;

namespace Foedus.Tests.CrossChecks;

/// <summary>Why Lewis and Schultz 2003 is no deal: its types lie on a continuum, and a grid of types has equilibria of its own.</summary>
/// <remarks>
/// Crisis of A and B with private normal shocks on A's worth of war and of backing down and on B's worth of war; the equations are those of the paper as Jo (2011) wrote them down and the package
/// sigInt has them, the setting and its three roots those of the archive of Crisman-Cox and Gibilisco, PSRM 2021 (the middle one solved again: theirs was where a search began).
/// </remarks>
public class TypesOnAContinuum
{
    private const double Prize = 1,
        War = -1.9,
        BackDown = -1.2,
        Yielded = 1,
        TargetsWar = -2.8;

    // How far the target's best reply lies from the chance of resisting that A goes by.
    private static double Gap(double resists)
    {
        var least = -(1 - resists) * Prize / resists;
        var challenges = 1 - Normal.CDF(0, 1, least - War) * Normal.CDF(0, 1, least - BackDown);
        // War is worth more than backing down and than the least: over all shocks of backing down.
        var fights = 0.0;
        const int Points = 2000;
        for (var i = 0; i < Points; i++)
            fights += 1 - Normal.CDF(0, 1, Math.Max(BackDown + Normal.InvCDF(0, 1, (i + 0.5) / Points), least) - War);
        var fight = fights / Points / challenges;
        return Normal.CDF(0, 1, (fight * TargetsWar + (1 - fight) * Yielded) / fight) - resists;
    }

    // The same with so many values of each shock, at the middles of equal shares.
    private static double Gap(double resists, double[] shocks)
    {
        var least = -(1 - resists) * Prize / resists;
        var pairs = (from war in shocks from down in shocks select (War: War + war, Down: BackDown + down))
            .Where(pair => Math.Max(pair.War, pair.Down) > least)
            .ToList();
        if (pairs.Count == 0)
            return double.NaN;
        var fight = pairs.Count(pair => pair.War > pair.Down) / (double)pairs.Count;
        return (fight == 0 ? 1 : shocks.Count(shock => fight * (TargetsWar + shock) + (1 - fight) * Yielded > 0) / (double)shocks.Length) - resists;
    }

    private static List<double> Crossings(Func<double, double> gap, int steps)
    {
        var (found, last) = (new List<double>(), double.NaN);
        for (var step = 1; step < steps; step++)
        {
            var now = gap((double)step / steps);
            if (last * now <= 0)
                found.Add((step - 0.5) / steps);
            last = now;
        }
        return found;
    }

    [Fact]
    public void The_published_game_has_three_equilibria()
    {
        var found = Crossings(Gap, 200);
        Assert.Equal(3, found.Count);
        Assert.All(found.Zip([0.2964518, 0.4724232, 0.8740314]), pair => Assert.Equal(pair.Second, pair.First, 0.005));
    }

    /// <summary>Each step of a grid makes crossings of its own, and finer steps make more.</summary>
    [Theory, InlineData(3, 2), InlineData(5, 7), InlineData(21, 25)]
    public void A_grid_of_types_has_others(int values, int crossings)
    {
        double[] shocks = [.. Enumerable.Range(0, values).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / values))];
        Assert.Equal(crossings, Crossings(resists => Gap(resists, shocks), 2000).Count);
    }
}
