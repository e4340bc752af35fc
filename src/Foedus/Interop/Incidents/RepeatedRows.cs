using System.Runtime.InteropServices;

namespace Foedus.Interop.Incidents;

/// <summary>Remembers rows by 64-bit fingerprints: at least the last <paramref name="most"/> of them, at most twice as many.</summary>
internal sealed class RepeatedRows(int most)
{
    private Dictionary<ulong, ulong> now = [],
        before = [];

    /// <returns>What stood under this key before; null where nothing did.</returns>
    public ulong? Exchange(ulong key, ulong value)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(now, key, out var exists);
        ulong? before =
            exists ? known
            : this.before.TryGetValue(key, out var older) ? older
            : null;
        known = value;
        if (now.Count >= most)
            (this.before, now) = (now, []);
        return before;
    }

    public static ulong Fingerprint(ReadOnlySpan<char> text, ulong seed)
    {
        var hash = seed ^ (ulong)text.Length;
        var blocks = MemoryMarshal.Cast<char, ulong>(text);
        foreach (var block in blocks)
            hash = Mixed(hash ^ block);
        foreach (var rest in text[(blocks.Length * 4)..])
            hash = Mixed(hash ^ rest);
        return hash;
    }

    // Columns can be left out, by number.
    public static ulong Fingerprint(string[] fields, ReadOnlySpan<int> skipped = default)
    {
        var hash = 0x2545F4914F6CDD1DUL;
        for (var c = 0; c < fields.Length; c++)
            if (!skipped.Contains(c))
                hash = Fingerprint(fields[c], Mixed(hash));
        return hash;
    }

    // One round of a multiply-and-fold hash; the constant is odd, with well-spread bits (2^64 over the golden ratio).
    private static ulong Mixed(ulong value)
    {
        var high = Math.BigMul(value ^ 0xA0761D6478BD642FUL, 0x9E3779B97F4A7C15UL, out var low);
        return high ^ low;
    }
}
