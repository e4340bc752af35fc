using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Foedus.Lowering;

namespace Foedus.Weighing.Draws;

/// <summary>A block solver that first looks into a book, and writes down what it had to solve.</summary>
/// <remarks>A draw's numbers depend on offer, grid and assumptions alone, so a block is known by these; the book belongs to one text of a deal.</remarks>
internal sealed class KeptBlocks(LoweredOffer offer, int resolution, IBlockBook book, Func<IBlockSolver> make) : IBlockSolver
{
    private static readonly AsyncLocal<IBlockBook?> Opened = new();

    private readonly byte[] name = Encoding.UTF8.GetBytes($"{offer.Offer.Name} {offer.UnderAnswers}; {resolution}");
    private IBlockSolver? solver;

    /// <summary>The book of the work that is done here, on all its threads; null: none is kept.</summary>
    public static IBlockBook? Book => Opened.Value;

    /// <summary>From now until disposal of what is returned, every block that this work solves goes into a book.</summary>
    public static IDisposable Into(IBlockBook book)
    {
        Opened.Value = book;
        return new Closing();
    }

    public void Solve(double[][] worlds, int from, int count, OfferDraws into, CancellationToken cancel)
    {
        var key = KeyOf(worlds, from, count);
        if (book.TryRead(key, from, count, into))
            return;
        (solver ??= make()).Solve(worlds, from, count, into, cancel);
        book.Keep(key, from, count, into);
    }

    private byte[] KeyOf(double[][] worlds, int from, int count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(name);
        hash.AppendData(BitConverter.GetBytes(count));
        foreach (var column in worlds)
            hash.AppendData(MemoryMarshal.AsBytes(column.AsSpan(from, count)));
        return hash.GetHashAndReset();
    }

    private sealed class Closing : IDisposable
    {
        public void Dispose() => Opened.Value = null;
    }
}
