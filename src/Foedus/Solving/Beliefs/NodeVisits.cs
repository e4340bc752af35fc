namespace Foedus.Solving.Beliefs;

/// <summary>With which chances, and at which beliefs, a node is met along the play.</summary>
internal sealed class NodeVisits
{
    private readonly JointTypes types;
    // [joint point] → [joint type] chance.
    private readonly Dictionary<int, double[]> mass = [];
    private readonly Dictionary<(int Party, int Type), double> totals = [];

    internal NodeVisits(JointTypes types) => this.types = types;

    /// <summary>Joint grid points at which it is met, ascending.</summary>
    public IEnumerable<int> Points => mass.Keys.Order();

    /// <summary>Chance that it is met at a point.</summary>
    public double Mass(int point) => mass.TryGetValue(point, out var at) ? at.Sum() : 0;

    /// <summary>Chance that it is met at all.</summary>
    public double Total => mass.Values.Sum(at => at.Sum());

    /// <summary>Whether a type of a party ever meets it.</summary>
    public bool Meets(int party, int type) => TotalOf(party, type) > 0;

    /// <summary>How often it is met by a type, over the periods that it stands for.</summary>
    public double MassOf(int party, int type) => TotalOf(party, type);

    /// <summary>Of the chance with which a type meets it, the share at a point; 0 where it does not meet it.</summary>
    public double Share(int point, int party, int type)
    {
        var total = TotalOf(party, type);
        return total > 0 && mass.TryGetValue(point, out var at) ? Of(at, party, type) / total : 0;
    }

    /// <summary>The mean of something over the beliefs at which a type meets it; NaN where it does not.</summary>
    /// <param name="party">Whose type.</param>
    /// <param name="type">Which.</param>
    /// <param name="values">[joint grid point]</param>
    public double Mean(int party, int type, ReadOnlySpan<double> values)
    {
        var total = TotalOf(party, type);
        if (!(total > 0))
            return double.NaN;
        var sum = 0.0;
        foreach (var (point, at) in mass)
            sum += Of(at, party, type) * values[point];
        return sum / total;
    }

    internal void Add(int point, ReadOnlySpan<double> chances)
    {
        if (!mass.TryGetValue(point, out var at))
            mass.Add(point, at = new double[chances.Length]);
        for (var joint = 0; joint < at.Length; joint++)
            at[joint] += chances[joint];
        totals.Clear();
    }

    private double TotalOf(int party, int type)
    {
        if (!totals.TryGetValue((party, type), out var total))
            totals.Add((party, type), total = mass.Values.Sum(at => Of(at, party, type)));
        return total;
    }

    private double Of(double[] at, int party, int type)
    {
        var sum = 0.0;
        for (var joint = 0; joint < at.Length; joint++)
            if (types.TypeOf(party, joint) == type)
                sum += at[joint];
        return sum;
    }
}
