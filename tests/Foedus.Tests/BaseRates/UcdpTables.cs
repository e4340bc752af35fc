using Foedus.BaseRates;
using Foedus.Interop.Tables;
using Foedus.Interop.Ucdp;

namespace Foedus.Tests.BaseRates;

/// <summary>From UCDP's rows to spells: the rules of docs/base-rates.md, and the shipped extracts.</summary>
public class UcdpTables
{
    private const string Heading = "dyad_id,dyadepisode,year,side_a,side_b,type_of_conflict2,dyadterm,ependdate,outcome,start_date2,version\n";

    private static BaseRateTable Read(string text, out List<RowProblem> problems)
    {
        var path = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, text);
        try
        {
            return BaseRateFile.Read(path, problems = []);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_peace_runs_from_the_end_of_an_episode_to_the_start_of_the_next()
    {
        var table = Read(
            Heading
                + """
                1,1,1990,A,B,3,0,,,1990-03-01,3
                1,1,1991,A,B,3,1,1991-05-01,2,1990-03-01,3
                1,2,1993,A,B,3,1,1993-07-01,1,1993-02-01,3
                2,1,2020,C,D,2,0,,,2020-01-01,3

                """,
            out _
        );
        Assert.Equal(new DateOnly(2020, 12, 31), table.Set.FollowUpEnd);
        Assert.Equal(
            [(new DateOnly(1991, 5, 1), (DateOnly?)new DateOnly(1993, 2, 1)), (new DateOnly(1993, 7, 1), null)],
            table.Set.Spells.Select(spell => (spell.Start, spell.Failure))
        );
        Assert.Equal("ceasefire", table.Set.Spells[0].Kind(Groupings.Outcome));
    }

    [Fact]
    public void The_last_of_several_ends_counts_and_ends_without_a_day_are_counted_out()
    {
        var table = Read(
            Heading
                + """
                1,1,1991,A,B,3,1,1991-05-01,2,1990-03-01,3
                1,1,1991,A,B,3,1,1991-06-01,1,1990-03-01,3
                2,1,1991,A,C,3,1,.,5,1990-03-01,3
                3,1,1991,A,D,3,1,1991-06-01,,1990-03-01,3
                1,2,1991,A,B,3,0,,,1991-05-15,3

                """,
            out _
        );
        var spell = Assert.Single(table.Set.Spells);
        Assert.Equal("peace agreement", spell.Kind(Groupings.Outcome));
        Assert.Equal((1, 1), (table.Set.SeveralEnds, table.Set.Clamped));
        Assert.Equal(spell.Start, spell.Failure);
        Assert.Equal(1, table.Set.LeftOut[0].Count);
    }

    [Fact]
    public void Rows_with_too_few_fields_are_told_with_their_line()
    {
        Read(Heading + "1,1,1991,\"A\nAA\",B,3,1,1991-05-01,2,1990-03-01,3\n2,1,1991,A\n3,1,1991,A,B,3,1,1991-05-01,2,1990-03-01,3\n", out var problems);
        Assert.Equal(("wrong number of fields", 4L), (problems[0].Kind, problems[0].Line));
    }

    [Fact]
    public void Agreements_that_ended_without_a_day_are_counted_out()
    {
        var table = Read(
            """
            pa_name,pa_date,ended,duration,cease,pa_type,version,dateintervalend_meta
            One,1993-03-07,True,1993-05-12,1,2,22.1,2021-12-31
            Two,1994-03-07,False,,0,1,22.1,2021-12-31
            Three,2013-02-27,True,,1,2,22.1,2021-12-31

            """,
            out _
        );
        Assert.Equal(2, table.Set.Spells.Count);
        Assert.Equal(1, table.Set.LeftOut[0].Count);
        Assert.Equal(new DateOnly(2021, 12, 31), table.Set.FollowUpEnd);
    }

    [Fact]
    public void What_is_not_known_of_an_agreement_is_no_peace_that_held()
    {
        var table = Read(
            """
            paid,conflict_id,pa_name,pa_date,ended,duration,cease,pa_type,version,dateintervalend_meta
            1,7,One,1993-03-07,WAHR,1993-05-12,1,2,22.1,2021-12-31
            2,7,Two,1994-03-07,False,,0,1,22.1,2021-12-31
            2,7,Two,1994-03-07,False,,0,1,22.1,2021-12-31
            2,8,Two,1994-03-07,False,,0,1,22.1,2021-12-31
            3,7,Three,2013-02-27,True,2012-01-01,1,2,22.1,2021-12-31

            """,
            out var problems
        );
        Assert.Equal(["Two", "Two", "Three"], table.Set.Spells.Select(spell => spell.Name));
        Assert.Equal([0, 1, 1, 0], table.Set.LeftOut.Select(part => part.Count));
        Assert.Equal((1, 0), (table.Set.Clamped, table.Set.Spells[2].Days(table.Set.FollowUpEnd)));
        Assert.Equal([(2L, true), (6L, false)], problems.Select(problem => (problem.Line, problem.LeftOut)));
    }

    [Fact]
    public void A_year_with_a_digit_too_many_is_called_that()
    {
        var table = Read(Heading + "1,1,19910,A,B,3,1,1991-05-01,2,1990-03-01,3\n2,1,1991,A,B,3,1,1991-05-01,2,1990-03-01,3\n", out var problems);
        Assert.Contains((1, "rows of a year outside 1900 to 2200"), table.Set.LeftOut);
        Assert.Contains("digit", Assert.Single(problems).Kind, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_table_is_refused_with_what_is_wanted() =>
        Assert.Contains("dyadterm", Assert.Throws<InputException>(() => Read("a,b\n1,2\n", out _)).Message);

    // Computed by other code from the same rows: failed and watched, and Kaplan–Meier failure at 1, 2, 5 and 10 years.
    [Theory]
    [InlineData("termination-dyad", "all outcomes", 409, 136, "0/409 45/404 105/391 107/355", "0 0.0965 0.2671 0.3075")]
    [InlineData("termination-dyad", "ceasefire", 52, 23, "0/52 9/52 17/51 15/47", "0 0.1731 0.3462 0.366")]
    [InlineData("termination-dyad", "ceasefire, since 1989", 39, 19, "0/39 9/39 15/38 13/34", "0 0.2308 0.4103 0.4371")]
    [InlineData("termination-dyad", "ceasefire, between states", 7, 2, "0/7 0/7 0/7 1/7", "0 0 0 0.1429")]
    [InlineData("termination-dyad", "peace agreement", 39, 8, "0/39 2/39 5/39 6/37", "0 0.0513 0.1282 0.181")]
    [InlineData("termination-dyad", "low activity", 172, 88, "0/172 33/167 74/158 73/138", "0 0.1615 0.4584 0.5147")]
    [InlineData("termination-dyad", "actor ceases to exist", 40, 1, "0/40 0/40 1/37 1/31", "0 0 0.025 0.025")]
    [InlineData("termination-conflict", "all outcomes", 271, 135, "0/271 32/267 85/259 95/241", "0 0.1048 0.3328 0.4005")]
    [InlineData("termination-conflict", "ceasefire", 40, 23, "0/40 7/40 16/39 15/37", "0 0.175 0.425 0.45")]
    [InlineData("peace-agreements", "all agreements", 142, 31, "23/141 27/139 31/138 30/120", "0.162 0.1904 0.2193 0.2193")]
    [InlineData("peace-agreements", "with a ceasefire in it", 49, 14, "12/49 13/48 14/47 13/40", "0.2449 0.2653 0.2863 0.2863")]
    [InlineData("peace-agreements", "agreement on a process", 39, 18, "11/39 15/39 18/38 18/34", "0.2821 0.3846 0.4615 0.4615")]
    public void The_shipped_extracts_give_the_known_rates(string set, string name, int count, int failed, string within, string curve)
    {
        var group = BaseRateFile.ReadShipped(set).Groups.Single(group => group.Name == name);
        Assert.Equal((count, failed), (group.Count, group.EverFailed));
        Assert.Equal(within, string.Join(' ', group.Horizons.Select(h => $"{h.Within.Count}/{h.Within.Of}")));
        Assert.Equal(curve, string.Join(' ', group.Horizons.Select(h => Math.Round(1 - h.Curve.Survival, 4))));
    }

    [Fact]
    public void The_newer_table_of_conflicts_gives_rates_too()
    {
        var set = BaseRateFile.ReadShipped("armed-conflict");
        Assert.Equal(new DateOnly(2024, 12, 31), set.Set.FollowUpEnd);
        Assert.True(set.Groups[0].Count > 250);
        Assert.Equal(0, set.Set.Clamped);
    }
}
