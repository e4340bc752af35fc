using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language.Service;

/// <summary>Changes to offers as the smallest change of the text.</summary>
public static class OfferEdits
{
    /// <summary>Puts a clause into an offer, where the order of the deal's clauses has it, or takes it out.</summary>
    public static IReadOnlyList<TextEdit> SetClause(DealDocument document, string offerName, string clauseName, bool isIn)
    {
        var offer = Find(document, offerName);
        var order = document.Deal.Clauses.Select(clause => clause.Name).ToList();
        if (!order.Contains(clauseName))
            throw new InputException($"There is no clause called '{clauseName}' that can be read. Mend the text first.");
        var parts = Parts(document, offer);
        if (isIn == offer.Clauses.Contains(clauseName))
            return [];
        if (isIn && document.Deal.Clauses.First(clause => clause.Name == clauseName).Parameters is { Count: > 0 } parameters)
            throw new InputException(
                $"The clause '{clauseName}' takes numbers: write {clauseName}({string.Join(", ", parameters)}) into the offer's text, with numbers for the words in brackets."
            );
        if (!isIn)
            return WithoutPart(document, parts, parts.FindIndex(part => part is { IsClause: true } && part.Name == clauseName));
        if (parts.Count == 0)
            return [TextEdit.Insert(offer.Place.End, ": " + clauseName)];
        var own = order.IndexOf(clauseName);
        var before = parts.FindLastIndex(part => part.IsClause && order.IndexOf(part.Name) < own);
        return before >= 0 ? [TextEdit.Insert(parts[before].Place.End, ", " + clauseName)] : [TextEdit.Insert(parts[0].Start, clauseName + ", ")];
    }

    /// <summary>Another title, or none.</summary>
    public static IReadOnlyList<TextEdit> SetTitle(DealDocument document, string offerName, string? title)
    {
        var offer = Find(document, offerName);
        var written = document.TokensIn(offer.Place).FirstOrDefault(token => token.Kind == TokenKind.Text);
        if (written.Kind == TokenKind.Text && written.Text.Length > 0)
            return [string.IsNullOrEmpty(title) ? TextEdit.Remove(offer.NamePlace.End, written.End) : TextEdit.Replace(written.Place, Quoted.Of(title))];
        return string.IsNullOrEmpty(title) ? [] : [TextEdit.Insert(offer.NamePlace.End, " " + Quoted.Of(title))];
    }

    /// <summary>A new offer after the last one.</summary>
    public static IReadOnlyList<TextEdit> Add(DealDocument document, string name, string? title, IReadOnlyList<string> clauses)
    {
        if (document.Names.Symbols.Any(symbol => symbol.Kind == NameKind.Offer && symbol.Name == name))
            throw new InputException($"There is already an offer called '{name}'. Choose another name.");
        if (!Binding.Names.IsName(name))
            throw new InputException(
                $"'{name}' cannot name an offer. A name is letters, digits and '_', begins with a letter or '_', and is no word of the language."
            );
        if (clauses.FirstOrDefault(clause => document.Deal.Clauses.All(other => other.Name != clause)) is { } unknown)
            throw new InputException($"There is no clause called '{unknown}'.");
        var line = $"offer {name}{(string.IsNullOrEmpty(title) ? "" : " " + Quoted.Of(title))}{(clauses.Count == 0 ? "" : ": " + string.Join(", ", clauses))}";
        var newLine = document.Source.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        if (document.Deal.Offers.LastOrDefault() is { } last)
            return [TextEdit.Insert(LineEnd(document.Source.Text, last.Place.End), newLine + line)];
        var text = document.Source.Text;
        return [TextEdit.Insert(text.Length, (text.Length == 0 || text.EndsWith('\n') ? "" : newLine) + line + newLine)];
    }

    /// <summary>Takes an offer out of the deal, and out of the readings that name it, with the evidence about it; comments stay.</summary>
    public static IReadOnlyList<TextEdit> Remove(DealDocument document, string offerName)
    {
        var offer = Find(document, offerName);
        var edits = new List<TextEdit>(WholeLine(document, offer.Place));
        foreach (var reading in document.Deal.Readings.Where(reading => reading.Offers.Contains(offerName)))
            edits.AddRange(OutOfReading(document, reading, offerName));
        foreach (var evidence in document.Deal.Evidence.Where(evidence => evidence.Offer.Text == offerName))
            edits.AddRange(WholeLine(document, evidence.Place));
        return edits;
    }

    private static List<TextEdit> OutOfReading(DealDocument document, Reading reading, string offerName)
    {
        // Each run of names after the word 'offers' is a list of its own.
        var tokens = document.TokensIn(reading.Place).ToList();
        var offers = document
            .Names.Occurrences.Where(name => name.Mark is { Kind: NameKind.Offer, IsDeclaration: false })
            .Select(name => name.Place.Start)
            .ToHashSet();
        var edits = new List<TextEdit>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!offers.Contains(tokens[i].Start) || tokens[i].Text != offerName)
                continue;
            var hasAfter = tokens[i + 1].Is(",");
            if (tokens[i - 1].Is(","))
                edits.AddRange(Cut.Out(document, tokens[i - 1].Start, tokens[i].End));
            else if (hasAfter)
                edits.AddRange(Cut.Out(document, tokens[i].Start, tokens[i + 2].Start));
            else
                edits.AddRange(WholeLine(document, tokens[i - 1].Place.To(tokens[i].Place)));
        }
        return edits;
    }

    private static Offer Find(DealDocument document, string name) =>
        document.Deal.Offers.FirstOrDefault(offer => offer.Name == name)
        ?? throw new InputException($"There is no offer called '{name}' that can be read. Mend the text first.");

    /// <param name="Name">A clause, or a state.</param>
    /// <param name="IsClause">Which of the two.</param>
    /// <param name="Place">From the name to the end of what it starts with.</param>
    /// <param name="Start">With the word 'starts' before it.</param>
    private readonly record struct Part(string Name, bool IsClause, Place Place, int Start);

    private static List<Part> Parts(DealDocument document, Offer offer)
    {
        var tokens = document.TokensIn(offer.Place).ToList();
        var parts = new List<Part>();
        var names = document
            .Names.Occurrences.Where(name => !name.Mark.IsDeclaration && name.Place.Start >= offer.Place.Start && name.Place.End <= offer.Place.End)
            .ToDictionary(name => name.Place.Start);
        var depth = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            depth +=
                tokens[i].Is("(") ? 1
                : tokens[i].Is(")") ? -1
                : 0;
            if (
                depth > 0
                || !names.TryGetValue(tokens[i].Start, out var name)
                || !(tokens[i - 1].Is(":") || tokens[i - 1].Is(",") || tokens[i - 1].Is("starts"))
            )
                continue;
            var isClause = name.Mark.Kind == NameKind.Clause;
            var setting = isClause ? null : offer.Starts.FirstOrDefault(setting => setting.Place.Start == tokens[i].Start);
            parts.Add(
                new Part(
                    tokens[i].Text,
                    isClause,
                    setting?.Place ?? offer.Clauses.FirstOrDefault(use => use.Place.Start == tokens[i].Start)?.Place ?? tokens[i].Place,
                    tokens[i - 1].Is("starts") ? tokens[i - 1].Start : tokens[i].Start
                )
            );
        }
        return parts;
    }

    private static IReadOnlyList<TextEdit> WithoutPart(DealDocument document, List<Part> parts, int index)
    {
        var part = parts[index];
        if (parts.Count == 1)
        {
            // The colon before it goes too.
            var colon = document.TokenBefore(part.Start);
            return Cut.Out(document, document.TokenBefore(colon.Start).End, part.Place.End);
        }
        return index == 0 ? Cut.Out(document, part.Start, parts[1].Start) : Cut.Out(document, parts[index - 1].Place.End, part.Place.End);
    }

    private static int LineEnd(string text, int position)
    {
        var end = text.IndexOf('\n', position);
        end = end < 0 ? text.Length : end;
        return end > position && text[end - 1] == '\r' ? end - 1 : end;
    }

    // The line with it, if nothing else stands there; what else stands there stays.
    private static IReadOnlyList<TextEdit> WholeLine(DealDocument document, Place place)
    {
        var text = document.Source.Text;
        var start = place.Start;
        while (start > 0 && text[start - 1] is ' ' or '\t')
            start--;
        var end = place.End;
        while (end < text.Length && text[end] is ' ' or '\t' or '\r')
            end++;
        var isAlone = (start == 0 || text[start - 1] == '\n') && (end == text.Length || text[end] == '\n');
        return isAlone ? Cut.Out(document, start, Math.Min(text.Length, end + 1)) : Cut.Out(document, place.Start, place.End);
    }
}
