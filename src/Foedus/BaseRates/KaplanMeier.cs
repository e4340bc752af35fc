using MathNet.Numerics.Distributions;

namespace Foedus.BaseRates;

/// <summary>A day on which the curve may fall.</summary>
/// <param name="Day">Days since the start.</param>
/// <param name="AtRisk">Spells still watched and unbroken just before.</param>
/// <param name="Failed">Failures on that day.</param>
/// <param name="Censored">Spells last seen unbroken on that day.</param>
/// <param name="Survival">Share that holds beyond that day.</param>
/// <param name="Greenwood">Greenwood's sum Σ d/(n(n−d)) so far: variance of the logarithm of the survival.</param>
internal readonly record struct SurvivalStep(int Day, int AtRisk, int Failed, int Censored, double Survival, double Greenwood)
{
    public double StandardError => Survival > 0 ? Survival * Math.Sqrt(Greenwood) : 0;
}

/// <summary>Product-limit estimate of how long peaces hold, when many are last seen unbroken.</summary>
/// <remarks>Failures of a day come before the censorings of that day. Source: Kaplan and Meier, Journal of the American Statistical Association 53 (1958) 457–481;
/// variance: Greenwood, Reports on Public Health and Medical Subjects 33 (1926).</remarks>
public sealed class KaplanMeier
{
    private KaplanMeier(int count, IReadOnlyList<SurvivalStep> steps) => (Count, Steps) = (count, steps);

    public int Count { get; }

    /// <summary>Every day with a failure or a censoring, in order.</summary>
    internal IReadOnlyList<SurvivalStep> Steps { get; }

    public int Failures => Steps.Sum(step => step.Failed);

    /// <param name="spells">Days watched, and whether the watching ended with a failure.</param>
    public static KaplanMeier Estimate(IEnumerable<(int Days, bool Failed)> spells)
    {
        var days = spells
            .GroupBy(spell => spell.Days)
            .OrderBy(group => group.Key)
            .Select(group => (Day: group.Key, Failed: group.Count(s => s.Failed), Censored: group.Count(s => !s.Failed)))
            .ToList();
        var count = days.Sum(day => day.Failed + day.Censored);
        var (atRisk, survival, greenwood) = (count, 1.0, 0.0);
        var steps = new List<SurvivalStep>();
        foreach (var (day, failed, censored) in days)
        {
            survival *= 1 - (double)failed / atRisk;
            greenwood += failed == 0 ? 0 : (double)failed / ((double)atRisk * (atRisk - failed));
            steps.Add(new SurvivalStep(day, atRisk, failed, censored, survival, greenwood));
            atRisk -= failed + censored;
        }
        return new KaplanMeier(count, steps);
    }

    /// <summary>Survival just after a time, and how many are still watched then.</summary>
    public (double Survival, double StandardError, double Low, double High, int AtRisk) At(double days, double confidence = 0.95)
    {
        var last = -1;
        while (last + 1 < Steps.Count && Steps[last + 1].Day <= days)
            last++;
        if (last < 0)
            return (1, 0, 1, 1, Count);
        var step = Steps[last];
        var (low, high) = Interval(step, confidence);
        return (step.Survival, step.StandardError, low, high, step.AtRisk - step.Failed - step.Censored);
    }

    /// <summary>Greenwood's interval on the scale log(−log S), which stays inside 0 and 1.</summary>
    /// <remarks>No interval exists before the first failure or once all have failed: it is then the estimate itself. Source: Kalbfleisch and Prentice,
    /// The Statistical Analysis of Failure Time Data, 2nd ed. (2002), section 1.4.</remarks>
    internal static (double Low, double High) Interval(SurvivalStep step, double confidence = 0.95)
    {
        if (step.Survival is <= 0 or >= 1)
            return (step.Survival, step.Survival);
        var half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * Math.Sqrt(step.Greenwood) / -Math.Log(step.Survival);
        return (Math.Pow(step.Survival, Math.Exp(half)), Math.Pow(step.Survival, Math.Exp(-half)));
    }

    /// <summary>First day on which no more than half hold; null where that is not seen.</summary>
    public int? Median => Steps.Where(step => step.Survival <= 0.5).Select(step => (int?)step.Day).FirstOrDefault();
}
