using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Foedus.Workbench.Accounts;

namespace Foedus.Workbench.Tests;

/// <summary>A workbench with accounts, over TLS, under the name localhost.</summary>
internal static class Team
{
    public const string Password = "a long enough passphrase";

    public static async Task<RunningWorkbench> StartAsync(params (string Name, string Role)[] people)
    {
        var workbench = await PreparedAsync(people);
        await workbench.BeginAsync();
        return workbench;
    }

    /// <summary>The same, not started yet.</summary>
    public static async Task<RunningWorkbench> PreparedAsync(params (string Name, string Role)[] people)
    {
        var workbench = new RunningWorkbench();
        var certificate = Path.Combine(workbench.Options.DataFolder, "test.pem");
        await File.WriteAllTextAsync(certificate, MadeUp());
        workbench.Options = workbench.Options with { Listen = IPAddress.Any, Certificate = certificate, Hosts = ["localhost"] };
        foreach (var (name, role) in people)
            await AccountBook.SetAsync(workbench.Options, name, role, Password);
        return workbench;
    }

    /// <summary>A client that has signed in; disposed of with the test.</summary>
    public static async Task<HttpClient> SignedInAsync(this RunningWorkbench workbench, string name, string password = Password)
    {
        var client = workbench.Client();
        var answer = await client.PostAsJsonAsync("/api/session", new { name, password });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return client;
    }

    private static string MadeUp()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
