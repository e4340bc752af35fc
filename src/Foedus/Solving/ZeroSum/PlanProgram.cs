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
    private readonly ActionPlans first,
        second;
    private readonly int[] played,
        reply;
    private readonly int[] columns,
        rows;
    private readonly T constant;

    public PlanProgram(ZeroSumForm<T> form)
    {
        (this.first, this.second) = (form.Plans[0], form.Plans[1]);
        var table = new T[this.second.Sequences + this.first.Sets][];
        for (var row = 0; row < table.Length; row++)
        {
            table[row] = new T[this.first.Sequences + this.second.Sets];
            Array.Fill(table[row], T.Zero);
        }
        foreach (var (first, second, amount) in form.Entries)
            table[second][first] += amount;
        played = this.first.Start[..^1];
        for (var set = 0; set < this.first.Sets; set++)
            table[this.second.Sequences + set][played[set]] = T.One;
        foreach (var row in table)
            SolveForPlayed(row);
        reply = new int[this.second.Sets];
        for (var set = this.second.Sets - 1; set >= 0; set--)
            SolveForReply(table, set);
        constant = table[0][0];
        columns = [.. Enumerable.Range(1, table[0].Length - 1).Except(played)];
        rows = [.. Enumerable.Range(1, table.Length - 1).Except(reply)];
        Program = new LinearProgram<T>(
            [.. rows.Select(row => Array.ConvertAll(columns, column => -table[row][column]))],
            Array.ConvertAll(rows, row => table[row][0]),
            Array.ConvertAll(columns, column => table[0][column])
        );
    }

    public LinearProgram<T> Program { get; }

    /// <summary>What the first player receives, times <paramref name="whole"/>.</summary>
    public T Value(T[] x, T whole)
    {
        var value = constant * whole;
        for (var column = 0; column < x.Length; column++)
            value += Program.C[column] * x[column];
        return value;
    }

    /// <summary>The first player's weights, from what the program's columns are.</summary>
    public T[] FirstWeights(T[] x, T whole) => Weights(first, columns, x, played, whole);

    /// <summary>The second player's weights, from what the program's rows are worth.</summary>
    public T[] SecondWeights(T[] y, T whole) => Weights(second, rows, y, reply, whole);

    private static T[] Weights(ActionPlans plans, int[] lines, T[] values, int[] left, T whole)
    {
        var weights = new T[plans.Sequences];
        weights[0] = whole;
        for (var k = 0; k < lines.Length; k++)
            if (lines[k] < weights.Length)
                weights[lines[k]] = values[k];
        for (var set = 0; set < plans.Sets; set++)
        {
            var rest = weights[plans.Parent[set]];
            for (var s = plans.Start[set]; s < plans.Start[set + 1]; s++)
                if (s != left[set])
                    rest -= weights[s];
            weights[left[set]] = rest;
        }
        return weights;
    }

    private void SolveForPlayed(T[] row)
    {
        for (var set = first.Sets - 1; set >= 0; set--)
        {
            var amount = row[played[set]];
            if (T.IsZero(amount))
                continue;
            row[first.Parent[set]] += amount;
            for (var s = first.Start[set]; s < first.Start[set + 1]; s++)
                if (s != played[set])
                    row[s] -= amount;
        }
    }

    private void SolveForReply(T[][] table, int set)
    {
        var reply = second.Start[set];
        for (var s = reply + 1; s < second.Start[set + 1]; s++)
            if (table[s][0].CompareTo(table[reply][0]) < 0)
                reply = s;
        this.reply[set] = reply;
        table[reply][first.Sequences + set] -= T.One;
        for (var column = 0; column < table[reply].Length; column++)
        {
            var amount = table[reply][column];
            if (T.IsZero(amount))
                continue;
            table[second.Parent[set]][column] += amount;
            for (var s = second.Start[set]; s < second.Start[set + 1]; s++)
                if (s != reply)
                    table[s][column] -= amount;
        }
    }
}
