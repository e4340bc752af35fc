using Foedus.Model;

namespace Foedus.Workbench.Editing;

/// <summary>The ends and steps of an assumption's slider: its range, in steps of 1, 2 or 5 times a power of ten, at least fifty of them.</summary>
internal readonly record struct SliderScale(double Low, double High, double Step)
{
    /// <returns>null for a number taken as fixed.</returns>
    public static SliderScale? Of(Assumption assumption)
    {
        var (low, high) = assumption.Spread switch
        {
            Between range => (range.Low, range.High),
            Likely { WithinUnit: true } => (0, 1),
            Likely likely => (likely.Low, likely.High),
            OneOf some => (some.Values.Min(value => value.Value), some.Values.Max(value => value.Value)),
            _ => (assumption.Best, assumption.Best),
        };
        (low, high) = (Math.Min(low, assumption.Best), Math.Max(high, assumption.Best));
        if (!(high > low) || !double.IsFinite(high - low))
            return null;
        var rough = Math.Pow(10, Math.Floor(Math.Log10((high - low) / 50)));
        var step = ((high - low) / 50 / rough) switch
        {
            >= 5 => 5 * rough,
            >= 2 => 2 * rough,
            _ => rough,
        };
        return new SliderScale(low, high, step);
    }

    /// <summary>The value on the slider, without the noise of adding steps up.</summary>
    public double Clean(double value)
    {
        var digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(Step)) + 1, 0, 15);
        return Math.Clamp(Math.Round(value, digits), Low, High);
    }
}
