using Foedus.Games;

namespace Foedus.Solving.Beliefs.Reasons;

/// <summary>In which share of all runs something is chosen at least once within some periods: exact mass along the play, what has been chosen leaving it.</summary>
internal sealed class EverPlayed
{
    private readonly PublicBeliefGame game;
    private readonly JointTypes types;
    private readonly PublicMoves moves;

    // [row] what is looked for: (node, mover, type, option).
    private readonly HashSet<ClosedOption>[] wanted;

    private EverPlayed(BeliefSolution solution, PublicMoves moves, IReadOnlyList<IReadOnlyList<ClosedOption>> choices)
    {
        (game, types, this.moves) = (solution.Game, solution.Types, moves);
        wanted = [.. choices.Select(each => each.ToHashSet())];
    }

    /// <param name="solution">The profile.</param>
    /// <param name="moves">Its moves.</param>
    /// <param name="choices">Each a set of choices, by whichever of them is made.</param>
    /// <param name="periods">Within how many periods.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>[set] share of the runs.</returns>
    public static double[] Of(
        BeliefSolution solution,
        PublicMoves moves,
        IReadOnlyList<IReadOnlyList<ClosedOption>> choices,
        int periods,
        CancellationToken cancel = default
    ) => choices.Count == 0 ? [] : new EverPlayed(solution, moves, choices).Run(periods, cancel);

    private double[] Run(int periods, CancellationToken cancel)
    {
        var (points, weights, chances) = moves.Start();
        var all = chances.SelectMany(chance => Enumerable.Repeat(chance, wanted.Length)).ToArray();
        var mass = new Dictionary<(int State, int Point), double[]>();
        for (var i = 0; i < points.Count; i++)
            PublicMoves.Add(mass, (game.InitialState, points[i]), all, weights[i]);
        for (var period = 0; period < periods; period++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var step = 0; step < game.Steps.Count; step++)
                mass = moves.Forward(mass, step, period, null, Left);
            mass = moves.Drift(mass, period);
        }
        return
        [
            .. Enumerable
                .Range(0, wanted.Length)
                .Select(row => Math.Clamp(1 - mass.Values.Sum(here => Enumerable.Range(0, types.Count).Sum(joint => here[joint * wanted.Length + row])), 0, 1)),
        ];
    }

    // What has not been chosen yet, once this move has been made.
    private double[] Left(int node, PublicMove move, double[] here)
    {
        double[]? left = null;
        for (var joint = 0; joint < types.Count; joint++)
        for (var row = 0; row < wanted.Length && move.Chances[joint] > 0; row++)
            if (Ends(row, node, move.Happened.Options, joint))
                (left ??= [.. here])[joint * wanted.Length + row] = 0;
        return left ?? here;
    }

    private bool Ends(int row, int node, int[] options, int joint)
    {
        for (var mover = 0; mover < options.Length; mover++)
            if (wanted[row].Contains(new ClosedOption(node, mover, types.TypeOf(game.Nodes[node].Choosers[mover].Party, joint), options[mover])))
                return true;
        return false;
    }
}
