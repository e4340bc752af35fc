using System.Numerics;
using Foedus.Numerics.Programs;

namespace Foedus.Solving.ZeroSum;

/// <summary>The linear program of a zero-sum form, begun at a pure plan of the first player and the best reply to it, so that it needs no first phase.</summary>
/// <remarks>
/// Koller, Megiddo and von Stengel 1996, section 3. Equations and free variables are solved for beforehand: the weight of the action played at each set of the first player is what the others there leave,
/// and the worth of each set of the second is that of the reply less its slack. Left are weights of actions not played and slacks of replies (columns), slacks of other actions and weights of those played (rows).
/// </remarks>
internal sealed class PlanProgram<T>
    where T : INumberBase<T>, IComparable<T>
{
    private readonly ActionPlans _first, _second;
    private readonly int[] _played, _reply;
    private readonly int[] _columns, _rows;
    private readonly T _constant;

    public PlanProgram(ZeroSumForm<T> form)
    {
        (_first, _second) = (form.Plans[0], form.Plans[1]);
        var table = new T[_second.Sequences + _first.Sets][];
        for (var row = 0; row < table.Length; row++)
        {
            table[row] = new T[_first.Sequences + _second.Sets];
            Array.Fill(table[row], T.Zero);
        }
        foreach (var (first, second, amount) in form.Entries) table[second][first] += amount;
        _played = _first.Start[..^1];
        for (var set = 0; set < _first.Sets; set++) table[_second.Sequences + set][_played[set]] = T.One;
        foreach (var row in table) SolveForPlayed(row);
        _reply = new int[_second.Sets];
        for (var set = _second.Sets - 1; set >= 0; set--) SolveForReply(table, set);
        _constant = table[0][0];
        _columns = [.. Enumerable.Range(1, table[0].Length - 1).Except(_played)];
        _rows = [.. Enumerable.Range(1, table.Length - 1).Except(_reply)];
        Program = new LinearProgram<T>(
            [.. _rows.Select(row => Array.ConvertAll(_columns, column => -table[row][column]))], Array.ConvertAll(_rows, row => table[row][0]), Array.ConvertAll(_columns, column => table[0][column]));
    }

    public LinearProgram<T> Program { get; }

    /// <summary>What the first player receives, times <paramref name="whole"/>.</summary>
    public T Value(T[] x, T whole)
    {
        var value = _constant * whole;
        for (var column = 0; column < x.Length; column++) value += Program.C[column] * x[column];
        return value;
    }

    /// <summary>The first player's weights, from what the program's columns are.</summary>
    public T[] FirstWeights(T[] x, T whole) => Weights(_first, _columns, x, _played, whole);

    /// <summary>The second player's weights, from what the program's rows are worth.</summary>
    public T[] SecondWeights(T[] y, T whole) => Weights(_second, _rows, y, _reply, whole);

    private static T[] Weights(ActionPlans plans, int[] lines, T[] values, int[] left, T whole)
    {
        var weights = new T[plans.Sequences];
        weights[0] = whole;
        for (var k = 0; k < lines.Length; k++)
            if (lines[k] < weights.Length) weights[lines[k]] = values[k];
        for (var set = 0; set < plans.Sets; set++)
        {
            var rest = weights[plans.Parent[set]];
            for (var s = plans.Start[set]; s < plans.Start[set + 1]; s++)
                if (s != left[set]) rest -= weights[s];
            weights[left[set]] = rest;
        }
        return weights;
    }

    private void SolveForPlayed(T[] row)
    {
        for (var set = _first.Sets - 1; set >= 0; set--)
        {
            var amount = row[_played[set]];
            if (T.IsZero(amount)) continue;
            row[_first.Parent[set]] += amount;
            for (var s = _first.Start[set]; s < _first.Start[set + 1]; s++)
                if (s != _played[set]) row[s] -= amount;
        }
    }

    private void SolveForReply(T[][] table, int set)
    {
        var reply = _second.Start[set];
        for (var s = reply + 1; s < _second.Start[set + 1]; s++)
            if (table[s][0].CompareTo(table[reply][0]) < 0) reply = s;
        _reply[set] = reply;
        table[reply][_first.Sequences + set] -= T.One;
        for (var column = 0; column < table[reply].Length; column++)
        {
            var amount = table[reply][column];
            if (T.IsZero(amount)) continue;
            table[_second.Parent[set]][column] += amount;
            for (var s = _second.Start[set]; s < _second.Start[set + 1]; s++)
                if (s != reply) table[s][column] -= amount;
        }
    }
}
