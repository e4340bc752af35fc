using Foedus.BaseRates;
using Foedus.Interop.Tables;

namespace Foedus.Interop.Ucdp;

/// <summary>UCDP Peace Agreements: one row an agreement; it failed where 'ended' is True, on the day in 'duration'.</summary>
/// <remarks>The code book was not at hand: the meaning of the columns is read from their names and contents. Source of the set: Harbom, Högbladh and Wallensteen,
/// Journal of Peace Research 43 (2006) 617–631.</remarks>
internal static class PeaceAgreementReader
{
    public static SpellSet Read(CsvTable table, DateOnly? followUpEnd)
    {
        var (signed, ended, failed, last) = (table.Needed("pa_date"), table.Needed("ended"), table.Needed("duration"), table.Needed("dateintervalend_meta"));
        var (id, conflict) = (table.Column("paid"), table.Column("conflict_id"));
        var (cease, type, name, version) = (table.Column("cease"), table.Column("pa_type"), table.Column("pa_name"), table.Column("version"));
        var spells = new List<Spell>();
        var (rows, noDate, noCode, repeated, clamped, covered, edition) = (0, 0, 0, 0, 0, DateOnly.MinValue, "");
        var known = new HashSet<(string, string)>();
        while (BaseRateFile.Next(table, ref rows))
        {
            edition = table.Code(version);
            if (BaseRateFile.Date(table.Text(last)) is { } to && to > covered)
                covered = to;
            if (table.Code(id) is { Length: > 0 } agreement && !known.Add((agreement, table.Code(conflict))))
            {
                repeated++;
                continue;
            }
            // Whether it failed is then not known; kept, it would count as one that did not.
            if (table.YesNo(ended) is not { } isOver)
            {
                noCode++;
                continue;
            }
            var end = isOver ? BaseRateFile.Date(table.Text(failed)) : null;
            if (BaseRateFile.Date(table.Text(signed)) is not { } start || isOver && end is null)
            {
                noDate++;
                continue;
            }
            if (end < start)
            {
                end = start;
                clamped++;
                table.Tell("an agreement that ended before it was signed; it counts as failed on the day of the signature", $"{start:yyyy-MM-dd}", false);
            }
            spells.Add(
                new Spell(
                    table.Text(name),
                    start,
                    end,
                    new Dictionary<string, string> { [Groupings.Ceasefire] = table.Code(cease), [Groupings.AgreementType] = table.Code(type) }
                )
            );
        }
        var until = followUpEnd
            ?? (
                covered > DateOnly.MinValue
                    ? covered
                    : throw new InputException("No row says up to when the file covers agreements ('dateintervalend_meta'). Say --to.", table.Path)
            );
        return new SpellSet(
            "UCDP Peace Agreements",
            edition,
            rows,
            until,
            [.. spells.Where(spell => spell.Start <= until)],
            [
                (noDate, "agreements without a day of signature, or that ended without a day"),
                (noCode, "agreements of which the column 'ended' says neither yes nor no"),
                (repeated, "rows that repeat an agreement of the same number and conflict"),
                (spells.Count(spell => spell.Start > until), "agreements signed after the watching ended"),
            ]
        )
        {
            Clamped = clamped,
        };
    }
}
