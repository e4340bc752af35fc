namespace Foedus.Weighing.Engine;

/// <summary>The answer in a sentence or two, and the offers that it is about.</summary>
/// <param name="Text">The sentences.</param>
/// <param name="Named">Offers that they name; one may stand here twice.</param>
/// <param name="Holding">Those of which they say in how many worlds they hold, signed or not.</param>
internal sealed record Headline(string Text, IReadOnlyList<OfferResult> Named, IReadOnlyList<OfferResult> Holding);
