using Foedus.Model;
using Foedus.Numerics.Sampling;

namespace Foedus.Weighing;

/// <summary>A deal's assumptions under a reading and with some values fixed: what they are at best, and every plausible world.</summary>
public sealed class AssumptionSet
{
    private readonly int[] uncertain;
    private readonly ScrambledSobol points;
    private readonly GaussianCopula? copula;

    /// <param name="deal">The deal.</param>
    /// <param name="options">Reading, fixed values, seed and scrambles are read.</param>
    /// <exception cref="InputException">An unknown reading or assumption, or correlations that contradict each other.</exception>
    public AssumptionSet(Deal deal, WeighingOptions options)
    {
        var declared = deal.Assumptions.ToList();
        foreach (var name in options.Fixed.Keys)
            if (!declared.Any(assumption => assumption.Name == name))
                throw new InputException(
                    deal.DerivedAssumptions.FirstOrDefault(derived => derived.Name == name) is { } derived
                        ? $"'{name}' is not set by itself: it follows from {ExpressionText.Of(derived.Value)}. Set what it follows from."
                        : $"There is no assumption '{name}' to set. Assumptions: {string.Join(", ", declared.Select(assumption => assumption.Name))}."
                );
        var reading = options.Reading is null
            ? null
            : deal.Readings.FirstOrDefault(reading => reading.Name == options.Reading)
                ?? throw new InputException(
                    deal.Readings.Any()
                        ? $"There is no reading '{options.Reading}'. Readings: {string.Join(", ", deal.Readings.Select(reading => reading.Name))}."
                        : $"There is no reading '{options.Reading}': the deal declares none."
                );
        Reading = reading;
        Assumptions = [.. declared.Select(assumption => Under(assumption, reading, options.Fixed))];
        Distributions = [.. Assumptions.Select(assumption => Spread(assumption, deal))];
        Best = [.. Assumptions.Select(assumption => assumption.Best)];
        uncertain = [.. Enumerable.Range(0, Distributions.Count).Where(i => Distributions[i] is not PointMass)];
        points = new ScrambledSobol(uncertain.Length, options.Seed, options.Scrambles);
        var pairs = deal.All<Correlation>()
            .Select(pair => (IndexOf(pair.First, declared), IndexOf(pair.Second, declared), pair.Coefficient))
            .Where(pair => pair.Item1 >= 0 && pair.Item2 >= 0)
            .ToList();
        copula = pairs.Count > 0 ? new GaussianCopula(uncertain.Length, pairs) : null;
    }

    public Reading? Reading { get; }

    /// <summary>As the reading and the fixed values leave them.</summary>
    public IReadOnlyList<Assumption> Assumptions { get; }

    public IReadOnlyList<Distribution> Distributions { get; }

    /// <summary>Best value of each assumption.</summary>
    public double[] Best { get; }

    /// <summary>How many have a range.</summary>
    public int UncertainCount => uncertain.Length;

    /// <summary>Which have a range, in the order of the coordinates of a draw.</summary>
    public IReadOnlyList<int> Uncertain => uncertain;

    /// <summary>Whether some are drawn together.</summary>
    public bool HasCorrelations => copula is not null;

    /// <summary>One plausible world.</summary>
    /// <param name="draw">Its number, from 0.</param>
    /// <param name="values">Filled: a value for each assumption.</param>
    public void Draw(long draw, Span<double> values)
    {
        Span<double> unit = stackalloc double[uncertain.Length];
        points.Point(draw, unit);
        copula?.Apply(unit);
        Best.CopyTo(values);
        for (var i = 0; i < uncertain.Length; i++)
            values[uncertain[i]] = Distributions[uncertain[i]].Quantile(unit[i]);
    }

    /// <summary>The world at a place of the unit cube, one coordinate for each assumption with a range, drawn independently.</summary>
    public double[] At(ReadOnlySpan<double> unit)
    {
        var values = (double[])Best.Clone();
        for (var i = 0; i < uncertain.Length; i++)
            values[uncertain[i]] = Distributions[uncertain[i]].Quantile(unit[i]);
        return values;
    }

    private int IndexOf(string name, List<Assumption> declared)
    {
        var index = declared.FindIndex(assumption => assumption.Name == name);
        return index < 0 ? throw new InputException($"'correlate' names '{name}', which is no assumption.") : Array.IndexOf(uncertain, index);
    }

    private static Assumption Under(Assumption assumption, Reading? reading, IReadOnlyDictionary<string, double> fixedValues)
    {
        if (fixedValues.TryGetValue(assumption.Name, out var value))
            return assumption with { Best = value, Spread = null };
        var read = reading?.Values.FirstOrDefault(other => other.Name == assumption.Name);
        return read is null
            ? assumption
            : assumption with
            {
                Best = read.Best,
                Spread = read.Spread,
                Source = read.Source ?? assumption.Source,
                Sentence = read.Sentence ?? assumption.Sentence,
            };
    }

    private static Distribution Spread(Assumption assumption, Deal deal) =>
        assumption.Spread switch
        {
            Pooled pooled => new PooledSpread(
                [
                    .. deal
                        .Views.Where(view => view.Assumption.Text == assumption.Name)
                        .Select(view => (view.Source.Text, Spread(new Assumption(assumption.Name, view.Best, view.Spread), deal))),
                ],
                pooled.ByQuantiles
            ),
            null => new PointMass(assumption.Best),
            Between { Low: var low, High: var high } when low == high => new PointMass(low),
            Between { Shape: Shape.Even } range => new Even(range.Low, range.High, ratios: false),
            Between { Shape: Shape.EvenRatios } range => new Even(range.Low, range.High, ratios: true),
            Between { Shape: Shape.Triangular } range => new TriangularSpread(range.Low, assumption.Best, range.High),
            Between range => BetaSpread.Pert(range.Low, assumption.Best, range.High),
            Likely { WithinUnit: true } likely => BetaSpread.FromQuantiles(likely.Low, likely.High),
            Likely likely => new LikelyRange(likely.Low, likely.High),
            OneOf some => new OneOfValues([.. some.Values.Select(value => value.Value)], [.. some.Values.Select(value => value.Weight)]),
            _ => throw new InvalidOperationException($"Unknown spread {assumption.Spread.GetType().Name}."),
        };
}
