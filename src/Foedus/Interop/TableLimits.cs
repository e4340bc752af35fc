namespace Foedus.Interop;

/// <summary>What is read of a table at most, whoever's it is and whatever it holds: more is no table that anybody made.</summary>
internal static class TableLimits
{
    public const int MostColumns = 10_000;

    /// <summary>Of one row: a quotation mark that is never closed would else swallow the file.</summary>
    public const int MostRowBytes = 4_000_000;
}
