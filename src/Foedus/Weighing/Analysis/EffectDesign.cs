using Foedus.Exploring;
using Foedus.Numerics.Sampling;

namespace Foedus.Weighing.Analysis;

/// <summary>Places in the ranges of the assumptions at which effects are estimated: base points A and B, stars around A, and A with numbers of B.</summary>
internal static class EffectDesign
{
    /// <summary>Independent scrambles that base points are dealt to in turn: what ranges are told from.</summary>
    public const int Scrambles = 8;

    public static (double[][] A, double[][] B) BasePoints(int points, int inputs, ulong seed)
    {
        var sequence = new ScrambledSobol(2 * inputs, seed ^ 0x5A17E111, Scrambles);
        var (a, b) = (new double[points][], new double[points][]);
        var both = new double[2 * inputs];
        for (var point = 0; point < points; point++)
        {
            sequence.Point(point, both);
            (a[point], b[point]) = (both[..inputs], both[inputs..]);
        }
        return (a, b);
    }

    /// <summary>A place, or the same with a step of half the range in one assumption.</summary>
    /// <param name="place">The place.</param>
    /// <param name="step">The assumption; −1 for none.</param>
    public static double[] Star(double[] place, int step)
    {
        if (step < 0)
            return place;
        var moved = (double[])place.Clone();
        moved[step] += Step(place[step]);
        return moved;
    }

    public static double[] Mixed(double[] a, double[] b, int[] exchanged)
    {
        var mixed = (double[])a.Clone();
        foreach (var i in exchanged)
            mixed[i] = b[i];
        return mixed;
    }

    /// <summary>Elementary effects from stars in their order: the place itself, then a step in each assumption.</summary>
    /// <param name="values">[star × (1 + inputs) + place] results.</param>
    /// <param name="stars">How many.</param>
    /// <param name="a">Their middles.</param>
    public static IReadOnlyList<ElementaryEffect> Screen(double[] values, int stars, double[][] a)
    {
        var inputs = a[0].Length;
        double[] Column(int place) => [.. Enumerable.Range(0, stars).Select(star => values[star * (inputs + 1) + place])];
        return ElementaryEffects.Radial(
            Column(0),
            [.. Enumerable.Range(0, inputs).Select(i => Column(i + 1))],
            [.. Enumerable.Range(0, inputs).Select(i => Enumerable.Range(0, stars).Select(star => Step(a[star][i])).ToArray())]
        );
    }

    private static double Step(double from) => from < 0.5 ? 0.5 : -0.5;
}
