using Foedus.BaseRates;

namespace Foedus.Interop.Ucdp;

/// <summary>Conflict episodes into spells of peace: from the end of one to the start of the next of the same dyad or conflict.</summary>
/// <remarks>UCDP closes an episode only when a calendar year with fewer than 25 battle-related deaths follows, so a failure within the first months can hardly be
/// seen: read shares at short horizons as lower bounds. Source: Kreutz, Journal of Peace Research 47 (2010) 243–250.</remarks>
internal sealed class Episodes
{
    private readonly Dictionary<(string Unit, int Episode), Episode> episodes = [];
    private readonly List<(string Unit, int Episode)> order = [];

    private sealed class Episode
    {
        public DateOnly? Starts;
        public (DateOnly Day, string Name, IReadOnlyDictionary<string, string> Kinds)? Ends;
        public int EndRows;
    }

    public void Add(string unit, int number, DateOnly? starts, (DateOnly Day, string Name, IReadOnlyDictionary<string, string> Kinds)? ends)
    {
        if (!episodes.TryGetValue((unit, number), out var episode))
        {
            episodes[(unit, number)] = episode = new Episode();
            order.Add((unit, number));
        }
        if (starts < (episode.Starts ?? DateOnly.MaxValue))
            episode.Starts = starts;
        if (ends is null)
            return;
        // Where several rows state an end, the last in the file counts.
        episode.Ends = ends;
        episode.EndRows++;
    }

    public SpellSet Spells(string set, string version, int rows, DateOnly end, IReadOnlyList<(int, string)> leftOut)
    {
        var starts = order.Select(key => (key.Unit, key.Episode, episodes[key].Starts)).Where(e => e.Starts is not null).ToLookup(e => e.Unit);
        var spells = new List<Spell>();
        var clamped = 0;
        foreach (var key in order)
        {
            if (episodes[key].Ends is not var (day, name, kinds) || day > end)
                continue;
            var next = starts[key.Unit].Where(e => e.Episode > key.Episode).Select(e => e.Starts).Min();
            if (next <= day)
            {
                next = day;
                clamped++;
            }
            spells.Add(new Spell(name, day, next, kinds));
        }
        return new SpellSet(set, version, rows, end, spells, leftOut)
        {
            FromEpisodes = true,
            Clamped = clamped,
            SeveralEnds = episodes.Values.Count(episode => episode.EndRows > 1),
        };
    }
}
