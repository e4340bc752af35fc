using Foedus.Model;

namespace Foedus.Binding;

/// <summary>What a parameter is where a formula is read.</summary>
/// <param name="Declared">The parameter.</param>
/// <param name="Owner">What it is a parameter of.</param>
/// <param name="Value">Its value; a <see cref="ParameterValue"/> where nothing is given.</param>
/// <param name="Argument">Where the value is written; empty where nothing is given.</param>
internal sealed record Given(Word Declared, string Owner, BoundExpression Value, Place Argument = default)
{
    /// <summary>Parameters with nothing given.</summary>
    public static IReadOnlyList<Given> Nothing(Sequence<Word> parameters, string owner) =>
        [.. parameters.Select(parameter => new Given(parameter, owner, new ParameterValue(parameter.Text)))];

    /// <summary>Parameters with what is written for them.</summary>
    public static IReadOnlyList<Given> Arguments(Sequence<Word> parameters, string owner, IReadOnlyList<BoundExpression> values) =>
        [.. parameters.Zip(values).Select(pair => new Given(pair.First, owner, pair.Second, pair.Second.Place))];

    /// <summary>The word for the value of an option over a range.</summary>
    public static IReadOnlyList<Given> Of(ValueRange range, double value) =>
        [new Given(range.Variable, "options over a range", new ConstantNumber(value) { Called = range.Variable.Text })];
}
