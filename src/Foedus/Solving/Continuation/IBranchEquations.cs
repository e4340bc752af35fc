using Foedus.Numerics;

namespace Foedus.Solving.Continuation;

/// <summary>The logit equations of a game, n of them in n log-odds and λ: F_a = z_a − λ (Q_a − Q_first), z_a the log-odds of an action against the first of its block.</summary>
/// <remarks>
/// A block is one choice: the actions of a player at an information set, or in a state. Its first action carries no unknown. A point is the n log-odds and, last, λ; λ and payoffs
/// in units in which the largest payoff range of a player is 1. At λ = 0 the only solution is the uniform profile, z = 0.
/// </remarks>
internal interface IBranchEquations
{
    /// <summary>n.</summary>
    int Unknowns { get; }

    /// <summary>Where each block's log-odds begin; the last entry is n.</summary>
    int[] BlockStart { get; }

    /// <summary>For each block the payoff range of its player, in the unit of the equations: what rounding and ties are measured against.</summary>
    double[] BlockRange { get; }

    /// <summary>Whether the Jacobian is to be filled and factored, or known by products only.</summary>
    bool IsDense { get; }

    /// <summary>Probabilities of all actions of the game, those without an unknown too, at the point evaluated last.</summary>
    ReadOnlySpan<double> Probabilities { get; }

    /// <summary>F at a point of length n + 1.</summary>
    void Evaluate(ReadOnlySpan<double> point, Span<double> residual);

    /// <summary>Rows 0 … n − 1, columns 0 … n of the matrix become ∂F/∂(z, λ) at the point evaluated last.</summary>
    void FillJacobian(DenseLu matrix);

    /// <summary>The same Jacobian times a direction of length n + 1.</summary>
    void Apply(ReadOnlySpan<double> direction, Span<double> product);
}
