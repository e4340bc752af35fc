using System.Text.RegularExpressions;
using Foedus.Binding;

namespace Foedus.Language.Service;

/// <summary>Gives a thing another name, wherever it is named.</summary>
public static partial class Rename
{
    /// <summary>The edits that rename what is named at a position.</summary>
    /// <exception cref="InputException">Nothing is named there, the new name is no name or a word of the language, or it would then mean something else somewhere.</exception>
    public static IReadOnlyList<TextEdit> At(DealDocument document, int position, string newName)
    {
        if (document.Names.At(position) is not { Symbols.Count: > 0 } name)
            throw new InputException("There is no name here that the deal declares. Put the cursor on a name.");
        if (name.Mark.Kind == NameKind.Unit)
            throw new InputException("The period's name is not renamed: it also stands in the plural.");
        if (name.Symbols.All(symbol => document.Names.Symbols[symbol].Name != name.Mark.Text))
            throw new InputException($"'{name.Mark.Text}' is not declared in the deal under this name, so it is not renamed.");
        if (name.Mark.Kind == NameKind.Option && (name.Mark.Text is "yes" or "no" or "abstain"))
            throw new InputException("Votes are cast as yes, no or abstain; these are not renamed.");
        if (!NamePattern().IsMatch(newName))
            throw new InputException($"'{newName}' is not a name. A name is letters, digits and '_', and begins with a letter or '_'.");
        if (Binding.Names.Reserved.Contains(newName))
            throw new InputException($"'{newName}' is a word of the language. Choose another name.");
        if (newName == name.Mark.Text)
            return [];
        var together = document.Names.Together(name).Where(other => other.Mark.Text == name.Mark.Text).ToList();
        var renamed = together.SelectMany(other => other.Symbols).Distinct().Select(symbol => document.Names.Symbols[symbol]).ToList();
        if (document.Names.Symbols.FirstOrDefault(symbol => symbol.Name == newName && renamed.Any(own => Clash(own, symbol))) is { } taken)
            throw new InputException($"There is already {Article(taken.KindWord)} called '{newName}' ({At(document, taken)}). Choose another name.");
        IReadOnlyList<TextEdit> edits = [.. together.Select(other => TextEdit.Replace(other.Place, newName))];
        // Whatever the rules of names are: afterwards every name must mean what it meant.
        var after = document.With(edits);
        if (
            after.Parsed.Diagnostics.Count > document.Parsed.Diagnostics.Count
            || Errors(after) > Errors(document)
            || !MeansTheSame(document.Names, after.Names)
        )
            throw new InputException($"If it were called '{newName}', some name in the deal would mean something else. Choose another name.");
        return edits;
    }

    private static int Errors(DealDocument document) => document.Bound.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);

    // Options, types and values live in the block that declares them: two of different blocks may be called the same. Two clauses may bring a step or an obligation of the same name,
    // and options over a range may call their values alike.
    private static bool Clash(Symbol one, Symbol other) =>
        one.Kind == other.Kind
        && one.Kind != NameKind.Step
        && !(one.Of is ObligationParser.Owner or StepParser.OverRange && one.Of == other.Of)
        && (
            one.Kind is not (NameKind.Option or NameKind.Type or NameKind.Value or NameKind.Attribute or NameKind.Interest or NameKind.Parameter)
            || one.Of == other.Of && one.At == other.At
        );

    private static bool MeansTheSame(NameIndex before, NameIndex after)
    {
        if (before.Occurrences.Count != after.Occurrences.Count || before.Symbols.Count != after.Symbols.Count)
            return false;
        for (var i = 0; i < before.Occurrences.Count; i++)
            if (!before.Occurrences[i].Symbols.SequenceEqual(after.Occurrences[i].Symbols))
                return false;
        return true;
    }

    private static string Article(string word) => (word[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + word;

    private static string At(DealDocument document, Symbol symbol) => $"line {document.Source.Locate(symbol.Place.Start).Line}";

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{M}\p{Nd}_]*\z")]
    private static partial Regex NamePattern();
}
