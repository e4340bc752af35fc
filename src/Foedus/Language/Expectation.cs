using Foedus.Binding;

namespace Foedus.Language;

/// <summary>What could stand where a text ends: a word of the language, or a name of some kind.</summary>
/// <param name="Word">The word or words; null for a name.</param>
/// <param name="Kind">Kind of the name.</param>
/// <param name="IsDeclaration">Whether a new name is wanted.</param>
/// <param name="Of">As in <see cref="NameMark"/>.</param>
/// <param name="At">As in <see cref="NameMark"/>.</param>
internal readonly record struct Expectation(string? Word, NameKind Kind = NameKind.Any, bool IsDeclaration = false, string? Of = null, string? At = null);
