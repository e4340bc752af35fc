namespace Foedus.Numerics;

/// <summary>Profiles of choices as numbers: what each of several chooses, the last changing fastest.</summary>
internal static class Profiles
{
    /// <summary>How many there are.</summary>
    /// <param name="counts">What each can choose from; at least 1.</param>
    public static int Count(ReadOnlySpan<int> counts)
    {
        var all = 1;
        foreach (var count in counts)
            all = checked(all * count);
        return all;
    }

    /// <summary>What each chooses in a profile.</summary>
    /// <param name="number">The profile's number, from 0.</param>
    /// <param name="counts">What each can choose from.</param>
    /// <param name="chosen">Takes what each chooses.</param>
    public static void Decode(int number, ReadOnlySpan<int> counts, Span<int> chosen)
    {
        for (var each = counts.Length - 1; each >= 0; each--)
            (number, chosen[each]) = Math.DivRem(number, counts[each]);
    }

    /// <summary>[profile][who] what each chooses, of all profiles.</summary>
    public static int[][] All(ReadOnlySpan<int> counts)
    {
        var all = new int[Count(counts)][];
        for (var number = 0; number < all.Length; number++)
            Decode(number, counts, all[number] = new int[counts.Length]);
        return all;
    }
}
