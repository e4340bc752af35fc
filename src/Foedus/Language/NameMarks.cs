using Foedus.Binding;

namespace Foedus.Language;

/// <summary>Names that were read, by their place; and what is declared, by its name, since the parser asks for that at every word.</summary>
internal sealed class NameMarks
{
    private readonly SortedDictionary<int, NameMark> byPlace = [];
    private readonly Dictionary<(string Text, NameKind Kind), SortedSet<int>> declared = [];
    private readonly Dictionary<(string Text, NameKind Kind, string Of), int> ofSomething = [];
    private readonly Dictionary<string, int> names = [];
    private readonly SortedSet<int> units = [];

    /// <summary>Every mark, in the order of the text.</summary>
    public IReadOnlyCollection<NameMark> All => byPlace.Values;

    /// <summary>The mark at a place; what stood there before no longer counts.</summary>
    public NameMark? this[int start]
    {
        get => byPlace.TryGetValue(start, out var mark) ? mark : null;
        set
        {
            if (byPlace.TryGetValue(start, out var before) && before.IsDeclaration)
                Count(start, before, -1);
            byPlace[start] = value!.Value;
            if (value.Value.IsDeclaration)
                Count(start, value.Value, 1);
        }
    }

    /// <summary>What the period is called that was declared first; null where none is.</summary>
    public string? FirstUnit => units.Count > 0 ? byPlace[units.Min].Text : null;

    /// <summary>Whether a name is declared as anything.</summary>
    public bool IsDeclared(string name) => names.GetValueOrDefault(name) > 0;

    /// <summary>Whether a name is declared as something, of a state's values as one of them.</summary>
    public bool IsDeclared(string name, NameKind kind, string? of = null) =>
        of is null ? declared.TryGetValue((name, kind), out var at) && at.Count > 0 : ofSomething.GetValueOrDefault((name, kind, of)) > 0;

    /// <summary>Where a name is first declared as something; null where it is not.</summary>
    public int? FirstDeclared(string name, NameKind kind) => declared.TryGetValue((name, kind), out var at) && at.Count > 0 ? at.Min : null;

    private void Count(int start, NameMark mark, int by)
    {
        if (!declared.TryGetValue((mark.Text, mark.Kind), out var at))
            declared[(mark.Text, mark.Kind)] = at = [];
        Keep(at);
        if (mark.Kind == NameKind.Unit)
            Keep(units);
        names[mark.Text] = names.GetValueOrDefault(mark.Text) + by;
        if (mark.Of is { } of)
            ofSomething[(mark.Text, mark.Kind, of)] = ofSomething.GetValueOrDefault((mark.Text, mark.Kind, of)) + by;

        void Keep(SortedSet<int> places)
        {
            if (by > 0)
                places.Add(start);
            else
                places.Remove(start);
        }
    }
}
