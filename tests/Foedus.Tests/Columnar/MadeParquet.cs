using System.Buffers.Binary;

namespace Foedus.Tests.Columnar;

/// <summary>A Parquet file of one required column of yes and no, byte for byte: pages of either version, plain or in run lengths, that no writer at hand makes.</summary>
internal static class MadeParquet
{
    /// <param name="answers">Row by row.</param>
    /// <param name="secondVersion">Of the page.</param>
    /// <param name="runs">Run lengths instead of bits.</param>
    public static byte[] YesNo(bool[] answers, bool secondVersion, bool runs)
    {
        var values = runs ? Runs(answers) : Bits(answers);
        var header = new Compact();
        header.Field(1, 5, secondVersion ? 3 : 0).Field(2, 5, values.Length).Field(3, 5, values.Length);
        if (secondVersion)
            header
                .Struct(8)
                .Field(1, 5, answers.Length)
                .Field(2, 5, 0)
                .Field(3, 5, answers.Length)
                .Field(4, 5, runs ? 3 : 0)
                .Field(5, 5, 0)
                .Field(6, 5, 0)
                .Truth(7, false)
                .Stop();
        else
            header.Struct(5).Field(1, 5, answers.Length).Field(2, 5, runs ? 3 : 0).Field(3, 5, 3).Field(4, 5, 3).Stop();
        header.Stop();
        byte[] page = [.. header.Bytes, .. values];
        var footer = new Compact();
        footer.Field(1, 5, 2).List(2, 2, 12);
        footer.Begin().Text(4, "schema").Field(5, 5, 1).Stop();
        footer.Begin().Field(1, 5, 0).Field(3, 5, 0).Text(4, "yes").Stop();
        footer.End().Field(3, 6, answers.Length).List(4, 1, 12);
        footer.Begin().List(1, 1, 12);
        footer.Begin().Field(2, 6, 4).Struct(3);
        footer.Field(1, 5, 0).List(2, 1, 5).Raw((byte)(runs ? 6 : 0)).List(3, 1, 8).Raw(3, (byte)'y', (byte)'e', (byte)'s');
        footer.Field(4, 5, 0).Field(5, 6, answers.Length).Field(6, 6, page.Length).Field(7, 6, page.Length).Field(9, 6, 4).Stop();
        footer.Stop();
        footer.End().Field(2, 6, page.Length).Field(3, 6, answers.Length).Stop();
        footer.End().Stop();
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Bytes.Count);
        return [.. "PAR1"u8, .. page, .. footer.Bytes, .. length, .. "PAR1"u8];
    }

    private static byte[] Bits(bool[] answers)
    {
        var bits = new byte[(answers.Length + 7) / 8];
        for (var i = 0; i < answers.Length; i++)
            bits[i / 8] |= (byte)((answers[i] ? 1 : 0) << (i % 8));
        return bits;
    }

    // Runs of more than eight as such, everything else as packed bits.
    private static byte[] Runs(bool[] answers)
    {
        var runs = new List<byte>();
        for (var at = 0; at < answers.Length; )
        {
            var run = answers[at..].TakeWhile(answer => answer == answers[at]).Count();
            if (run > 8 || at + 8 > answers.Length)
            {
                Compact.Varint(runs, (ulong)run << 1);
                runs.Add((byte)(answers[at] ? 1 : 0));
                at += run;
                continue;
            }
            Compact.Varint(runs, 1 << 1 | 1);
            runs.AddRange(Bits(answers[at..(at + 8)]));
            at += 8;
        }
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, runs.Count);
        return [.. length, .. runs];
    }

    // Just so much of Thrift's compact protocol.
    private sealed class Compact
    {
        private readonly Stack<int> last = new([0]);

        public List<byte> Bytes { get; } = [];

        public Compact Field(int id, int type, long value)
        {
            Head(id, type);
            Varint(Bytes, (ulong)((value << 1) ^ (value >> 63)));
            return this;
        }

        public Compact Truth(int id, bool value) => Head(id, value ? 1 : 2);

        public Compact Text(int id, string value)
        {
            Head(id, 8);
            Varint(Bytes, (ulong)value.Length);
            Bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(value));
            return this;
        }

        public Compact List(int id, int count, int type)
        {
            Head(id, 9);
            Bytes.Add((byte)(count << 4 | type));
            return this;
        }

        public Compact Struct(int id) => Head(id, 12).Begin();

        public Compact Begin()
        {
            last.Push(0);
            return this;
        }

        // After the last element of a list of structs.
        public Compact End() => this;

        public Compact Stop()
        {
            Bytes.Add(0);
            last.Pop();
            return this;
        }

        public Compact Raw(params byte[] bytes)
        {
            Bytes.AddRange(bytes);
            return this;
        }

        public static void Varint(List<byte> into, ulong value)
        {
            for (; value >= 0x80; value >>= 7)
                into.Add((byte)(value | 0x80));
            into.Add((byte)value);
        }

        private Compact Head(int id, int type)
        {
            Bytes.Add((byte)(id - last.Pop() << 4 | type));
            last.Push(id);
            return this;
        }
    }
}
