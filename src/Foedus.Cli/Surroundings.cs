using System.ComponentModel;
using System.Diagnostics;

namespace Foedus.Cli;

/// <summary>Settings of the environment: the process's, or, for a command inside another program, its own before those.</summary>
internal static class Surroundings
{
    private static readonly AsyncLocal<IReadOnlyDictionary<string, string>?> Own = new();

    /// <summary>From here on, in whatever this flows into.</summary>
    /// <param name="settings">Of this command alone.</param>
    public static void Are(IReadOnlyDictionary<string, string> settings) => Own.Value = settings;

    public static string? Of(string name) => Own.Value?.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name);

    /// <summary>Starts a program in them, found on their path.</summary>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static Process Start(ProcessStartInfo program)
    {
        if (Own.Value is { } own)
        {
            foreach (var (name, value) in own)
                program.Environment[name] = value;
            // The system looks on the path of this process.
            if (own.TryGetValue("PATH", out var path))
                program.FileName = path.Split(Path.PathSeparator).Select(place => Path.Combine(place, program.FileName)).FirstOrDefault(File.Exists)
                    ?? throw new Win32Exception();
        }
        return Process.Start(program)!;
    }
}
