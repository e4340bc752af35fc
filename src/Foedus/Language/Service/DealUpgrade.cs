using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language.Service;

/// <summary>Rewrites a deal of a version before 0.2 so that it means what it meant.</summary>
/// <remarks>
/// Then any word could stand for the period: "each year" in a deal of weeks was each week, and "each 4 years" in a deal of quarters each 4 quarters. A deal whose units are its period is not changed.
/// And the condition of what a clause adds to an option was tested after the option's own effects, as that of an <c>if</c> still is.
/// Nothing in a text says of which version it is. What has a statement that 0.1 did not know means what it says now, and is refused where it would be rewritten.
/// </remarks>
public static class DealUpgrade
{
    /// <summary>Lines that are rewritten.</summary>
    /// <param name="Line">The first of them, counted from 1, in the text before.</param>
    /// <param name="Before">As they were, without what stands before the first word and behind the last.</param>
    /// <param name="After">As they are now.</param>
    public readonly record struct Change(int Line, string Before, string After);

    /// <summary>The text with every such unit replaced by the deal's period.</summary>
    /// <exception cref="InputException">The text cannot be read, or is of this version.</exception>
    public static string Apply(SourceText source) => TextEdit.Apply(source.Text, Edits(source));

    /// <summary>What is rewritten, line by line; nothing where the deal means what it meant.</summary>
    /// <exception cref="InputException">The text cannot be read, or is of this version.</exception>
    public static IReadOnlyList<Change> Changes(SourceText source)
    {
        var changes = new List<Change>();
        var edits = Edits(source).OrderBy(edit => edit.Start).ToList();
        for (var i = 0; i < edits.Count; )
        {
            // What shares a line is one change.
            var (start, end, first) = (LineStart(source.Text, edits[i].Start), LineEnd(source.Text, edits[i].End), i);
            while (++i < edits.Count && edits[i].Start <= end)
                end = Math.Max(end, LineEnd(source.Text, edits[i].End));
            var after = TextEdit.Apply(source.Text[start..end], edits[first..i].Select(edit => edit with { Start = edit.Start - start }));
            changes.Add(new Change(source.Locate(start).Line, source.Text[start..end].Trim(), after.Trim()));
        }
        return changes;
    }

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    private static int LineEnd(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;

    private static IReadOnlyList<TextEdit> Edits(SourceText source)
    {
        var parsed = DealParser.Parse(source);
        if (parsed.HasErrors)
            throw new InputException(DiagnosticRenderer.Render(source, parsed.Diagnostics).TrimEnd());
        var declared = parsed.Deal.All<Period>().FirstOrDefault()?.Unit;
        // 'period years' was taken for a word like any other; now it is spelt as the calendar has it.
        var period = declared is null ? "period" : (CalendarUnit.Named(declared.Text) ?? CalendarUnit.Meant(declared.Text))?.Name ?? declared.Text;
        IEnumerable<TextEdit> respelt = declared is null || declared.Text == period ? [] : [TextEdit.Replace(declared.Place, period)];
        List<TextEdit> edits =
        [
            .. respelt,
            .. Units(parsed.Deal)
                .Where(unit => unit.Word.Text != period && unit.Word.Text != period + "s" && unit.Word.Text is not ("period" or "periods"))
                .Select(unit => TextEdit.Replace(unit.Word.Place, unit.IsCounted ? period + "s" : period)),
            .. Conditions(source.Text, parsed.Deal),
        ];
        if (
            edits.Count > 0
            && Walk.All(parsed.Deal).Select(node => (Node: node, What: Newer(node))).FirstOrDefault(pair => pair.What is not null)
                is { What: { } what, Node: var node }
        )
            throw new InputException(
                $"Version 0.1 had no {what}, so this deal means what it says now, and --upgrade would change that. Leave --upgrade out. If this was added to a deal of 0.1, upgrade the deal as it was before.",
                $"{source.Name}:{source.Locate(node.Place.Start).Line}"
            );
        return edits;
    }

    // What a deal of version 0.1 cannot have; null for all others.
    private static string? Newer(Node node) =>
        node switch
        {
            Obligation => "obligations",
            Vote => "votes",
            Fork => "forks",
            Event => "'event'",
            Definition => "'let'",
            DerivedAssumption => "assumptions that follow from others",
            Evidence => "'evidence'",
            View or Pooled => "views",
            PartyKind => "parties of one kind",
            StandingPayment => "payments each period",
            Transfer => "payments to somebody",
            Discount { Each: not null } => "'discount … each'",
            Clause { Parameters.Count: > 0 } => "clauses with parameters",
            ChangeOption or ChangeStep => "clauses that change conditions",
            ValueRange => "options over a range",
            TimeCondition => "conditions of time",
            Moment { Time: null } or Moment { Time.Unit: not null } => "asks at a date or after a length of time with a unit",
            Source { Grounds: not null } => "sources that say how they know",
            _ => null,
        };

    // 'option O at S when G: E' becomes 'option O at S: if G { E }'.
    private static IEnumerable<TextEdit> Conditions(string text, Deal deal)
    {
        var tokens = DealLexer.Tokenize(text);
        foreach (var extend in Walk.All(deal).OfType<ExtendOption>().Where(extend => extend.When is not null && extend.Effects.Count > 0))
        {
            var between = tokens.Where(token => token.Start >= extend.Step.Place.End && token.Start < extend.Effects[0].Place.Start).ToList();
            yield return TextEdit.Replace(new Place(extend.Step.Place.End, between[0].End - extend.Step.Place.End), ": if");
            yield return TextEdit.Replace(between.Last(token => token.Is(":")).Place, " {");
            var end = extend.Effects.Max(effect => effect.Place.End);
            yield return TextEdit.Insert(end, " }");
        }
    }

    // The units of time that were passed over: of interests, drifts and the horizon.
    private static IEnumerable<(Word Word, bool IsCounted)> Units(Deal deal)
    {
        foreach (var node in Walk.All(deal))
            switch (node)
            {
                case Interest { Each: { } each }:
                    yield return (each, false);
                    break;
                case Drift { Each: { Unit: { } unit } every }:
                    yield return (unit, every.Place.Length > unit.Place.Length);
                    break;
                case Horizon { Length: { Unit: { } unit } length }:
                    yield return (unit, length.Count != 1);
                    break;
            }
    }
}
