using System.Security.Claims;

namespace Foedus.Workbench.People;

/// <summary>What a user may do: a reader looks and tries values, an editor saves and weighs, an administrator also looks after accounts.</summary>
public static class Roles
{
    public const string Reader = "reader";
    public const string Editor = "editor";
    public const string Administrator = "administrator";

    /// <summary>Policy of everything that writes.</summary>
    public const string MayEdit = "may edit";

    public static IReadOnlyList<string> All { get; } = [Reader, Editor, Administrator];

    public static bool CanEdit(this ClaimsPrincipal user) => user.IsInRole(Editor) || user.IsInRole(Administrator);

    /// <summary>The name that versions and runs carry.</summary>
    public static string NameOf(this ClaimsPrincipal user) => user.Identity?.Name ?? "nobody";
}
