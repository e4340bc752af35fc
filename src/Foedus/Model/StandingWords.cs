namespace Foedus.Model;

/// <summary>How an obligation stands, in words.</summary>
internal static class StandingWords
{
    public static string Of(Standing standing) =>
        standing switch
        {
            Standing.NotOwed => "not owed",
            Standing.Pending => "still open",
            Standing.Undecided => "done, but not decided",
            Standing.Overdue => "overdue",
            Standing.Done => "done on time",
            Standing.Cured => "cured",
            Standing.Late => "done late",
            Standing.Excused => "excused",
            Standing.Breached => "breached",
            _ => throw new ArgumentOutOfRangeException(nameof(standing)),
        };

    /// <summary>The same of an obligation: what must not be done is kept.</summary>
    public static string Of(Standing standing, bool isForbidden) =>
        !isForbidden
            ? Of(standing)
            : standing switch
            {
                Standing.Pending => "kept so far",
                Standing.Done => "kept to the end",
                _ => Of(standing),
            };
}
