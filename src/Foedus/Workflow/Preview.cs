using Foedus.Lowering;
using Foedus.Model;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Workflow;

/// <summary>Solves a deal's offers at values that a reader tries out, on the grid that everything uses, fast enough to follow a slider.</summary>
/// <remarks>Holds solvers and their memory: not for two threads at once. <c>foedus solve</c> also measures the numerical error.</remarks>
public sealed class Preview
{
    /// <summary>Knots of the belief grid: those of a weighing.</summary>
    public const int Resolution = WeighingOptions.StandardResolution;

    private readonly DealFile file;
    private readonly int resolution;
    private readonly Dictionary<string, OfferSolver> solvers = [];
    private readonly Dictionary<string, Explainer> explainers = [];
    private readonly HoldingCondition? holding;
    private (double[] Values, OfferOutcome Outcome)? noDeal;

    /// <param name="file">A sound deal.</param>
    /// <param name="options">Reading, fixed values and knots; null for the deal as written.</param>
    public Preview(DealFile file, WeighingOptions? options = null)
    {
        this.file = file;
        options ??= new WeighingOptions { Resolution = Resolution };
        resolution = options.Resolution;
        Assumptions = new AssumptionSet(file.Deal, options);
        holding = file.Offers[0].Holding;
    }

    public AssumptionSet Assumptions { get; }

    /// <summary>Solves one offer.</summary>
    /// <param name="name">The offer.</param>
    /// <param name="changed">Assumptions that are not at their best value.</param>
    /// <param name="withReasons">Whether the decisive turns are worked out: about as much work again.</param>
    /// <param name="cancel">Stops the work; a superseded answer is no longer needed.</param>
    /// <exception cref="InputException">No such offer or assumption, or a value outside its range.</exception>
    public PreviewAnswer Solve(string name, IReadOnlyDictionary<string, double> changed, bool withReasons = true, CancellationToken cancel = default)
    {
        var offer = file.Offers.FirstOrDefault(offer => offer.Offer.Name == name)
            ?? throw new InputException($"There is no offer '{name}'. Offers: {string.Join(", ", file.Offers.Select(offer => offer.Offer.Name))}.");
        var values = Values(changed);
        var outcome = offer.Offer.IsNoDeal ? NoDeal(offer, values, cancel) : SolverOf(offer).Solve(values, cancel);
        if (!outcome.IsSolved)
            return new PreviewAnswer
            {
                Offer = name,
                IsSolved = false,
                Sentences = ["There is no certified solution at these values.", .. outcome.Solution.Report!.Notes],
            };
        var none =
            offer.Offer.IsNoDeal ? outcome
            : file.Offers.FirstOrDefault(other => other.Offer.IsNoDeal) is { } other ? NoDeal(other, values, cancel)
            : null;
        return new PreviewAnswer
        {
            Offer = name,
            IsSolved = true,
            Holds = holding?.Holds(outcome.Measures, values),
            Measures = [.. offer.Asks.Select((ask, a) => new PreviewMeasure(ask.Name, ask.Title, new Asked(ask).In(Unit), outcome.Measures[a]))],
            Survival = outcome.Survival,
            Parties = none is { IsSolved: true } && !offer.Offer.IsNoDeal ? [.. Parties(offer, outcome, none)] : [],
            Promises =
            [
                .. offer.Promises.Select(
                    (promise, p) => new PreviewPromise(promise.Name, promise.Title, outcome.Called[p], double.IsNaN(outcome.Kept[p]) ? null : outcome.Kept[p])
                ),
            ],
            Obligations =
            [
                .. offer.Obligations.Select(owed => new PreviewObligation(
                    owed.Name,
                    owed.Title,
                    owed.Party,
                    ObligationDate.Of(owed, outcome.Forward.StateShare)[^1]
                )),
            ],
            Beliefs = [.. Beliefs(offer, outcome)],
            Sentences = withReasons ? ExplainerOf(offer).Explain(outcome, cancel, withSlips: false).Sentences : [],
            Diagram = withReasons ? DiagramOf.Make(offer, outcome) : null,
        };
    }

    /// <summary>The deal's period.</summary>
    public string Unit => file.Deal.PeriodName;

    private double[] Values(IReadOnlyDictionary<string, double> changed)
    {
        var values = (double[])Assumptions.Best.Clone();
        foreach (var (name, value) in changed)
        {
            var index = Assumptions.Assumptions.ToList().FindIndex(assumption => assumption.Name == name);
            if (index < 0)
                throw new InputException($"There is no assumption '{name}'.");
            var (low, high) = (Math.Min(Assumptions.Distributions[index].Low, values[index]), Math.Max(Assumptions.Distributions[index].High, values[index]));
            if (!(value >= low - 1e-9 && value <= high + 1e-9))
                throw new InputException($"'{name}' can be tried from {Words.Number(low)} to {Words.Number(high)}, the range that the deal gives it.");
            values[index] = value;
        }
        return values;
    }

    // No deal is needed beside every offer; while one slider stands still it is solved once.
    private OfferOutcome NoDeal(LoweredOffer offer, double[] values, CancellationToken cancel)
    {
        if (noDeal is { } known && known.Values.AsSpan().SequenceEqual(values))
            return known.Outcome;
        noDeal = null;
        var outcome = SolverOf(offer).Solve(values, cancel);
        noDeal = (values, outcome);
        return outcome;
    }

    private OfferSolver SolverOf(LoweredOffer offer) =>
        solvers.TryGetValue(offer.Offer.Name, out var solver) ? solver : solvers[offer.Offer.Name] = new OfferSolver(offer, resolution);

    private Explainer ExplainerOf(LoweredOffer offer) =>
        explainers.TryGetValue(offer.Offer.Name, out var explainer)
            ? explainer
            : explainers[offer.Offer.Name] = new Explainer(offer, Assumptions, SolverOf(offer));

    private IEnumerable<PreviewParty> Parties(LoweredOffer offer, OfferOutcome outcome, OfferOutcome none)
    {
        for (var party = 0; party < offer.Game.Parties.Count; party++)
        for (var type = 0; type < offer.Game.Parties[party].TypeCount; type++)
        {
            var slot = offer.Game.SlotOf(party) + type;
            yield return new PreviewParty(
                offer.Game.Parties[party].Name,
                file.Deal.Parties.ElementAt(party).Title ?? offer.Game.Parties[party].Name,
                offer.Game.Parties[party].IsPrivate ? offer.Game.Parties[party].TypeNames[type] : "",
                outcome.Prior[slot],
                OverNoDeal.Surplus(outcome.Values[slot], none.Values[slot])
            );
        }
    }

    private static IEnumerable<PreviewBelief> Beliefs(LoweredOffer offer, OfferOutcome outcome) =>
        Enumerable
            .Range(0, offer.Game.Parties.Count)
            .Where(party => offer.Game.Parties[party].IsPrivate)
            .SelectMany(party =>
                offer
                    .Game.Parties[party]
                    .TypeNames.Select(
                        (type, t) =>
                            new PreviewBelief(
                                offer.Game.Parties[party].Name,
                                type,
                                [.. outcome.Forward.Belief.Select(beliefs => beliefs[offer.Game.SlotOf(party) + t])]
                            )
                    )
            );
}
