using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Beliefs.Reasons;

namespace Foedus.Weighing.Reasons;

/// <summary>One solution with what reasons, slips and the model check read off it, each worked out when it is first needed. Not for two threads at once.</summary>
/// <param name="offer">The offer.</param>
/// <param name="outcome">The solution that is shown.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class SolvedPlay(LoweredOffer offer, OfferOutcome outcome, CancellationToken cancel)
{
    private Dictionary<(int Period, int Node, int Mover), double[]>? worths;
    private PublicMoves? moves;
    private (bool IsKnown, CarefulPlay? Play) careful;
    private IReadOnlyList<Slip>? slips;
    private IReadOnlyList<Slip>? made;

    public LoweredOffer Offer => offer;

    public OfferOutcome Outcome => outcome;

    public DealWords Words { get; } = new(offer);

    /// <summary>What options are worth where they are met: <see cref="PolicyEvaluation.Worths"/>.</summary>
    public Dictionary<(int Period, int Node, int Mover), double[]> Worths => worths ??= Evaluate();

    /// <summary>Moves of the play.</summary>
    public PublicMoves Moves => moves ??= new PublicMoves(outcome.Solution);

    /// <summary>The same with everybody four times as careful; null where that has no certified solution.</summary>
    public CarefulPlay? Careful
    {
        get
        {
            if (!careful.IsKnown)
                careful = (true, CarefulPlay.Follow(offer, outcome, cancel));
            return careful.Play;
        }
    }

    /// <summary>Its slips, those made in most runs first; none where <see cref="Careful"/> is not known.</summary>
    public IReadOnlyList<Slip> Slips => slips ??= Careful is null ? [] : Reasons.Slips.Find(this, cancel);

    /// <summary>The same however rarely made.</summary>
    public IReadOnlyList<Slip> Made => made ??= Careful is { } play ? Reasons.Slips.Made(this, play.Outcome) : [];

    private Dictionary<(int Period, int Node, int Mover), double[]> Evaluate()
    {
        var evaluation = new PolicyEvaluation(outcome.Solution, outcome.Forward);
        evaluation.Run(cancel);
        return evaluation.Worths;
    }
}
