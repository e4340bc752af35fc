using Foedus.Model;

namespace Foedus.Binding;

public enum Severity
{
    Warning,
    Error,
}

/// <summary>One thing to tell the writer of a deal: what is wrong, where, and what to do.</summary>
/// <param name="Code">Stable code; its page is docs/diagnostics/CODE.md.</param>
/// <param name="Severity">Errors stop the work, warnings do not.</param>
/// <param name="Message">What is wrong, in the words of the deal.</param>
/// <param name="Place">Where.</param>
/// <param name="Remedy">What to do; null where the message says it.</param>
public sealed record Diagnostic(string Code, Severity Severity, string Message, Place Place, string? Remedy = null);
