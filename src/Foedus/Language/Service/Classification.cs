using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language.Service;

/// <summary>What a stretch of text is, for highlighting.</summary>
public enum TextClass
{
    Keyword,
    Comment,
    Text,
    Number,
    Operator,
    Unknown,
    Unit,
    Party,
    Source,
    Attribute,
    Type,
    State,
    Value,
    Assumption,
    Definition,
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
    Ask,
    Zone,
    Incident,
    Trigger,
}

public readonly record struct ClassifiedText(Place Place, TextClass Class, bool IsDeclaration);

/// <summary>Highlighting by meaning: a name is coloured as what it names.</summary>
public static class Classification
{
    public static IEnumerable<ClassifiedText> Of(DealDocument document)
    {
        var names = document.Names.Occurrences.ToDictionary(occurrence => occurrence.Place.Start);
        foreach (var token in document.Tokens)
        {
            if (token.Kind == TokenKind.End)
                yield break;
            yield return names.TryGetValue(token.Start, out var name)
                ? new ClassifiedText(token.Place, Of(name, document.Names), name.Mark.IsDeclaration)
                : new ClassifiedText(token.Place, Of(token), false);
        }
    }

    private static TextClass Of(Token token) =>
        token.Kind switch
        {
            TokenKind.Comment => TextClass.Comment,
            TokenKind.Text => TextClass.Text,
            TokenKind.Number => TextClass.Number,
            TokenKind.Symbol => TextClass.Operator,
            TokenKind.Word when Keywords.All.Contains(token.Text) => TextClass.Keyword,
            _ => TextClass.Unknown,
        };

    private static TextClass Of(Occurrence name, NameIndex index) =>
        name.Mark.Kind == NameKind.Unit ? TextClass.Unit
        : name.Symbols.Count > 0 && Enum.TryParse<TextClass>(index.Symbols[name.Symbols[0]].Kind.ToString(), out var known) ? known
        : TextClass.Unknown;
}
