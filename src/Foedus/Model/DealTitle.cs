namespace Foedus.Model;

/// <summary>What something of a deal is called in words.</summary>
/// <param name="Kind">"state", "value", "step" or "option".</param>
/// <param name="Name">The deal's word for it.</param>
/// <param name="Of">The state of a value, the step of an option; null for the others.</param>
/// <param name="Title">Its words.</param>
public sealed record DealTitle(string Kind, string Name, string? Of, string Title);
