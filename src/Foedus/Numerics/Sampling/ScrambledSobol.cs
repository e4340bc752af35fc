namespace Foedus.Numerics.Sampling;

/// <summary>Sobol' points under several independent scrambles; a draw is the same on whichever thread or machine it is asked for.</summary>
/// <remarks>
/// Draw n belongs to scramble n mod s and is point n div s of it. Scrambling is nested uniform (Owen 1995) by hashing (Laine and Karras 2011, with the constants
/// of Burley 2020, section 3), one seed for each scramble and dimension.
/// </remarks>
internal sealed class ScrambledSobol
{
    private readonly uint[] seeds;

    /// <param name="dimensions">At most 256.</param>
    /// <param name="seed">Recorded with results.</param>
    /// <param name="scrambles">How many independent scrambles.</param>
    public ScrambledSobol(int dimensions, ulong seed, int scrambles)
    {
        if (dimensions > SobolSequence.MostDimensions)
            throw new InputException($"At most {SobolSequence.MostDimensions} assumptions can have a range; the deal has {dimensions}. Fix some with --set.");
        Dimensions = dimensions;
        Scrambles = scrambles;
        var stream = new RandomStream(seed);
        seeds = new uint[dimensions * scrambles];
        for (var i = 0; i < seeds.Length; i++)
            seeds[i] = (uint)(stream.Next() >> 32);
    }

    public int Dimensions { get; }

    public int Scrambles { get; }

    /// <summary>One draw, every coordinate strictly between 0 and 1.</summary>
    public void Point(long draw, Span<double> unit)
    {
        var scramble = (int)(draw % Scrambles);
        for (var dimension = 0; dimension < Dimensions; dimension++)
            unit[dimension] = (Scramble(SobolSequence.Bits32(draw / Scrambles, dimension), seeds[scramble * Dimensions + dimension]) + 0.5) / 4294967296.0;
    }

    private static uint Scramble(uint x, uint seed)
    {
        x = Reverse(x);
        x ^= x * 0x3d20adea;
        x += seed;
        x *= (seed >> 16) | 1;
        x ^= x * 0x05526c56;
        x ^= x * 0x53a22864;
        return Reverse(x);
    }

    private static uint Reverse(uint x)
    {
        x = (x >> 1 & 0x55555555) | (x & 0x55555555) << 1;
        x = (x >> 2 & 0x33333333) | (x & 0x33333333) << 2;
        x = (x >> 4 & 0x0f0f0f0f) | (x & 0x0f0f0f0f) << 4;
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(x);
    }
}
