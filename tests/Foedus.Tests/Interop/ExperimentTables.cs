using Foedus.Exploring;
using Foedus.Interop;
using Foedus.Tests.Runs;
using Foedus.Weighing;
using Foedus.Workflow;
using Parquet;
using Parquet.Schema;

namespace Foedus.Tests.Interop;

public class ExperimentTables
{
    [Fact]
    public void Csv_reads_quoted_trimmed_and_several_line_fields()
    {
        var table = Csv("a, b ,\"c \"\"x\"\"\"\n\n1, 2.5 ,\"left,\nright\"\r\n-3,4e1, up \n");
        Assert.Equal(["a", "b", "c \"x\""], table.Names);
        Assert.Equal(2, table.Rows);
        Assert.Equal(ColumnKind.Integer, table.Input("a").Kind);
        Assert.Equal([2.5, 40], table.Input("b").Values);
        Assert.Equal(["left,\nright", "up"], table.Input("c \"x\"").Categories);
        Assert.Equal(["a", "c \"x\""], table.InputsFor("b"));
    }

    [Theory]
    [InlineData("", null, "empty")]
    [InlineData("a,b\n", null, "no row")]
    [InlineData("a,a\n1,2\n", 1, "as columns 1 and 2")]
    [InlineData("a,b\n1,2\n\n3\n", 4, "1 field;")]
    [InlineData("a,b\n1,\"2\n3,4\n", 2, "quotation mark")]
    [InlineData("a,b\n\"x\ny\",1\n2,3\"4\n", 4, "quotation mark")]
    public void Mistakes_in_csv_are_named_with_their_line(string text, int? line, string words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], text);
        var fault = Assert.Throws<InputException>(() => ExperimentTable.Read(folder["t.csv"]));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Equal(line is null ? folder["t.csv"] : $"{folder["t.csv"]}:{line}", fault.Place);
    }

    [Fact]
    public void A_field_that_is_no_number_is_named_with_its_row()
    {
        var table = Csv("a,b\n1,2\n,3\n4,x\n");
        Assert.Equal(1, table.LeaveOutEmpty("a"));
        Assert.Equal([1, 4], table.Numbers("a"));
        Assert.EndsWith("row 3", Assert.Throws<InputException>(() => table.Numbers("b")).Place, StringComparison.Ordinal);
        Assert.Contains("Columns: a, b", Assert.Throws<InputException>(() => table.Numbers("c")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parquet_gives_what_csv_gives()
    {
        using var folder = new TemporaryFolder();
        DataField[] fields =
        [
            new DataField<double?>("x"),
            new DataField<int>("k"),
            new DataField<bool>("yes"),
            new DataField<string>("mode"),
            new DataField<float>("f"),
            new DataField<DateTime>("when"),
        ];
        await using (var stream = File.Create(folder["t.parquet"]))
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream))
            // Two row groups, as larger tools write.
            for (var g = 0; g < 2; g++)
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync<double>(fields[0], new double?[] { 0.5 + g, null }.AsMemory());
                await group.WriteAsync<int>(fields[1], new[] { g, 7 }.AsMemory());
                await group.WriteAsync<bool>(fields[2], new[] { true, g == 0 }.AsMemory());
                await group.WriteAsync(fields[3], ["up", "down"]);
                await group.WriteAsync<float>(fields[4], new[] { 0.25f, 2f }.AsMemory());
                await group.WriteAsync<DateTime>(fields[5], new[] { DateTime.UnixEpoch, DateTime.UnixEpoch }.AsMemory());
            }
        var table = ExperimentTable.Read(folder["t.parquet"]);
        Assert.Equal(4, table.Rows);
        Assert.Equal([1, 1, 1, 0], table.Numbers("yes"));
        Assert.Equal(ColumnKind.Integer, table.Input("k").Kind);
        Assert.Equal(ColumnKind.Real, table.Input("f").Kind);
        Assert.Equal(["up", "down"], table.Input("mode").Categories);
        Assert.Contains("first in row 2", Assert.Throws<InputException>(() => table.Input("x")).Message, StringComparison.Ordinal);
        Assert.Contains("days and times", Assert.Throws<InputException>(() => table.Input("when")).Message, StringComparison.Ordinal);
        Assert.Equal(2, table.LeaveOutEmpty("x"));
        Assert.Equal([0.5, 1.5], table.Numbers("x"));
        Assert.Equal([0, 1], table.Input("k").Values);
        File.WriteAllBytes(folder["torn.parquet"], File.ReadAllBytes(folder["t.parquet"])[..^20]);
        Assert.Contains(
            "cannot be read as a Parquet file",
            Assert.Throws<InputException>(() => ExperimentTable.Read(folder["torn.parquet"])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_run_is_a_table_whose_inputs_are_the_assumptions_with_a_range()
    {
        using var folder = new TemporaryFolder();
        var file = DealFile.ReadSound(Repository.PathOf("bench/guarantee.foedus"));
        var fixedName = file.Deal.Assumptions.First().Name;
        var options = new WeighingOptions
        {
            Draws = 64,
            Effects = 0,
            ErrorDraws = 0,
            Thresholds = 0,
            Fixed = new Dictionary<string, double> { [fixedName] = file.Deal.Assumptions.First().Best },
        };
        var result = Weigh.RunInto(folder["run"], file, options)!;
        var table = ExperimentFile.Read(folder["run"]);
        var measure = result.Store.Layout.Columns[result.Store.Layout.Offer(1).Measure(0)].Name;
        Assert.Equal(64, table.Rows);
        Assert.Equal(result.Assumptions.Select(assumption => assumption.Name).Where(name => name != fixedName), table.InputsFor(measure));
        Assert.Equal(result.Offers[1].Draws.Measures[0], table.Numbers(measure));
        // What no number of an offer is made of explains nothing of it.
        Assert.Equal(["cost"], table.InputsFor(result.Store.Layout.Columns[result.Store.Layout.Offer(0).Measure(0)].Name));
        File.Delete(Path.Combine(folder["run"], "draws", "part-00001.parquet"));
        Assert.Contains("not finished", Assert.Throws<InputException>(() => ExperimentFile.Read(folder["run"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("null")]
    [InlineData("#N/A")]
    [InlineData("inf")]
    [InlineData("much")]
    [InlineData("1,5")]
    [InlineData("1.234,5")]
    public void A_column_of_numbers_with_a_gap_never_becomes_one_of_names(string gap)
    {
        var table = Csv($"trust,y\n0.5,1\n0.25,0\n\"{gap}\",1\n0.75,0\n\"{gap}\",1\n");
        var fault = Assert.Throws<InputException>(() => table.Input("trust"));
        Assert.Contains("'trust'", fault.Message);
        Assert.Contains("2 rows, first in row 3", fault.Message);
        Assert.EndsWith("row 3", fault.Place);
    }

    [Fact]
    public void Names_stay_names_and_yes_or_no_has_no_gaps()
    {
        var table = Csv("backer,flag,mix,code\nnone,TRUE,NA,1\nboth,FALSE,a,2\nnone,NA,NA,x\none,TRUE,b,y\n");
        Assert.Equal(["none", "both", "one"], table.Input("backer").Categories);
        Assert.Equal(["NA", "a", "b"], table.Input("mix").Categories);
        Assert.Equal(["1", "2", "x", "y"], table.Input("code").Categories);
        Assert.Contains("row 3", Assert.Throws<InputException>(() => table.Input("flag")).Message);
        Assert.Equal(1, table.LeaveOutEmpty("flag"));
        Assert.Equal([1, 0, 1], table.Numbers("flag"));
    }

    [Theory]
    [InlineData("a,b", null)]
    [InlineData("a,nosuch", "no column 'nosuch'")]
    [InlineData("a,y", "cannot explain itself")]
    [InlineData("a,b,a", "'a' stands 2 times")]
    public void Inputs_are_looked_at_before_they_are_used(string asked, string? words)
    {
        var table = Csv("a,b,y\n1,2,3\n");
        if (words is null)
            Assert.Equal(["a", "b"], table.InputsFor("y", asked));
        else
            Assert.Contains(words, Assert.Throws<InputException>(() => table.InputsFor("y", asked)).Message);
        Assert.Throws<InputException>(() => table.InputsFor("z", null));
    }

    [Theory]
    [InlineData("a;b\n1;2\n", "semicolons")]
    [InlineData("a;b\n1,5;2,5\n", "decimal points")]
    [InlineData("a\tb\n1\t2\n", "tabs")]
    [InlineData("a,b\n1,5,2,5\n", "decimal commas")]
    [InlineData("\u0000a\u0000,", "UTF-16")]
    public void Tables_written_elsewhere_are_refused_with_the_remedy(string text, string words) =>
        Assert.Contains(words, Assert.Throws<InputException>(() => Csv(text)).Message);

    [Fact]
    public void Bytes_that_are_not_text_are_noted_with_row_and_column()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["t.csv"], [.. "name,y\nplain,1\ncaf"u8, 0xE9, .. ",2\n"u8]);
        var table = ExperimentTable.Read(folder["t.csv"]);
        Assert.Contains("column 'name' in row 2 (line 3)", Assert.Single(table.Notes));
        Assert.Equal(["plain", "caf\uFFFD"], table.Input("name").Categories);
    }

    private static ExperimentTable Csv(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], text);
        return ExperimentTable.Read(folder["t.csv"]);
    }
}
