using Foedus.Model;

namespace Foedus.Language.Service;

/// <summary>Changes to one assumption as the smallest change of its text: everything around it, comments and columns stay.</summary>
public static class AssumptionEdits
{
    /// <summary>Another best value; percents stay percents.</summary>
    public static IReadOnlyList<TextEdit> SetBest(DealDocument document, string name, double best)
    {
        if (!double.IsFinite(best))
            throw new InputException("An assumption's value is a finite number.");
        var place = Find(document, name).ValuePlace;
        var text = document.Source[place].EndsWith('%') ? NumberText.AsPercent(best) : NumberText.Of(best);
        return [Aligned(document, place, text)];
    }

    /// <summary>Another range, or none.</summary>
    public static IReadOnlyList<TextEdit> SetSpread(DealDocument document, string name, Spread? spread)
    {
        var assumption = Find(document, name);
        if (assumption.Spread == spread)
            return [];
        if (assumption.Spread is { } before)
            return spread is null ? Without(document, before.Place) : [Aligned(document, before.Place, Text(spread))];
        return spread is null ? [] : [TextEdit.Insert(assumption.ValuePlace.End, " " + Text(spread))];
    }

    /// <summary>Another source, which must be declared, or none.</summary>
    public static IReadOnlyList<TextEdit> SetSource(DealDocument document, string name, string? source)
    {
        var assumption = Find(document, name);
        if (source is not null && document.Deal.Sources.All(other => other.Name != source))
            throw new InputException($"There is no source called '{source}'. Declare it first: source {source} \"…\".");
        var tail = Tail(document, assumption);
        var from = tail.FindIndex(token => token.Is("from"));
        if (from < 0)
            return source is null ? [] : [TextEdit.Insert((assumption.Spread?.Place ?? assumption.ValuePlace).End, $" from {source}")];
        var place = tail[from].Place.To(tail[from + 1].Place);
        return source is null ? Without(document, place) : [Aligned(document, tail[from + 1].Place, source)];
    }

    /// <summary>Another sentence, or none.</summary>
    public static IReadOnlyList<TextEdit> SetSentence(DealDocument document, string name, string? sentence)
    {
        var assumption = Find(document, name);
        var tail = Tail(document, assumption);
        var text = tail.FindIndex(token => token.Kind == TokenKind.Text);
        if (text < 0)
            return string.IsNullOrEmpty(sentence) ? [] : [TextEdit.Insert(assumption.Place.End, " " + Quoted.Of(sentence))];
        return string.IsNullOrEmpty(sentence) ? Without(document, tail[text].Place) : [TextEdit.Replace(tail[text].Place, Quoted.Of(sentence))];
    }

    /// <summary>A range as it is written.</summary>
    public static string Text(Spread spread) =>
        spread switch
        {
            Pooled pooled => $"pooled{(pooled.ByQuantiles ? " by quantiles" : "")}",
            Between range => $"in {NumberText.Of(range.Low)}..{NumberText.Of(range.High)}"
                + range.Shape switch
                {
                    Shape.EvenRatios => " even ratios",
                    Shape.Triangular => " triangular",
                    Shape.Pert => " pert",
                    _ => "",
                },
            Likely likely => $"likely {NumberText.Of(likely.Low)}..{NumberText.Of(likely.High)}{(likely.WithinUnit ? " within 0..1" : "")}",
            OneOf some =>
                $"one of {{ {string.Join(", ", some.Values.Select(value => value.Weight == 1 ? NumberText.Of(value.Value) : $"{NumberText.Of(value.Value)}: {NumberText.Of(value.Weight)}"))} }}",
            _ => throw new UnknownKindException(spread.GetType(), nameof(AssumptionEdits)),
        };

    private static Assumption Find(DealDocument document, string name) =>
        document.Deal.Assumptions.FirstOrDefault(assumption => assumption.Name == name)
        ?? throw new InputException($"There is no assumption called '{name}' that can be read. Mend the text first.");

    private static List<Token> Tail(DealDocument document, Assumption assumption)
    {
        var end = (assumption.Spread?.Place ?? assumption.ValuePlace).End;
        return [.. document.TokensIn(assumption.Place).Where(token => token.Start >= end)];
    }

    // With the blanks before it.
    private static IReadOnlyList<TextEdit> Without(DealDocument document, Place place)
    {
        var text = document.Source.Text;
        var start = place.Start;
        while (start > 0 && text[start - 1] is ' ' or '\t')
            start--;
        return Cut.Out(document, start, place.End);
    }

    // Where more than one space follows, they take up the change in length, so that columns lined up by hand stay.
    private static TextEdit Aligned(DealDocument document, Place place, string replacement)
    {
        var text = document.Source.Text;
        var spaces = 0;
        while (place.End + spaces < text.Length && text[place.End + spaces] == ' ')
            spaces++;
        var isLastOnLine = place.End + spaces >= text.Length || text[place.End + spaces] is '\r' or '\n';
        var shift = replacement.Length - place.Length;
        if (isLastOnLine || spaces < 2 && shift > 0 || spaces == 0 || shift == 0 || shift < 0 && spaces < 2)
            return TextEdit.Replace(place, replacement);
        var left = Math.Max(1, spaces - shift);
        return new TextEdit(place.Start, place.Length + spaces, replacement + new string(' ', left));
    }
}
