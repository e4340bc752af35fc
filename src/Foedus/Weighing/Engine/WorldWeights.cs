using Foedus.Model;

namespace Foedus.Weighing.Engine;

/// <summary>How much each world weighs with some evidence, on a scale of logarithms.</summary>
/// <param name="Logs">[draw] logarithm of its likelihood; −∞: impossible; NaN: no certified answer.</param>
/// <param name="NotSolved">Draws without one.</param>
/// <param name="Inside">Of the others, those inside all judged ranges.</param>
internal sealed record WorldWeights(double[] Logs, int NotSolved, int Inside)
{
    /// <param name="given">The evidence; of an offer and an ask that were weighed.</param>
    /// <param name="result">The draws.</param>
    public static WorldWeights Of(IReadOnlyList<Evidence> given, WeighingResult result)
    {
        var answers = given.Select(evidence => AnswersTo(evidence, result)).ToList();
        var logs = new double[result.Worlds.Length];
        var (notSolved, inside) = (0, 0);
        for (var draw = 0; draw < logs.Length; draw++)
        {
            if (answers.Any(answer => double.IsNaN(answer[draw])))
            {
                logs[draw] = double.NaN;
                notSolved++;
                continue;
            }
            var agrees = true;
            for (var e = 0; e < given.Count; e++)
            {
                logs[draw] += LogLikelihood(given[e].Finding, answers[e][draw]);
                agrees &= given[e].Finding is not JudgedRange || !double.IsNegativeInfinity(LogLikelihood(given[e].Finding, answers[e][draw]));
            }
            inside += agrees ? 1 : 0;
        }
        return new WorldWeights(logs, notSolved, inside);
    }

    /// <summary>[draw] the answer to the question that evidence is about.</summary>
    public static double[] AnswersTo(Evidence evidence, WeighingResult result)
    {
        var offer = result.Offers.First(offer => offer.Name == evidence.Offer.Text);
        return offer.Draws.Measures[offer.Measures.Select(measure => measure.Name).ToList().IndexOf(evidence.Ask.Text)];
    }

    /// <summary>Binomial likelihood of a count without its coefficient, which is the same in every world; 1 or 0 for a range.</summary>
    public static double LogLikelihood(Finding finding, double answer) =>
        finding switch
        {
            CountedCases counted => Times(counted.Count, Math.Log(Math.Clamp(answer, 0, 1)))
                + Times(counted.Of - counted.Count, Math.Log(1 - Math.Clamp(answer, 0, 1))),
            JudgedRange judged => answer >= judged.Low && answer <= judged.High ? 0 : double.NegativeInfinity,
            _ => throw new UnknownKindException(finding.GetType(), nameof(WorldWeights)),
        };

    // What was seen never says nothing against a chance of 0.
    private static double Times(int count, double log) => count == 0 ? 0 : count * log;

    public double Highest => Logs.Where(log => !double.IsNaN(log)).DefaultIfEmpty(double.NegativeInfinity).Max();

    /// <summary>[draw] weights, the largest 1; all 0 where nothing is possible; NaN: not solved.</summary>
    public double[] Relative => Scaled(Highest);

    /// <summary>[draw] weights where a logarithm weighs 1.</summary>
    public double[] Scaled(double highest) =>
        [
            .. Logs.Select(log =>
                double.IsNaN(log) ? double.NaN
                : double.IsNegativeInfinity(highest) ? 0
                : Math.Exp(log - highest)
            ),
        ];

    /// <summary>Logarithm of the mean likelihood over the solved draws; null where it is 0.</summary>
    public double? LogMean
    {
        get
        {
            var weights = Relative.Where(weight => !double.IsNaN(weight)).ToList();
            return weights.Count == 0 || weights.Sum() == 0 ? null : Highest + Math.Log(weights.Average());
        }
    }

    /// <summary>(Σw)² / Σw².</summary>
    public static double Effective(IEnumerable<double> weights)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var weight in weights.Where(weight => !double.IsNaN(weight)))
            (sum, squares) = (sum + weight, squares + weight * weight);
        return squares > 0 ? sum * sum / squares : 0;
    }
}
