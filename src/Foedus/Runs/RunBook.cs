using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Foedus.Weighing;
using Foedus.Weighing.Draws;

namespace Foedus.Runs;

/// <summary>further.blocks: blocks of further solves as they come, until solved.json holds what was made of them.</summary>
/// <remarks>
/// Records behind one another: key, number of doubles, doubles, a hash. What follows the last whole one is cut off when the book is opened, so a kill loses the blocks that were being solved and no more.
/// A block once written lets no other be written under its key.
/// </remarks>
internal sealed class RunBook : IBlockBook, IDisposable
{
    private const int KeyBytes = 32;
    private const int HashBytes = 16;
    private const int MostNumbers = 10_000_000;

    private readonly Lock door = new();
    private readonly string path;
    private readonly FileStream file;

    // [key] where its doubles begin, and how many there are.
    private readonly Dictionary<string, (long At, int Numbers)> places = [];

    /// <param name="path">The file; made where there is none.</param>
    /// <param name="run">Identity of the run; what belongs to another is thrown away.</param>
    public RunBook(string path, string run)
    {
        this.path = path;
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var mine = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(run));
        var head = new byte[KeyBytes];
        if (file.ReadAtLeast(head, KeyBytes, throwOnEndOfStream: false) < KeyBytes || !head.AsSpan().SequenceEqual(mine))
        {
            file.SetLength(0);
            file.Write(mine);
        }
        ReadPlaces();
        file.SetLength(file.Position);
        Found = places.Count;
    }

    /// <summary>Blocks that an earlier process left.</summary>
    public int Found { get; }

    /// <summary>Blocks that were read instead of solved.</summary>
    public int Used { get; private set; }

    public bool TryRead(byte[] key, int from, int count, OfferDraws into)
    {
        var columns = Columns(into);
        var numbers = new double[columns.Length * count];
        lock (door)
        {
            if (
                !places.TryGetValue(Convert.ToHexString(key), out var place)
                || place.Numbers != numbers.Length
                || RandomAccess.Read(file.SafeFileHandle, MemoryMarshal.AsBytes(numbers.AsSpan()), place.At) != 8 * numbers.Length
            )
                return false;
            Used++;
        }
        for (var c = 0; c < columns.Length; c++)
            numbers.AsSpan(c * count, count).CopyTo(columns[c].AsSpan(from, count));
        return true;
    }

    public void Keep(byte[] key, int from, int count, OfferDraws solved)
    {
        var columns = Columns(solved);
        var numbers = new double[columns.Length * count];
        for (var c = 0; c < columns.Length; c++)
            columns[c].AsSpan(from, count).CopyTo(numbers.AsSpan(c * count, count));
        var bytes = MemoryMarshal.AsBytes(numbers.AsSpan());
        var record = (byte[])[.. key, .. BitConverter.GetBytes(numbers.Length), .. bytes, .. Hash(key, bytes)];
        lock (door)
        {
            if (!places.TryAdd(Convert.ToHexString(key), (file.Length + KeyBytes + sizeof(int), numbers.Length)))
                return;
            file.Seek(0, SeekOrigin.End);
            file.Write(record);
            // To the system, which outlives the process.
            file.Flush();
        }
    }

    /// <summary>Throws the book away: what was made of it is kept elsewhere.</summary>
    public void Remove()
    {
        file.Dispose();
        File.Delete(path);
    }

    public void Dispose() => file.Dispose();

    // All that a block solver fills in.
    private static double[][] Columns(OfferDraws draws) =>
        [
            .. draws.Measures,
            .. draws.Values,
            .. draws.Prior,
            .. draws.Kept,
            .. draws.Called,
            .. draws.Survival,
            .. draws.Standings,
            .. draws.Beliefs,
            draws.Residual,
            draws.Status,
        ];

    private void ReadPlaces()
    {
        var (key, length, hash) = (new byte[KeyBytes], new byte[sizeof(int)], new byte[HashBytes]);
        while (true)
        {
            var begins = file.Position;
            if (
                file.ReadAtLeast(key, KeyBytes, throwOnEndOfStream: false) == KeyBytes
                && file.ReadAtLeast(length, sizeof(int), throwOnEndOfStream: false) == sizeof(int)
                && BitConverter.ToInt32(length) is > 0 and <= MostNumbers and var numbers
                && file.Length - file.Position >= (8L * numbers) + HashBytes
            )
            {
                var bytes = new byte[8 * numbers];
                var at = file.Position;
                file.ReadExactly(bytes);
                file.ReadExactly(hash);
                if (hash.AsSpan().SequenceEqual(Hash(key, bytes)))
                {
                    places[Convert.ToHexString(key)] = (at, numbers);
                    continue;
                }
            }
            file.Position = begins;
            return;
        }
    }

    private static byte[] Hash(byte[] key, ReadOnlySpan<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(key);
        hash.AppendData(bytes);
        return hash.GetHashAndReset()[..HashBytes];
    }
}
