namespace Foedus.Model;

/// <summary>Our mistake: a kind of statement, effect, formula or the like that a place of the program does not know yet.</summary>
/// <param name="kind">The kind.</param>
/// <param name="place">The part of the program that must learn it.</param>
internal sealed class UnknownKindException(Type kind, string place) : InvalidOperationException($"{place} does not know {kind.Name} yet.");
