using System.Globalization;
using Foedus.Reporting;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;

namespace Foedus.Cli.Commands;

/// <summary>The short form of what a weighed answer hangs on, for the terminal; the report and the JSON have the whole.</summary>
internal static class WhatItHangsOn
{
    private const int MostAssumptions = 5;

    public static void Print(WeighingResult result)
    {
        if (result.Analysis is not { } analysis)
            return;
        foreach (var effects in analysis.Effects)
            Print(effects);
        Breaking(analysis.Breaking);
        if (analysis.Ranking is { } ranking)
            Ranking(ranking);
        Yardsticks(analysis.Yardsticks, result);
        Information(analysis.Information);
        if (result.Readings is { } readings)
            Readings(readings);
    }

    private static void Print(EffectsResult effects)
    {
        Output.Line();
        Output.Line($"Which assumptions decide '{effects.Offer}'?");
        if (effects.Refused is { } reason)
        {
            Output.Line($"  {reason}");
            return;
        }
        foreach (var outcome in effects.Outcomes.Where((outcome, i) => i == 0 || outcome.Outcome == "signedAndHolds"))
        {
            Output.Line($"  {outcome.Title}: share of the spread, on its own / with others");
            if (!(outcome.Deviation > 0))
            {
                Output.Line("    The same everywhere in the ranges: nothing decides it.");
                continue;
            }
            foreach (var effect in outcome.ByAssumption.Take(MostAssumptions))
                Output.Line($"    {effect.Assumption,-18} {Share(effect.Own)} / {Share(effect.Total)}  ({Share(effect.TotalLow)} to {Share(effect.TotalHigh)})");
            if (outcome.CombinationsMatter)
                Output.Line(Combinations(outcome));
        }
        Output.Line(Spent(effects));
    }

    private static string Combinations(EffectsOnOutcome outcome) => $"    Own effects add to {Share(outcome.OwnSum.Share)} ({Share(outcome.OwnSum.Low)} to {Share(outcome.OwnSum.High)}): "
        + (outcome.OwnSum.High < EffectsOnOutcome.EnoughAlone ? "it is combinations that matter." : "it may be combinations that matter.");

    private static string Spent(EffectsResult effects) => string.Create(CultureInfo.InvariantCulture,
        $"  {effects.ScreeningPoints} stars over {effects.Screening.Count} assumptions, {effects.BasePoints} base points, {effects.Solves:N0} solves{(effects.NotSolved > 0 ? $", {effects.NotSolved} without a certified result" : "")}; another offer with --effects-of. {EffectsWords.Precision(effects)}");

    private static void Ranking(RankingResult ranking)
    {
        Output.Line();
        Output.Line("What would make another offer best?");
        Output.Line($"  {RankingWords.Standing(ranking)}");
        foreach (var flip in ranking.Flips.Take(MostAssumptions))
            Output.Line($"  {RankingWords.Change(flip)}: {flip.Offer} is ahead.");
        foreach (var line in new[] { RankingWords.Alone(ranking), RankingWords.Together(ranking) }.Where(line => line.Length > 0))
            Output.Line($"  {line}");
    }

    private static void Breaking(IReadOnlyList<BreakingResult> all)
    {
        if (all.Count == 0)
            return;
        Output.Line();
        Output.Line("When does it break?");
        foreach (var offer in all)
        {
            if (offer.Boxes.Count == 0)
                Output.Line($"  {offer.Offer}: {offer.Reason}");
            foreach (var box in offer.Boxes)
                Output.Line($"  {offer.Offer}: {box.Words}");
        }
    }

    private static void Yardsticks(IReadOnlyList<Yardstick> all, WeighingResult result)
    {
        if (result.Offers.Count < 2)
            return;
        Output.Line();
        Output.Line("Robust by which yardstick? The best offer by each, and its value");
        foreach (var yardstick in all.Where(yardstick => yardstick.Winners.Count > 0 && IsShown(yardstick.Name)))
        {
            var winner = result.Offers.ToList().FindIndex(offer => offer.Name == yardstick.Winners[0]);
            var names = yardstick.Winners.Count == yardstick.Values.Count(value => !double.IsNaN(value)) ? "all alike"
                : string.Join(", ", yardstick.Winners.Take(3)) + (yardstick.Winners.Count > 3 ? $" and {yardstick.Winners.Count - 3} more" : "");
            Output.Line($"  {yardstick.Title}: {names} ({Words.Yardstick(yardstick, yardstick.Values[winner])})");
        }
    }

    // The rest stands in the report and in the JSON.
    private static bool IsShown(string name) => name is "holds" or "worstTwentieth" or "meanRegret" or "allFloors" or "signedAndHolds" || name.StartsWith("floor:", StringComparison.Ordinal);

    private static void Information(IReadOnlyList<InformationValue> all)
    {
        var worth = all.Select(value => (value, Gains: value.Gains.Where(gain => gain.Low > 0).Take(2).ToList())).Where(pair => pair.Gains.Count > 0).ToList();
        if (worth.Count == 0)
            return;
        Output.Line();
        Output.Line("What is worth finding out? What choosing with it would add, by yardstick");
        foreach (var (value, gains) in worth)
            Output.Line($"  {value.Title}: {string.Join("; ", gains.Select(gain => $"{gain.Assumption} +{Words.Gain(value, gain.Gain)} ({Words.Gain(value, gain.Low)} to {Words.Gain(value, gain.High)})"))}");
    }

    private static void Readings(IReadOnlyList<ReadingResult> readings)
    {
        Output.Line();
        Output.Line("By reading: holds / all sign / both, worlds of 100");
        foreach (var reading in readings)
        {
            Output.Line($"  {reading.Reading ?? "as written"}{(reading.Changes.Count == 0 ? "" : $" ({string.Join(", ", reading.Changes)})")}");
            foreach (var offer in reading.Offers)
                Output.Line($"    {offer.Offer,-16} {Hundred(offer.Holds),3} / {(offer.IsNoDeal ? "  –" : Hundred(offer.AllSign).PadLeft(3))} / {(offer.IsNoDeal ? "  –" : Hundred(offer.SignedAndHolds).PadLeft(3))}"
                    + (offer.NotConverged > 0 ? $"  ({offer.NotConverged} worlds without a solution)" : ""));
        }
    }

    private static string Hundred(WorldShare? share) => share is null ? "–" : Words.OfHundred(share.Share);

    private static string Share(double share) => Words.Chance(Math.Clamp(share, 0, 1));
}
