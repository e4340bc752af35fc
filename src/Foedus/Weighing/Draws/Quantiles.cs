using System.Buffers;
using System.Runtime.InteropServices;

namespace Foedus.Weighing.Draws;

/// <summary>Exact quantiles across all draws, wherever they are kept and however many there are.</summary>
/// <remarks>
/// Up to <see cref="MostSorted"/> draws are sorted. Beyond, the wanted order statistics are found digit by digit: doubles are mapped to integers of the same order, and four
/// sweeps over the draws count 16 bits each of those whose higher bits are already known. Memory does not depend on the number of draws, and nothing is approximated.
/// Interpolated between neighbours as Hyndman and Fan's definition 7 (The American Statistician 50, 1996).
/// </remarks>
internal static class Quantiles
{
    /// <summary>So many draws are sorted in memory.</summary>
    public const int MostSorted = 1 << 20;

    private const int Digits = 4;
    private const int DigitBits = 16;

    /// <param name="store">The draws.</param>
    /// <param name="quantities">What is asked about.</param>
    /// <param name="shares">Which quantiles, from 0 to 1.</param>
    /// <param name="mostSorted">Normally <see cref="MostSorted"/>.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>[quantity][share]; null for a quantity that no draw has.</returns>
    public static double[]?[] Find(
        IDrawStore store,
        IReadOnlyList<Quantity> quantities,
        double[] shares,
        int mostSorted = MostSorted,
        CancellationToken cancel = default
    ) => store.Count <= mostSorted ? [.. quantities.Select(quantity => Sorted(store, quantity, shares, cancel))] : Counted(store, quantities, shares, cancel);

    private static double[]? Sorted(IDrawStore store, Quantity quantity, double[] shares, CancellationToken cancel)
    {
        var values = ArrayPool<double>.Shared.Rent(store.Count);
        try
        {
            return Sorted(store, quantity, shares, values, cancel);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(values);
        }
    }

    private static double[]? Sorted(IDrawStore store, Quantity quantity, double[] shares, double[] values, CancellationToken cancel)
    {
        var count = 0;
        foreach (var chunk in store.Read(quantity.Columns, cancel))
            for (var row = 0; row < chunk.Count; row++)
                if (quantity.Value(chunk.Columns, row) is var value && !double.IsNaN(value))
                    values[count++] = value + 0.0;
        if (count == 0)
            return null;
        Array.Sort(values, 0, count);
        return [.. shares.Select(share => Between(share, count, rank => values[rank]))];
    }

    private static double[]?[] Counted(IDrawStore store, IReadOnlyList<Quantity> quantities, double[] shares, CancellationToken cancel)
    {
        var columns = quantities.SelectMany(quantity => quantity.Columns).Distinct().ToList();
        var searches = quantities.Select(quantity => new Search([.. quantity.Columns.Select(column => columns.IndexOf(column))], quantity)).ToList();
        for (var digit = 0; digit < Digits; digit++)
        {
            foreach (var chunk in store.Read(columns, cancel))
            foreach (var search in searches)
                search.Count(chunk, digit);
            foreach (var search in searches)
                search.Narrow(shares, digit);
        }
        return [.. searches.Select(search => search.Total == 0 ? null : shares.Select(share => Between(share, search.Total, search.At)).ToArray())];
    }

    private static double Between(double share, int count, Func<int, double> at)
    {
        var place = share * (count - 1);
        var below = (int)Math.Floor(place);
        var low = at(below);
        return below + 1 < count ? low + (place - below) * (at(below + 1) - low) : low;
    }

    // Negative numbers have their bits turned over, others their sign: the order of the keys is that of the numbers.
    private static ulong Key(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        return (bits >> 63) == 0 ? bits | 1UL << 63 : ~bits;
    }

    private static double Number(ulong key) => BitConverter.UInt64BitsToDouble((key >> 63) == 1 ? key & ~(1UL << 63) : ~key);

    private sealed class Search(int[] columns, Quantity quantity)
    {
        private readonly double[][] mine = new double[columns.Length][];

        // Used again from digit to digit.
        private readonly Stack<int[]> spare = [];

        // [known higher bits] counts of the next digit.
        private Dictionary<ulong, int[]> open = new() { [0] = new int[1 << DigitBits] };

        // [rank] its key as far as it is known, and its rank among those that share it.
        private readonly Dictionary<int, (ulong Key, int Rank)> ranks = [];

        public int Total { get; private set; }

        public double At(int rank) => Number(ranks[rank].Key);

        public void Count(DrawChunk chunk, int digit)
        {
            for (var c = 0; c < columns.Length; c++)
                mine[c] = chunk.Columns[columns[c]];
            var shift = 64 - DigitBits * (digit + 1);
            for (var row = 0; row < chunk.Count; row++)
            {
                var value = quantity.Value(mine, row);
                if (double.IsNaN(value))
                    continue;
                var key = Key(value) >> shift;
                ref var counts = ref CollectionsMarshal.GetValueRefOrNullRef(open, key >> DigitBits);
                if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref counts))
                    counts[key & 0xffff]++;
            }
        }

        private int[] Cleared()
        {
            if (!spare.TryPop(out var counts))
                return new int[1 << DigitBits];
            Array.Clear(counts);
            return counts;
        }

        public void Narrow(double[] shares, int digit)
        {
            if (digit == 0)
            {
                Total = open[0].Sum();
                foreach (var share in shares)
                    for (var below = (int)Math.Floor(share * (Total - 1)); Total > 0 && below < Total && below <= Math.Floor(share * (Total - 1)) + 1; below++)
                        ranks[below] = (0, below);
            }
            foreach (var (rank, (prefix, among)) in ranks.ToList())
            {
                var counts = open[prefix];
                var left = among;
                var bin = 0;
                while (left >= counts[bin])
                    left -= counts[bin++];
                ranks[rank] = (prefix << DigitBits | (uint)bin, left);
            }
            foreach (var counts in open.Values)
                spare.Push(counts);
            open = digit == Digits - 1 ? [] : ranks.Values.Select(found => found.Key).Distinct().ToDictionary(key => key, _ => Cleared());
        }
    }
}
