using System.Globalization;

namespace Foedus.Runs;

/// <summary>One of several jobs that work a run off together.</summary>
/// <param name="Index">Which, from 1.</param>
/// <param name="Of">How many there are.</param>
public sealed record Shard(int Index, int Of)
{
    /// <summary>Reads "3/8".</summary>
    /// <exception cref="InputException">Not of that form.</exception>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        if (
            parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            || of < 1
        )
            throw new InputException($"'{text}' is not of the form I/N, as in --shard 3/8.");
        return index >= 1 && index <= of
            ? new Shard(index, of)
            : throw new InputException($"Shards are counted from 1: --shard 1/{of} to --shard {of}/{of}. '{text}' is none of them.");
    }

    /// <summary>Its share of so many parts: a range, as even as can be.</summary>
    public (int From, int To) PartsOf(int parts) => ((int)((long)parts * (Index - 1) / Of), (int)((long)parts * Index / Of));

    public override string ToString() => $"{Index}/{Of}";
}
