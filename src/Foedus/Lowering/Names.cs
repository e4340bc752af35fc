using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Numbers for the names of a deal: parties and their types, state variables and their values, assumptions.</summary>
public sealed class Names
{
    private readonly Dictionary<string, int> parties = [];
    private readonly Dictionary<string, int> variables = [];
    private readonly Dictionary<string, int> assumptions = [];
    private readonly Dictionary<string, List<(int Party, int Type)>> types = [];

    public Names(Deal deal)
    {
        Parties = [.. deal.Parties];
        Variables = [.. deal.StateVariables];
        Assumptions = [.. deal.Assumptions];
        Number(Parties, parties, "parties");
        Number(Variables, variables, "states");
        Number(Assumptions, assumptions, "assumptions");
        Types = [.. Parties.Select(party => deal.PrivateTypes.FirstOrDefault(type => type.Party == party.Name))];
        foreach (var group in deal.PrivateTypes.GroupBy(type => type.Party))
        {
            Party(group.Key, group.First().NamePlace);
            if (group.Count() > 1)
                throw new LoweringFault(LoweringCodes.Duplicate, group.Last().NamePlace, $"{group.Key} has two private attributes.", "Combine them into one list of types.");
        }
        for (var party = 0; party < Parties.Count; party++)
            for (var type = 0; type < (Types[party]?.Types.Count ?? 0); type++)
            {
                var name = Types[party]!.Types[type].Type;
                if (!types.TryGetValue(name, out var known))
                    types.Add(name, known = []);
                known.Add((party, type));
            }
    }

    public IReadOnlyList<Party> Parties { get; }

    public IReadOnlyList<StateVariable> Variables { get; }

    public IReadOnlyList<Assumption> Assumptions { get; }

    /// <summary>[party] its private types, or null.</summary>
    public IReadOnlyList<PrivateType?> Types { get; }

    public int TypeCount(int party) => Types[party]?.Types.Count ?? 1;

    public int Party(string name, Place place) => parties.TryGetValue(name, out var index) ? index
        : throw new LoweringFault(LoweringCodes.UnknownName, place, $"There is no party '{name}'.", $"Parties: {string.Join(", ", parties.Keys)}.");

    public int Variable(string name, Place place) => variables.TryGetValue(name, out var index) ? index
        : throw new LoweringFault(LoweringCodes.UnknownName, place, $"There is no state '{name}'.", $"States: {string.Join(", ", variables.Keys)}.");

    public bool TryParty(string name, out int party) => parties.TryGetValue(name, out party);

    public bool TryVariable(string name, out int variable) => variables.TryGetValue(name, out variable);

    public bool TryAssumption(string name, out int assumption) => assumptions.TryGetValue(name, out assumption);

    /// <summary>The parties that can be of a type with this name, and its number for each.</summary>
    public IReadOnlyList<(int Party, int Type)> TypesNamed(string name) => types.TryGetValue(name, out var found) ? found : [];

    public int Type(int party, string name, Place place)
    {
        for (var type = 0; type < (Types[party]?.Types.Count ?? 0); type++)
            if (Types[party]!.Types[type].Type == name)
                return type;
        throw new LoweringFault(LoweringCodes.UnknownName, place, $"{Parties[party].Name} has no type '{name}'.",
            Types[party] is { } known ? $"Its types: {string.Join(", ", known.Types.Select(type => type.Type))}." : $"Nothing about {Parties[party].Name} is private in this deal.");
    }

    /// <summary>Index of an enumeration's value, or −1.</summary>
    public int ValueOf(int variable, string name)
    {
        if (Variables[variable].Domain is not Enumeration enumeration)
            return -1;
        for (var value = 0; value < enumeration.Values.Count; value++)
            if (enumeration.Values[value] == name)
                return value;
        return -1;
    }

    /// <summary>A value of a variable in words.</summary>
    public string ValueText(int variable, int value) => Variables[variable].Domain switch
    {
        Enumeration enumeration => enumeration.Values[value],
        WholeNumbers numbers => (numbers.Lowest + value).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => value == 1 ? "yes" : "no",
    };

    /// <summary>A public state in words: "status = war, buildup = 2".</summary>
    public string StateText(ReadOnlySpan<int> state)
    {
        var parts = new string[state.Length];
        for (var variable = 0; variable < state.Length; variable++)
            parts[variable] = $"{Variables[variable].Name} = {ValueText(variable, state[variable])}";
        return string.Join(", ", parts);
    }

    private static void Number<T>(IReadOnlyList<T> items, Dictionary<string, int> index, string kind) where T : Declaration
    {
        for (var i = 0; i < items.Count; i++)
        {
            var name = items[i] switch { Party party => party.Name, StateVariable variable => variable.Name, Assumption assumption => assumption.Name, _ => "" };
            if (!index.TryAdd(name, i))
                throw new LoweringFault(LoweringCodes.Duplicate, items[i].NamePlace, $"There are two {kind} called '{name}'.", "Give one of them another name.");
        }
    }
}
