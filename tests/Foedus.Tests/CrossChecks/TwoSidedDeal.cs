using Foedus.Binding;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Workflow;

namespace Foedus.Tests.CrossChecks;

/// <summary>A small deal with something private on both sides, whose values two other programs have computed.</summary>
/// <remarks>
/// Numbers: a recursion in numpy on 41 even beliefs, and with δ = 1 gambit-logit on the unrolled tree (same first information set: six digits up to two periods,
/// 5e-7 at three). λ = 1; Russia revisionist with 0.6, the guarantor firm with 0.5.
/// </remarks>
public class TwoSidedDeal
{
    internal static string Text(int periods, double discount, double lambda = 1) =>
        FormattableString.Invariant(
            $$"""
            deal "Conditional guarantee, two-sided"
            period year
            horizon {{periods}}
            party Russia
            party Ukraine
            party Guarantor
            discount {{discount}}
            precision lambda {{lambda}}
            private Russia.aims { revisionist: 0.6, security: 0.4 }
            private Guarantor.resolve { firm: 0.5, reluctant: 0.5 }
            state status { cease, breach, war, member, alliedwar } = cease
            state arms 0..2 = 0
            turn Russia when status = cease or status = member {
              comply
              rearm: arms = min(arms + 1, 2); Russia pays 0.2
              attack: if status = cease { status = breach } else { status = alliedwar }
            }
            turn Guarantor when status = breach {
              renege: status = war; Guarantor pays 2
              honour: Guarantor pays 1 if firm else 4; chance { 0.3: status = alliedwar otherwise: status = member }
            }
            interest Russia each year {
              status = cease or status = breach: -0.3 if revisionist else 0
              status = member: -1 if revisionist else -2
              status = war: (1 + 0.6 * arms) if revisionist else (-1 + 0.3 * arms)
              status = alliedwar: -5
            }
            interest Ukraine each year { status = member: 2 status = war: -4 - arms status = alliedwar: -3 }
            interest Guarantor each year { status = member: -0.2 status = war: -1 status = alliedwar: -4 }
            no deal none "As it is"
            ask peace "Holds": chance status = cease through {{periods}}
            promise kept "The guarantee is honoured": Guarantor plays honour
            holds when peace >= 0.5
            """
        );

    internal static BeliefSolution Solve(LoweredOffer offer, int resolution, bool evenKnots = false, RecursionSettings? settings = null)
    {
        var values = new double[offer.Table.Count];
        offer.Table.Evaluate(offer.Deal.Assumptions.Select(assumption => assumption.Best).ToArray(), values);
        var solution = new BeliefRecursion(offer.Game, new BeliefGrid(offer.Game, resolution, evenKnots), settings).Solve(values);
        solution.Report = Certificate.Certify(solution);
        return solution;
    }

    [Theory]
    [InlineData(
        1,
        1.0,
        new[] { 0.34141364, 0.27952584, 0.37906052, 0.50009039, 0.40943938, 0.09047022 },
        new[] { -0.316255, -0.236571, -0.611337, -0.676167, -0.845075 }
    )]
    [InlineData(
        2,
        1.0,
        new[] { 0.26752403, 0.26611159, 0.46636438, 0.53690409, 0.43655322, 0.0265427 },
        new[] { -0.358478, -0.406713, -1.959649, -1.559843, -1.769089 }
    )]
    [InlineData(
        3,
        1.0,
        new[] { 0.18260416, 0.29247428, 0.52492156, 0.55183379, 0.43957725, 0.00858896 },
        new[] { 0.035332, -0.542527, -4.019394, -2.514965, -2.673421 }
    )]
    [InlineData(
        2,
        0.9,
        new[] { 0.27662601, 0.2698597, 0.45351429, 0.5349365, 0.435254, 0.0298095 },
        new[] { -0.367113, -0.388741, -1.80043, -1.462379, -1.667833 }
    )]
    [InlineData(
        3,
        0.9,
        new[] { 0.20923779, 0.29735906, 0.49340315, 0.54921946, 0.43916592, 0.01161462 },
        new[] { -0.101425, -0.492926, -3.392032, -2.221457, -2.387543 }
    )]
    public void Agrees_with_two_other_programs(int periods, double discount, double[] firstTurn, double[] values)
    {
        var offer = SoundDeal.Lower(Text(periods, discount));
        var solution = Solve(offer, 41, evenKnots: true);
        Assert.Equal(SolveStatus.Solved, solution.Report!.Status);
        var prior = solution.Grid.With(solution.Grid.With(0, 0, 24), 2, 20);
        Assert.Equal([0.6, 0.4], solution.Grid.Belief(0, prior).ToArray().Select(x => Math.Round(x, 12)));
        var node = offer.Game.Steps[0].NodeOfState[offer.Game.InitialState];
        for (var type = 0; type < 2; type++)
        for (var option = 0; option < 3; option++)
            Assert.Equal(firstTurn[type * 3 + option], solution.Choice(0, node, 0, type, option)[prior], 1e-7);
        var owners = new[] { (0, 0), (0, 1), (1, 0), (2, 0), (2, 1) };
        for (var slot = 0; slot < values.Length; slot++)
            // The other program averages over types before it interpolates, which at 41 beliefs is worth up to 2e-6.
            Assert.Equal(values[slot], solution.InitialValue(owners[slot].Item1, owners[slot].Item2, prior), 3e-6);
    }

    [Fact]
    public void Forward_chances_add_up_and_agree_with_values()
    {
        var offer = SoundDeal.Lower(Text(3, 0.9));
        var solution = Solve(offer, 11);
        var pass = new ForwardPass(solution, [new Following(offer.Asks[0].Holds, [])], [offer.Promises[0].Calls], 3);
        pass.Run();
        Assert.All(pass.Alive[0], total => Assert.Equal(1, total, 1e-12));
        Assert.True(pass.Alive[1][3] < pass.Alive[1][1]);
        Assert.True(pass.Kept[0][0] < pass.Called[0][0]);
    }
}
