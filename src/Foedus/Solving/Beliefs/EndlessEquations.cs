using Foedus.Numerics;
using Foedus.Solving.Continuation;

namespace Foedus.Solving.Beliefs;

/// <summary>The logit equations of a group of blocks of a game without end, in the log-odds of its choices and how far along a course one is.</summary>
/// <remarks>As those of stochastic games: the values are eliminated, so that only choices are unknown and a symmetry of the game is one of the equations.</remarks>
internal sealed class EndlessEquations : IBranchEquations
{
    /// <summary>Most unknowns for which derivatives are kept in full.</summary>
    public const int MostDense = 700;

    private readonly EndlessGroup group;
    private readonly EndlessWorths worths;
    private readonly EndlessCourse course;
    private readonly int[] firstWorth;
    private readonly double[] probabilities;
    private readonly double[] identity;
    private readonly double[] chanceOf;

    /// <param name="group">What is followed.</param>
    /// <param name="worths">What its options are worth.</param>
    /// <param name="course">What is cared for on the way.</param>
    /// <param name="ranges">[party] what is at stake in the unit of the way.</param>
    public EndlessEquations(EndlessGroup group, EndlessWorths worths, EndlessCourse course, double[] ranges)
    {
        (this.group, this.worths, this.course) = (group, worths, course);
        BlockStart = [.. group.Choices.Select(choice => choice.First), group.Unknowns];
        BlockRange = [.. group.Choices.Select(choice => ranges[choice.Party])];
        firstWorth = new int[group.Choices.Count + 1];
        for (var c = 0; c < group.Choices.Count; c++)
            firstWorth[c + 1] = firstWorth[c] + group.Choices[c].Open.Length;
        probabilities = new double[firstWorth[^1]];
        IsDense = Unknowns <= MostDense;
        identity = new double[Unknowns + 1];
        identity[^1] = 1;
        chanceOf = new double[probabilities.Length * (IsDense ? Unknowns + 1 : 1)];
    }

    public int Unknowns => group.Unknowns;
    public int[] BlockStart { get; }
    public double[] BlockRange { get; }
    public bool IsDense { get; }
    public ReadOnlySpan<double> Probabilities => probabilities;

    public void Evaluate(ReadOnlySpan<double> point, Span<double> residual)
    {
        Put(point);
        worths.Evaluate(course, point[^1], group.Needed);
        for (var c = 0; c < group.Choices.Count; c++)
        for (var z = BlockStart[c]; z < BlockStart[c + 1]; z++)
            residual[z] = point[z] - (worths.Worth[firstWorth[c] + 1 + z - BlockStart[c]] - worths.Worth[firstWorth[c]]);
    }

    /// <summary>Chances of all turns of the group at a point, also of those that come before everything unknown.</summary>
    public void EvaluateAll(ReadOnlySpan<double> odds, double at)
    {
        Put(odds);
        worths.Evaluate(course, at, group.Blocks.Count);
    }

    /// <summary>Log-odds become the chances of the group's choices.</summary>
    private void Put(ReadOnlySpan<double> odds)
    {
        for (var c = 0; c < group.Choices.Count; c++)
        {
            var chances = probabilities.AsSpan(firstWorth[c]..firstWorth[c + 1]);
            LogOdds.ToChances(odds[BlockStart[c]..BlockStart[c + 1]], chances);
            var rows = worths.Chances[group.Choices[c].Node];
            for (var i = 0; i < chances.Length; i++)
                rows[group.Choices[c].Row + group.Choices[c].Open[i]] = chances[i];
        }
    }

    public void FillJacobian(DenseLu matrix)
    {
        Differentiate(null);
        var k = Unknowns + 1;
        for (var c = 0; c < group.Choices.Count; c++)
        for (var z = BlockStart[c]; z < BlockStart[c + 1]; z++)
        {
            var row = matrix.Row(z);
            var mine = worths.WorthTangent.Slice((firstWorth[c] + 1 + z - BlockStart[c]) * k, k);
            var basis = worths.WorthTangent.Slice(firstWorth[c] * k, k);
            for (var column = 0; column < k; column++)
                row[column] = (column == z ? 1 : 0) - (mine[column] - basis[column]);
        }
    }

    public void Apply(ReadOnlySpan<double> direction, Span<double> product)
    {
        Differentiate(direction.ToArray());
        for (var c = 0; c < group.Choices.Count; c++)
        for (var z = BlockStart[c]; z < BlockStart[c + 1]; z++)
            product[z] = direction[z] - (worths.WorthTangent[firstWorth[c] + 1 + z - BlockStart[c]] - worths.WorthTangent[firstWorth[c]]);
    }

    // In one direction, or in that of every unknown and, last, of the way.
    private void Differentiate(double[]? direction)
    {
        var k = direction is null ? Unknowns + 1 : 1;
        Array.Clear(chanceOf);
        for (var c = 0; c < group.Choices.Count; c++)
        {
            var chances = probabilities.AsSpan(firstWorth[c]..firstWorth[c + 1]);
            for (var z = BlockStart[c]; z < BlockStart[c + 1]; z++)
            {
                // An odds moves all chances of its choice.
                var (odds, at) = (1 + z - BlockStart[c], direction is null ? z : 0);
                var moved = direction is null ? 1 : direction[z];
                for (var i = 0; i < chances.Length; i++)
                    chanceOf[(firstWorth[c] + i) * k + at] += moved * chances[odds] * ((i == odds ? 1 : 0) - chances[i]);
            }
        }
        worths.Differentiate(chanceOf, direction is null ? identity : [direction[^1]], group.Needed);
    }
}
