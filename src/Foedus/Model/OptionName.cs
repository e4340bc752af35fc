namespace Foedus.Model;

/// <summary>An option as it is named elsewhere: <c>keep</c>, or of options over a range <c>offer_share >= 50%</c>.</summary>
/// <param name="Text">The option's name.</param>
/// <param name="How">How its values compare with <paramref name="Value"/>.</param>
/// <param name="Value">null for the option, and for every value of a range.</param>
public sealed record OptionName(string Text, BinaryOperator How = BinaryOperator.Equal, Number? Value = null) : Node
{
    /// <summary>The name alone.</summary>
    public Word Word => new(Text) { Place = new Place(Place.Start, Place.IsEmpty ? 0 : Text.Length) };

    public static implicit operator OptionName(string text) => new(text);

    public override string ToString() => Value is null ? Text : ExpressionText.Of(new Binary(How, new Name(Text), Value));
}

/// <summary><c>for share in 0%..100% by 5%</c>: one option for each of these values.</summary>
/// <param name="Variable">The word for the value, in the option's condition and effects.</param>
/// <param name="Low">The first value.</param>
/// <param name="High">The last value, or the last that a step reaches.</param>
/// <param name="By">From one value to the next.</param>
internal sealed record ValueRange(Word Variable, Number Low, Number High, Number By) : Node
{
    /// <summary>Most options that one range may make.</summary>
    public const int MostValues = 1_000;

    /// <summary>How many values there are.</summary>
    public double Count => By.Value > 0 && High.Value >= Low.Value ? Math.Floor((High.Value - Low.Value) / By.Value + 1e-9) + 1 : 0;

    /// <summary>A value, from 0, rounded so that it is the number that would be typed.</summary>
    public double this[int index] => Math.Round(Low.Value + index * By.Value, 12);

    /// <summary>A value as it is written.</summary>
    public string Text(double value) => ExpressionText.Of(new Number(value, Low.IsPercent || High.IsPercent || By.IsPercent));
}
