namespace Foedus.Weighing;

/// <summary>Draws in a row, as columns: what was assumed and what every offer gave.</summary>
public sealed class DrawRows
{
    /// <param name="worlds">[assumption][row]</param>
    /// <param name="offers">[offer]</param>
    public DrawRows(double[][] worlds, OfferDraws[] offers)
    {
        Worlds = worlds;
        Offers = offers;
        Columns =
        [
            .. worlds,
            .. offers.SelectMany(offer =>
                (IEnumerable<double[]>)
                    [
                        .. offer.Measures,
                        .. offer.Values,
                        .. offer.Surplus,
                        .. offer.Prior,
                        .. offer.Kept,
                        .. offer.Called,
                        .. offer.Survival,
                        offer.Holds,
                        offer.Residual,
                        offer.Status,
                        .. offer.Standings,
                        .. offer.Beliefs,
                    ]
            ),
        ];
    }

    /// <summary>Number of the draw in the first row.</summary>
    public int First { get; set; }

    /// <summary>Rows in use, from the first.</summary>
    public int Count { get; set; }

    /// <summary>[assumption][row]</summary>
    public double[][] Worlds { get; }

    /// <summary>[offer]</summary>
    public OfferDraws[] Offers { get; }

    /// <summary>[column][row] all of the above, in the order of <see cref="DrawLayout.Columns"/>.</summary>
    public double[][] Columns { get; }

    /// <summary>One world.</summary>
    public void World(int row, double[] values)
    {
        for (var a = 0; a < Worlds.Length; a++)
            values[a] = Worlds[a][row];
    }

    /// <summary>Makes ready for other draws: all NaN.</summary>
    public void Begin(int first, int count)
    {
        (First, Count) = (first, count);
        foreach (var column in Columns)
            Array.Fill(column, double.NaN);
    }
}
