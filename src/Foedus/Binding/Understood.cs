using Foedus.Model;

namespace Foedus.Binding;

/// <summary>What was understood where the text leaves something to convert: "4 years = 16 quarters".</summary>
/// <param name="Place">Where it is written.</param>
/// <param name="Text">What it was understood as.</param>
public sealed record Understood(Place Place, string Text);
