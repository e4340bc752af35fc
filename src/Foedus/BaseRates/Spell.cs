namespace Foedus.BaseRates;

/// <summary>One peace: from the day a conflict episode ended or an agreement was signed until it failed or was last seen unbroken.</summary>
/// <param name="Name">Who and what, for the reader.</param>
/// <param name="Start">First day at risk.</param>
/// <param name="Failure">Day of the failure, not before the start; null where none was seen.</param>
/// <param name="Kinds">What it counts under, by property: "outcome" → "ceasefire".</param>
public sealed record Spell(string Name, DateOnly Start, DateOnly? Failure, IReadOnlyDictionary<string, string> Kinds)
{
    public string? Kind(string property) => Kinds.GetValueOrDefault(property);

    /// <summary>Days until failure, or until it was last seen unbroken.</summary>
    public int Days(DateOnly followUpEnd) => (Failed(followUpEnd) ? Failure!.Value : followUpEnd).DayNumber - Start.DayNumber;

    public bool Failed(DateOnly followUpEnd) => Failure <= followUpEnd;
}

/// <summary>Spells of one data set.</summary>
/// <param name="Set">Name of the set, with its unit.</param>
/// <param name="Version">Version as the file states it.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="FollowUpEnd">Last day on which a failure would have been seen.</param>
/// <param name="Spells">Each peace.</param>
/// <param name="LeftOut">Rows or units that give no spell: how many, and why.</param>
public sealed record SpellSet(
    string Set,
    string Version,
    int Rows,
    DateOnly FollowUpEnd,
    IReadOnlyList<Spell> Spells,
    IReadOnlyList<(int Count, string Why)> LeftOut
)
{
    /// <summary>Whether the spells lie between episodes of fighting, which are closed only after a calendar year below 25 battle-related deaths.</summary>
    public bool FromEpisodes { get; init; }

    /// <summary>Whether the rows are some of the conflicts only, as in what ships with Foedus.</summary>
    public bool IsExtract { get; init; }

    /// <summary>Failures whose date did not lie after the start and was set to the start.</summary>
    public int Clamped { get; init; }

    /// <summary>Episodes in which several rows state an end; the last counts.</summary>
    public int SeveralEnds { get; init; }
}
