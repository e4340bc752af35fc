namespace Foedus.Model;

/// <summary>How an obligation stands, in words.</summary>
public static class StandingWords
{
    public static string Of(Standing standing) => standing switch
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
}
