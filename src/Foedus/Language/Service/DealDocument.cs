using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language.Service;

/// <summary>A deal's text as an editor sees it: read once, then asked. Every question can be put to a text with mistakes.</summary>
public sealed class DealDocument
{
    private readonly Lazy<BoundDeal> bound;
    private readonly Lazy<NameIndex> names;
    private readonly Lazy<IReadOnlyList<Token>> tokens;

    public DealDocument(SourceText source)
    {
        Source = source;
        Parsed = DealParser.Parse(source);
        bound = new Lazy<BoundDeal>(() => Binder.Bind(Parsed.Deal, Parsed.Lost, !Parsed.HasErrors));
        names = new Lazy<NameIndex>(() => NameIndex.Of(Parsed, bound.Value.Meanings));
        tokens = new Lazy<IReadOnlyList<Token>>(() => DealLexer.Tokenize(source.Text));
    }

    public DealDocument(string text)
        : this(new SourceText(text)) { }

    public SourceText Source { get; }

    public ParseResult Parsed { get; }

    public Deal Deal => Parsed.Deal;

    /// <summary>The deal with its names bound, as far as it could be read.</summary>
    public BoundDeal Bound => bound.Value;

    public NameIndex Names => names.Value;

    /// <summary>All tokens, with comments.</summary>
    internal IReadOnlyList<Token> Tokens => tokens.Value;

    /// <summary>The text after these edits, read again.</summary>
    public DealDocument With(IEnumerable<TextEdit> edits) => new(new SourceText(TextEdit.Apply(Source.Text, edits), Source.Name));

    /// <summary>Where the name at a position is declared; empty if it is unknown or there is none.</summary>
    public IReadOnlyList<Place> Definitions(int position) =>
        Names.At(position) is { } name ? [.. name.Symbols.Select(symbol => Names.Symbols[symbol].Place)] : [];

    /// <summary>Every place at which what is named at a position is named, its declaration included.</summary>
    public IReadOnlyList<Place> References(int position) =>
        Names.At(position) is { Symbols.Count: > 0 } name
            ? [.. Names.Occurrences.Where(other => other.Symbols.Intersect(name.Symbols).Any()).Select(other => other.Place)]
            : [];

    /// <summary>The tokens inside a place, comments left out.</summary>
    internal IEnumerable<Token> TokensIn(Place place) =>
        Tokens.Where(token => token.Start >= place.Start && token.End <= place.End && token.Kind is not (TokenKind.Comment or TokenKind.End));

    internal Token TokenBefore(int position) => Tokens.LastOrDefault(token => token.End <= position && token.Kind is not (TokenKind.Comment or TokenKind.End));
}
