using Foedus.Binding;

namespace Foedus.Language.Service;

/// <summary>Which names of a text mean which declarations: what binding says, and the likely meaning in statements that cannot be read yet.</summary>
public sealed class NameIndex
{
    private readonly List<Symbol> symbols = [];
    private readonly List<Occurrence> occurrences = [];
    private readonly Dictionary<(NameKind Kind, string Name), List<int>> byName = [];
    private readonly HashSet<(string State, string Value)> values = [];

    private NameIndex(IReadOnlyCollection<NameMark> marks, IReadOnlyDictionary<int, IReadOnlyList<int>> meanings)
    {
        foreach (var mark in marks.Where(mark => mark.IsDeclaration))
        {
            if (!byName.TryGetValue((mark.Kind, mark.Text), out var same))
                byName.Add((mark.Kind, mark.Text), same = []);
            same.Add(symbols.Count);
            symbols.Add(new Symbol(mark.Kind, mark.Text, mark.Place, mark.Of, mark.At));
            if (mark is { Kind: NameKind.Value, Of: { } state })
                values.Add((state, mark.Text));
        }
        var declared = 0;
        var byStart = new Dictionary<int, int>();
        for (var symbol = 0; symbol < symbols.Count; symbol++)
            byStart.TryAdd(symbols[symbol].Place.Start, symbol);
        // Where a name stands in a statement that could be read, binding has said what it means.
        foreach (var mark in marks)
            occurrences.Add(
                new Occurrence(
                    mark,
                    mark.IsDeclaration ? [declared++]
                        : meanings.TryGetValue(mark.Place.Start, out var starts)
                            ? [.. starts.Where(byStart.ContainsKey).Select(start => byStart[start]).Order()]
                        : Guess(mark)
                )
            );
    }

    /// <summary>Everything declared, in the order of the text.</summary>
    internal IReadOnlyList<Symbol> Symbols => symbols;

    /// <summary>Every name, in the order of the text.</summary>
    public IReadOnlyList<Occurrence> Occurrences => occurrences;

    /// <param name="parsed">The text.</param>
    /// <param name="meanings">What binding found each name to mean.</param>
    public static NameIndex Of(ParseResult parsed, IReadOnlyDictionary<int, IReadOnlyList<int>> meanings) => new(parsed.Names, meanings);

    /// <summary>The name at a position, or ending there; null where none is.</summary>
    public Occurrence? At(int position)
    {
        var (low, high) = (0, occurrences.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (occurrences[middle].Place.End < position)
                low = middle + 1;
            else if (occurrences[middle].Place.Start > position)
                high = middle - 1;
            else
                // Where two names touch, the one that begins here.
                return middle + 1 < occurrences.Count && occurrences[middle + 1].Place.Start == position ? occurrences[middle + 1] : occurrences[middle];
        }
        return null;
    }

    /// <summary>All places at which the same thing is named, with everything that a name leaves open with it: what must be renamed together.</summary>
    public IReadOnlyList<Occurrence> Together(Occurrence occurrence)
    {
        var group = new HashSet<int>(occurrence.Symbols);
        for (var grown = true; grown; )
        {
            grown = false;
            foreach (var other in occurrences.Where(other => other.Symbols.Any(group.Contains)))
            foreach (var symbol in other.Symbols)
                grown |= group.Add(symbol);
        }
        return [.. occurrences.Where(other => other.Symbols.Any(group.Contains))];
    }

    // In a statement that cannot be read yet.
    private IReadOnlyList<int> Guess(NameMark mark) =>
        mark.Kind switch
        {
            NameKind.Any => Formula(mark),
            NameKind.Condition => Named(NameKind.Type, mark.Text) is { Count: > 0 } types && Named(NameKind.State, mark.Text).Count == 0 && !IsValue(mark)
                ? types
                : Formula(mark),
            NameKind.Ask => First(mark, NameKind.Ask, NameKind.Assumption),
            // An unnamed turn is called after its party.
            NameKind.Step => First(mark, NameKind.Step, NameKind.Party),
            NameKind.Option or NameKind.Type =>
            [
                .. Named(mark.Kind, mark.Text).Where(index => Fits(mark.Of, symbols[index].Of) && Fits(mark.At, symbols[index].At)),
            ],
            _ => Named(mark.Kind, mark.Text),
        };

    private IReadOnlyList<int> Formula(NameMark mark) =>
        IsValue(mark)
            ? [.. Named(NameKind.Value, mark.Text).Where(index => symbols[index].Of == mark.Of)]
            : First(mark, NameKind.Assumption, NameKind.Definition, NameKind.State, NameKind.Type, NameKind.Value, NameKind.Parameter);

    private bool IsValue(NameMark mark) => mark.Of is { } state && values.Contains((state, mark.Text));

    private static bool Fits(string? wanted, string? has) => wanted is null || has is null || wanted == has;

    private IReadOnlyList<int> First(NameMark mark, params ReadOnlySpan<NameKind> kinds)
    {
        foreach (var kind in kinds)
            if (Named(kind, mark.Text) is { Count: > 0 } found)
                return found;
        return [];
    }

    private IReadOnlyList<int> Named(NameKind kind, string name) => byName.TryGetValue((kind, name), out var found) ? found : [];
}
