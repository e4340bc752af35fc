using Foedus.Lowering;

namespace Foedus.Weighing.Reasons;

/// <summary>What each party's own decisions move, beside how carefully it chooses.</summary>
internal sealed class Stakes
{
    private readonly LoweredOffer offer;
    private readonly DealWords words;

    /// <param name="offer">The offer.</param>
    /// <param name="outcome">The solution that is shown.</param>
    /// <param name="worth">[(period of the cycle, node, mover)] → [type × options + option] worth of options where they are met.</param>
    /// <param name="words">The deal's words.</param>
    public Stakes(LoweredOffer offer, OfferOutcome outcome, Dictionary<(int Period, int Node, int Mover), double[]> worth, DealWords words)
    {
        (this.offer, this.words) = (offer, words);
        var game = offer.Game;
        var spreads = game.Parties.Select(_ => new List<double>()).ToArray();
        foreach (var ((period, node, mover), worths) in worth)
        {
            // A turn is a step in a period, in whatever state it is met.
            var met = Enumerable.Range(0, game.Nodes.Count).Where(other => game.Nodes[other].Step == game.Nodes[node].Step).Sum(other => outcome.Forward.VisitsOf(period, other)?.Total ?? 0);
            if (met < SolutionOrder.Met || outcome.Forward.VisitsOf(period, node) is not { } visits)
                continue;
            var (_, party, options) = SolutionOrder.Movers(game, node).Single(each => each.Mover == mover);
            for (var type = 0; options > 1 && type < game.Parties[party].TypeCount; type++)
                if (visits.Meets(party, type))
                    spreads[party].Add(worths.AsSpan(type * options, options).ToArray() is { } own ? own.Max() - own.Min() : 0);
        }
        Parties = [.. game.Parties.Select((party, p) => new PartyCare(party.Name, party.IsRational || outcome.Solution.Coefficients[party.Precision.Index] is not (> 0 and var precision) ? null : Math.Log(19) / precision,
            spreads[p].Count == 0 ? null : spreads[p].Min(), spreads[p].Count == 0 ? null : spreads[p].Max()))];
    }

    /// <summary>By party.</summary>
    public IReadOnlyList<PartyCare> Parties { get; }

    public IEnumerable<string> Sentences() => Parties.Select((care, party) => (care, party)).Where(each => each.care.Least is not null).Select(each =>
        $"What {words.Party(each.party)} decides moves {Span(each.care.Least!.Value, each.care.Most!.Value)} points for it; {(each.care.Slip is { } slip ? $"its slip (so much worse is still done once in 20 times) is {ReasonWords.Number(slip)}" : offer.Game.Parties[each.party].IsRational ? "it never slips" : "it chooses at random")}.");

    private static string Span(double least, double most) => ReasonWords.Number(least) == ReasonWords.Number(most) ? ReasonWords.Number(least) : $"{ReasonWords.Number(least)} to {ReasonWords.Number(most)}";
}
