using System.Net;

namespace Foedus.Workbench;

/// <summary>How the workbench is started. Everything a person can set on the command line is here.</summary>
public sealed record WorkbenchOptions
{
    public const int StandardPort = 5080;

    /// <summary>Address to listen on; loopback needs no accounts.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Port; 0 takes any free one.</summary>
    public int Port { get; init; } = StandardPort;

    /// <summary>Folder of the database and the keys of cookies.</summary>
    public string DataFolder { get; init; } = StandardDataFolder;

    /// <summary>Connection string of PostgreSQL; null keeps everything in SQLite inside the data folder.</summary>
    public string? Database { get; init; }

    /// <summary>Where the user's own data belongs on this system.</summary>
    public static string StandardDataFolder { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "foedus");
}
