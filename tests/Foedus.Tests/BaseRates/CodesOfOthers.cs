using System.Text;
using Foedus.Interop.Tables;
using Foedus.Interop.Ucdp;
using Foedus.Tests.Runs;

namespace Foedus.Tests.BaseRates;

/// <summary>UCDP's codes as data frames and spreadsheets write them again, and what is none of them.</summary>
public class CodesOfOthers
{
    private const string Heading = "conflict_id,dyad_id,dyadepisode,year,side_a,side_b,type_of_conflict2,dyadterm,ependdate,outcome,start_date2,version\n";

    private static (Foedus.BaseRates.BaseRateTable Table, List<RowProblem> Problems) Read(string rows)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], Heading + rows);
        var problems = new List<RowProblem>();
        return (BaseRateFile.Read(folder["t.csv"], problems), problems);
    }

    private static string Rows(string one, string zero, string type, string outcome, string none, string year, string version) =>
        $"1,10,1,1990{year},U,F,{type},{zero},{none},{none},1990-02-01,{version}\n1,10,1,1991{year},U,F,{type},{one},1991-06-01,{outcome},1990-02-01,{version}\n1,10,2,1995{year},U,F,{type},{one},1995-07-01,4,1995-03-01,{version}\n";

    [Theory]
    [InlineData("1.0", "0.0", "3.0", "2.0", "", ".0", "3.0")]
    [InlineData("TRUE", "FALSE", "3", "2", "NA", "", "3")]
    [InlineData("True", "", "3.0", "2.00", "NaN", ".0", "3")]
    [InlineData("1", "0", "3", " 2 ", "NULL", "", "3.0")]
    public void Written_again_they_are_the_same_table(string one, string zero, string type, string outcome, string none, string year, string version)
    {
        var (wanted, _) = Read(Rows("1", "0", "3", "2", "", "", "3"));
        var (table, problems) = Read(Rows(one, zero, type, outcome, none, year, version));
        Assert.Empty(problems);
        Assert.Equal(wanted.Set.Version, table.Set.Version);
        Assert.Equal(
            wanted.Set.Spells.Select(spell => (spell.Name, spell.Start, spell.Failure)),
            table.Set.Spells.Select(spell => (spell.Name, spell.Start, spell.Failure))
        );
        Assert.Equal(
            wanted.Groups.Select(group => (group.Name, group.Count, group.EverFailed)),
            table.Groups.Select(group => (group.Name, group.Count, group.EverFailed))
        );
        Assert.Equal(2, table.Set.Spells.Count);
    }

    [Fact]
    public void A_code_that_is_none_is_told_with_its_line()
    {
        var (table, problems) = Read(Rows("yes indeed", "0", "3", "2", "", "", "3"));
        Assert.Empty(table.Set.Spells);
        Assert.Equal([(3L, "yes indeed"), (4L, "yes indeed")], problems.Select(problem => (problem.Line, problem.Detail)));
        Assert.Contains(Read(Rows("1", "0", "3", "9", "", "", "3")).Problems, problem => problem.Line == 3 && problem.Detail == "9");
    }

    [Fact]
    public void Semicolons_are_named_and_strange_bytes_are_noted()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["s.csv"], Heading.Replace(',', ';') + "1;2\n");
        Assert.Contains("semicolons", Assert.Throws<InputException>(() => BaseRateFile.Read(folder["s.csv"], [])).Message);
        File.WriteAllBytes(folder["l.csv"], Encoding.Latin1.GetBytes(Heading + Rows("1", "0", "3", "2", "", "", "3").Replace(",U,", ",Côte,")));
        var problems = new List<RowProblem>();
        Assert.Equal(2, BaseRateFile.Read(folder["l.csv"], problems).Set.Spells.Count);
        Assert.Contains(problems, problem => problem.Line == 3 && problem.Detail == "column 'side_a'");
    }
}
