namespace Foedus.Solving.Beliefs;

/// <summary>With which chances, and at which beliefs, a node is met along the play.</summary>
internal sealed class NodeVisits
{
    private readonly JointTypes types;

    // Joint points in the order in which they were first met, and [place × joint types + joint type] their chances.
    private readonly List<int> points = [];
    private readonly List<double> mass = [];
    private int furthest = -1;

    // [party × most types + type] NaN where it is not known.
    private readonly double[] totals;

    internal NodeVisits(JointTypes types)
    {
        this.types = types;
        totals = new double[types.Parties * types.Most];
        Array.Fill(totals, double.NaN);
    }

    /// <summary>Joint grid points at which it is met, ascending.</summary>
    public IEnumerable<int> Points => points.Order();

    /// <summary>Chance that it is met at a point.</summary>
    public double Mass(int point) => PlaceOf(point) is >= 0 and var place ? MassAt(place) : 0;

    /// <summary>Chance that it is met at all.</summary>
    public double Total
    {
        get
        {
            var sum = 0.0;
            for (var place = 0; place < points.Count; place++)
                sum += MassAt(place);
            return sum;
        }
    }

    /// <summary>Whether a type of a party ever meets it.</summary>
    public bool Meets(int party, int type) => TotalOf(party, type) > 0;

    /// <summary>How often it is met by a type, over the periods that it stands for.</summary>
    public double MassOf(int party, int type) => TotalOf(party, type);

    /// <summary>Of the chance with which a type meets it, the share at a point; 0 where it does not meet it.</summary>
    public double Share(int point, int party, int type)
    {
        var total = TotalOf(party, type);
        return total > 0 && PlaceOf(point) is >= 0 and var place ? Of(place, party, type) / total : 0;
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
        for (var place = 0; place < points.Count; place++)
            sum += Of(place, party, type) * values[points[place]];
        return sum / total;
    }

    internal void Add(int point, ReadOnlySpan<double> chances)
    {
        // Most come in ascending order, each once.
        var place = point > furthest ? -1 : PlaceOf(point);
        if (place < 0)
        {
            furthest = Math.Max(furthest, point);
            points.Add(point);
            foreach (var chance in chances)
                mass.Add(chance);
        }
        else
            for (var joint = 0; joint < chances.Length; joint++)
                mass[place * chances.Length + joint] += chances[joint];
        Array.Fill(totals, double.NaN);
    }

    private int PlaceOf(int point) => points.IndexOf(point);

    private double MassAt(int place)
    {
        var sum = 0.0;
        for (var joint = 0; joint < types.Count; joint++)
            sum += mass[place * types.Count + joint];
        return sum;
    }

    private double TotalOf(int party, int type)
    {
        ref var total = ref totals[party * types.Most + type];
        if (!double.IsNaN(total))
            return total;
        total = 0;
        for (var place = 0; place < points.Count; place++)
            total += Of(place, party, type);
        return total;
    }

    private double Of(int place, int party, int type)
    {
        var sum = 0.0;
        for (var joint = 0; joint < types.Count; joint++)
            if (types.TypeOf(party, joint) == type)
                sum += mass[place * types.Count + joint];
        return sum;
    }
}
