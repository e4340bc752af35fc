using Foedus.Language.Service;

namespace Foedus.Workbench.Editing;

/// <summary>What somebody changed in a form.</summary>
/// <param name="Source">The control; changes of the same one overtake each other and are undone together.</param>
/// <param name="Edits">The edits it means in a text.</param>
/// <param name="IsLast">Whether the control was let go.</param>
public sealed record FormChange(string Source, Func<DealDocument, IReadOnlyList<TextEdit>> Edits, bool IsLast = true);
