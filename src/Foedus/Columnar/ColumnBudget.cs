namespace Foedus.Columnar;

/// <summary>What a column may come to in memory: more than its packed size, but not without bound.</summary>
/// <param name="packed">Bytes of the column in the file.</param>
internal sealed class ColumnBudget(long packed)
{
    /// <summary>Unpacked bytes for each packed byte above which a column is taken for a bomb.</summary>
    public const int MostTimes = 300;

    /// <summary>Small columns may pack very well without harm.</summary>
    public const long Harmless = 200_000_000;

    private readonly long most = Math.Max(Harmless, packed <= long.MaxValue / MostTimes ? packed * MostTimes : long.MaxValue);
    private long spent;

    /// <exception cref="ParquetFault">It is more than the column may come to.</exception>
    public void Spend(long bytes)
    {
        spent += bytes;
        if (spent > most)
            throw new ParquetFault($"unpacked, a column passes {most / 1_000_000:N0} MB, more than {MostTimes} times its packed size");
    }
}
