using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Foedus.Numerics;

/// <summary>What of a machine can change the last bits of a number.</summary>
/// <param name="Architecture">Of the process, e.g. X64.</param>
/// <param name="VectorBits">Widest vectors that are used.</param>
/// <param name="Fingerprint">Hash of some thousand values of the mathematical functions that the work rests on, as this machine's libraries compute them.</param>
/// <remarks>Sums and products are the same everywhere; exponentials, logarithms and powers come from the system's library and differ in the last bit between libraries and instruction sets.</remarks>
public sealed record MachineNumerics(string Architecture, int VectorBits, string Fingerprint)
{
    private static readonly Lazy<MachineNumerics> Here = new(Measure);

    /// <summary>This process.</summary>
    public static MachineNumerics OfThisProcess => Here.Value;

    private static MachineNumerics Measure() =>
        new(
            RuntimeInformation.ProcessArchitecture.ToString(),
            Vector512.IsHardwareAccelerated ? 512
                : Vector256.IsHardwareAccelerated ? 256
                : 128,
            Hash()
        );

    private static string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<double> values = stackalloc double[8];
        for (var i = 1; i <= 1000; i++)
        {
            var x = i * 0.7390851332151607 / 100;
            (values[0], values[1], values[2], values[3]) = (Math.Exp(-x * 9), Math.Log(x), Math.Pow(x, 1 / x), Math.Sqrt(x));
            (values[4], values[5], values[6], values[7]) = (Math.Tanh(x), Math.Cos(x), Math.Cbrt(x), Math.FusedMultiplyAdd(x, x, -x));
            hash.AppendData(MemoryMarshal.AsBytes(values));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
