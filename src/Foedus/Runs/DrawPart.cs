using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Foedus.Columnar;
using Foedus.Units;
using Foedus.Weighing;
using Parquet;
using Parquet.Schema;

namespace Foedus.Runs;

/// <summary>One file of draws: Parquet with one row group, and in its metadata the run it belongs to and a hash of its numbers.</summary>
internal sealed class DrawPart
{
    private const string RunKey = "foedus.run";
    private const string HashKey = "foedus.sha256";
    private readonly DrawLayout layout;
    private readonly string run;
    private readonly DataField[] fields;
    private readonly ParquetSchema schema;

    /// <param name="layout">Columns of the draws.</param>
    /// <param name="run">Identity of the run.</param>
    public DrawPart(DrawLayout layout, string run)
    {
        (this.layout, this.run) = (layout, run);
        fields =
        [
            new DataField(layout.DrawColumnName, typeof(int), isNullable: false),
            .. layout.Columns.Select(column =>
                column.Kind switch
                {
                    DrawColumnKind.YesNo => new DataField(column.Name, typeof(bool), isNullable: true),
                    DrawColumnKind.Status => new DataField(column.Name, typeof(int), isNullable: false),
                    _ => new DataField(column.Name, typeof(double), isNullable: !column.IsAssumption),
                }
            ),
        ];
        schema = new ParquetSchema(fields);
    }

    public void Write(Stream stream, DrawRows rows) => WriteAsync(stream, rows).GetAwaiter().GetResult();

    // Not compressed: random doubles hardly shrink, and columns are read several times for the quantiles.
    private async Task WriteAsync(Stream stream, DrawRows rows)
    {
        await using var writer = await ParquetWriter
            .CreateAsync(schema, stream, new ParquetOptions { CompressionMethod = CompressionMethod.None })
            .ConfigureAwait(false);
        writer.CustomMetadata = new Dictionary<string, string> { [RunKey] = run, [HashKey] = Hash(rows) };
        using var group = writer.CreateRowGroup();
        using var buffers = new Buffers(rows.Count);
        for (var row = 0; row < rows.Count; row++)
            buffers.Wholes[row] = rows.First + row;
        await group.WriteAsync<int>(fields[0], buffers.Wholes.AsMemory(0, rows.Count)).ConfigureAwait(false);
        for (var c = 0; c < rows.Columns.Length; c++)
        {
            var (field, values) = (fields[c + 1], rows.Columns[c]);
            if (layout.Columns[c].Kind == DrawColumnKind.Status)
            {
                for (var row = 0; row < rows.Count; row++)
                    buffers.Wholes[row] = (int)values[row];
                await group.WriteAsync<int>(field, buffers.Wholes.AsMemory(0, rows.Count)).ConfigureAwait(false);
            }
            else if (layout.Columns[c].Kind == DrawColumnKind.YesNo)
            {
                for (var row = 0; row < rows.Count; row++)
                    buffers.Answers[row] = double.IsNaN(values[row]) ? null : values[row] != 0;
                await group.WriteAsync<bool>(field, buffers.Answers.AsMemory(0, rows.Count)).ConfigureAwait(false);
            }
            else if (field.IsNullable)
            {
                for (var row = 0; row < rows.Count; row++)
                    buffers.Reals[row] = double.IsNaN(values[row]) ? null : values[row];
                await group.WriteAsync<double>(field, buffers.Reals.AsMemory(0, rows.Count)).ConfigureAwait(false);
            }
            else
            {
                await group.WriteAsync<double>(field, values.AsMemory(0, rows.Count)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads some columns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">Rows it must have.</param>
    /// <param name="columns">Indices into the layout's columns.</param>
    /// <param name="into">[asked for column][row], at least <paramref name="count"/> long.</param>
    /// <returns>The hash of all numbers that the file claims.</returns>
    /// <exception cref="TornPartException">The file is not what it should be.</exception>
    public string Read(string path, int count, IReadOnlyList<int> columns, double[][] into)
    {
        if (FileKinds.Of(path) is not (FileKind.Regular or FileKind.Missing))
            throw new TornPartException("it is no plain file");
        // Far more than the numbers can take: somebody else's file.
        if (new FileInfo(path) is { Exists: true } size && size.Length > 1_000_000 + (long)fields.Length * (4_000 + 32L * count))
            throw new TornPartException("it is too large");
        try
        {
            using var file = ParquetFile.Open(path);
            return Read(file, path, count, columns, into);
        }
        catch (ParquetFault fault)
        {
            throw new TornPartException($"it cannot be read ({fault.Message})", fault);
        }
    }

    private string Read(ParquetFile file, string path, int count, IReadOnlyList<int> columns, double[][] into)
    {
        if (file.Notes.GetValueOrDefault(RunKey) is var run && run != this.run)
            throw run is null || IsNearly(run)
                ? new TornPartException("it does not say to which run it belongs")
                : new InputException("This part of the draws belongs to another run. Move it elsewhere.", path);
        if (file.GroupCount != 1 || file.Rows != count)
            throw new TornPartException($"it has {Words.Counted(file.Rows, "row")} where {count:N0} are wanted");
        var found = file.Columns;
        if (
            found.Count != fields.Length
            || !found
                .Zip(fields)
                .All(pair =>
                    pair.First.Name == pair.Second.Name && pair.First.Content == ContentOf(pair.Second) && pair.First.IsOptional == pair.Second.IsNullable
                )
        )
            throw new TornPartException("its columns are not those of the run");
        for (var c = 0; c < columns.Count; c++)
            file.Read(found[columns[c] + 1], into[c].AsSpan(0, count));
        return file.Notes.GetValueOrDefault(HashKey) ?? "";
    }

    // Two hashes hardly share a fourth of their characters: this is ours, altered.
    private bool IsNearly(string run) => run.Length == this.run.Length && run.Zip(this.run).Count(pair => pair.First != pair.Second) < this.run.Length / 2;

    private static ColumnContent ContentOf(DataField field) =>
        field.ClrType == typeof(bool) ? ColumnContent.YesNo
        : field.ClrType == typeof(int) ? ColumnContent.Whole
        : ColumnContent.Real;

    /// <summary>Reads all columns and holds them against the hash.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scratch">First and count of its draws; its columns are filled.</param>
    /// <param name="toTheByte">Whether all else must be as this version writes it too: what other tools read of the file hangs on more than our numbers.</param>
    /// <exception cref="TornPartException">The file is not what it should be.</exception>
    public void Verify(string path, DrawRows scratch, bool toTheByte = false)
    {
        var said = Read(path, scratch.Count, [.. Enumerable.Range(0, scratch.Columns.Length)], scratch.Columns);
        if (said != Hash(scratch))
            throw new TornPartException("its numbers are not those that were written");
        if (!toTheByte)
            return;
        using var again = new MemoryStream();
        Write(again, scratch);
        if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(again.GetBuffer().AsSpan(0, (int)again.Length)))
            throw new TornPartException("it is not what was written");
    }

    private static string Hash(DrawRows rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<int> place = [rows.First, rows.Count];
        hash.AppendData(MemoryMarshal.AsBytes(place));
        Span<double> some = stackalloc double[512];
        foreach (var values in rows.Columns)
            for (var from = 0; from < rows.Count; from += some.Length)
            {
                var count = Math.Min(some.Length, rows.Count - from);
                // There is more than one NaN; the file knows one.
                for (var row = 0; row < count; row++)
                    some[row] = double.IsNaN(values[from + row]) ? double.NaN : values[from + row];
                hash.AppendData(MemoryMarshal.AsBytes(some[..count]));
            }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Used again from part to part and column to column: new ones would pile up between collections.
    private sealed class Buffers(int rows) : IDisposable
    {
        public int[] Wholes { get; } = ArrayPool<int>.Shared.Rent(rows);

        public bool?[] Answers { get; } = ArrayPool<bool?>.Shared.Rent(rows);

        public double?[] Reals { get; } = ArrayPool<double?>.Shared.Rent(rows);

        public void Dispose()
        {
            ArrayPool<int>.Shared.Return(Wholes);
            ArrayPool<bool?>.Shared.Return(Answers);
            ArrayPool<double?>.Shared.Return(Reals);
        }
    }

    /// <summary>Name of the file of a part.</summary>
    public static string NameOf(int part) => string.Create(CultureInfo.InvariantCulture, $"part-{part:00000}.parquet");
}

/// <summary>A file of draws that is not whole, or not of this run. Caught where it can be computed anew, told to the user where not.</summary>
internal sealed class TornPartException(string reason, Exception? inner = null) : Exception(reason, inner);
