using Foedus.Lowering;
using Foedus.Model;

namespace Foedus.Weighing;

/// <summary>Which columns the draws of a weighing have, in which order, and under which names.</summary>
/// <remarks>First the assumptions, then one offer after another. A name that is taken already gets an underscore at its end.</remarks>
public sealed class DrawLayout
{
    private readonly IReadOnlyList<LoweredOffer> offers;
    private readonly OfferColumns[] columnsOf;

    public DrawLayout(AssumptionSet assumptions, IReadOnlyList<LoweredOffer> offers)
    {
        this.offers = offers;
        var made = new Maker();
        foreach (var assumption in assumptions.Assumptions)
            made.Add(assumption.Name, DrawColumnKind.Real, true, assumption.Sentence ?? "assumption");
        AssumptionCount = made.Columns.Count;
        columnsOf = [.. offers.Select(offer => ColumnsOf(made, offer))];
        Columns = made.Columns;
        DrawColumnName = made.Free("draw");
    }

    public IReadOnlyList<DrawColumn> Columns { get; }

    /// <summary>The first columns are the assumptions.</summary>
    public int AssumptionCount { get; }

    public int OfferCount => columnsOf.Length;

    /// <summary>Name of the column with the number of the draw, where one is written.</summary>
    public string DrawColumnName { get; }

    internal IReadOnlyList<LoweredOffer> Lowered => offers;

    /// <summary>Where the columns of an offer stand.</summary>
    public OfferColumns Offer(int offer) => columnsOf[offer];

    /// <summary>Room for so many draws, all NaN.</summary>
    public DrawRows Allocate(int rows)
    {
        var worlds = Enumerable.Range(0, AssumptionCount).Select(_ => new double[rows]).ToArray();
        var made = offers.Select(offer => Room(offer, rows)).ToArray();
        return new DrawRows(worlds, made);
    }

    /// <summary>Periods that survival is followed through.</summary>
    public static int Periods(LoweredOffer offer) => offer.PeriodsFollowed;

    /// <summary>Room for what one offer gives in so many draws, all NaN.</summary>
    public static OfferDraws Room(LoweredOffer offer, int rows) =>
        new(
            rows,
            offer.Asks.Count,
            offer.Game.SlotCount,
            offer.Promises.Count,
            Periods(offer) + 1,
            offer.Obligations.Count * Fates.Numbers,
            offer.Game.HiddenSlots.Count
        );

    private static OfferColumns ColumnsOf(Maker made, LoweredOffer lowered)
    {
        var (offer, game) = (lowered.Offer.Name, lowered.Game);
        var measures = made.Columns.Count;
        foreach (var ask in lowered.Asks)
            made.Add($"{offer}.{ask.Name}", DrawColumnKind.Real, false, $"{ask.Title}: {new Asked(ask).In("period").Name}");
        foreach (
            var (what, meaning) in new[]
            {
                ("value", "worth at the prior, points"),
                ("surplus", "worth less that of no deal in the same draw, points"),
                ("prior", "prior chance of the type"),
            }
        )
        foreach (var party in game.Parties)
        foreach (var type in party.TypeNames)
            made.Add(type.Length == 0 ? $"{offer}.{party.Name}.{what}" : $"{offer}.{party.Name}.{type}.{what}", DrawColumnKind.Real, false, meaning);
        foreach (var (what, meaning) in new[] { ("kept", "chance kept given called on; empty: not called on"), ("called", "chance called on") })
        foreach (var promise in lowered.Promises)
            made.Add($"{offer}.{promise.Name}.{what}", DrawColumnKind.Real, false, meaning);
        for (var period = 0; period <= Periods(lowered); period++)
            made.Add(
                $"{offer}.survival.{period}",
                DrawColumnKind.Real,
                false,
                $"chance that the first chance-through condition has held at the end of every period up to {period}"
            );
        made.Add($"{offer}.holds", DrawColumnKind.YesNo, false, "whether the deal's condition for holding is met");
        made.Add($"{offer}.residual", DrawColumnKind.Real, false, "certified residual of the solution, points");
        made.Add($"{offer}.status", DrawColumnKind.Status, false, "0 solved, 1 almost solved, 2 not converged, 3 refused");
        foreach (var obligation in lowered.Obligations)
            for (var number = 0; number < Fates.Numbers; number++)
                made.Add(
                    $"{offer}.{obligation.Name}.{ObligationWords.Column(number)}",
                    DrawColumnKind.Real,
                    false,
                    $"chance at the end of the last period: {obligation.Title}"
                );
        foreach (var party in game.Parties.Where(party => party.IsPrivate))
        foreach (var type in party.TypeNames)
            made.Add($"{offer}.{party.Name}.{type}.belief", DrawColumnKind.Real, false, "mean public belief in the type at the end of the last period");
        return new OfferColumns(measures, lowered.Asks.Count, game.SlotCount, lowered.Promises.Count, Periods(lowered) + 1, lowered.Obligations.Count);
    }

    private sealed class Maker
    {
        private readonly HashSet<string> taken = new(StringComparer.Ordinal);

        public List<DrawColumn> Columns { get; } = [];

        public void Add(string name, DrawColumnKind kind, bool isAssumption, string meaning) =>
            Columns.Add(new DrawColumn(Free(name), kind, isAssumption, meaning));

        public string Free(string name)
        {
            while (!taken.Add(name))
                name += "_";
            return name;
        }
    }
}

/// <summary>Where the columns of one offer begin, in the order of <see cref="DrawRows.Columns"/>.</summary>
public readonly record struct OfferColumns(int First, int Asks, int Slots, int Promises, int Periods, int Obligations = 0)
{
    public int Measure(int ask) => First + ask;

    public int Value(int slot) => First + Asks + slot;

    public int Surplus(int slot) => First + Asks + Slots + slot;

    public int Prior(int slot) => First + Asks + 2 * Slots + slot;

    public int Kept(int promise) => First + Asks + 3 * Slots + promise;

    public int Called(int promise) => First + Asks + 3 * Slots + Promises + promise;

    public int Survival(int period) => First + Asks + 3 * Slots + 2 * Promises + period;

    public int Holds => Survival(Periods);

    public int Residual => Holds + 1;

    public int Status => Holds + 2;

    /// <summary>Of an obligation the chance of a fate, or behind them that what was found is wrong.</summary>
    public int Standing(int obligation, int number) => Status + 1 + obligation * Fates.Numbers + number;

    /// <summary>Mean public belief at the end, of a type of a party that hides something.</summary>
    public int Belief(int hidden) => Standing(Obligations, 0) + hidden;
}
