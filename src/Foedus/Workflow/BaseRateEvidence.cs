using Foedus.BaseRates;
using Foedus.Language;
using Foedus.Model;
using Foedus.Units;

namespace Foedus.Workflow;

/// <summary>Base rates as evidence that a deal can have: peaces that had not failed so many years on, of those that could be watched so long.</summary>
public static class BaseRateEvidence
{
    /// <summary>The two statements, source and evidence, as they stand in a deal.</summary>
    /// <param name="tables">What was counted; one table with one group at one number of years.</param>
    /// <param name="name">What the evidence is called.</param>
    /// <param name="ask">The ask it is about: a chance that what the group counts has not failed by then.</param>
    /// <param name="offer">The offer it is about.</param>
    /// <exception cref="InputException">More than one group or number of years, or nothing to count in.</exception>
    public static string Statements(IReadOnlyList<BaseRateTable> tables, string name, string ask, string offer)
    {
        foreach (var (word, what) in new[] { (name, "the evidence"), (ask, "an ask"), (offer, "an offer") })
            if (!Binding.Names.IsName(word))
                throw new InputException(
                    $"'{word}' cannot name {what}. A name is letters, digits and '_', begins with a letter or '_', and is no word of the language."
                );
        var groups = tables.SelectMany(table => table.Groups.Select(group => (Table: table, Group: group))).ToList();
        if (groups.Count != 1 || groups[0].Group.Horizons.Count != 1)
            throw new InputException(
                $"Evidence is one group at one number of years; these are {Words.Counted(groups.Count, "group")} and {Words.Counted(groups.Select(each => each.Group.Horizons.Count).DefaultIfEmpty(0).Max(), "horizon")}: "
                    + $"{string.Join(", ", groups.Take(8).Select(each => $"'{each.Group.Name}'"))}{(groups.Count > 8 ? ", …" : "")}. Choose with --set, --group and --years 5."
            );
        var (set, group) = (groups[0].Table.Set, groups[0].Group);
        var (years, within) = (group.Horizons[0].Years, group.Horizons[0].Within);
        if (within.Of == 0)
            throw new InputException(
                $"No peace of the group '{group.Name}' could be watched for {Words.Counted(years, "year")}, so there is nothing to count in."
            );
        var source = $"{set.Set}{(set.Version.Length > 0 ? $", version {set.Version}" : "")}{(set.IsExtract ? " (extract: some of the conflicts)" : "")}";
        var definition =
            $"{group.Name}: not failed {Units.Words.Counted(years, "year")} on, of those watched so long; failed: {(set.FromEpisodes ? "the fighting passed 25 deaths a year again" : "the set says that the agreement ended")}";
        return DealPrinter.Print(new Source($"{name}_source", source))
            + "\n"
            + DealPrinter.Print(
                new Evidence(
                    name,
                    new Word(ask),
                    new Word(offer),
                    new CountedCases(within.Of - within.Count, within.Of),
                    new Word($"{name}_source"),
                    definition,
                    set.FollowUpEnd
                )
            )
            + "\n";
    }
}
