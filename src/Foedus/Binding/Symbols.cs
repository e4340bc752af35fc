using System.Globalization;
using Foedus.Model;

namespace Foedus.Binding;

/// <summary>A party, with what is private about it.</summary>
internal sealed class PartySymbol(int index, Party declared)
{
    public int Index { get; } = index;

    public Party Declared { get; } = declared;

    public string Name => Declared.Name;

    /// <summary>What only the party knows about itself; null where nothing is private.</summary>
    public PrivateType? Private { get; set; }

    /// <summary>Its private types; none where nothing is private.</summary>
    public IReadOnlyList<TypeSymbol> Types { get; set; } = [];

    /// <summary>How many types there are; 1 where nothing is private.</summary>
    public int TypeCount => Math.Max(1, Types.Count);

    public override string ToString() => Name;
}

/// <summary>A private type of a party.</summary>
internal sealed class TypeSymbol(PartySymbol party, int index, Word declared)
{
    public PartySymbol Party { get; } = party;

    public int Index { get; } = index;

    public string Name => Declared.Text;

    public Word Declared { get; } = declared;
}

/// <summary>A public state.</summary>
internal sealed class StateSymbol(int index, StateVariable declared)
{
    private readonly Dictionary<string, int> values = declared.Domain is Enumeration named ? Numbered(named) : [];

    public int Index { get; } = index;

    public StateVariable Declared { get; } = declared;

    public string Name => Declared.Name;

    public Domain Domain => Declared.Domain;

    /// <summary>Index of a named value, or −1.</summary>
    public int ValueOf(string name) => values.GetValueOrDefault(name, -1);

    public IReadOnlyCollection<string> ValueNames => values.Keys;

    /// <summary>A value in words.</summary>
    public string ValueText(int value) =>
        Domain switch
        {
            Enumeration enumeration => enumeration.Values[value].Text,
            WholeNumbers numbers => (numbers.Lowest + value).ToString(CultureInfo.InvariantCulture),
            YesOrNo => value == 1 ? "yes" : "no",
            _ => throw new UnknownKindException(Domain.GetType(), nameof(StateSymbol)),
        };

    private static Dictionary<string, int> Numbered(Enumeration named)
    {
        var numbers = new Dictionary<string, int>();
        for (var value = 0; value < named.Values.Count; value++)
            numbers.TryAdd(named.Values[value].Text, value);
        return numbers;
    }
}

/// <summary>An assumption.</summary>
internal sealed record AssumptionSymbol(int Index, Assumption Declared);

/// <summary>A question to the solved game.</summary>
internal sealed record AskSymbol(int Index, Ask Declared);

/// <summary>What the steps of one name are: one in the deal itself, or one in each of several clauses or answers.</summary>
internal sealed class StepSymbol(string name)
{
    public string Name { get; } = name;

    public List<Step> Declarations { get; } = [];

    /// <summary>How many of them are the deal's own; above 1 the deal is at fault.</summary>
    public int OwnCount { get; set; }

    /// <summary>Names of the parties that choose at it.</summary>
    public IEnumerable<string> Movers => Declarations.SelectMany(declared => declared.Choosers).Select(chooser => chooser.Party.Text).Distinct();
}

/// <summary>An option of a party at a step, wherever it is declared.</summary>
/// <param name="Step">At which step.</param>
/// <param name="Party">Whose.</param>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it is declared.</param>
/// <param name="Over">Where it stands for one option for each value; null for one option.</param>
/// <param name="SeenAs">What the others see instead; null where they see it.</param>
internal sealed record OptionSymbol(string Step, string Party, string Name, Place Place, ValueRange? Over = null, string? SeenAs = null)
{
    /// <summary>The options it stands for; none where its range is at fault, which is said.</summary>
    public IEnumerable<MeantOption> Meant => Over is null ? [new MeantOption(Name, null, 0)] : MeantOption.Of(Name, Over);
}

/// <summary>One option that a name means.</summary>
/// <param name="Name">Its full name, as in "offer_share 25%".</param>
/// <param name="Over">The range it is of; null for none.</param>
/// <param name="Value">Its value there.</param>
internal sealed record MeantOption(string Name, ValueRange? Over, double Value)
{
    public static IEnumerable<MeantOption> Of(string name, ValueRange range) =>
        range.Count > ValueRange.MostValues
            ? []
            : Enumerable.Range(0, (int)range.Count).Select(index => range[index]).Select(value => new MeantOption($"{name} {range.Text(value)}", range, value));
}
