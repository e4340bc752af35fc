using Foedus.Games;
using Foedus.Numerics;
using Foedus.Solving.Continuation;

namespace Foedus.Solving.Trees;

/// <summary>The logit equations of a tree in the log-odds of its unknown sets, with exact derivatives.</summary>
internal sealed class TreeEquations : IBranchEquations
{
    private const int MostDense = 700;
    private const long MostDenseBytes = 400L << 20;
    private readonly LogitState _state;
    private readonly LogitDerivative _derivative;
    private double _lambda;
    private bool _isMoved;

    /// <param name="tree">The game, prepared.</param>
    /// <param name="dense">Whether a Jacobian is filled; null chooses by size.</param>
    public TreeEquations(LogitTree tree, bool? dense = null)
    {
        Tree = tree;
        var ranges = tree.Game.PayoffRanges();
        BlockRange = [.. tree.UnknownSets.Select(set => tree.Game.PrecisionMultiplier[set] * ranges[tree.Game.SetPlayer[set]] / tree.Scale)];
        IsDense = dense ?? IsSmall(tree);
        _state = new LogitState(tree);
        _derivative = new LogitDerivative(tree, _state, IsDense);
    }

    public LogitTree Tree { get; }
    public int Unknowns => Tree.Unknowns;
    public int[] BlockStart => Tree.UnknownStart;
    public double[] BlockRange { get; }
    public bool IsDense { get; }
    public ReadOnlySpan<double> Probabilities => _state.Probability;

    /// <summary>Whether a Jacobian of the tree fits.</summary>
    public static bool IsSmall(LogitTree tree) => tree.Unknowns <= MostDense && LogitDerivative.Bytes(tree) <= MostDenseBytes;

    public void Evaluate(ReadOnlySpan<double> point, Span<double> residual)
    {
        _lambda = point[^1];
        _isMoved = false;
        _state.Evaluate(point[..^1], _lambda, residual);
    }

    public void FillJacobian(DenseLu matrix)
    {
        Move();
        _derivative.Fill(matrix);
    }

    public void Apply(ReadOnlySpan<double> direction, Span<double> product)
    {
        Move();
        _derivative.Apply(direction, product);
    }

    /// <summary>What everybody does at the point evaluated last.</summary>
    public BehaviorProfile Profile() => BehaviorProfile.FromLogarithms([.. _state.Log]);

    private void Move()
    {
        if (!_isMoved) _derivative.MoveTo(_lambda);
        _isMoved = true;
    }
}
