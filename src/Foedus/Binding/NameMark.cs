using Foedus.Model;

namespace Foedus.Binding;

/// <summary>What a name in a deal's text names.</summary>
public enum NameKind
{
    Unit,
    Party,
    Source,
    Attribute,
    Type,
    State,
    Value,
    Assumption,

    /// <summary>What 'let' defines.</summary>
    Definition,

    /// <summary>A parameter of a definition or clause, or the value of options over a range.</summary>
    Parameter,
    Reading,
    Step,
    Option,
    Interest,
    Clause,
    Fork,
    Answer,
    Offer,
    Promise,
    Evidence,
    Zone,
    Incident,
    Trigger,

    /// <summary>A question; in 'holds when' also an assumption.</summary>
    Ask,

    /// <summary>In a formula: an assumption, a state, a value or an ask.</summary>
    Any,

    /// <summary>Where a formula wants a condition: a type before anything else.</summary>
    Condition,
}

/// <summary>A name where it stands in a text, as far as the parser knows what it is.</summary>
/// <param name="Text">The name.</param>
/// <param name="Place">Where.</param>
/// <param name="Kind">What it names.</param>
/// <param name="IsDeclaration">Whether it is declared here.</param>
/// <param name="Of">The party of a type or option, the state beside a value, whose parameter it is; null where the text does not say.</param>
/// <param name="At">The step of an option; null where the text does not say.</param>
public readonly record struct NameMark(string Text, Place Place, NameKind Kind, bool IsDeclaration, string? Of = null, string? At = null);
