using System.Numerics;

namespace Foedus.Numerics.Sampling;

/// <summary>The Sobol' sequence in up to 256 dimensions with the direction numbers of Joe and Kuo (2008), in Gray-code order, any point at once.</summary>
internal static class SobolSequence
{
    public const int MostDimensions = 256;

    private const int Bits = 32;

    private static readonly Lazy<uint[][]> Directions = new(Read);

    /// <summary>One coordinate as a 32-bit fraction: bits of the coordinate, highest first.</summary>
    public static uint Bits32(long index, int dimension)
    {
        var directions = Directions.Value[dimension];
        var gray = (uint)(index ^ (index >> 1));
        var x = 0u;
        while (gray != 0)
        {
            x ^= directions[BitOperations.TrailingZeroCount(gray)];
            gray &= gray - 1;
        }
        return x;
    }

    /// <summary>One coordinate in [0, 1), without scrambling. The first point is the origin.</summary>
    public static double Coordinate(long index, int dimension) => Bits32(index, dimension) / 4294967296.0;

    private static uint[][] Read()
    {
        var all = new uint[MostDimensions][];
        all[0] = [.. Enumerable.Range(0, Bits).Select(bit => 1u << (Bits - 1 - bit))];
        using var stream = typeof(SobolSequence).Assembly.GetManifestResourceStream("Foedus.Numerics.Sampling.joe-kuo-6.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var numbers = line.Split(' ').Select(uint.Parse).ToArray();
            var (dimension, degree, polynomial) = ((int)numbers[0] - 1, (int)numbers[1], numbers[2]);
            var directions = new uint[Bits];
            for (var bit = 0; bit < Bits; bit++)
            {
                if (bit < degree)
                {
                    directions[bit] = numbers[3 + bit] << (Bits - 1 - bit);
                    continue;
                }
                directions[bit] = directions[bit - degree] ^ (directions[bit - degree] >> degree);
                for (var k = 1; k < degree; k++)
                    if (((polynomial >> (degree - 1 - k)) & 1) != 0)
                        directions[bit] ^= directions[bit - k];
            }
            all[dimension] = directions;
        }
        return all;
    }
}
