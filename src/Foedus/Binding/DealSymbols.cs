using Foedus.Model;
using Foedus.Units;

namespace Foedus.Binding;

/// <summary>Everything that a deal declares, by name; the one place where a name is looked up.</summary>
internal sealed class DealSymbols
{
    private readonly DiagnosticBag found;
    private readonly HashSet<string> lost;
    private readonly bool isAnythingLost;
    private readonly Dictionary<int, IReadOnlyList<int>> meanings = [];
    private readonly Dictionary<string, PartySymbol> parties;
    private readonly Dictionary<string, PartyKind> kinds;
    private readonly Dictionary<string, StateSymbol> states;
    private readonly Dictionary<string, AssumptionSymbol> assumptions;
    private readonly Dictionary<string, AskSymbol> asks;
    private readonly Dictionary<string, DefinitionSymbol> definitions;
    private readonly Dictionary<string, List<TypeSymbol>> types;
    private readonly Dictionary<string, StepSymbol> steps = [];
    private readonly Dictionary<(string Party, string Name), List<OptionSymbol>> options = [];
    private readonly HashSet<string> used = [];

    /// <param name="deal">The deal.</param>
    /// <param name="lost">Names that statements declare which could not be read: nothing is said of them.</param>
    /// <param name="found">Takes what is wrong.</param>
    public DealSymbols(Deal deal, IEnumerable<string> lost, DiagnosticBag found)
    {
        this.found = found;
        this.lost = [.. lost];
        isAnythingLost = this.lost.Contains(Names.Anything);
        found.IsIncomplete = this.lost.Count > 0;
        Parties = [.. deal.Parties.Select((party, i) => new PartySymbol(i, party))];
        States = [.. deal.StateVariables.Select((state, i) => new StateSymbol(i, state))];
        Assumptions = [.. deal.Assumptions.Select((assumption, i) => new AssumptionSymbol(i, assumption))];
        Asks = [.. deal.Asks.Select((ask, i) => new AskSymbol(i, ask))];
        Definitions =
        [
            .. deal
                .Declarations.Select(declared =>
                    declared switch
                    {
                        Definition definition => new DefinitionSymbol(definition),
                        DerivedAssumption derived => new DefinitionSymbol(derived),
                        _ => null,
                    }
                )
                .OfType<DefinitionSymbol>(),
        ];
        definitions = First(Definitions, definition => definition.Name);
        kinds = First(deal.All<PartyKind>(), kind => kind.Name);
        parties = First(Parties, party => party.Name);
        states = First(States, state => state.Name);
        assumptions = First(Assumptions, assumption => assumption.Declared.Name);
        asks = First(Asks, ask => ask.Declared.Name);
        foreach (var attribute in deal.PrivateTypes)
            if (parties.TryGetValue(attribute.Party, out var party) && party.Private is null)
            {
                party.Private = attribute;
                party.Types = [.. attribute.Types.Select((share, i) => new TypeSymbol(party, i, share.Type))];
            }
        types = Parties.SelectMany(party => party.Types).GroupBy(type => type.Name).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var step in deal.All<Step>())
            Declare(step, isOwn: true);
        foreach (var add in deal.Terms.OfType<AddStep>())
            Declare(add.Step, isOwn: false);
        foreach (var add in deal.Terms.OfType<AddOption>())
        foreach (
            var mover in add.Party is { } named ? [named.Text]
            : steps.TryGetValue(add.Step, out var step) ? step.Movers
            : []
        )
            Declare(new OptionSymbol(add.Step, mover, add.Option.Name, add.Option.NamePlace, add.Option.Over, add.Option.SeenAs?.Text));
    }

    public IReadOnlyList<PartySymbol> Parties { get; }

    public IReadOnlyList<StateSymbol> States { get; }

    public IReadOnlyList<AssumptionSymbol> Assumptions { get; }

    public IReadOnlyList<AskSymbol> Asks { get; }

    /// <summary>What 'let' and derived assumptions define, in the order of the text.</summary>
    public IReadOnlyList<DefinitionSymbol> Definitions { get; }

    /// <summary>What each name was found to mean: [its start] starts of the declarations.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<int>> Meanings => meanings;

    public IEnumerable<string> StepNames => steps.Keys;

    /// <summary>Names of the kinds that formulas and effects read: whether something reads it.</summary>
    public bool IsUsed(string kind, string name) => used.Contains($"{kind} {name}");

    /// <summary>Notes that something reads a name.</summary>
    public void Use(string kind, string name) => used.Add($"{kind} {name}");

    public PartySymbol? Party(Word name)
    {
        if (parties.TryGetValue(name.Text, out var party))
        {
            Means(name, party.Declared.NamePlace);
            return party;
        }
        if (kinds.TryGetValue(name.Text, out var kind))
        {
            Means(name, kind.NamePlace);
            found.Error(
                DiagnosticCodes.WrongKind,
                name.Place,
                $"'{name}' is {Words.Counted(kind.Members.Count, "party")}; here one is wanted.",
                $"Name one of {string.Join(", ", kind.Members.Select(member => member.Name))}."
            );
            return null;
        }
        Unknown(
            name,
            "party",
            parties.Keys,
            states.ContainsKey(name.Text) ? $"'{name}' is a state, not a party." : null,
            states.ContainsKey(name.Text) ? $"A party pays, gains, plays, and is in private what it is; a state is given a value: {name} = …" : null
        );
        return null;
    }

    /// <param name="name">Its name.</param>
    /// <param name="ofParty">What to do where a party is called so; null where nothing is known.</param>
    public StateSymbol? State(Word name, string? ofParty = null)
    {
        if (states.TryGetValue(name.Text, out var state))
        {
            Means(name, state.Declared.NamePlace);
            return state;
        }
        Unknown(
            name,
            "state",
            states.Keys,
            assumptions.ContainsKey(name.Text) ? $"'{name}' is an assumption, not a state."
                : parties.ContainsKey(name.Text) ? $"'{name}' is a party, not a state."
                : null,
            parties.ContainsKey(name.Text) ? ofParty : null
        );
        return null;
    }

    public AssumptionSymbol? Assumption(Word name)
    {
        if (assumptions.TryGetValue(name.Text, out var assumption))
        {
            Means(name, assumption.Declared.NamePlace);
            return assumption;
        }
        if (definitions.TryGetValue(name.Text, out var definition))
        {
            Means(name, definition.NamePlace);
            found.Error(
                DiagnosticCodes.WrongKind,
                name.Place,
                $"'{name}' is no assumption of its own: it follows from {ExpressionText.Of(definition.Value)}.",
                "Name what it follows from."
            );
            return null;
        }
        Unknown(
            name,
            "assumption",
            assumptions.Keys,
            states.ContainsKey(name.Text) ? $"'{name}' is a state, not an assumption."
                : types.ContainsKey(name.Text) ? $"'{name}' is a private type, not an assumption: it has no range of its own."
                : null,
            types.ContainsKey(name.Text) ? "Write its prior chance as an assumption, and name that." : null
        );
        return null;
    }

    public TypeSymbol? Type(PartySymbol party, Word name)
    {
        if (party.Types.FirstOrDefault(type => type.Name == name.Text) is { } type)
        {
            Means(name, type.Declared.Place);
            return type;
        }
        if (party.Types.Count == 0 && lost.Count == 0)
            found.Error(
                DiagnosticCodes.UnknownName,
                name.Place,
                $"Nothing about {party} is private in this deal, so it cannot be '{name}'.",
                $"Write for example: private {party}.resolve {{ {name}: 0.5, other: 0.5 }}."
            );
        else if (!IsLost(name.Text) && party.Types.Count > 0)
            found.Unknown(DiagnosticCodes.UnknownName, name, $"{party} has no type '{name}'.", party.Types.Select(known => known.Name));
        return null;
    }

    public StateSymbol? FindState(string name) => states.GetValueOrDefault(name);

    public AssumptionSymbol? FindAssumption(string name) => assumptions.GetValueOrDefault(name);

    public DefinitionSymbol? FindDefinition(string name) => definitions.GetValueOrDefault(name);

    public AskSymbol? FindAsk(string name) => asks.GetValueOrDefault(name);

    public PartySymbol? FindParty(string name) => parties.GetValueOrDefault(name);

    public StepSymbol? FindStep(string name) => steps.GetValueOrDefault(name);

    /// <summary>The types of this name, of all parties.</summary>
    public IReadOnlyList<TypeSymbol> TypesNamed(string name) => types.TryGetValue(name, out var named) ? named : [];

    /// <summary>A step of the deal, of a clause or of an answer.</summary>
    public StepSymbol? Step(Word name)
    {
        if (steps.TryGetValue(name.Text, out var step))
        {
            Means(
                name,
                [
                    .. step.Declarations.Select(declared =>
                        declared is Turn { Name: null } turn && parties.TryGetValue(turn.Party, out var party) ? party.Declared.NamePlace : declared.NamePlace
                    ),
                ]
            );
            return step;
        }
        if (
            !IsLost(name.Text)
            && steps
                .Values.Where(known =>
                    known.Name.StartsWith(name.Text + "_", StringComparison.Ordinal) && known.Movers.ToList() is [var mover] && known.Name == $"{name}_{mover}"
                )
                .SelectMany(known => known.Movers)
                .ToList()
                is { Count: > 0 } movers
        )
            found.Error(
                DiagnosticCodes.ClauseFindsNothing,
                name.Place,
                $"'{name}' is a turn of each of {Words.Listed(movers)}, and here one of another is wanted.",
                "Name a party that chooses there, or another step."
            );
        else if (!IsLost(name.Text))
            found.Unknown(DiagnosticCodes.ClauseFindsNothing, name, $"There is no step '{name}'.", steps.Keys);
        return null;
    }

    /// <summary>The options of a party that a name means, at a step or at any step: one, or of a range those whose values are meant.</summary>
    /// <returns>None if there is none, and that has been said.</returns>
    public IReadOnlyList<MeantOption> Options(PartySymbol party, StepSymbol? step, OptionName name, string code = DiagnosticCodes.UnknownName)
    {
        if (!Option(party, step, name.Word, code))
            return [];
        var named = OptionsOf(party.Name, name.Text).Where(option => step is null || option.Step == step.Name).ToList();
        if (name.Value is null)
            return [.. named.SelectMany(option => option.Meant).DistinctBy(option => option.Name)];
        var ranges = named.Where(option => option.Over is not null).ToList();
        if (ranges.Count == 0)
            found.Error(DiagnosticCodes.WrongKind, name.Place, $"'{name.Text}' is one option and has no value to compare.", $"Write '{name.Text}' alone.");
        if (
            name.Value is { IsPercent: true, Value: not 0 } percent
            && ranges is [{ Over: { High: { IsPercent: false } high } over }, ..]
            && Math.Abs(high.Value) > 1
        )
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                name.Place,
                $"The values of the range are no percentages, and {ExpressionText.Of(percent)} is {ExpressionText.Of(percent.Value)}.",
                $"If {ExpressionText.Of(Math.Round(100 * percent.Value, 9))} is meant, write it without '%'."
            );
        var meant = ranges
            .SelectMany(option => option.Meant)
            .Where(option => NumberComparison.Holds(name.How, option.Value, name.Value.Value))
            .DistinctBy(option => option.Name)
            .ToList();
        var inPercent =
            name.Value is { IsPercent: false } plain
            && Math.Abs(plain.Value) > 1
            && ranges is [{ Over.High.IsPercent: true }, ..]
            && ranges[0].Meant.Any(option => NumberComparison.Holds(name.How, option.Value, plain.Value / 100))
                ? $"If {ExpressionText.Of(plain)}% is meant, write {ExpressionText.Of(plain)}%."
                : null;
        if (meant.Count == 0 && ranges is [{ Over: { } range }, ..] && ranges[0].Meant.Any())
            found.Error(
                DiagnosticCodes.OutOfRange,
                name.Place,
                $"No option of the range is '{name}': its values go from {range.Text(range.Low.Value)} to {range.Text(range[(int)range.Count - 1])} by {range.Text(range.By.Value)}.",
                inPercent ?? "Write one of its values."
            );
        else if (inPercent is not null)
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                name.Place,
                $"The values of the range are percentages, and {ExpressionText.Of(name.Value)} is {ExpressionText.Of(100 * name.Value.Value)}%.",
                inPercent
            );
        return meant;
    }

    /// <summary>An option of a party at a step, or at any step.</summary>
    /// <returns>Whether there is one; if not, that has been said.</returns>
    public bool Option(PartySymbol party, StepSymbol? step, Word name, string code = DiagnosticCodes.UnknownName)
    {
        var named = OptionsOf(party.Name, name.Text).Where(option => step is null || option.Step == step.Name).ToList();
        if (named.Count > 0)
        {
            Means(name, [.. named.Select(option => option.Place)]);
            return true;
        }
        var elsewhere = OptionsOf(party.Name, name.Text);
        // Somebody's whose name is misspelt, which is said there.
        if (IsLost(name.Text) || options.Any(pair => pair.Key.Name == name.Text && !parties.ContainsKey(pair.Key.Party) && !kinds.ContainsKey(pair.Key.Party)))
            return false;
        if (step is not null && elsewhere.Count > 0)
            found.Error(
                code,
                name.Place,
                $"{party} has no option '{name}' at '{step.Name}'.",
                $"It has one at {string.Join(", ", elsewhere.Select(option => $"'{option.Step}'").Distinct())}."
            );
        else
            found.Unknown(
                code,
                name,
                step is null ? $"{party} has no option '{name}' at any step." : $"{party} has no option '{name}' at '{step.Name}'.",
                options
                    .Where(pair => pair.Key.Party == party.Name && (step is null || pair.Value.Any(option => option.Step == step.Name)))
                    .Select(pair => pair.Key.Name)
            );
        return false;
    }

    /// <summary>Whether anybody has an option of this name.</summary>
    public bool HasOption(string name) => options.Keys.Any(key => key.Name == name);

    public IReadOnlyList<OptionSymbol> OptionsOf(string party, string name) => options.TryGetValue((party, name), out var named) ? named : [];

    /// <summary>Any other named thing: a clause, an offer, a source, a zone.</summary>
    public bool Named<T>(Word name, string what, IReadOnlyDictionary<string, T> known, string? kind = null)
        where T : Declaration
    {
        if (known.TryGetValue(name.Text, out var declared))
        {
            Means(name, declared.NamePlace);
            Use(kind ?? what, name.Text);
            return true;
        }
        Unknown(name, what, known.Keys);
        return false;
    }

    /// <summary>Notes what a name means.</summary>
    public void Means(Node name, params ReadOnlySpan<Place> declared)
    {
        if (name.Place.IsEmpty)
            return;
        if (name is Word { StandsFor: { IsEmpty: false } kind })
            declared = [kind];
        var starts = new List<int>(declared.Length);
        foreach (var place in declared)
            if (!place.IsEmpty)
                starts.Add(place.Start);
        meanings[name.Place.Start] = starts;
    }

    /// <summary>Says that nothing is called so, unless a statement that could not be read may have declared it.</summary>
    public void Unknown(Word name, string what, IEnumerable<string> known, string? instead = null, string? remedy = null)
    {
        if (IsLost(name.Text))
            return;
        if (instead is null)
            found.Unknown(name, what, known);
        else
            found.Error(
                DiagnosticCodes.WrongKind,
                name.Place,
                instead,
                remedy ?? (Nearest.To(name.Text, known) is { } near ? $"Did you mean '{near}'?" : null)
            );
    }

    /// <summary>Whether a name may be declared in what could not be read.</summary>
    public bool IsLost(string name) => isAnythingLost || lost.Contains(name);

    private void Declare(Step step, bool isOwn)
    {
        if (step.Called is not { } name)
            return;
        if (!steps.TryGetValue(name, out var symbol))
            steps.Add(name, symbol = new StepSymbol(name));
        symbol.Declarations.Add(step);
        symbol.OwnCount += isOwn ? 1 : 0;
        foreach (var (party, options) in step.Choosers)
        foreach (var option in options)
            Declare(new OptionSymbol(name, party.Text, option.Name, option.NamePlace, option.Over, option.SeenAs?.Text));
    }

    private void Declare(OptionSymbol option)
    {
        if (!options.TryGetValue((option.Party, option.Name), out var same))
            options.Add((option.Party, option.Name), same = []);
        same.Add(option);
    }

    private static Dictionary<string, T> First<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var first = new Dictionary<string, T>();
        foreach (var item in items)
            first.TryAdd(name(item), item);
        return first;
    }
}
