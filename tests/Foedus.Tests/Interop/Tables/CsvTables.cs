using System.IO.Compression;
using System.Text;
using Foedus.Interop.Streams;
using Foedus.Interop.Tables;

namespace Foedus.Tests.Interop.Tables;

/// <summary>Tables that others wrote: lines stay right, and nothing torn, short or swollen passes for whole.</summary>
public class CsvTables
{
    private static (List<string> Rows, List<RowProblem> Problems) Read(byte[] bytes)
    {
        var problems = new List<RowProblem>();
        var rows = new List<string>();
        using var table = CsvTable.Open(DataStream.Open(new MemoryStream(bytes), "made.csv"), "made.csv", problems.Add);
        while (table.Read())
            rows.Add($"{table.Line}:{table.Text(table.Needed("a"))}|{table.Text(table.Column("b"))}");
        return (rows, problems);
    }

    private static (List<string> Rows, List<RowProblem> Problems) Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    [Fact]
    public void Line_breaks_and_doubled_quotes_stand_inside_fields_and_lines_are_still_right()
    {
        var (rows, problems) = Read("\uFEFFa,b\n\"1\nx\",\"say \"\"no\"\"\"\r\n2,y\n");
        Assert.Equal(["2:1\nx|say \"no\"", "4:2|y"], rows);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("1,2\n3\n5,6\n", 2, "wrong number of fields", 3)] // the library passes the missing field as empty unless told otherwise
    [InlineData("1,2\n3,4,5\n5,6\n", 2, "wrong number of fields", 3)]
    [InlineData("1,2\n3\n", 1, "wrong number of fields", 3)]
    [InlineData("1,2\n3", 1, "the file ends in the middle of a row", 3)]
    [InlineData("1,2\n3,\"4", 1, "the file ends in the middle of a row", 3)]
    [InlineData("1,2\n3,\"4\n5,6\n", 1, "the file ends in the middle of a row", 3)]
    public void Short_long_and_torn_rows_are_told_with_their_line(string body, int whole, string kind, long line)
    {
        var (rows, problems) = Read("a,b\n" + body);
        Assert.Equal(whole, rows.Count);
        Assert.Equal((kind, line, true), (problems[0].Kind, problems[0].Line, problems[0].LeftOut));
        Assert.Single(problems);
    }

    [Fact]
    public void A_whole_last_row_needs_no_line_break() => Assert.Empty(Read("a,b\n1,2").Problems);

    [Theory]
    [InlineData("")]
    [InlineData("a,b,A\n1,2,3\n")]
    [InlineData("b\n1\n")]
    public void A_heading_that_serves_nobody_is_the_inputs_fault(string text) => Assert.Throws<InputException>(() => Read(text));

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_refused_before_it_eats_the_memory() =>
        Assert.Contains("never closed", Assert.Throws<InputException>(() => Read("a,b\n1,\"" + new string('x', 12_000_000))).Message);

    [Fact]
    public void Packed_tables_are_read_and_torn_ones_refused_even_where_a_row_ends()
    {
        var packed = Gzip(Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{i * 7919 % 1000}\n"))));
        Assert.Equal(5000, Read(packed).Rows.Count);
        for (var cut = 1; cut < packed.Length - 20; cut += packed.Length / 7)
            Assert.Contains("damaged or cut off", Assert.Throws<InputException>(() => Read(packed[..^cut])).Message);
    }

    [Fact]
    public void Packed_parts_one_behind_another_are_one_table()
    {
        byte[] parts = [.. Gzip("a,b\n1,2\n"u8.ToArray()), .. Gzip("3,4\n"u8.ToArray())];
        Assert.Equal(["2:1|2", "3:3|4"], Read(parts).Rows);
    }

    [Fact]
    public void A_packed_bomb_is_refused()
    {
        var bomb = Gzip(new byte[70_000_000]);
        Assert.Throws<RefusedException>(() =>
        {
            using var stream = DataStream.Open(new MemoryStream(bomb), "bomb.csv.gz");
            stream.CopyTo(Stream.Null);
        });
    }
}
