using Foedus.Lowering;

namespace Foedus.Weighing.Reasons;

/// <summary>States that are alike to a party: those facts alone that its flow depends on tell them apart.</summary>
internal static class FlowGroups
{
    /// <summary>[state] the facts that matter to a party there, in words; states with the same words have the same flow.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="coefficients">The world's numbers.</param>
    /// <param name="party">Whose flow.</param>
    public static string[] Of(LoweredOffer offer, double[] coefficients, int party)
    {
        var facts = Enumerable
            .Range(0, offer.Game.StateCount)
            .Select(state => Enumerable.Range(0, offer.Facts.Count).Select(fact => offer.Facts.In(state, fact)).ToArray())
            .ToArray();
        var flows = Enumerable
            .Range(0, facts.Length)
            .Select(state => string.Join(',', offer.Game.Flows[state][party].Select(flow => coefficients[flow.Index].ToString("R"))))
            .ToArray();
        var kept = Enumerable.Range(0, offer.Facts.Count).ToList();
        // A fact that can be left out with the flows still told apart does not matter; the last named are tried first.
        for (var fact = offer.Facts.Count - 1; fact >= 0; fact--)
        {
            var others = kept.Where(other => other != fact).ToList();
            if (
                Enumerable
                    .Range(0, facts.Length)
                    .GroupBy(state => Words(facts[state], others))
                    .All(same => same.Select(state => flows[state]).Distinct().Count() == 1)
            )
                kept = others;
        }
        // A fact is told only in states among which it makes a difference: where everything else alike has one flow, the rest is said alone.
        var told = Enumerable.Range(0, facts.Length).Select(state => Shortest(facts, flows, kept, state)).ToArray();
        return
        [
            .. told.Select(
                (which, state) =>
                    which.Count == 0
                        ? "any state"
                        : string.Join(
                            " and ",
                            which.Select(fact =>
                                fact < offer.Facts.DeclaredCount
                                    ? facts[state][fact]
                                    : offer.Facts.Over(
                                        [
                                            .. Enumerable
                                                .Range(0, facts.Length)
                                                .Where(other =>
                                                    flows[other] == flows[state]
                                                    && told[other].SequenceEqual(which)
                                                    && which.All(also => also == fact || facts[other][also] == facts[state][also])
                                                ),
                                        ],
                                        fact
                                    )
                            )
                        )
            ),
        ];
    }

    private static List<int> Shortest(string[][] facts, string[] flows, List<int> kept, int state)
    {
        var told = kept.ToList();
        for (var i = kept.Count - 1; i >= 0; i--)
        {
            var others = told.Where(fact => fact != kept[i]).ToList();
            if (
                others.Count > 0
                && Enumerable
                    .Range(0, facts.Length)
                    .Where(other => others.All(fact => facts[other][fact] == facts[state][fact]))
                    .All(other => flows[other] == flows[state])
            )
                told = others;
        }
        return told;
    }

    private static string Words(string[] facts, List<int> which) => string.Join(" and ", which.Select(fact => facts[fact]));
}
