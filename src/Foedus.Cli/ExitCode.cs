namespace Foedus.Cli;

/// <summary>What the process ends with; part of the documented interface.</summary>
internal static class ExitCode
{
    public const int Fine = 0;
    public const int InputAtFault = 1;
    public const int Usage = 2;
    public const int NotConvergedOrRefused = 3;
    public const int Bug = 70;
    public const int Cancelled = 130;
}
