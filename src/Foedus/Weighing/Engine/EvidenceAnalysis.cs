using Foedus.Lowering;
using Foedus.Model;
using Foedus.Numerics.Sampling;
using Foedus.Units;

namespace Foedus.Weighing.Engine;

/// <summary>Every piece of evidence of a deal beside what the worlds say.</summary>
internal static class EvidenceAnalysis
{
    /// <summary>Of the offers that were weighed; null where the deal has no evidence.</summary>
    public static IReadOnlyList<EvidenceResult>? Of(Deal deal, IReadOnlyList<LoweredOffer> lowered, WeighingResult result) =>
        !deal.Evidence.Any()
            ? null
            :
            [
                .. deal
                    .Evidence.Where(evidence => result.Offers.Any(offer => offer.Name == evidence.Offer.Text))
                    .Select(evidence => Beside(evidence, deal, lowered.First(offer => offer.Offer.Name == evidence.Offer.Text), result)),
            ];

    private static EvidenceResult Beside(Evidence evidence, Deal deal, LoweredOffer lowered, WeighingResult result)
    {
        var measure = result.Offers.First(offer => offer.Name == evidence.Offer.Text).Measures.First(measure => measure.Name == evidence.Ask.Text);
        var ask = lowered.Asks.First(ask => ask.Name == evidence.Ask.Text);
        var answers = WorldWeights.AnswersTo(evidence, result).Where(answer => !double.IsNaN(answer)).ToList();
        var (low, high) = evidence.Finding switch
        {
            CountedCases counted => ShareInterval.Wilson(counted.Count, counted.Of),
            JudgedRange judged => (judged.Low, judged.High),
            _ => throw new UnknownKindException(evidence.Finding.GetType(), nameof(EvidenceAnalysis)),
        };
        var count = evidence.Finding as CountedCases;
        var made = new EvidenceResult
        {
            Name = evidence.Name,
            Offer = evidence.Offer.Text,
            Ask = evidence.Ask.Text,
            Title = measure.Title,
            Unit = measure.Unit,
            Kind = count is null ? "judged" : "counted",
            Count = count?.Count,
            Of = count?.Of,
            Low = low,
            High = high,
            Model = measure.Across.Median,
            ModelLow = measure.Across.Low,
            ModelHigh = measure.Across.High,
            ModelAtBest = measure.Across.AtBest,
            Agree = answers.Count == 0 ? double.NaN : (double)answers.Count(answer => answer >= low && answer <= high) / answers.Count,
            Effective = WorldWeights.Effective(WorldWeights.Of([evidence], result).Relative),
            Source = deal.SourceText(evidence.Source),
            Definition = evidence.Definition,
            Day = evidence.Day,
            Period = ask.Kind.IsTime ? null : ask.Periods,
            IsOnSurvival =
                lowered.Asks.FirstOrDefault(each => new Asked(each).IsSurvival) is { } curve
                && new Asked(ask).IsSurvival
                && curve.Holds.AsSpan().SequenceEqual(ask.Holds),
            Words = "",
        };
        return made with { Words = Told(made) };
    }

    private static string Told(EvidenceResult found)
    {
        var unit = found.Unit;
        string Text(double value) => unit.Kind == UnitKind.Chance ? $"{Words.OfHundred(value)} of 100" : unit.Text(value);
        string Ends(double low, double high) =>
            unit.Kind == UnitKind.Chance ? $"{Words.OfHundred(low)} to {Words.OfHundred(high)}" : $"{unit.Number(low)} to {unit.Number(high)}";
        var evidence = found.Count is { } count
            ? $"Counted: {found.Found}, {Text((double)count / found.Of!.Value)} (95%: {Ends(found.Low, found.High)})"
            : $"Judged: {Ends(found.Low, found.High)}{(unit.Kind == UnitKind.Chance ? " of 100" : $" {unit.Name}")}";
        if (double.IsNaN(found.Model))
            return $"{evidence}. No world has a certified answer to this.";
        var (above, below) = (found.Model - found.High, found.Low - found.Model);
        var (isInside, agree) = (above <= 0 && below <= 0, Words.OfHundred(found.Agree));
        // The median lies inside while most worlds lie to either side of a narrow range: both in one sentence.
        var difference = isInside
            ? found.Agree < 0.5
                ? $"inside the evidence, as few of the worlds are: {agree} of 100, the others lie to either side"
                : $"inside the evidence, as are {agree} of 100 worlds"
            : $"{(unit.Kind != UnitKind.Chance ? unit.Text(Math.Max(above, below)) : Math.Max(above, below) < 0.005 ? "less than 1 of 100" : $"{Words.OfHundred(Math.Max(above, below))} of 100")} {(above > 0 ? "above its upper" : "below its lower")} end"
                + (
                    found.ModelLow > found.High ? ", and 19 worlds in 20 say more"
                    : found.ModelHigh < found.Low ? ", and 19 worlds in 20 say less"
                    : ""
                );
        return $"{evidence}. The median world: {Text(found.Model)}, nine worlds in ten from {Ends(found.ModelLow, found.ModelHigh)}: {difference}{(isInside ? "" : $"; inside the evidence are {agree} of 100 worlds")}.";
    }
}
