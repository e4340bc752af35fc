namespace Foedus.Solving;

/// <summary>A status in words, as every answer has it.</summary>
public static class SolveStatusWords
{
    public static string Of(SolveStatus status) =>
        status switch
        {
            SolveStatus.Solved => "solved",
            SolveStatus.AlmostSolved => "almost solved",
            SolveStatus.NotConverged => "not converged",
            SolveStatus.Refused => "refused",
            _ => "cancelled",
        };
}
