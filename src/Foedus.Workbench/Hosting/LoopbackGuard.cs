namespace Foedus.Workbench.Hosting;

/// <summary>Keeps other sites out: a request must name a host that is ours, and one that changes something must come from our own pages.</summary>
/// <remarks>Without accounts anyone who reaches the port is the user. A page elsewhere can make a browser send requests to loopback (cross-site request forgery), and a
/// name whose address is changed to 127.0.0.1 makes them look same-site (DNS rebinding): the first shows in Origin, the second in Host.</remarks>
internal static class LoopbackGuard
{
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    public static bool HostIsOurs(HostString host) => LoopbackNames.Contains(host.Host, StringComparer.OrdinalIgnoreCase);

    /// <summary>True where the browser says nothing of another site, or names this one.</summary>
    public static bool OriginIsOurs(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, new Uri($"{request.Scheme}://{request.Host}").Authority, StringComparison.OrdinalIgnoreCase);
    }

    public static bool ChangesSomething(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.Headers.Upgrade.Count > 0
        || request.HttpContext.WebSockets.IsWebSocketRequest;
}
