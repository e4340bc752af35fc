using Foedus.Language;
using Foedus.Model;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>Values that somebody fixes, and whether each was written in percent.</summary>
internal sealed class GivenValues(IReadOnlyDictionary<string, Number> written)
    : Dictionary<string, double>(written.ToDictionary(pair => pair.Key, pair => pair.Value.Value))
{
    /// <summary>Holds each against the way in which the deal writes the assumption: 40 where it says 40% is 100 times what is meant.</summary>
    /// <exception cref="InputException">One is a percentage where the deal has plain numbers, or the other way round.</exception>
    public void RefuseMixed(SourceText source, AssumptionSet set)
    {
        for (var a = 0; a < set.Assumptions.Count; a++)
        {
            var (assumption, drawn) = (set.Assumptions[a], set.Distributions[a]);
            if (assumption.ValuePlace.IsEmpty || !written.TryGetValue(assumption.Name, out var given))
                continue;
            var best = new Number(assumption.Best, source[assumption.ValuePlace].EndsWith('%'));
            var text = ExpressionText.Of(given);
            if (best.IsPercent && Percentages.AreMixed(best, given) && !(given.Value >= drawn.Low && given.Value <= drawn.High))
                throw new InputException(
                    $"The deal has '{assumption.Name}' in percent, {ExpressionText.Of(best)}, and {text} is {ExpressionText.Of(Math.Round(100 * given.Value, 9))}%. Write {assumption.Name}={text}%, or {ExpressionText.Of(Math.Round(100 * given.Value, 9))}% if that is meant."
                );
            if (!best.IsPercent && Percentages.AreMixed(given, best, new Number(drawn.Low), new Number(drawn.High)))
                throw new InputException(
                    $"The deal has '{assumption.Name}' in plain numbers, {ExpressionText.Of(best)}, and {text} is {ExpressionText.Of(given.Value)}. Write {assumption.Name}={text.TrimEnd('%')} or {assumption.Name}={ExpressionText.Of(given.Value)}."
                );
        }
    }
}
