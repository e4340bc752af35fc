using DuckDB.NET.Data;
using Foedus.Interop;
using Foedus.Tests.Runs;
using Parquet;

namespace Foedus.Tests.Columnar;

/// <summary>What our reader finds in files that others wrote, held against another reader of the same bytes.</summary>
public class ParquetReading
{
    private static readonly bool[] Answers = [.. Enumerable.Range(0, 400).Select(row => row is > 20 and < 140 || row % 7 == 3)];

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Yes_and_no_are_read_in_either_encoding_as_another_reader_has_them(bool secondVersion, bool runs)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["t.parquet"], MadeParquet.YesNo(Answers, secondVersion, runs));
        var wanted = Array.ConvertAll(Answers, answer => answer ? 1.0 : 0);
        Assert.Equal(wanted, Duck($"select yes::int::double from '{folder["t.parquet"]}'"));
        Assert.Equal(wanted, ExperimentTable.Read(folder["t.parquet"]).Numbers("yes"));
    }

    // Why we do not read with the library that writes our own files: docs/decisions/parquet.md. When this fails, that page can be looked at again.
    [Fact]
    public async Task The_library_that_writes_our_files_misreads_yes_and_no_in_run_lengths()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["t.parquet"], MadeParquet.YesNo(Answers, true, true));
        await using var stream = File.OpenRead(folder["t.parquet"]);
        await using var reader = await ParquetReader.CreateAsync(stream);
        using var group = reader.OpenRowGroupReader(0);
        var found = new bool[Answers.Length];
        await group.ReadAsync<bool>(reader.Schema.DataFields[0], found.AsMemory());
        Assert.NotEqual(Answers, found);
    }

    [Theory]
    [InlineData("V1", "uncompressed")]
    [InlineData("V1", "snappy")]
    [InlineData("V1", "gzip")]
    [InlineData("V1", "zstd")]
    [InlineData("V1", "brotli")]
    [InlineData("V1", "lz4_raw")]
    [InlineData("V2", "uncompressed")]
    [InlineData("V2", "snappy")]
    [InlineData("V2", "zstd")]
    public void Columns_of_every_kind_are_those_of_another_reader(string version, string codec)
    {
        using var folder = new TemporaryFolder();
        var path = folder["t.parquet"];
        Execute(
            $$"""
            copy (select i, i % 3 = 0 as yes, case when i % 5 = 0 then null else i % 2 = 0 end as perhaps, (i * 7919 % 1000)::smallint as small, (i * 104729)::bigint - 50000 as large, i::uinteger + 4000000000 as positive,
                i / 7.0 as real, (i / 3.0)::float as single, case when i % 4 = 1 then null else sin(i) end as gaps, ((i - 1250) / 4.0)::decimal(9, 2) as money, (i / 8.0)::decimal(30, 3) as much,
                'name ' || (i % 11) as few, 'long text number ' || i || repeat('x', i % 50) as many, case when i % 6 = 0 then null else 'é' || i end as sparse, 7 as still, [i] as nested, {'a': i} as below
              from range(2500) t(i)) to '{{path}}' (format parquet, parquet_version {{version}}, compression {{codec}}, row_group_size 2048)
            """
        );
        var table = ExperimentTable.Read(path);
        Assert.Equal(2500, table.Rows);
        Assert.DoesNotContain("nested", table.Names);
        foreach (var name in new[] { "i", "yes", "small", "large", "positive", "real", "single", "money", "much", "still" })
            Assert.Equal(Duck($"select {name}{(name == "yes" ? "::int" : "")}::double from '{path}'"), table.Numbers(name));
        foreach (var name in new[] { "few", "many" })
            Assert.Equal(Texts($"select {name} from '{path}'"), table.Input(name) is var column ? column.Values.Select(k => column.Categories[(int)k]) : []);
        foreach (var (name, left) in new[] { ("gaps", 1875), ("perhaps", 2000), ("sparse", 2083) })
        {
            var without = ExperimentTable.Read(path);
            without.LeaveOutEmpty(name);
            Assert.Equal(left, without.Rows);
            if (name == "sparse")
                Assert.Equal(Texts($"select sparse from '{path}' where sparse is not null"), without.Input(name).Categories);
            else
                Assert.Equal(Duck($"select {name}{(name == "perhaps" ? "::int" : "")}::double from '{path}' where {name} is not null"), without.Numbers(name));
        }
    }

    // The last bytes hold the description; no flipped bit of it may hang, or end in anything but words.
    [Fact]
    public void Every_flipped_bit_of_a_description_ends_in_words_or_in_numbers()
    {
        using var folder = new TemporaryFolder();
        var whole = MadeParquet.YesNo(Answers[..40], true, true);
        for (var bit = 0; bit < 8 * whole.Length; bit++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(folder["t.parquet"], bytes);
            try
            {
                Assert.Equal(40, ExperimentTable.Read(folder["t.parquet"]).Numbers("yes").Length);
            }
            catch (InputException) { }
        }
    }

    [Fact]
    public void Parts_of_an_encrypted_or_cut_file_are_named()
    {
        using var folder = new TemporaryFolder();
        var whole = MadeParquet.YesNo(Answers, false, false);
        File.WriteAllBytes(folder["t.parquet"], [.. whole[..^4], .. "PARE"u8]);
        Assert.Contains("encrypted", Assert.Throws<InputException>(() => ExperimentTable.Read(folder["t.parquet"])).Message);
        foreach (var cut in new[] { 1, 5, 30, whole.Length - 6 })
        {
            File.WriteAllBytes(folder["t.parquet"], whole[..^cut]);
            Assert.Throws<InputException>(() => ExperimentTable.Read(folder["t.parquet"]));
        }
    }

    private static void Execute(string text)
    {
        using var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        using var command = duck.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static double[] Duck(string text) => [.. Query(text, reader => reader.GetDouble(0))];

    private static string[] Texts(string text) => [.. Query(text, reader => reader.GetString(0))];

    private static List<T> Query<T>(string text, Func<DuckDBDataReader, T> read)
    {
        using var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        using var command = duck.CreateCommand();
        command.CommandText = text;
        using var reader = command.ExecuteReader();
        var found = new List<T>();
        while (reader.Read())
            found.Add(read(reader));
        return found;
    }
}
