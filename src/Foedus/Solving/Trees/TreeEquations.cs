using Foedus.Games;
using Foedus.Numerics;
using Foedus.Solving.Continuation;

namespace Foedus.Solving.Trees;

/// <summary>The logit equations of a tree in the log-odds of its unknown sets, with exact derivatives.</summary>
internal sealed class TreeEquations : IBranchEquations
{
    private const int MostDense = 700;
    private const long MostDenseBytes = 400L << 20;
    private readonly LogitState state;
    private readonly LogitDerivative derivative;
    private double lambda;
    private bool isMoved;

    /// <param name="tree">The game, prepared.</param>
    /// <param name="dense">Whether a Jacobian is filled; null chooses by size.</param>
    public TreeEquations(LogitTree tree, bool? dense = null)
    {
        Tree = tree;
        var ranges = tree.Game.PayoffRanges();
        BlockRange = [.. tree.UnknownSets.Select(set => tree.Game.PrecisionMultiplier[set] * ranges[tree.Game.SetPlayer[set]] / tree.Scale)];
        IsDense = dense ?? IsSmall(tree);
        state = new LogitState(tree);
        derivative = new LogitDerivative(tree, state, IsDense);
    }

    public LogitTree Tree { get; }
    public int Unknowns => Tree.Unknowns;
    public int[] BlockStart => Tree.UnknownStart;
    public double[] BlockRange { get; }
    public bool IsDense { get; }
    public ReadOnlySpan<double> Probabilities => state.Probability;

    /// <summary>Whether a Jacobian of the tree fits.</summary>
    public static bool IsSmall(LogitTree tree) => tree.Unknowns <= MostDense && LogitDerivative.Bytes(tree) <= MostDenseBytes;

    public void Evaluate(ReadOnlySpan<double> point, Span<double> residual)
    {
        lambda = point[^1];
        isMoved = false;
        state.Evaluate(point[..^1], lambda, residual);
    }

    public void FillJacobian(DenseLu matrix)
    {
        Move();
        derivative.Fill(matrix);
    }

    public void Apply(ReadOnlySpan<double> direction, Span<double> product)
    {
        Move();
        derivative.Apply(direction, product);
    }

    /// <summary>What everybody does at the point evaluated last.</summary>
    public BehaviorProfile Profile() => BehaviorProfile.FromLogarithms([.. state.Log]);

    private void Move()
    {
        if (!isMoved)
            derivative.MoveTo(lambda);
        isMoved = true;
    }
}
