using System.Runtime.InteropServices;

namespace Foedus.Lowering;

/// <summary>States are the same that have the same value of every public state.</summary>
internal sealed class StateEquality : IEqualityComparer<int[]>
{
    public static StateEquality Instance { get; } = new();

    public bool Equals(int[]? one, int[]? other) => one.AsSpan().SequenceEqual(other);

    public int GetHashCode(int[] state)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(state.AsSpan()));
        return hash.ToHashCode();
    }
}
