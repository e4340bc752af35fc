using DuckDB.NET.Data;
using Foedus.Weighing;
using Foedus.Weighing.Draws;
using Foedus.Workflow;

namespace Foedus.Tests.Runs;

/// <summary>Other people's tools read a run's draws as they are.</summary>
public class DuckDbTests
{
    [Fact]
    public void Duckdb_finds_the_columns_and_the_same_numbers()
    {
        using var folder = new TemporaryFolder();
        var file = Shipped.Deal("deals/record/snapback-2231/snapback-2231.foedus");
        var result = Weigh.RunInto(
            folder["run"],
            file,
            new WeighingOptions
            {
                Draws = 72,
                Effects = 0,
                ErrorDraws = 0,
                Thresholds = 0,
            }
        )!;
        using var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        var draws = $"read_parquet('{folder["run"]}/draws/*.parquet')";
        var columns = new List<string>();
        using (var reader = Query($"describe select * from {draws}"))
            while (reader.Read())
                columns.Add($"{reader.GetString(0)} {reader.GetString(1)}");
        Assert.Equal("draw INTEGER", columns[0]);
        Assert.Equal(
            result.Store.Layout.Columns.Select(column =>
                $"{column.Name} {column.Kind switch { DrawColumnKind.YesNo => "BOOLEAN", DrawColumnKind.Status => "INTEGER", _ => "DOUBLE" }}"
            ),
            columns.Skip(1)
        );
        using var answer = Query(
            $"select count(*), count(distinct draw), avg(\"automatic.holds\"::int), quantile_cont(\"automatic.Europeans.surplus\", 0.5), sum(\"hidden_aim\"), count(\"none.notice_given.kept\") from {draws}"
        );
        Assert.True(answer.Read());
        var automatic = result.Offers.Single(offer => offer.Name == "automatic");
        Assert.Equal(72, answer.GetInt64(0));
        Assert.Equal(72, answer.GetInt64(1));
        Assert.Equal(automatic.Holds!.Share, answer.GetDouble(2), 12);
        Assert.Equal(automatic.Parties.Single(party => party.Party == "Europeans").Surplus.Median, answer.GetDouble(3), 12);
        Assert.Equal(result.Worlds.Sum(world => world[2]), answer.GetDouble(4), 9);
        // Never called on under no deal: empty, not a number.
        Assert.Equal(0, answer.GetInt64(5));

        DuckDBDataReader Query(string text)
        {
            var command = duck.CreateCommand();
            command.CommandText = text;
            return command.ExecuteReader();
        }
    }
}
