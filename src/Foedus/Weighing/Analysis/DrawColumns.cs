using Foedus.Lowering;

namespace Foedus.Weighing.Analysis;

/// <summary>What the analyses across draws read: columns of equal length, one number a world.</summary>
/// <remarks>At most <see cref="Most"/> worlds, the first ones: boxes and yardsticks say no more with more of them.</remarks>
internal sealed class DrawColumns
{
    public const int Most = 100_000;

    public DrawColumns(HoldingCondition? holding, WeighingResult result)
    {
        Count = Math.Min(result.Worlds.Length, Most);
        Offers = result.Offers;
        NoDeal = result.Offers.ToList().FindIndex(offer => offer.IsNoDeal);
        Assumptions = [.. Enumerable.Range(0, result.Assumptions.Count).Select(a => Column(draw => result.Worlds[draw][a]))];
        Decides = holding?.Decides;
        Holds = [.. result.Offers.Select(offer => offer.Draws.Holds[..Count])];
        Score = [.. result.Offers.Select((offer, o) => Decides is { } known ? Column(draw => known.Sign * offer.Draws.Measures[known.Ask][draw]) : Holds[o])];
        Surplus =
        [
            .. result.Offers.Select(offer => Parties(offer, (draws, slots, draw) => slots.Sum(slot => draws.Prior[slot][draw] * draws.Surplus[slot][draw]))),
        ];
        Floor = [.. result.Offers.Select(offer => Parties(offer, (draws, slots, draw) => slots.Min(slot => draws.Surplus[slot][draw]) is var least
                    && double.IsNaN(least)
                        ? double.NaN
                    : least >= 0 ? 1
                    : 0))];
        Solved = [.. Enumerable.Range(0, Count).Where(draw => result.Offers.All(offer => offer.Draws.IsSolved(draw)))];
    }

    public int Count { get; }

    public IReadOnlyList<OfferResult> Offers { get; }

    public int NoDeal { get; }

    /// <summary>[assumption][draw]</summary>
    public IReadOnlyList<double[]> Assumptions { get; }

    /// <summary>The question that decides and which way is better; null where holding is no comparison of one question.</summary>
    public (int Ask, int Sign)? Decides { get; }

    /// <summary>[offer][draw] 1 holds, 0 does not, NaN no solution.</summary>
    public IReadOnlyList<double[]> Holds { get; }

    /// <summary>[offer][draw] the deciding measure, turned so that more is better; holds or not where there is none.</summary>
    public IReadOnlyList<double[]> Score { get; }

    /// <summary>[offer][party][draw] surplus expected over the party's own types, points.</summary>
    public IReadOnlyList<double[][]> Surplus { get; }

    /// <summary>[offer][party][draw] 1 where every type of the party has at least what no deal gives it.</summary>
    public IReadOnlyList<double[][]> Floor { get; }

    /// <summary>Worlds in which every offer has a certified solution: what pairs of offers are compared on.</summary>
    public int[] Solved { get; }

    /// <summary>[draw] 1 where all sign and it holds.</summary>
    public double[] SignedAndHolds(int offer) => Column(draw => Floor[offer].Aggregate(Holds[offer][draw], (product, party) => product * party[draw]));

    /// <summary>[draw] 1 where all sign.</summary>
    public double[] AllSign(int offer) => Column(draw => Floor[offer].Aggregate(1.0, (product, party) => product * party[draw]));

    /// <summary>What offers are ahead by: all sign and it holds; where the deal states no condition, all sign.</summary>
    public IReadOnlyList<(string Offer, double[] Column)> Yardsticks(bool hasCondition) =>
        [
            .. Offers
                .Select((offer, o) => (offer, o))
                .Where(each => !each.offer.IsNoDeal)
                .Select(each => (each.offer.Name, hasCondition ? SignedAndHolds(each.o) : AllSign(each.o))),
        ];

    public double[] Column(Func<int, double> value)
    {
        var column = new double[Count];
        for (var draw = 0; draw < Count; draw++)
            column[draw] = value(draw);
        return column;
    }

    private double[][] Parties(OfferResult offer, Func<OfferDraws, IEnumerable<int>, int, double> value)
    {
        var columns = new List<double[]>();
        var first = 0;
        foreach (var party in offer.Parties)
        {
            var slots = Enumerable.Range(first, party.ByType.Count).ToArray();
            columns.Add(Column(draw => value(offer.Draws, slots, draw)));
            first += party.ByType.Count;
        }
        return [.. columns];
    }
}
