using Foedus.Model;

namespace Foedus.Binding;

/// <summary>What a 'let' or a derived assumption defines.</summary>
internal sealed class DefinitionSymbol
{
    public DefinitionSymbol(Definition declared)
    {
        (Name, NamePlace, Parameters, Value) = (declared.Name, declared.NamePlace, declared.Parameters, declared.Value);
    }

    public DefinitionSymbol(DerivedAssumption declared)
    {
        (Name, NamePlace, Value, IsDerived) = (declared.Name, declared.NamePlace, declared.Value, true);
    }

    public string Name { get; }

    public Place NamePlace { get; }

    public Sequence<Word> Parameters { get; } = [];

    public Expression Value { get; }

    /// <summary>Whether it is an assumption that follows from others: the same in every state.</summary>
    public bool IsDerived { get; }

    /// <summary>What it is, in a word.</summary>
    public string Kind => IsDerived ? "assumption" : "definition";

    /// <summary>Whether it needs itself, which has been said.</summary>
    public bool IsCircular { get; set; }

    /// <summary>The formula with nothing given for its parameters; null until it is asked for.</summary>
    public BoundExpression? Body { get; set; }

    /// <summary>The assumptions, states, types and asks that it reads, each once.</summary>
    public IReadOnlyList<BoundExpression> Reads { get; set; } = [];

    /// <summary>Names of what it is defined by.</summary>
    public IEnumerable<string> Names =>
        Walk.All(Value)
            .Select(node =>
                node switch
                {
                    Name name when !Parameters.Contains(name.Text) => name.Text,
                    Applied applied => applied.Definition.Text,
                    _ => null,
                }
            )
            .OfType<string>();
}
