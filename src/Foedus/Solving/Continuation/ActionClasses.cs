namespace Foedus.Solving.Continuation;

/// <summary>A partition of the actions of all blocks that only ever gets finer.</summary>
internal sealed class ActionClasses
{
    private readonly int[] blockStart;
    private readonly int[] _class;
    private readonly double[] range;

    public ActionClasses(int[] blockStart, double[] blockRange)
    {
        this.blockStart = blockStart;
        range = [.. Enumerable.Range(0, blockRange.Length).SelectMany(b => Enumerable.Repeat(blockRange[b], blockStart[b + 1] - blockStart[b] + 1))];
        _class = new int[blockStart[^1] + blockStart.Length - 1];
    }

    public int Count { get; private set; } = 1;

    private int Blocks => blockStart.Length - 1;

    // Actions are numbered block by block with the first, which has no unknown, in front.
    private int First(int block) => blockStart[block] + block;

    /// <summary>Log probabilities of all actions from log-odds.</summary>
    public double[] LogProbabilities(ReadOnlySpan<double> odds)
    {
        var log = new double[_class.Length];
        for (var b = 0; b < Blocks; b++)
        {
            var own = log.AsSpan(First(b), blockStart[b + 1] - blockStart[b] + 1);
            odds[blockStart[b]..blockStart[b + 1]].CopyTo(own[1..]);
            var top = 0.0;
            foreach (var z in own)
                top = Math.Max(top, z);
            var sum = 0.0;
            foreach (var z in own)
                sum += Math.Exp(z - top);
            var normal = top + Math.Log(sum);
            for (var a = 0; a < own.Length; a++)
                own[a] -= normal;
        }
        return log;
    }

    /// <summary>Splits classes whose values differ by more than the tolerance, relative to their size, or to λ times the player's payoff range where that is more.</summary>
    public void SplitBy(double[] values, double tolerance, double lambda)
    {
        var order = Enumerable.Range(0, _class.Length).OrderBy(a => _class[a]).ThenBy(a => values[a]).ToArray();
        var next = new int[_class.Length];
        var count = 0;
        for (var k = 0; k < order.Length; k++)
        {
            if (
                k > 0
                && (
                    _class[order[k]] != _class[order[k - 1]]
                    || values[order[k]] - values[order[k - 1]] > tolerance * (1 + Math.Abs(values[order[k]]) + lambda * range[order[k]])
                )
            )
                count++;
            next[order[k]] = count;
        }
        next.CopyTo(_class, 0);
        Count = count + 1;
    }

    /// <summary>Blocks with an action of one class must have all their classes alike, or their probabilities are not comparable.</summary>
    public void SplitByBlocks()
    {
        while (true)
        {
            var signatures = new Dictionary<string, int>();
            var values = new double[_class.Length];
            for (var b = 0; b < Blocks; b++)
            {
                var own = _class[First(b)..(First(b) + blockStart[b + 1] - blockStart[b] + 1)];
                var signature = string.Join(' ', own.Order());
                if (!signatures.TryGetValue(signature, out var number))
                    signatures[signature] = number = signatures.Count;
                for (var a = First(b); a < First(b) + own.Length; a++)
                    values[a] = number;
            }
            var before = Count;
            SplitBy(values, 0, 0);
            if (Count == before)
                return;
        }
    }

    /// <summary>Log-odds of a random profile that gives equal probability within each class.</summary>
    public void RandomPoint(Span<double> odds, Random random)
    {
        var level = new double[Count];
        for (var c = 0; c < Count; c++)
            level[c] = 2 * random.NextDouble() - 1;
        for (var b = 0; b < Blocks; b++)
        for (var z = blockStart[b]; z < blockStart[b + 1]; z++)
            odds[z] = level[_class[First(b) + 1 + z - blockStart[b]]] - level[_class[First(b)]];
    }

    /// <summary>A basis of the log-odds of all such profiles: one vector for each class, without one of every group of classes that are only ever compared with each other.</summary>
    public double[][] Basis()
    {
        var basis = new List<double[]>();
        var group = Groups();
        for (var c = 0; c < Count; c++)
        {
            if (group[c] == c)
                continue;
            var vector = new double[blockStart[^1]];
            for (var b = 0; b < Blocks; b++)
            for (var z = blockStart[b]; z < blockStart[b + 1]; z++)
                vector[z] = (_class[First(b) + 1 + z - blockStart[b]] == c ? 1 : 0) - (_class[First(b)] == c ? 1 : 0);
            basis.Add(vector);
        }
        return [.. basis];
    }

    // The first class of every connected group.
    private int[] Groups()
    {
        var group = Enumerable.Range(0, Count).ToArray();
        for (var b = 0; b < Blocks; b++)
        for (var a = First(b); a < First(b) + blockStart[b + 1] - blockStart[b] + 1; a++)
        {
            var (one, other) = (group[_class[First(b)]], group[_class[a]]);
            if (one == other)
                continue;
            for (var c = 0; c < group.Length; c++)
                if (group[c] == Math.Max(one, other))
                    group[c] = Math.Min(one, other);
        }
        return group;
    }
}
