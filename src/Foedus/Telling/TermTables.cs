using Foedus.Units;
using Foedus.Weighing.Reasons;
using Foedus.Weighing.Terms;

namespace Foedus.Telling;

/// <summary>What an offer consists of, clause by clause: for the brief and for the report.</summary>
internal static class TermTables
{
    public static IEnumerable<ToldBlock> Of(TermSheet sheet)
    {
        if (sheet.Starts.Count > 0)
            yield return new ToldText($"From the first day: {string.Join(", ", sheet.Starts)}.");
        if (sheet.Clauses.Any(clause => clause.Parties.Count > 0))
            yield return WithoutEmpty(
                new ToldTable(
                    [
                        new ToldColumn("Clause"),
                        new ToldColumn("Who"),
                        new ToldColumn("Gives"),
                        new ToldColumn("Gets"),
                        new ToldColumn("Decides, and what follows"),
                    ],
                    [.. sheet.Clauses.SelectMany(Rows)]
                )
            );
        else
            yield return new ToldText(
                sheet.Clauses.Count == 0
                    ? "No clause beyond what the deal says of all offers."
                    : string.Join("; ", sheet.Clauses.Select(clause => clause.Title)) + "."
            );
    }

    // A column in which nothing stands takes room and says nothing.
    private static ToldTable WithoutEmpty(ToldTable table)
    {
        var kept = Enumerable
            .Range(0, table.Columns.Count)
            .Where(column => column == 0 || table.Rows.Any(row => row[column].Words is { Length: > 0 } words && words != "–"))
            .ToList();
        return table with
        {
            Columns = [.. kept.Select(column => table.Columns[column])],
            Rows = [.. table.Rows.Select(row => (IReadOnlyList<ToldCell>)[.. kept.Select(column => row[column])])],
        };
    }

    private static IEnumerable<IReadOnlyList<ToldCell>> Rows(ClauseTerms clause) =>
        clause.Parties.Select(
            (party, p) =>
                (IReadOnlyList<ToldCell>)
                    [
                        ToldCell.Say(
                            p == 0
                                ? clause.Title
                                    + (clause.Clause.EndsWith(')') ? $" ({Words.Plain(clause.Clause)})" : "")
                                    + (clause.Source is null ? "" : $" [{clause.Source}{(clause.Cited is null ? "" : $", {clause.Cited}")}]")
                                : ""
                        ),
                        ToldCell.Say(party.Title.Length > 0 ? party.Title : "–"),
                        ToldCell.Say(string.Join("; ", party.Gives)),
                        ToldCell.Say(string.Join("; ", party.Gets)),
                        ToldCell.Say(string.Join("; ", party.Decides)),
                    ]
        );
}
