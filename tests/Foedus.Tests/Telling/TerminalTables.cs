using System.Text.RegularExpressions;
using Foedus.Cli.Drawing;
using Foedus.Telling;
using Foedus.Tests.Cli;

namespace Foedus.Tests.Telling;

/// <summary>On 80 columns no name is broken, whatever the deal calls its parties and offers.</summary>
public class TerminalTables
{
    private static string Deal(IReadOnlyList<string> parties, IReadOnlyList<string> offers) =>
        $$"""
            deal "Long names"
            period year
            horizon 3
            {{string.Join('\n', parties.Select(party => $"party {party}"))}}
            discount 0.9
            precision an option 4 points worse once in 20 times
            assume gain 1 in 0.5..3 "what a breach is worth"
            state status { peace, broken } = peace
            turn {{parties[0]}} when status = peace { keep  attack: status = broken }
            clause cost "A breach costs something" { option attack at {{parties[0]}}: {{parties[0]}} pays 2 }
            interest {{parties[0]}} each year { status = broken: gain }
            {{string.Join('\n', parties.Skip(1).Select(party => $"interest {party} each year {{ status = broken: -2 }}"))}}
            no deal nothing_is_signed "Nothing is signed"
            {{string.Join('\n', offers.Select((offer, o) => $"offer {offer} \"Offer number {o}\": cost"))}}
            ask through_three_years "Peace through three years": chance status = peace through 3
            holds when through_three_years >= 0.5
            """;

    /// <summary>A table that follows another would read as its last row.</summary>
    [Fact]
    public void A_blank_line_stands_between_two_tables()
    {
        static ToldTable Table(string word) =>
            new(
                [new ToldColumn("Who"), new ToldColumn("What")],
                [
                    [ToldCell.Say("Russia"), ToldCell.Say(word)],
                ]
            );
        var lines = new TellingLines(80, isFull: true)
            .Of(
                new ToldResult(
                    "",
                    "",
                    [new ToldSection(Place.BriefTerms, "Terms", [new ToldText("First."), Table("eases"), Table("gains"), new ToldText("Last.")])]
                )
            )
            .ToList();
        var (one, other) = (
            lines.FindIndex(line => line.EndsWith("eases", StringComparison.Ordinal)),
            lines.FindLastIndex(line => line.TrimStart().StartsWith("Who", StringComparison.Ordinal))
        );
        Assert.Equal(("", one + 2), (lines[one + 1], other));
        Assert.Equal(2, lines.Count(line => line.Length == 0));
    }

    /// <summary>Where the best is marked, what the draws do not tell from it is too.</summary>
    [Fact]
    public void What_is_level_with_the_best_says_so()
    {
        var table = new ToldTable(
            [new ToldColumn("Yardstick"), ToldColumn.Of("One"), ToldColumn.Of("Other")],
            [
                [
                    ToldCell.Say("holds") with
                    {
                        Soft = "more is better",
                    },
                    ToldCell.Of(0.99, Foedus.Units.Unit.Worlds) with
                    {
                        IsBest = true,
                    },
                    ToldCell.Of(0.98, Foedus.Units.Unit.Worlds) with
                    {
                        Soft = "level",
                    },
                ],
            ]
        )
        {
            IsHeat = true,
        };
        Assert.Matches("^holds +● 99 +level 98$", TableLines.Of(table, 80).Last());
    }

    /// <summary>A row of which a part of the table has nothing is no blank line there.</summary>
    [Fact]
    public void A_row_that_says_nothing_is_left_out()
    {
        string[] words = [new('a', 30), new('b', 30), new('c', 30)];
        var table = new ToldTable(
            [.. words.Select(word => new ToldColumn(word))],
            [
                [ToldCell.Say("first"), ToldCell.Say("gives"), ToldCell.Say("decides")],
                [ToldCell.Say(""), ToldCell.Say("gives more"), ToldCell.Say("")],
                [ToldCell.Say("second"), ToldCell.Say("gives"), ToldCell.Say("decides")],
            ]
        );
        var lines = TableLines.Of(table, 66).ToList();
        Assert.Contains(lines, line => line.Contains("gives more", StringComparison.Ordinal));
        // The one between the two parts.
        Assert.Single(lines, line => line.Trim().Length == 0);
    }

    [Fact]
    public void Names_are_never_broken_and_no_line_is_too_long()
    {
        string[] parties = ["Washingtonians", "Saint_Petersburg_delegation", "Guarantors", "Neighbours_of_both_sides", "Mediators"];
        string[] offers = ["conditional_accession_treaty", "unconditional", "ceasefire_with_observers_and_aid"];
        var (code, output, error) = CommandLineTests.RunOn("long.foedus", Deal(parties, offers), path => ["weigh", path, "--draws", "16", "--effects", "0"]);
        Assert.True(code == 0, error);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        // A name that is broken leaves a piece that is none of the words.
        var words = Regex.Matches(output, "[A-Za-z_]+").Select(match => match.Value).ToHashSet();
        foreach (var name in parties.Concat(offers))
        {
            Assert.Contains(name, words);
            for (var cut = 4; cut < name.Length; cut++)
                Assert.False(words.Contains(name[..cut]) && words.Contains(name[cut..]), $"{name} is broken after {name[..cut]}");
        }
    }
}
