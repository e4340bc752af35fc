namespace Foedus.Language.Comparing;

/// <summary>Collects in what one statement differs, part by part.</summary>
/// <param name="what">Kind of statement.</param>
/// <param name="name">Its name.</param>
internal sealed class Changes(string what, string name)
{
    private readonly List<Change> all = [];

    public string What => what;

    public string Name => name;

    /// <summary>"turn response"; "horizon" where there is one only.</summary>
    public string Called => name.Length == 0 ? what : $"{what} {name}";

    public IReadOnlyList<Change> All => all;

    /// <summary>One thing, as it was and as it is, which are not the same; null for nothing.</summary>
    /// <param name="aspect">What about it.</param>
    /// <param name="before">As it was.</param>
    /// <param name="after">As it is.</param>
    /// <param name="words">The change in words.</param>
    public void Add(string aspect, string? before, string? after, string words) => all.Add(new Change(what, name, aspect, before, after, words));

    public void Add(IEnumerable<Change> changes) => all.AddRange(changes);

    /// <summary>One thing that may be the same.</summary>
    public void Field(string aspect, string? old, string? now, string called)
    {
        if (old != now)
            Add(aspect, old, now, $"{called} {old ?? "(none)"} → {now ?? "(none)"}");
    }

    /// <summary>A title, of the statement itself or of something in it.</summary>
    public void Title(string? old, string? now, string? of = null) => Field("title", QuotedOrNone(old), QuotedOrNone(now), $"title of {of ?? Called}");

    /// <summary>What is told in a line where it is short.</summary>
    /// <param name="aspect">What about it.</param>
    /// <param name="before">The whole as it was written.</param>
    /// <param name="after">The whole as it is.</param>
    /// <param name="called">What it is called.</param>
    /// <param name="old">What of it is another now, as it was.</param>
    /// <param name="now">As it is.</param>
    public void Part(string aspect, string? before, string? after, string called, string old, string now)
    {
        if (old != now)
            Add(
                aspect,
                before,
                after,
                $"{called} {(old.Length + now.Length < 100 && !(old + now).Contains('\n', StringComparison.Ordinal) ? $"{(old.Length == 0 ? "(nothing)" : old)} → {(now.Length == 0 ? "(nothing)" : now)}" : "changed")}"
            );
    }

    /// <summary>Things of one kind without names: those with the same head are one thing, and then those with the same tail.</summary>
    /// <param name="item">What one is.</param>
    /// <param name="before">What there was: a condition, and what follows from it; nothing where it is all in the head.</param>
    /// <param name="after">What there is.</param>
    public void Items(string item, IEnumerable<(string Head, string Tail)> before, IEnumerable<(string Head, string Tail)> after)
    {
        var (gone, added) = (before.ToList(), after.ToList());
        foreach (var same in gone.ToList())
            if (added.Remove(same))
                gone.Remove(same);
        foreach (var old in gone.ToList())
            if (added.FindIndex(other => other.Head == old.Head) is >= 0 and var match)
            {
                Part(item, Text(old), Text(added[match]), $"{Called}: {item} {Short(old.Head)}", old.Tail, added[match].Tail);
                gone.Remove(old);
                added.RemoveAt(match);
            }
        foreach (var old in gone.ToList())
            if (old.Tail.Length > 0 && added.FindIndex(other => other.Tail == old.Tail) is >= 0 and var match)
            {
                Part(item, Text(old), Text(added[match]), $"{Called}: {item}", $"{old.Head}: …", $"{added[match].Head}: …");
                gone.Remove(old);
                added.RemoveAt(match);
            }
        foreach (var old in gone)
            Add(item, Text(old), null, $"{Called}: {item} {Short(old.Head)} removed");
        foreach (var now in added)
            Add(item, null, Text(now), $"{Called}: {item} {Short(now.Head)} added");
    }

    public static string? QuotedOrNone(string? text) => text is null ? null : Service.Quoted.Of(text);

    public static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Text((string Head, string Tail) item) => item.Tail.Length == 0 ? item.Head : $"{item.Head}: {item.Tail}";
}
