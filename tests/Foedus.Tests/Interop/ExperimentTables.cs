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
    [InlineData("a,a\n1,2\n", 1, "each once")]
    [InlineData("a,b\n1,2\n\n3\n", 4, "1 fields")]
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
        DataField[] fields = [new DataField<double?>("x"), new DataField<int>("k"), new DataField<bool>("yes"), new DataField<string>("mode"), new DataField<float>("f"), new DataField<DateTime>("when")];
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
        Assert.Contains("row 2", Assert.Throws<InputException>(() => table.Input("x")).Message, StringComparison.Ordinal);
        Assert.Contains("DateTime", Assert.Throws<InputException>(() => table.Input("when")).Message, StringComparison.Ordinal);
        Assert.Equal(2, table.LeaveOutEmpty("x"));
        Assert.Equal([0.5, 1.5], table.Numbers("x"));
        Assert.Equal([0, 1], table.Input("k").Values);
        File.WriteAllBytes(folder["torn.parquet"], File.ReadAllBytes(folder["t.parquet"])[..^20]);
        Assert.Contains("cannot be read as a Parquet file", Assert.Throws<InputException>(() => ExperimentTable.Read(folder["torn.parquet"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_is_a_table_whose_inputs_are_the_assumptions_with_a_range()
    {
        using var folder = new TemporaryFolder();
        var file = DealFile.ReadSound(Repository.PathOf("bench/guarantee.foedus"));
        var fixedName = file.Deal.Assumptions.First().Name;
        var options = new WeighingOptions { Draws = 64, Effects = 0, ErrorDraws = 0, Thresholds = 0, Fixed = new Dictionary<string, double> { [fixedName] = file.Deal.Assumptions.First().Best } };
        var result = Weigh.RunInto(folder["run"], file, options)!;
        var table = ExperimentFile.Read(folder["run"]);
        var measure = result.Store.Layout.Columns[result.Store.Layout.Offer(0).Measure(0)].Name;
        Assert.Equal(64, table.Rows);
        Assert.Equal(result.Assumptions.Select(assumption => assumption.Name).Where(name => name != fixedName), table.InputsFor(measure));
        Assert.Equal(result.Offers[0].Draws.Measures[0], table.Numbers(measure));
        File.Delete(Path.Combine(folder["run"], "draws", "part-00001.parquet"));
        Assert.Contains("not finished", Assert.Throws<InputException>(() => ExperimentFile.Read(folder["run"])).Message, StringComparison.Ordinal);
    }

    private static ExperimentTable Csv(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], text);
        return ExperimentTable.Read(folder["t.csv"]);
    }
}
