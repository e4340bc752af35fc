using System.Text.Json.Serialization;

namespace Foedus.Units;

/// <summary>What a number of a result is measured in, and how it is written: the one place where a value becomes text.</summary>
/// <remarks>In JSON a unit is its <see cref="Name"/>.</remarks>
[JsonConverter(typeof(UnitConverter))]
public sealed record Unit
{
    private Unit(UnitKind kind, string name, int digits) => (Kind, Name, Digits) = (kind, name, digits);

    /// <summary>A share of the plausible worlds, 0 to 1; written out of 100.</summary>
    public static Unit Worlds { get; } = new(UnitKind.Worlds, "worlds", 2);

    /// <summary>A chance within one world, 0 to 1.</summary>
    public static Unit Chance { get; } = new(UnitKind.Chance, "chance", 2);

    /// <summary>Points of a party, discounted to the first period.</summary>
    public static Unit Points { get; } = new(UnitKind.Points, "points", 1);

    /// <summary>1 or 0: whether it holds.</summary>
    public static Unit YesNo { get; } = new(UnitKind.YesNo, "holds", 0);

    /// <summary>A number as somebody typed it: an assumption's value.</summary>
    public static Unit Plain { get; } = new(UnitKind.Plain, "", 3);

    /// <summary>A time in the deal's periods.</summary>
    /// <param name="one">What one is called: "year".</param>
    public static Unit Periods(string one) => PeriodsNamed(Words.OfOne(one));

    /// <summary>The same by the plural.</summary>
    internal static Unit PeriodsNamed(string plural) => new(UnitKind.Periods, plural, 1);

    public UnitKind Kind { get; }

    /// <summary>"worlds", "chance", "points", "holds", "" for a plain number, or the deal's period in the plural.</summary>
    public string Name { get; }

    /// <summary>Decimals of the value that a reader is shown.</summary>
    public int Digits { get; }

    /// <summary>The smallest difference that is always seen: one of the last decimal shown.</summary>
    [JsonIgnore]
    public double Step => Math.Pow(10, -Digits);

    /// <summary>Whether values lie from 0 to 1.</summary>
    public bool IsShare => Kind is UnitKind.Worlds or UnitKind.Chance or UnitKind.YesNo;

    /// <summary>What reads the same is the same: the value as it is shown.</summary>
    public double Shown(double value) => Math.Round(value, Digits, MidpointRounding.AwayFromZero);

    /// <summary>A value under a heading that names the unit: "36", "0.36", "−1.2"; "–" where there is none.</summary>
    public string Number(double value) =>
        double.IsNaN(value)
            ? "–"
            : Kind switch
            {
                UnitKind.Worlds => Words.OfHundred(value),
                UnitKind.Chance => Words.Chance(value),
                UnitKind.YesNo => value == 1 ? "yes" : "no",
                UnitKind.Plain => Words.Number(value),
                _ => Words.Number(Math.Round(value, Digits)),
            };

    /// <summary>A value that stands alone: "36 of 100", "0.36", "−1.2 points", "4.5 years", "1 year".</summary>
    public string Text(double value) =>
        double.IsNaN(value)
            ? "–"
            : Kind switch
            {
                UnitKind.Worlds => $"{Number(value)} of 100",
                UnitKind.Points or UnitKind.Periods => Words.Several(Number(value), Words.Singular(Name)),
                _ => Number(value),
            };

    /// <summary>The ends of a sampling interval under such a heading: "34 to 38". Ends of shares of worlds that would read alike although they are not are rounded outward: seen in none of so many worlds is "0 to 1", not "0 to 0".</summary>
    public string Between(double low, double high) =>
        Kind == UnitKind.Worlds && low < high && Number(low) == Number(high)
            ? $"{Number(Math.Floor(100 * low) / 100)} to {Number(Math.Ceiling(100 * high) / 100)}"
            : $"{Number(low)} to {Number(high)}";

    /// <summary>A small gain: one digit more where that shows something, its unit only where it is needed to read the number.</summary>
    public string Fine(double value) => Kind == UnitKind.Worlds ? Text(value) : Words.Number(Math.Round(value, 2));

    /// <summary>A difference under a heading, with its sign: "+18", "−1.2", "0".</summary>
    public string Signed(double value)
    {
        var text = Kind == UnitKind.Worlds && value < 0 ? "−" + Number(-value) : Number(value);
        return value > 0 && Number(value) != Number(0) ? "+" + text : text;
    }

    /// <summary>What the numbers of a column or an axis are, in words.</summary>
    public string Heading =>
        Kind switch
        {
            UnitKind.Worlds => "worlds of 100",
            UnitKind.YesNo or UnitKind.Plain => "",
            _ => Words.Spoken(Name),
        };

    public override string ToString() => Name;
}

/// <summary>Kinds of units.</summary>
public enum UnitKind
{
    /// <summary>A share of the plausible worlds.</summary>
    Worlds,

    /// <summary>A chance within one world.</summary>
    Chance,

    /// <summary>Points of a party.</summary>
    Points,

    /// <summary>A time in periods.</summary>
    Periods,

    /// <summary>Whether it holds.</summary>
    YesNo,

    /// <summary>A number as typed.</summary>
    Plain,
}
