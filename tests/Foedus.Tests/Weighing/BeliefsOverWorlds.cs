using Foedus.Telling;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What is believed at the end, over the worlds: held against a closed form where types drift and nothing is learnt.</summary>
public class BeliefsOverWorlds
{
    private const string Text = """
        deal "Drifting"
        period year
        horizon 3
        party A "The north"
        party B
        discount 0.9
        precision lambda 1
        assume p 0.5 in 0.2..0.8 "how likely it is firm"
        assume turn 0.2 in 0..0.4 "how often it changes"
        private A.mind { firm: p, soft: 1 - p } drifts each year: firm to soft turn
        state s { calm, war } = calm
        turn B when s = calm { keep  attack: s = war }
        interest A { s = calm: 1 }
        interest B { s = calm: 1 }
        no deal none: starts s = war
        offer plain
        ask quiet "Quiet": chance s = calm through 3
        holds when quiet >= 0.1
        """;

    private static readonly Lazy<(DealFile File, WeighingResult Result)> Weighed = new(() =>
    {
        var file = SoundDeal.Read(Text);
        return (
            file,
            Weigh.Run(
                file,
                new WeighingOptions
                {
                    Draws = 64,
                    Effects = 0,
                    CareDraws = 0,
                    EquilibriumDraws = 0,
                    Thresholds = 0,
                },
                cancel: TestContext.Current.CancellationToken
            )
        );
    });

    /// <summary>Types change at the ends of years: by the end of the third it has been so twice.</summary>
    [Fact]
    public void Move_as_types_do()
    {
        var result = Weighed.Value.Result;
        foreach (var offer in result.Offers)
            for (var draw = 0; draw < result.Worlds.Length; draw++)
            {
                var (p, turn) = (result.Worlds[draw][0], result.Worlds[draw][1]);
                Assert.Equal(p * (1 - turn) * (1 - turn), offer.Draws.Beliefs[0][draw], 1e-6);
                Assert.Equal(1, offer.Draws.Beliefs[0][draw] + offer.Draws.Beliefs[1][draw], 1e-9);
            }
        var firm = result.Offers[1].Beliefs[0];
        Assert.Equal(0.5 * 0.64, firm.AtEnd!.AtBest, 1e-9);
        Assert.Equal(firm.AtBest[^1], firm.AtEnd.AtBest);
        Assert.Equal((0.5, firm.AtBest[0]), (firm.Prior!.AtBest, firm.Prior.AtBest));
        Assert.True(firm.AtEnd.Low < firm.AtEnd.Median && firm.AtEnd.Median < firm.AtEnd.High);
        Assert.InRange(firm.NumericalError!.Value, 0, 1e-6);
    }

    [Fact]
    public void Are_told_with_their_spread_and_their_error()
    {
        var (file, result) = Weighed.Value;
        var table = Weigh.Tell(file, result, withReasons: false).Sections.Single(section => section.Place == Place.Beliefs).Blocks.OfType<ToldTable>().Single();
        Assert.Equal(["Offer", "Believed", "At the start", "At the end", "Numerical error"], table.Columns.Select(column => column.Title));
        var row = table.Rows[1];
        Assert.Equal(("plain", "the north is firm"), (row[0].Words, row[1].Words));
        var firm = result.Offers[1].Beliefs[0];
        Assert.Equal(($"{Unit.Chance.Number(firm.AtEnd!.Low)} to {Unit.Chance.Number(firm.AtEnd.High)}", firm.AtEnd.Median), (row[3].Range, row[3].Value));
        Assert.Equal(firm.NumericalError, row[4].Value);
    }

    /// <summary>A grid of beliefs on which a belief is off says by how much; one that somebody altered is refused.</summary>
    [Fact]
    public void Have_a_numerical_error()
    {
        var file = Shipped.Deal("deals/textbook/kreps-wilson-1982/chain-store.foedus");
        var options = new WeighingOptions { Resolution = 3, Draws = 16 };
        var grid = new GridChoice([file.Offers[0]], options, new SolveMemo()).Run(new AssumptionSet(file.Deal, options), TestContext.Current.CancellationToken)[
            0
        ];
        Assert.Equal(file.Offers[0].Game.HiddenSlots.Count, grid.BeliefErrors!.Count);
        Assert.True(grid.BeliefErrors.Max() > 1e-4);
        Assert.Null(OfferGrid.WhyNotOf([grid], [file.Offers[0]], 3));
        Assert.NotNull(OfferGrid.WhyNotOf([grid with { BeliefErrors = [] }], [file.Offers[0]], 3));
        Assert.NotNull(OfferGrid.WhyNotOf([grid with { BeliefErrors = [.. grid.BeliefErrors.Select(_ => double.NaN)] }], [file.Offers[0]], 3));
    }
}
