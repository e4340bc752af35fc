using System.Net;

namespace Foedus.Workbench.Settings;

/// <summary>How the workbench is started. Everything a person can set on the command line is here.</summary>
public sealed record WorkbenchOptions
{
    public const int StandardPort = 5080;

    /// <summary>Address to listen on; plain loopback needs no accounts.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Port; 0 takes any free one.</summary>
    public int Port { get; init; } = StandardPort;

    /// <summary>Folder of the database, of unfinished runs and of the keys of cookies.</summary>
    public string DataFolder { get; init; } = StandardDataFolder;

    /// <summary>Connection string of PostgreSQL; null keeps everything in SQLite inside the data folder.</summary>
    public string? Database { get; init; }

    /// <summary>TLS certificate: .pem with or without its key, or .pfx; null: none.</summary>
    public string? Certificate { get; init; }

    /// <summary>The certificate's key as .pem; null where the certificate's file holds it.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Address of the reverse proxy that ends TLS; only its X-Forwarded headers are believed. Null: none.</summary>
    public IPAddress? Proxy { get; init; }

    /// <summary>Names under which people reach it where there are accounts.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Where the user's own data belongs on this system.</summary>
    public static string StandardDataFolder { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "foedus");

    /// <summary>Without what a log must not hold.</summary>
    public override string ToString() => $"{Listen}:{Port}, data in {DataFolder}{(Database is null ? "" : ", PostgreSQL")}";
}
