using System.Text.Json.Serialization;
using Foedus.Answers;

namespace Foedus.Workflow;

/// <summary>A shard of a run that was worked out.</summary>
/// <param name="Run">Its folder.</param>
/// <param name="Finished">Always true: one that was stopped is told on standard error.</param>
[Answer("foedus/shard/1")]
public sealed record ShardAnswer(string Run, bool Finished);

/// <summary>What serving the workbench did: one of these, the others are left out.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Account">Who can sign in now.</param>
/// <param name="Removed">Who can no longer.</param>
/// <param name="Accounts">Who can.</param>
/// <param name="Backup">The file that the database is copied to.</param>
[Answer("foedus/serve/1")]
public sealed record ServeAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Address = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Account = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Removed = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AccountAnswer>? Accounts = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Backup = null
);

/// <param name="Name">The name that one signs in by.</param>
/// <param name="Role">What it may do.</param>
public sealed record AccountAnswer(string Name, string Role);
