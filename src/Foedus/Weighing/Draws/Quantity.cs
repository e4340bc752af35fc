namespace Foedus.Weighing.Draws;

/// <summary>A number that every draw has: a column, or something worked out from several.</summary>
/// <param name="Columns">What it is worked out from.</param>
/// <param name="Value">From the columns of a chunk and a row; NaN where there is none.</param>
internal sealed record Quantity(IReadOnlyList<int> Columns, Func<double[][], int, double> Value)
{
    public static Quantity Of(int column) => new([column], static (columns, row) => columns[0][row]);

    /// <summary>A party's surplus, expected over its own types at the prior.</summary>
    public static Quantity ExpectedSurplus(OfferColumns offer, int first, int types) =>
        new([.. Enumerable.Range(first, types).Select(offer.Prior), .. Enumerable.Range(first, types).Select(offer.Surplus)], (columns, row) =>
        {
            var expected = 0.0;
            for (var type = 0; type < types; type++)
                expected += columns[type][row] * columns[types + type][row];
            return expected;
        });
}
