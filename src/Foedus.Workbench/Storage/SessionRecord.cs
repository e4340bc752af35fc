namespace Foedus.Workbench.Storage;

/// <summary>Somebody who is signed in. The browser holds its key alone, so what ends here has ended.</summary>
public sealed class SessionRecord
{
    /// <summary>SHA-256 of the key that the cookie carries: whoever reads the table cannot sign in with it.</summary>
    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The account's security stamp when the session began; another password or role has another.</summary>
    public required string Stamp { get; init; }

    /// <summary>What the cookie would have carried.</summary>
    public required byte[] Ticket { get; set; }

    public required DateTime EndsAt { get; set; }
}
