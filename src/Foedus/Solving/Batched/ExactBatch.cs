using Foedus.Games;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Beliefs;

namespace Foedus.Solving.Batched;

/// <summary>A game without private types, solved, judged and carried forward for a block of draws side by side. Takes no memory after it is made. Not for two threads at once.</summary>
/// <remarks>A lane's numbers depend on its coefficients alone: not on its place, on the draws beside it, or on the width of the registers. docs/mathematics/lanes.md.</remarks>
public sealed class ExactBatch<TLane> where TLane : struct, ILane<TLane>
{
    private readonly PublicBeliefGame game;
    private readonly ExactPlan plan;
    private readonly ExactRecursion<TLane> recursion;
    private readonly ExactCertificate<TLane> certificate;
    private readonly ExactForward<TLane> forward;
    private readonly bool anyLogit;

    /// <param name="game">One for which <see cref="ExactScope.WhyNot"/> has no objection.</param>
    /// <param name="columnOf">Column of each coefficient named by <see cref="GameNumbers"/>.</param>
    /// <param name="coefficients">How many columns they are.</param>
    /// <param name="followings">What to follow beside everything.</param>
    /// <param name="watched">Mass that is asked for.</param>
    public ExactBatch(PublicBeliefGame game, Func<Coefficient, int> columnOf, int coefficients, IReadOnlyList<Following> followings, IReadOnlyList<WatchedMass> watched)
    {
        this.game = game;
        plan = new ExactPlan(game, columnOf, coefficients);
        Columns = new LaneColumns(plan.ColumnCount);
        var choices = new LaneColumns(checked(plan.Rows * game.Periods!.Value));
        recursion = new ExactRecursion<TLane>(game, plan, Columns, choices, columnOf);
        certificate = new ExactCertificate<TLane>(game, Columns, choices, plan.Rows, plan.FirstRow, columnOf);
        forward = new ExactForward<TLane>(game, Columns, choices, plan.Rows, plan.FirstRow, columnOf, followings, watched);
        anyLogit = game.Parties.Any(party => !party.IsRational);
    }

    /// <summary>The coefficients stand in the first columns, to be filled before a solve.</summary>
    public LaneColumns Columns { get; }

    /// <summary>Solves for the coefficients that the columns hold.</summary>
    public void Solve(CancellationToken cancel)
    {
        recursion.Solve(cancel);
        certificate.Run(Columns, plan.StartColumn[game.InitialState], cancel);
        forward.Run(cancel);
    }

    /// <summary>[lane] what the game is worth to a party, points discounted to the first period.</summary>
    public ReadOnlySpan<double> Value(int party) => Columns[plan.StartColumn[game.InitialState] + party];

    /// <summary>[lane] mass that was asked for.</summary>
    public ReadOnlySpan<double> Mass(int watch) => forward.Mass(watch);

    /// <summary>How a lane ended, by the certificate.</summary>
    public SolveStatus StatusOf(int lane) => Certificate.StatusOf(certificate.LogitResidual[lane], certificate.ValueDifference[lane], certificate.LargestValue[lane]);

    /// <summary>Upper bound of the logit residual, points; where everybody is rational the largest gain from a deviation.</summary>
    public double Residual(int lane) => anyLogit ? certificate.LogitResidual[lane] : certificate.DeviationGain[lane];
}
