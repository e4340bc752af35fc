using System.Collections.Concurrent;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Tests.CrossChecks;
using Foedus.Weighing;

namespace Foedus.Tests.Solving.Reasons;

/// <summary>Deals with everything that ends and reasons have to go through: two private sides, an unseen option, chance that tells, a joint turn, drift, payments everywhere.</summary>
internal static class ReasonsDeal
{
    public static string Text(string horizon = "horizon 4 then forever", string worth = "", double lambda = 1.4) =>
        FormattableString.Invariant(
            $$"""
            deal "Reasons"
            period year
            {{horizon}}
            party North
            party South
            discount 0.85
            precision lambda {{lambda}}
            {{worth}}
            private North.mind { greedy: 0.55, modest: 0.45 }
              drifts each 2 years: greedy to modest 0.1, modest to greedy 0.15
            private South.will { strong: 0.4, weak: 0.6 }
            state s { quiet, alarm, war, lost } = quiet
            state stock 0..2 = 0
            turn North when s = quiet {
              keep
              arm when stock < 2: stock += 1; North pays 0.4
              unseen cheat as keep: North gains 0.7 if greedy else 0.1; chance { 0.4: s = alarm otherwise: South pays 0.5 }
            }
            chance inspection when s = quiet and stock > 0 { 0.35 if greedy else 0.1: s = alarm otherwise: s = quiet }
            joint turn crisis when s = alarm {
              North { press  relent: North pays 0.3 }
              South { resist: South pays 0.2 if strong else 0.9  concede }
              outcome when North plays press and South plays resist: chance { 0.6: s = war otherwise: s = quiet }
              outcome when North plays press and South plays concede: s = lost; North gains 0.5
              outcome when North plays relent: s = quiet
            }
            turn plea of South when s = war { fight  sue: s = quiet; stock = 0; South pays 1.1 }
            interest North each year { s = war: -2 + stock if greedy else -3 s = lost: 1.2 }
            interest South each year { s = war: -3 s = lost: -2 s = quiet: 0.3 - 0.2 * stock }
            no deal none "As it is"
            ask calm "Calm": chance s = quiet through 4
            promise keeps "North keeps": North plays keep
            """
        );

    private static readonly ConcurrentDictionary<(string Text, int Resolution), Lazy<(LoweredOffer, OfferOutcome)>> Solved = [];

    /// <summary>Solved once for all tests that look at it.</summary>
    public static (LoweredOffer Offer, OfferOutcome Outcome) Solve(string? text = null, int resolution = 7) =>
        Solved.GetOrAdd((text ?? Text(), resolution), asked => new(() => Solve(asked.Text, asked.Resolution, default))).Value;

    private static (LoweredOffer, OfferOutcome) Solve(string text, int resolution, CancellationToken cancel)
    {
        var offer = SoundDeal.Lower(text);
        var outcome = new OfferSolver(offer, resolution).Solve([], cancel);
        Assert.True(outcome.IsSolved);
        return (offer, outcome);
    }
}
