using Foedus.Model;
using Foedus.Units;

namespace Foedus.Binding;

/// <summary>Binds what 'let' and derived assumptions define: once on its own, and with what is given wherever it is used.</summary>
/// <remarks>What a definition may read is not settled where it stands but where it is used: a condition must not hang on an assumption, a discount not on the state.</remarks>
internal sealed class DefinitionBinder(DealSymbols symbols, ExpressionBinder expressions, DiagnosticBag found)
{
    /// <summary>Most parts of one formula once everything in it is written out.</summary>
    private const int MostParts = 10_000;

    /// <summary>Most parts of all formulas of a deal that are written out so.</summary>
    private const long MostPartsInAll = 2_000_000;

    private long partsInAll;

    /// <summary>Looks at every definition, used or not.</summary>
    public void Bind()
    {
        Circles();
        foreach (var definition in symbols.Definitions)
        {
            if (Enum.GetNames<Function>().Any(function => function.Equals(definition.Name, StringComparison.OrdinalIgnoreCase)))
                found.Error(
                    DiagnosticCodes.ReservedWord,
                    definition.NamePlace,
                    $"'{definition.Name}' is a function of the language, so nothing else can be called so.",
                    "Choose another name."
                );
            BodyOf(definition);
        }
    }

    /// <summary>What a use stands for; unbound where that cannot be said, which has been said.</summary>
    /// <param name="use">The whole of the use.</param>
    /// <param name="name">The name in it.</param>
    /// <param name="definition">What it names.</param>
    /// <param name="arguments">What is given.</param>
    /// <param name="scope">What may be spoken of there.</param>
    public BoundExpression Used(Expression use, Word name, DefinitionSymbol definition, Sequence<Expression> arguments, Scope scope)
    {
        symbols.Means(name, definition.NamePlace);
        symbols.Use(definition.Kind, definition.Name);
        var values = arguments.Select(argument => expressions.Number(argument, scope)).ToList();
        if (values.Count != definition.Parameters.Count)
        {
            found.Error(
                DiagnosticCodes.WrongKind,
                use.Place,
                $"'{definition.Name}' is given {Counted(values.Count)}, but takes {(definition.Parameters.Count == 0 ? "none" : $"{definition.Parameters.Count}: {string.Join(", ", definition.Parameters)}")}.",
                $"Write: {definition.Name}{(definition.Parameters.Count == 0 ? "" : $"({string.Join(", ", definition.Parameters)})")}{(definition.Parameters.Count == 0 ? "" : ", with numbers for the words in brackets")}."
            );
            return new Unbound();
        }
        var body = BodyOf(definition);
        if (
            body.Kind == ValueKind.Unknown
            || values.Any(value => value.Kind == ValueKind.Unknown)
            || !definition.Reads.All(read => expressions.MayRead(read, use, definition, scope))
        )
            return new Unbound();
        if (values.Count > 0)
            body = expressions.With(
                Given.Arguments(definition.Parameters, definition.Name, values),
                () => expressions.Anything(definition.Value, Open(definition)),
                isAlone: true
            );
        return Sized(definition, body, use.Place) ?? (BoundExpression)new Unbound();
    }

    private BoundExpression BodyOf(DefinitionSymbol definition)
    {
        if (definition.Body is { } known)
            return known;
        // Whoever is met again below itself is circular.
        definition.Body = new Unbound();
        if (definition.IsCircular)
            return definition.Body;
        var body = expressions.With(
            Given.Nothing(definition.Parameters, definition.Name),
            () => definition.IsDerived ? expressions.Number(definition.Value, Open(definition)) : expressions.Anything(definition.Value, Open(definition)),
            isAlone: true
        );
        if (Sized(definition, body, definition.NamePlace) is null)
            return definition.Body;
        definition.Reads = [.. body.All.Where(part => part is AssumptionValue or StateValue or TypeTest or AskValue or TimeTest).Distinct()];
        return definition.Body = body;
    }

    private Scope Open(DefinitionSymbol definition) => definition.IsDerived ? Scope.Fixed : Scope.Open(symbols.Parties);

    private Defined? Sized(DefinitionSymbol definition, BoundExpression body, Place place)
    {
        var size = Size(body);
        partsInAll += Math.Min(size, MostParts);
        if (size <= MostParts && partsInAll <= MostPartsInAll)
            return new Defined(definition.Name, body, (int)size);
        found.Error(
            DiagnosticCodes.TooMany,
            place,
            size > MostParts
                ? $"'{definition.Name}' has more than {MostParts:N0} parts once everything in it is written out."
                : $"What is defined has more than {MostPartsInAll:N0} parts in this deal once it is written out.",
            "Define less by what is defined already."
        );
        return null;
    }

    // What is defined counts with all its parts, without being gone through.
    private static long Size(BoundExpression expression) => expression is Defined defined ? defined.Size : 1 + expression.Parts.Sum(Size);

    private static string Counted(int count) =>
        count switch
        {
            0 => "nothing",
            1 => "one number",
            _ => Words.Counted(count, "number"),
        };

    // Each circle is said once, with the way round it.
    private void Circles()
    {
        var isDone = new Dictionary<DefinitionSymbol, bool>();
        foreach (var start in symbols.Definitions)
        {
            var way = new List<(DefinitionSymbol Definition, IEnumerator<DefinitionSymbol> Next)>();
            if (isDone.TryAdd(start, false))
                way.Add((start, Next(start)));
            while (way.Count > 0)
            {
                if (!way[^1].Next.MoveNext())
                {
                    isDone[way[^1].Definition] = true;
                    way.RemoveAt(way.Count - 1);
                    continue;
                }
                var next = way[^1].Next.Current;
                if (isDone.TryAdd(next, false))
                    way.Add((next, Next(next)));
                else if (!isDone[next])
                {
                    var circle = way.Select(step => step.Definition).SkipWhile(definition => definition != next).ToList();
                    if (!circle.Any(definition => definition.IsCircular))
                        found.Error(
                            DiagnosticCodes.Duplicate,
                            next.NamePlace,
                            $"'{next.Name}' is defined by itself: {string.Join(" → ", circle.Append(next).Select(definition => definition.Name))}.",
                            "Break the circle."
                        );
                    circle.ForEach(definition => definition.IsCircular = true);
                }
            }
        }
        // What hangs on a circle cannot be said either; it is unbound when it is met.
    }

    private IEnumerator<DefinitionSymbol> Next(DefinitionSymbol definition) =>
        definition.Names.Select(symbols.FindDefinition).OfType<DefinitionSymbol>().GetEnumerator();
}
