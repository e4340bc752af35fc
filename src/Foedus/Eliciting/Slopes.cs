using Foedus.Model;

namespace Foedus.Eliciting;

/// <summary>How a formula in points moves with one assumption, case by case: by how much for each point more.</summary>
/// <param name="deal">The deal.</param>
/// <param name="name">The assumption.</param>
/// <param name="types">Types of what a party alone knows, where it is known which of them it is.</param>
/// <param name="type">That one of them; null: any.</param>
internal sealed class Slopes(Deal deal, string name, IReadOnlyCollection<string> types, string? type)
{
    // What a formula can be in one case: so much for each point of the assumption, and so much beside it; NaN where that is not known.
    private readonly record struct Line(double Slope, double Rest);

    private const int Most = 64;

    /// <summary>The slopes that it has in some case; none where it is no straight line.</summary>
    public IReadOnlyList<double> Of(Expression formula) =>
        [.. Lines(formula).Select(line => line.Slope).Where(slope => !double.IsNaN(slope) && slope != 0).Distinct()];

    private IEnumerable<Line> Lines(Expression formula) =>
        formula switch
        {
            Number number => [new(0, number.Value)],
            Name other when other.Text == name => [new(1, 0)],
            Name other => Values(other.Text).Select(value => new Line(0, value)),
            Unary { Operator: UnaryOperator.Negate } negate => Lines(negate.Operand).Select(line => new Line(-line.Slope, -line.Rest)),
            Binary { Operator: BinaryOperator.Add } sum => Pairs(sum, (a, b) => new(a.Slope + b.Slope, a.Rest + b.Rest)),
            Binary { Operator: BinaryOperator.Subtract } difference => Pairs(difference, (a, b) => new(a.Slope - b.Slope, a.Rest - b.Rest)),
            Binary { Operator: BinaryOperator.Multiply } product => Pairs(product, Times),
            Binary { Operator: BinaryOperator.Divide } quotient => Pairs(quotient, (a, b) =>
                b.Slope == 0 && b.Rest != 0 ? new(a.Slope == 0 ? 0 : a.Slope / b.Rest, a.Rest / b.Rest) : Unknown
            ),
            Conditional choice when type is not null && TypeIn(choice.Condition) is { } asked && types.Contains(asked) => Lines(
                asked == type ? choice.Then : choice.Else
            ),
            Conditional choice when !Names(choice.Condition) => Lines(choice.Then).Concat(Lines(choice.Else)).Distinct().Take(Most),
            _ => [Names(formula) ? Unknown : new(0, double.NaN)],
        };

    private static string? TypeIn(Expression condition) =>
        condition switch
        {
            Name named => named.Text,
            IsOfType known => known.Type.Text,
            _ => null,
        };

    private static Line Unknown => new(double.NaN, double.NaN);

    private static Line Times(Line a, Line b) =>
        a.Slope != 0 && b.Slope != 0 ? Unknown
        : a.Slope != 0 ? new(a.Slope * b.Rest, a.Rest * b.Rest)
        : new(b.Slope == 0 ? 0 : b.Slope * a.Rest, a.Rest * b.Rest);

    private IEnumerable<Line> Pairs(Binary binary, Func<Line, Line, Line> together)
    {
        var right = Lines(binary.Right).ToList();
        return Lines(binary.Left).SelectMany(left => right.Select(other => together(left, other))).Distinct().Take(Most);
    }

    private bool Names(Expression formula) => Walk.All(formula).OfType<Name>().Any(other => other.Text == name);

    // Another assumption is what it is at best; a whole number that changes may be at either of its ends.
    private IEnumerable<double> Values(string other) =>
        deal.Assumptions.FirstOrDefault(assumption => assumption.Name == other) is { } assumption
            ? [assumption.Best]
            : deal.StateVariables.FirstOrDefault(variable => variable.Name == other)?.Domain switch
            {
                WholeNumbers numbers => [numbers.Lowest, numbers.Highest],
                YesOrNo => [0, 1],
                _ => [double.NaN],
            };
}
