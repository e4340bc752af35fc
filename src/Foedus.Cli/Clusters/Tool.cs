using System.ComponentModel;
using System.Diagnostics;

namespace Foedus.Cli.Clusters;

/// <summary>Programs of a cluster, called and waited for.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>What a program complained of, in its last line: those before it say how it came there.</summary>
    public static string Gist(string error) =>
        error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "it did not say why.";

    /// <param name="name">The program.</param>
    /// <param name="arguments">As it takes them.</param>
    /// <param name="missing">What to do where there is no such program.</param>
    /// <returns>How it ended, and what it said.</returns>
    /// <exception cref="InputException">There is no such program, or it does not answer.</exception>
    public static (int Code, string Out, string Error) Run(string name, IEnumerable<string> arguments, string missing)
    {
        Process process;
        try
        {
            process = Surroundings.Start(
                new ProcessStartInfo(name, arguments)
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            );
        }
        catch (Win32Exception fault)
        {
            throw new InputException($"There is no program '{name}' on this machine. {missing}", null, fault);
        }
        using (process)
        {
            process.StandardInput.Close();
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                throw new InputException(
                    $"'{name}' has not answered for {Patience.TotalMinutes:0} minutes. The same command again asks what the cluster has of this work before it submits anything."
                );
            }
            return (process.ExitCode, output.Result, error.Result.Trim());
        }
    }
}
