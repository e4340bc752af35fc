using Foedus.Telling;
using Foedus.Units;
using Foedus.Workflow;

namespace Foedus.Workbench.Charts;

/// <summary>Pictures of one offer at values that are being tried.</summary>
internal static class LiveCharts
{
    public static Chart? Survival(PreviewAnswer now, PreviewAnswer? atBest, string unit)
    {
        if (now.Survival is null)
            return null;
        var x = Enumerable.Range(0, now.Survival.Count).Select(period => (double)period).ToList();
        var lines = new List<LineData> { new("at these values", now.Survival) };
        if (atBest?.Survival is { } best && !ReferenceEquals(atBest, now))
            lines.Add(new LineData("at the deal's best values", best));
        return new Chart(
            "lines",
            "Does it hold?",
            $"The chance that it still holds falls from 1 to {Words.Chance(now.Survival[^1])} after {now.Survival.Count - 1} {unit}s.",
            new LinesData($"{unit}s since signature", "chance that it still holds", x, 0, 1, lines),
            [$"{unit}s", .. lines.Select(line => line.Name)],
            [.. x.Select((period, i) => (IReadOnlyList<string>)[$"{period:0}", .. lines.Select(line => Words.Chance(line.Values[i]))])]
        )
        {
            Height = 300,
        };
    }

    public static Chart? Surplus(PreviewAnswer now, PreviewAnswer? atBest)
    {
        if (now.Parties.Count == 0)
            return null;
        var names = now.Parties.Select(party => party.Type.Length == 0 ? party.Title : $"{party.Title}, {party.Type}").ToList();
        var marks = atBest is { Parties.Count: > 0 } && !ReferenceEquals(atBest, now) ? atBest.Parties.Select(party => party.Surplus).ToList() : null;
        return new Chart(
            "rows",
            "Who would sign?",
            now.AllSign
                ? "Every party gains over no deal."
                : $"Worse off than with no deal: {string.Join(", ", names.Where((_, i) => now.Parties[i].Surplus < 0))}.",
            new RowsData(
                "surplus over no deal, points",
                null,
                null,
                names,
                [new RowSeries("at these values", [.. now.Parties.Select(party => party.Surplus)], Marks: marks)]
            ),
            ["party", "surplus, points", "signs"],
            [.. now.Parties.Select((party, i) => (IReadOnlyList<string>)[names[i], Words.Points(party.Surplus), party.Surplus >= 0 ? "yes" : "no"])]
        )
        {
            Height = 90 + 36 * names.Count,
        };
    }

    public static Chart? Beliefs(PreviewAnswer now, string unit)
    {
        // Of two types one is enough: the other is the rest.
        var shown = now.Beliefs.GroupBy(belief => belief.Party).SelectMany(group => group.Count() == 2 ? group.Take(1) : group).ToList();
        if (shown.Count == 0)
            return null;
        var x = Enumerable.Range(0, shown[0].Path.Count).Select(period => (double)period).ToList();
        return new Chart(
            "lines",
            "What is believed?",
            string.Join(
                " ",
                shown.Select(belief => $"That {belief.Party} is {belief.Type}: from {Words.Chance(belief.Path[0])} to {Words.Chance(belief.Path[^1])}.")
            ),
            new LinesData(
                $"{unit}s since signature",
                "mean public belief",
                x,
                0,
                1,
                [.. shown.Select(belief => new LineData($"{belief.Party} is {belief.Type}", belief.Path))]
            ),
            [$"{unit}s", .. shown.Select(belief => $"{belief.Party} is {belief.Type}")],
            [.. x.Select((period, i) => (IReadOnlyList<string>)[$"{period:0}", .. shown.Select(belief => Words.Chance(belief.Path[i]))])]
        )
        {
            Height = 280,
        };
    }

    public static Chart? Diagram(Diagram? diagram)
    {
        if (diagram is null || diagram.States.Count < 2)
            return null;
        var moves = diagram.Moves.OrderBy(move => move.From).ThenByDescending(move => double.IsNaN(move.Chance) ? -1 : move.Chance).ToList();
        return new Chart(
            "diagram",
            "What leads where?",
            $"{diagram.States.Count} states; the arrows are listed in the table.",
            new
            {
                diagram.States,
                Moves = moves.Select(move => new
                {
                    move.From,
                    move.To,
                    move.Label,
                    move.Chance,
                    move.HasChance,
                }),
            },
            ["from", "to", "by", "how often, when its turn comes"],
            [
                .. moves.Select(move =>
                    (IReadOnlyList<string>)
                        [
                            diagram.States[move.From],
                            diagram.States[move.To],
                            move.Label,
                            double.IsNaN(move.Chance) ? "never reached"
                            : move.HasChance ? Words.Chance(move.Chance)
                            : Words.Chance(double.NaN),
                        ]
                ),
            ]
        )
        {
            Height = 420,
        };
    }
}
