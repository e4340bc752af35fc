using Foedus.Games;
using Foedus.Solving;

namespace Foedus.Weighing.Draws;

/// <summary>What is counted and averaged for one offer in a single sweep over the draws.</summary>
internal sealed class OfferCounts
{
    private OfferCounts(PublicBeliefGame game, int scrambles)
    {
        (Holds, MoreThanNoDeal, AllSign, AcceptableAndHolds) = (new(scrambles), new(scrambles), new(scrambles), new(scrambles));
        Parties = [.. game.Parties.Select(_ => new PartyCounts(new(scrambles), new(scrambles)))];
        TypeSigns = [.. Enumerable.Range(0, game.SlotCount).Select(_ => new ShareCounter(scrambles))];
    }

    public ShareCounter Holds { get; }

    public ShareCounter MoreThanNoDeal { get; }

    public ShareCounter AllSign { get; }

    public ShareCounter AcceptableAndHolds { get; }

    public PartyCounts[] Parties { get; }

    /// <summary>[slot]</summary>
    public ShareCounter[] TypeSigns { get; }

    /// <summary>Draws that ended so, by <see cref="SolveStatus"/>.</summary>
    public int[] ByStatus { get; } = new int[Enum.GetValues<SolveStatus>().Length];

    public int Certified => ByStatus[(int)SolveStatus.Solved] + ByStatus[(int)SolveStatus.AlmostSolved];

    public int NotCertified => ByStatus.Sum() - Certified;

    public sealed class PartyCounts(ShareCounter signs, ShareCounter best)
    {
        private double regret;
        private int regretted;

        public ShareCounter Signs => signs;

        public ShareCounter Best => best;

        /// <summary>Average points given up against the best weighed offer.</summary>
        public double MeanRegret => regretted == 0 ? double.NaN : regret / regretted;

        public void Add(int draw, double expected, double highest)
        {
            if (double.IsNaN(expected))
                return;
            best.Add(draw, expected >= highest ? 1 : 0);
            regret += highest - expected;
            regretted++;
        }
    }

    /// <summary>One sweep for all offers.</summary>
    /// <param name="store">The draws.</param>
    /// <param name="games">[offer] The same parties and types in each.</param>
    /// <param name="noDeal">Which offer is no deal.</param>
    /// <param name="scrambles">Draws are dealt to scrambles in turn.</param>
    /// <param name="cancel">Stops the work.</param>
    public static OfferCounts[] Sweep(IDrawStore store, IReadOnlyList<PublicBeliefGame> games, int noDeal, int scrambles, CancellationToken cancel)
    {
        var counts = games.Select(game => new OfferCounts(game, scrambles)).ToArray();
        var slots = games[0].SlotCount;
        var width = 2 + 2 * slots;
        var wanted = games
            .SelectMany(
                (_, o) =>
                    (int[])
                        [
                            store.Layout.Offer(o).Holds,
                            store.Layout.Offer(o).Status,
                            .. Enumerable.Range(0, slots).Select(store.Layout.Offer(o).Surplus),
                            .. Enumerable.Range(0, slots).Select(store.Layout.Offer(o).Prior),
                        ]
            )
            .ToList();
        var parties = games[0].Parties.Select((party, p) => (First: games[0].SlotOf(p), Types: party.TypeCount)).ToArray();
        var expected = new double[games.Count];
        foreach (var chunk in store.Read(wanted, cancel))
            for (var row = 0; row < chunk.Count; row++)
            {
                var draw = chunk.First + row;
                for (var o = 0; o < games.Count; o++)
                    counts[o].Add(draw, row, chunk.Columns.AsSpan(o * width, width), chunk.Columns[noDeal * width][row], parties, slots);
                for (var p = 0; p < parties.Length; p++)
                {
                    var highest = double.NegativeInfinity;
                    for (var o = 0; o < games.Count; o++)
                    {
                        expected[o] = 0;
                        for (var slot = parties[p].First; slot < parties[p].First + parties[p].Types; slot++)
                            expected[o] += chunk.Columns[o * width + 2 + slots + slot][row] * chunk.Columns[o * width + 2 + slot][row];
                        if (expected[o] > highest)
                            highest = expected[o];
                    }
                    for (var o = 0; o < games.Count; o++)
                        counts[o].Parties[p].Add(draw, expected[o], highest);
                }
            }
        return counts;
    }

    // Columns: holds, status, surplus by slot, prior by slot.
    private void Add(int draw, int row, ReadOnlySpan<double[]> columns, double noDealHolds, (int First, int Types)[] parties, int slots)
    {
        var holds = columns[0][row];
        ByStatus[(int)columns[1][row]]++;
        Holds.Add(draw, holds);
        MoreThanNoDeal.Add(draw, holds - noDealHolds);
        var allSign = 1.0;
        for (var p = 0; p < parties.Length; p++)
        {
            var signs = 1.0;
            for (var slot = parties[p].First; slot < parties[p].First + parties[p].Types; slot++)
            {
                var signed = columns[2 + slot][row] switch
                {
                    double.NaN => double.NaN,
                    >= 0 => 1.0,
                    _ => 0.0,
                };
                TypeSigns[slot].Add(draw, signed);
                signs *= signed;
            }
            Parties[p].Signs.Add(draw, signs);
            allSign *= signs;
        }
        AllSign.Add(draw, allSign);
        AcceptableAndHolds.Add(draw, allSign * holds);
    }
}
