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
        var (cease, type, name, version) = (table.Column("cease"), table.Column("pa_type"), table.Column("pa_name"), table.Column("version"));
        var spells = new List<Spell>();
        var (rows, noDate, covered, edition) = (0, 0, DateOnly.MinValue, "");
        while (BaseRateFile.Next(table, ref rows))
        {
            edition = table.Code(version);
            if (BaseRateFile.Date(table.Text(last)) is { } to && to > covered) covered = to;
            var isOver = table.YesNo(ended) is true;
            var end = isOver ? BaseRateFile.Date(table.Text(failed)) : null;
            if (BaseRateFile.Date(table.Text(signed)) is not { } start || isOver && end is null)
            {
                noDate++;
                continue;
            }
            spells.Add(new Spell(table.Text(name), start, end < start ? start : end, new Dictionary<string, string>
            {
                [Groupings.Ceasefire] = table.Code(cease),
                [Groupings.AgreementType] = table.Code(type),
            }));
        }
        var until = followUpEnd ?? (covered > DateOnly.MinValue ? covered : throw new InputException("No row says up to when the file covers agreements ('dateintervalend_meta'). Say --to.", table.Path));
        return new SpellSet("UCDP Peace Agreements", edition, rows, until, [.. spells.Where(spell => spell.Start <= until)],
            [(noDate, "agreements without a day of signature, or that ended without a day"), (spells.Count(spell => spell.Start > until), "agreements signed after the watching ended")]);
    }
}
