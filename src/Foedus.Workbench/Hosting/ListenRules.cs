using System.Net;
using Foedus.Workbench.Settings;

namespace Foedus.Workbench.Hosting;

/// <summary>Where the workbench may listen, and under which conditions.</summary>
internal static class ListenRules
{
    /// <summary>Whether people sign in: everywhere but on plain loopback.</summary>
    public static bool NeedsAccounts(WorkbenchOptions options) => !IPAddress.IsLoopback(options.Listen) || options.Proxy is not null;

    /// <exception cref="InputException">It would be open to others without accounts, or passwords would travel in the clear.</exception>
    public static void Check(WorkbenchOptions options, int accounts)
    {
        if (!NeedsAccounts(options))
            return;
        if (options.Certificate is null && options.Proxy is null)
            throw new InputException(
                $"On {options.Listen} other machines can reach the workbench, so passwords must not travel in the clear. Give a certificate with --certificate FILE, or say which reverse proxy ends TLS before it with --behind-proxy ADDRESS."
            );
        if (options.Hosts.Count == 0)
            throw new InputException(
                "Say under which name people reach the workbench, as in --host foedus.example.org; requests under other names are refused."
            );
        if (accounts == 0)
            throw new InputException("Nobody could sign in: there is no account yet. Make the first with: foedus serve --add-user NAME --role administrator");
    }

    /// <summary>Whether the Host header is a name of ours.</summary>
    public static bool HostIsOurs(WorkbenchOptions options, HostString host) =>
        NeedsAccounts(options) ? options.Hosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase) : LoopbackGuard.HostIsOurs(host);
}
