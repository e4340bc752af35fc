using Foedus.Lowering;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>What each party's own decisions move, beside how carefully it chooses.</summary>
internal sealed class Stakes
{
    private readonly LoweredOffer offer;
    private readonly DealWords words;

    /// <param name="play">The solution.</param>
    public Stakes(SolvedPlay play)
    {
        (offer, words) = (play.Offer, play.Words);
        var (game, outcome, worth) = (offer.Game, play.Outcome, play.Worths);
        var spreads = game.Parties.Select(_ => new List<double>()).ToArray();
        foreach (var ((period, node, mover), worths) in worth)
        {
            // A turn is a step in a period, in whatever state it is met.
            var met = Enumerable
                .Range(0, game.Nodes.Count)
                .Where(other => game.Nodes[other].Step == game.Nodes[node].Step)
                .Sum(other => outcome.Forward.VisitsOf(period, other)?.Total ?? 0);
            if (met < SolutionOrder.Met || outcome.Forward.VisitsOf(period, node) is not { } visits)
                continue;
            var (_, party, options) = SolutionOrder.Movers(game, node).Single(each => each.Mover == mover);
            for (var type = 0; options > 1 && type < game.Parties[party].TypeCount; type++)
                if (visits.Meets(party, type))
                    spreads[party].Add(worths.AsSpan(type * options, options).ToArray() is { } own ? own.Max() - own.Min() : 0);
        }
        Parties =
        [
            .. game.Parties.Select(
                (party, p) =>
                    new PartyCare(
                        party.Name,
                        party.IsRational || outcome.Solution.Coefficients[party.Precision.Index] is not (> 0 and var precision)
                            ? null
                            : Math.Log(19) / precision,
                        spreads[p].Count == 0 ? null : spreads[p].Min(),
                        spreads[p].Count == 0 ? null : spreads[p].Max()
                    )
            ),
        ];
    }

    /// <summary>By party.</summary>
    public IReadOnlyList<PartyCare> Parties { get; }

    /// <summary>Whether a party's slip is as large as what its own decisions move.</summary>
    public bool IsAsLarge(int party) => Parties[party] is { Slip: { } slip, Most: { } most } && Math.Round(slip, 1) >= Math.Round(most, 1);

    /// <summary>"What Washington decides moves 0.3 to 4 points for it; its slip is 4".</summary>
    public string Beside(int party) =>
        words.Subject(party) is var who
            ? $"What {who.Inside} {who.Does("decides", "decide")} moves {Span(Parties[party].Least!.Value, Parties[party].Most!.Value)} points for {who.Them}; {(Parties[party].Slip is { } slip ? $"{who.Its} slip (so much worse is still done once in 20 times) is {ReasonWords.Number(slip)}" : offer.Game.Parties[party].IsRational ? $"{who.It} never {who.Does("slips", "slip")}" : $"{who.It} {who.Does("chooses", "choose")} at random")}"
            : "";

    /// <summary>What to write where a party is more careful than its slip says: " if it is more careful than that, write …".</summary>
    public string Remedy(int party) =>
        words.Subject(party) is var who
            ? $"if {who.It} {who.Does("is", "are")} more careful than that, write 'precision of {offer.Game.Parties[party].Name} an option N points worse once in 20 times' with N below {ReasonWords.Number(Parties[party].Slip ?? 0)}"
            : "";

    /// <summary>All parties in a sentence; one each for those whose slip is as large as what they decide.</summary>
    public IEnumerable<string> Sentences()
    {
        var deciding = Enumerable.Range(0, Parties.Count).Where(party => Parties[party].Least is not null).ToList();
        if (deciding.Count == 0)
        {
            yield return $"What decisions move cannot be told: at no turn that is met in {ReasonWords.Hundred(SolutionOrder.Met)} runs does anybody have a choice.";
            yield break;
        }
        yield return "What each decides moves for it, in points, and in brackets its slip (so much worse is still done once in 20 times): "
            + string.Join(
                ", ",
                deciding.Select(party =>
                    $"{words.Subject(party).Inside} {Span(Parties[party].Least!.Value, Parties[party].Most!.Value)} ({(Parties[party].Slip is { } slip ? ReasonWords.Number(slip) : "none")})"
                )
            )
            + ".";
        foreach (var party in deciding.Where(IsAsLarge))
            yield return $"The slip of {words.Subject(party).Inside} is as large as what {words.Subject(party).It} {words.Subject(party).Does("decides", "decide")}: {Remedy(party)}.";
    }

    private static string Span(double least, double most) =>
        (Low: Unit.Points.Fine(least), High: Unit.Points.Fine(most)) is var (low, high) && low == high ? low : $"{low} to {high}";
}
