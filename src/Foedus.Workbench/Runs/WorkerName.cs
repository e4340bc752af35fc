using System.Security.Cryptography;

namespace Foedus.Workbench.Runs;

/// <summary>What a program is called in the database's list of runs: the same again after a restart on the same folder, so that it takes its own unfinished runs up at once.</summary>
internal static class WorkerName
{
    public static string Of(string folder)
    {
        var path = Path.Combine(folder, "worker");
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 and <= 100 } known)
            return known;
        var made = $"{Environment.MachineName}-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        File.WriteAllText(path, made + "\n");
        return made;
    }
}
