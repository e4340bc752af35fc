using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>The stationary logit equilibrium of a game with nothing private, followed from λ = 0 by arclength, past turning points, as stochastic games are; or the one near a given profile.</summary>
/// <remarks>Block by block: what does not come back is worked out from what it leads into, as on a horizon that ends. Rational parties are followed on, when the others have come to their λ, until what they may gain is of no account.</remarks>
internal sealed class StationaryHomotopy(PublicBeliefGame game, double[] coefficients, RecursionSettings settings, CancellationToken cancel)
{
    /// <summary>Most unknowns; the Jacobian is dense and made by differences. Beyond them values are iterated.</summary>
    public const int MostUnknowns = 600;

    private const int Lanes = 16;

    /// <summary>What a rational party's λ is multiplied by at the end.</summary>
    public const double Beyond = 1e4;

    private readonly OpenStationaryGame map = new(game, coefficients);
    private readonly double[] last =
        [.. game.Parties.Select((party, p) => party.IsRational ? settings.LastPrecision / PayoffRange.Of(game, p, coefficients) : coefficients[party.Precision.Index])];
    private readonly ArclengthPath path = new() { AreChances = false, MostSteps = 4000, LongestStep = double.PositiveInfinity };

    public bool Fits => map.LargestSize <= MostUnknowns;

    /// <summary>Writes choices and values; says whether it came to its end.</summary>
    /// <param name="into">Where to.</param>
    /// <param name="start">The profile near which it is looked for; null: from λ = 0.</param>
    public bool Solve(BeliefSolution into, IReadOnlyDictionary<(int Node, int Mover), double[]>? start)
    {
        var (all, anyRational) = (true, game.Parties.Any(party => party.IsRational));
        foreach (var block in map.Blocks)
        {
            map.Enter(block);
            var x = map.Centre();
            var arrived = map.Size == 0 || (start is null ? FromZero(x) : NearStart(x, start));
            if (arrived && anyRational && map.Size > 0)
                Follow(x, -1, share => Precisions(1, Math.Pow(Beyond, share)));
            map.Leave(x, Precisions(1, arrived && anyRational ? Beyond : 1), (node, chances) => into.Set(0, node, (double[])chances.Clone()));
            // Where the play never comes decides nothing.
            all &= arrived || !block.IsPlayed;
        }
        into.InitialValues = [.. Enumerable.Range(0, game.Parties.Count).Select(party => map.Value(game.InitialState, party))];
        return all;
    }

    private double[] Precisions(double share, double beyond = 1) => [.. last.Select((lambda, party) => share * lambda * (game.Parties[party].IsRational ? beyond : 1))];

    private bool FromZero(double[] x) => Settle(x, 0, 200_000) && Follow(x, -1e-9, share => Precisions(Math.Max(0, share)));

    private bool Follow(double[] x, double lowest, Func<double, double[]> precisions) =>
        path.Follow(x, 0, lowest, Lanes, settings.Pace, (trials, count, share) => Apply(trials, count, precisions(share)));

    // What the given profile is worth while it is kept; then choices answer it, and each other.
    private bool NearStart(double[] x, IReadOnlyDictionary<(int Node, int Mover), double[]> start)
    {
        var given = new Dictionary<int, double[]>();
        foreach (var ((node, mover), chances) in start)
        {
            var options = game.Nodes[node] is JointTurnNode joint ? joint.Movers[mover].OptionNames.Count : chances.Length;
            if (!given.TryGetValue(node, out var rows))
                given.Add(node, rows = Even(node));
            chances.AsSpan(0, options).CopyTo(rows.AsSpan(BeliefSolution.Row(game, node, mover, 0, 0)));
            if (game.Nodes[node] is JointTurnNode)
                map.Put(x, node, mover, chances.AsSpan(0, options));
        }
        var choices = x.AsSpan(0, map.Choices).ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var before = (double[])x.Clone();
            map.Apply(x, Precisions(1), given: node => given.GetValueOrDefault(node));
            choices.CopyTo(x, 0);
            if (Change(before, x) < 1e-12)
                break;
        }
        return path.Newton(x, 1, Lanes, Responses) || Settle(x, 1, 20_000);
    }

    private void Responses(double[] trials, int count, double share) => Apply(trials, count, Precisions(share));

    private void Apply(double[] trials, int count, double[] precision)
    {
        cancel.ThrowIfCancellationRequested();
        var one = new double[map.Size];
        for (var lane = 0; lane < count; lane++)
        {
            for (var i = 0; i < one.Length; i++)
                one[i] = trials[i * Lanes + lane];
            map.Apply(one, precision);
            for (var i = 0; i < one.Length; i++)
                trials[i * Lanes + lane] = one[i];
        }
    }

    private double[] Even(int node)
    {
        var rows = new double[BeliefSolution.RowsOf(game, game.Nodes[node])];
        if (game.Nodes[node] is JointTurnNode joint)
            for (int m = 0, at = 0; m < joint.Movers.Count; m++)
                for (var option = 0; option < joint.Movers[m].OptionNames.Count; option++)
                    rows[at++] = ClosedOptions.Even(joint.Movers[m].Closed, joint.Movers[m].OptionNames.Count, 0, option);
        else if (game.Nodes[node] is TurnNode turn)
            for (var option = 0; option < rows.Length; option++)
                rows[option] = ClosedOptions.Even(turn.Closed, rows.Length, 0, option);
        return rows;
    }

    private bool Settle(double[] x, double share, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var before = (double[])x.Clone();
            map.Apply(x, Precisions(share));
            if (Change(before, x) < 1e-13)
                return true;
        }
        return false;
    }

    private static double Change(double[] before, double[] now)
    {
        var change = 0.0;
        for (var i = 0; i < now.Length; i++)
            change = Math.Max(change, Math.Abs(before[i] - now[i]));
        return change;
    }
}
