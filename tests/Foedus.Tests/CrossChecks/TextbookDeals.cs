using Foedus.Games;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Numerics.Sampling;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.CrossChecks;

/// <summary>The shipped textbook deals against numbers from the literature or derived by two other programs.</summary>
public class TextbookDeals
{
    private static (LoweredOffer Offer, OfferOutcome Outcome) Solve(string file, string offer, int resolution, params (string Name, double Value)[] set) =>
        SoundDeal.SolveTextbook(file, offer, resolution, set);

    // Chance of an option in the first state in which a step is met, at a grid point that a test names through its priors.
    private static double Plays(LoweredOffer offer, OfferOutcome outcome, string step, string option, int type, int point)
    {
        var s = offer.Game.Steps.ToList().FindIndex(other => other.Name == step);
        var node = offer.Game.Steps[s].NodeOfState.First(node => node >= 0);
        var o = ((TurnNode)offer.Game.Nodes[node]).Options.ToList().FindIndex(other => other.Name == option);
        return outcome.Solution.Choice(0, node, 0, type, o)[point];
    }

    [Theory]
    [InlineData(0, 0.5, 0.5, 0.5)]
    [InlineData(0.707106781186548, 0.4831189116471048, 0.5205647536936172, 0.6045031524689135)]
    [InlineData(1, 0.4706389904593308, 0.5208566292932989, 0.6456563062257954)]
    [InlineData(2, 0.44154154835018716, 0.49259062902574846, 0.7685247834990175)]
    [InlineData(8, 0.9890483433741628, 0.175410095120771, 0.9918374288468401)]
    public void Strategic_logit_of_Signorino_1999(double lambda, double first, double second, double third)
    {
        var (offer, outcome) = Solve("signorino-1999/strategic-logit.foedus", "crisis", 3, ("care", lambda));
        Assert.Equal(first, Plays(offer, outcome, "First", "go", 0, 0), 1e-9);
        Assert.Equal(second, Plays(offer, outcome, "Second", "go", 0, 0), 1e-9);
        Assert.Equal(third, Plays(offer, outcome, "Third", "go", 0, 0), 1e-9);
    }

    // Zagare and Kilgour 2000, ch. 5, at priors 0.5 and 0.2; agent logit by two tree solvers, principal branch.
    [Theory]
    [InlineData(2, 0.4546720156939, 0.4039285167446, 0.7049920738456, 0.6101949619638)]
    [InlineData(10, 0.2906321073611, 0.09408722970102, 0.965914190387, 0.6033753047848)]
    public void Unilateral_deterrence_of_Zagare_and_Kilgour(double lambda, double hardInitiates, double softInitiates, double hardResists, double softResists)
    {
        var (offer, outcome) = Solve(
            "zagare-kilgour-2000/unilateral-deterrence.foedus",
            "alone",
            161,
            ("care", lambda),
            ("challenger", 0.5),
            ("defender", 0.2)
        );
        Assert.Equal(hardInitiates, AtPrior("initiate", 0), 2e-5);
        Assert.Equal(softInitiates, AtPrior("initiate", 1), 2e-5);
        var quo = 0.5 * (1 - hardInitiates) + 0.5 * (1 - softInitiates);
        Assert.Equal(quo, outcome.Measures[0], 2e-4);
        var pressed =
            0.5 * hardInitiates * (0.2 * hardResists + 0.8 * softResists) * (lambda == 2 ? 0.5986876601125 : 0.8807970779779)
            + 0.5 * softInitiates * (0.2 * hardResists + 0.8 * softResists) * (lambda == 2 ? 0.4501660026875 : 0.26894142137);
        Assert.Equal(pressed, outcome.Measures[1], 2e-4);

        // The prior lies between two grid points for the defender; choices are compared where mass is.
        double AtPrior(string option, int type)
        {
            var grid = outcome.Solution.Grid;
            var (points, weights) = (new int[2], new double[2]);
            var challenger = new int[2];
            grid.Parties[0].Locate([0.5, 0.5], challenger, weights);
            var middle = challenger[Array.FindIndex(weights, weight => weight > 0.999)];
            grid.Parties[1].Locate([0.2, 0.8], points, weights);
            return points
                .Zip(weights)
                .Sum(pair => pair.Second * Plays(offer, outcome, "initiate", option, type, grid.With(grid.With(0, 0, middle), 1, pair.First)));
        }
    }

    // A guarantee that threatens and assures: agent logit, principal branch, at priors aggressive 0.3, weak 0.5, expansionist 0.1.
    [Theory]
    [InlineData(0.5, 0.7610491397416, 0.4771259784195)]
    [InlineData(1, 0.8894934990856, 0.397852247467)]
    [InlineData(4, 0.9951304878366, 0.009192613348403)]
    public void Threat_and_assurance(double lambda, double aggressive, double satisfied)
    {
        var (_, outcome) = Solve("threat-and-assurance/threat-and-assurance.foedus", "both", 21, ("care", lambda));
        Assert.Equal(0.3 * aggressive + 0.7 * satisfied, outcome.Measures[0], 1e-6);
    }

    // Kreps and Wilson 1982 with three entrants: the strong and the weak incumbent at λ = 2, agent logit by a tree solver.
    [Fact]
    public void Chain_store_of_Kreps_and_Wilson()
    {
        var (_, outcome) = Solve("kreps-wilson-1982/chain-store.foedus", "market", 201, ("care", 2));
        Assert.Equal(1 - 0.5542086178741, outcome.Measures[0], 2e-4);
    }

    // Dresher 1962: with n rounds and m inspections left the inspector expects -C(n - 1, m) / (C(n, 0) + … + C(n, m)), which care approaches.
    [Theory]
    [InlineData("one", -0.6)]
    [InlineData("two", -3 / 11.0)]
    [InlineData("three", -1 / 15.0)]
    public void Sequential_inspections_of_Dresher(string offer, double value)
    {
        var (_, outcome) = Solve("dresher-1962/sequential-inspection.foedus", offer, 3, ("care", 400));
        Assert.Equal(value, outcome.Values[0], 2e-3);
        Assert.Equal(-outcome.Values[0], outcome.Values[1], 1e-9);
    }

    // The window in which support deters the rival and does not embolden the ally: 0.2 to 0.9; a condition takes away its upper end.
    [Theory]
    [InlineData("unconditional", 0.19, 1)]
    [InlineData("unconditional", 0.21, 0)]
    [InlineData("unconditional", 0.89, 0)]
    [InlineData("unconditional", 0.91, 1)]
    [InlineData("conditional", 0.19, 1)]
    [InlineData("conditional", 0.21, 0)]
    [InlineData("conditional", 1, 0)]
    public void A_guarantee_has_a_window(string offer, double support, double war) =>
        Assert.Equal(war, Solve("pivotal-deterrence/guarantee-window.foedus", offer, 3, ("support", support)).Outcome.Measures[0], 1e-12);

    // Fearon 1995, two types on a list of demands: agent logit of the tree, and the prior of 0.359 above which the risky demand is made.
    [Theory]
    [InlineData(1, 0.2109129595311)]
    [InlineData(10, 0.2221976416017)]
    public void Demands_under_a_private_cost_of_war(double care, double risky) =>
        Assert.Equal(risky, Solve("fearon-1995/bargaining.foedus", "crisis", 11, ("care", care)).Outcome.Measures[1], 1e-9);

    [Theory]
    [InlineData(0.3, 0, 0)]
    [InlineData(0.35, 0, 0)]
    [InlineData(0.37, 1, 0.63)]
    [InlineData(0.5, 1, 0.5)]
    public void The_risky_demand_is_made_above_a_prior(double weak, double risky, double war)
    {
        var (_, outcome) = Solve("fearon-1995/bargaining.foedus", "crisis", 101, ("care", 3000), ("weak", weak));
        Assert.Equal(risky, outcome.Measures[1], 1e-3);
        Assert.Equal(war, outcome.Measures[0], 1e-3);
    }

    // A ceasefire that a trigger holds: the least patience is the root of calm / (1 - d) = breach + d fought (1 - d^L) / (1 - d) + d^(L + 1) after / (1 - d).
    [Theory]
    [InlineData("never", 0.5, 0.6666666666666572)]
    [InlineData("at_once", 0.5, 0.5)]
    [InlineData("at_once", 1, 0.4)]
    [InlineData("ratified", 1, 0.5873343252564612)]
    [InlineData("ratified", 0.5, 0.6180339887503258)]
    public void The_least_patience_that_keeps_a_ceasefire(string offer, double reliable, double least)
    {
        Assert.Equal(0, Kept(least - 1e-4));
        Assert.Equal(1, Kept(least + 1e-4));

        double Kept(double patience) =>
            Solve("grim-trigger/accession-on-breach.foedus", offer, 3, ("patience", patience), ("reliable", reliable)).Outcome.Measures[0];
    }

    [Fact]
    public void Sobol_points_are_those_of_Joe_and_Kuo()
    {
        // The first points of the sequence in two and three dimensions, as printed with the direction numbers.
        double[][] expected =
        [
            [0, 0, 0],
            [0.5, 0.5, 0.5],
            [0.75, 0.25, 0.25],
            [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625],
        ];
        for (var n = 0; n < expected.Length; n++)
            Assert.Equal(expected[n], Enumerable.Range(0, 3).Select(dimension => SobolSequence.Coordinate(n, dimension)));
    }
}
