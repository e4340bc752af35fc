using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Foedus.Runs;
using Foedus.Workflow;

namespace Foedus.Cli.Clusters;

/// <summary>A run that a cluster works off: where everything of it stands, and by which name the cluster knows it.</summary>
internal sealed partial record ClusterJob
{
    private const string Ending = ".job";

    /// <summary>Folder of the run when it is whole.</summary>
    public required string Run { get; init; }

    /// <summary>Its shards.</summary>
    public required DividedRun Divided { get; init; }

    /// <summary>Processor cores for each shard.</summary>
    public required int Cores { get; init; }

    /// <summary>What the cluster is told besides.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Folder of all that is not the run itself.</summary>
    public string Folder => FolderOf(Run);

    /// <summary>What the cluster knows it by: another run, another folder or another cut has another name.</summary>
    public string Name => $"foedus-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Divided.Id} {Run} {Divided.Shards}")))[..12]}";

    public string MergeName => $"{Name}-merge";

    /// <summary>Where it is put together before it gets its name.</summary>
    public string Merging => Path.Combine(Folder, "merging");

    public string Logs => Path.Combine(Folder, "logs");

    /// <summary>What went wrong with a shard, in words; there only if something did.</summary>
    /// <param name="shard">From 1; null for the putting together.</param>
    public string FaultOf(int? shard) => FaultOf(Folder, shard);

    public static string FaultOf(string folder, int? shard) =>
        Path.Combine(folder, "failed", shard is { } number ? $"{number.ToString("00000", CultureInfo.InvariantCulture)}.txt" : "merge.txt");

    public static string ShardsOf(string folder) => Path.Combine(folder, "shards");

    /// <summary>The folder of the work beside a run's.</summary>
    public static string FolderOf(string run) => run + Ending;

    /// <summary>The folder of the run beside its work's.</summary>
    public static string RunOf(string folder) => folder[..^Ending.Length];

    /// <summary>Whether a folder is one of work.</summary>
    public static bool IsFolder(string folder) => folder.EndsWith(Ending, StringComparison.Ordinal) && folder.Length > Ending.Length;

    /// <summary>How this program is called by others: by its own name, or through dotnet, also where its commands run inside another program.</summary>
    public static IReadOnlyList<string> Program =>
        Assembly.GetEntryAssembly() != typeof(ClusterJob).Assembly ? ["dotnet", Library]
        : Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) != "dotnet" ? [path]
        : [Environment.ProcessPath ?? "dotnet", Library];

    private static string Library => Path.Combine(AppContext.BaseDirectory, "Foedus.Cli.dll");

    /// <summary>Settings of the environment that hold every worker to the vector width of this process: wider ones differ in last bits.</summary>
    public static IReadOnlyDictionary<string, string> Pins =>
        Vector512.IsHardwareAccelerated ? new Dictionary<string, string>()
        : Vector256.IsHardwareAccelerated ? new Dictionary<string, string> { ["DOTNET_EnableAVX512"] = "0" }
        : new Dictionary<string, string> { ["DOTNET_EnableAVX512"] = "0", ["DOTNET_EnableAVX2"] = "0" };

    /// <summary>The full path of a run, such as goes into scripts and names of files of every cluster.</summary>
    /// <exception cref="InputException">It has other characters.</exception>
    public static string Plain(string run)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(run));
        return PlainPath().IsMatch(path)
            ? path
            : throw new InputException("A cluster's scripts take paths of letters, digits and . _ - + = @ alone. Name another folder for the run.", path);
    }

    [GeneratedRegex(@"^[A-Za-z0-9/._+=@-]+$")]
    private static partial Regex PlainPath();
}
