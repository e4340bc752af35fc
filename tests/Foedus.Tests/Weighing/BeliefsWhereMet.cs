using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Tests.Weighing;

/// <summary>What is believed where a turn is met: its spread held against the mass at every belief, and told with its error.</summary>
public class BeliefsWhereMet
{
    private static readonly Lazy<(Foedus.Lowering.LoweredOffer Offer, AssumptionSet Assumptions, OfferOutcome Outcome)> Solved = new(() =>
    {
        var file = Shipped.Deal("deals/ukraine-2025/ukraine-2025.foedus");
        var (offer, assumptions) = (file.Offers.Single(offer => offer.Offer.Name == "conditional"), new AssumptionSet(file.Deal, new WeighingOptions()));
        return (offer, assumptions, new OfferSolver(offer, 7).Solve(assumptions.Best, TestContext.Current.CancellationToken));
    });

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public void A_quantile_has_so_much_of_the_mass_at_or_below_it(double share)
    {
        var (offer, _, outcome) = Solved.Value;
        var (game, compared, apart) = (offer.Game, 0, 0);
        for (var node = 0; node < game.Nodes.Count; node++)
            if (outcome.Forward.VisitsOf(2, node) is { } met)
                for (var party = 0; party < game.Parties.Count; party++)
                for (var type = 0; type < game.Parties[party].TypeCount && game.Parties[party].IsPrivate; type++)
                {
                    var found = outcome.Forward.BeliefQuantileWhereMet(2, node, party, type, share);
                    double Mass(Func<double, bool> counts) =>
                        met.Points.Where(point => counts(outcome.Solution.Grid.Belief(party, point)[type])).Sum(met.Mass) / met.Total;
                    Assert.True(Mass(belief => belief <= found) >= share - 1e-9);
                    Assert.True(Mass(belief => belief < found) < share + 1e-9);
                    compared++;
                    apart +=
                        outcome.Forward.BeliefQuantileWhereMet(2, node, party, type, 0.05) < outcome.Forward.BeliefQuantileWhereMet(2, node, party, type, 0.95)
                            ? 1
                            : 0;
                }
        Assert.True(compared > 50 && apart > 10, $"{compared}, {apart}");
        Assert.True(
            double.IsNaN(
                outcome.Forward.BeliefQuantileWhereMet(
                    0,
                    Enumerable.Range(0, game.Nodes.Count).First(node => outcome.Forward.VisitsOf(0, node) is null),
                    0,
                    0,
                    share
                )
            )
        );
    }

    [Fact]
    public void The_spread_is_told_where_it_is_seen_and_the_error_where_it_matters()
    {
        var (offer, assumptions, outcome) = Solved.Value;
        var explainer = new Explainer(offer, assumptions, 7);
        var turn = explainer.Explain(outcome, TestContext.Current.CancellationToken).Turns.First(turn => turn.Beliefs.Any(held => held.Low < held.High));
        Assert.All(turn.Beliefs, held => Assert.InRange(held.Chance, held.Low - 1e-9, held.High + 1e-9));
        Assert.All(turn.Beliefs, held => Assert.InRange(held.NumericalError!.Value, 0, 0.2));
        string Told(HeldBelief held) => explainer.Sentences(turn with { Beliefs = [held, held] }).First();
        var held = new HeldBelief(turn.Beliefs[0].Party, turn.Beliefs[0].Type, 0.55)
        {
            Low = 0.2,
            High = 0.9,
            NumericalError = 0.001,
        };
        Assert.Contains(" 0.55 (0.2 to 0.9 in nine of ten times).", Told(held), StringComparison.Ordinal);
        Assert.All(turn.Beliefs, held => Assert.InRange(held.SpreadError!.Value, 0, 0.5));
        Assert.Contains(" 0.55 (0.2 to 0.9 ± 0.1 in nine of ten times).", Told(held with { SpreadError = 0.1 }), StringComparison.Ordinal);
        Assert.Contains(" 0.55 ± 0.02 (0.2 to 0.9 in nine of ten times).", Told(held with { NumericalError = 0.02 }), StringComparison.Ordinal);
        Assert.EndsWith(" 0.55.", Told(held with { Low = 0.55, High = 0.551 }), StringComparison.Ordinal);
        Assert.EndsWith(" 0.55.", Told(new HeldBelief(held.Party, held.Type, 0.55)), StringComparison.Ordinal);
    }
}
