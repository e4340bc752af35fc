using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>The numbers of a game as expressions over the assumptions, each distinct expression once; a draw evaluates all of them in one pass.</summary>
/// <remarks>Entries only use earlier entries, so one forward pass evaluates the table. What does not depend on an assumption is folded when it is made.</remarks>
public sealed class CoefficientTable
{
    /// <summary>Most entries in one game's table.</summary>
    public const int MostEntries = 1_000_000;

    private readonly List<Entry> entries = [];
    private readonly Dictionary<Entry, int> known = [];

    public CoefficientTable()
    {
        Constant(0);
        Constant(1);
    }

    internal enum Operation
    {
        Constant,
        Assumption,
        Add,
        Subtract,
        Multiply,
        Divide,
        Power,
        Min,
        Max,
        Abs,
        Exp,
        Log,
        Sqrt,
        Less,
        LessOrEqual,
        Equal,
        Select,
    }

    public int Count => entries.Count;

    /// <summary>[entry] its number among those of several tables: entries of two tables that say the same have the same.</summary>
    /// <param name="joint">Entries known so far; those of this table are added.</param>
    internal int[] NumbersIn(Dictionary<Entry, int> joint)
    {
        var numbers = new int[entries.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var entry = entries[i];
            if (entry.Operation is not (Operation.Constant or Operation.Assumption))
                entry = entry with { A = numbers[entry.A], B = numbers[entry.B], C = entry.Operation == Operation.Select ? numbers[entry.C] : 0 };
            // Which of the two was made first differs between tables.
            if (entry.Operation is Operation.Add or Operation.Multiply && entry.A > entry.B)
                entry = entry with { A = entry.B, B = entry.A };
            if (!joint.TryGetValue(entry, out numbers[i]))
                joint.Add(entry, numbers[i] = joint.Count);
        }
        return numbers;
    }

    internal Entry this[int index] => entries[index];

    public Coefficient Constant(double value) => Add(new Entry(Operation.Constant, 0, 0, 0, value == 0 ? 0 : value));

    public Coefficient Assumption(int index) => Add(new Entry(Operation.Assumption, index, 0, 0, 0));

    /// <summary>Whether an entry is the same in every draw.</summary>
    public bool IsConstant(Coefficient c, out double value)
    {
        var entry = entries[c.Index];
        value = entry.Value;
        return entry.Operation == Operation.Constant;
    }

    public Coefficient Plus(Coefficient a, Coefficient b) =>
        a.IsZero ? b
        : b.IsZero ? a
        : Make(Operation.Add, a.Index <= b.Index ? a : b, a.Index <= b.Index ? b : a);

    public Coefficient Minus(Coefficient a, Coefficient b) =>
        b.IsZero ? a
        : a == b ? Coefficient.Zero
        : Make(Operation.Subtract, a, b);

    public Coefficient Negative(Coefficient a) => Minus(Coefficient.Zero, a);

    public Coefficient Times(Coefficient a, Coefficient b) =>
        a.IsZero || b.IsZero ? Coefficient.Zero
        : a == Coefficient.One ? b
        : b == Coefficient.One ? a
        : Make(Operation.Multiply, a.Index <= b.Index ? a : b, a.Index <= b.Index ? b : a);

    public Coefficient Over(Coefficient a, Coefficient b) => b == Coefficient.One ? a : Make(Operation.Divide, a, b);

    public Coefficient Power(Coefficient a, Coefficient b) => Make(Operation.Power, a, b);

    public Coefficient Min(Coefficient a, Coefficient b) => a == b ? a : Make(Operation.Min, a, b);

    public Coefficient Max(Coefficient a, Coefficient b) => a == b ? a : Make(Operation.Max, a, b);

    public Coefficient Abs(Coefficient a) => Make(Operation.Abs, a);

    public Coefficient Exp(Coefficient a) => Make(Operation.Exp, a);

    public Coefficient Log(Coefficient a) => Make(Operation.Log, a);

    public Coefficient Sqrt(Coefficient a) => Make(Operation.Sqrt, a);

    /// <summary>1 where a is less than b, else 0, as <see cref="NumberComparison"/> has it.</summary>
    public Coefficient Less(Coefficient a, Coefficient b) => Make(Operation.Less, a, b);

    public Coefficient LessOrEqual(Coefficient a, Coefficient b) => Make(Operation.LessOrEqual, a, b);

    public Coefficient Equal(Coefficient a, Coefficient b) => a == b ? Coefficient.One : Make(Operation.Equal, a, b);

    /// <summary>One value where the condition is not 0, the other where it is.</summary>
    public Coefficient Select(Coefficient condition, Coefficient then, Coefficient otherwise)
    {
        if (then == otherwise)
            return then;
        return IsConstant(condition, out var value)
            ? value != 0
                ? then
                : otherwise
            : Add(new Entry(Operation.Select, condition.Index, then.Index, otherwise.Index, 0));
    }

    /// <summary>The entries that some entries are made of, themselves included, in the order of evaluation.</summary>
    public int[] NeededFor(IEnumerable<Coefficient> some)
    {
        var needed = new SortedSet<int>();
        var left = new Stack<int>(some.Select(c => c.Index));
        while (left.TryPop(out var index))
        {
            if (!needed.Add(index) || entries[index].Operation is Operation.Constant or Operation.Assumption)
                continue;
            left.Push(entries[index].A);
            left.Push(entries[index].B);
            if (entries[index].Operation == Operation.Select)
                left.Push(entries[index].C);
        }
        return [.. needed];
    }

    /// <summary>The assumptions that some entries depend on.</summary>
    public SortedSet<int> AssumptionsOf(IEnumerable<Coefficient> some) =>
        [.. NeededFor(some).Where(index => entries[index].Operation == Operation.Assumption).Select(index => entries[index].A)];

    /// <summary>Whether an entry may come to no finite number in some draw: it divides, takes a power, root, logarithm or exponential, or is no number already.</summary>
    internal bool MayFail(Coefficient some) =>
        NeededFor([some])
            .Any(index =>
                entries[index]
                    is { Operation: Operation.Divide or Operation.Power or Operation.Exp or Operation.Log or Operation.Sqrt }
                        or { Operation: Operation.Constant, Value: double.NaN or double.PositiveInfinity or double.NegativeInfinity }
            );

    /// <summary>Evaluates only the entries named, which must be in order and closed under what they are made of.</summary>
    public void Evaluate(ReadOnlySpan<int> needed, ReadOnlySpan<double> assumptions, Span<double> values)
    {
        foreach (var i in needed)
            Evaluate(i, assumptions, values);
    }

    /// <summary>Evaluates every entry for one draw.</summary>
    /// <param name="assumptions">Value of each assumption.</param>
    /// <param name="values">At least <see cref="Count"/> long; filled.</param>
    public void Evaluate(ReadOnlySpan<double> assumptions, Span<double> values)
    {
        for (var i = 0; i < entries.Count; i++)
            Evaluate(i, assumptions, values);
    }

    private void Evaluate(int i, ReadOnlySpan<double> assumptions, Span<double> values)
    {
        var entry = entries[i];
        values[i] = entry.Operation switch
        {
            Operation.Constant => entry.Value,
            Operation.Assumption => assumptions[entry.A],
            Operation.Select => values[entry.A] != 0 ? values[entry.B] : values[entry.C],
            _ => Apply(entry.Operation, values[entry.A], values[entry.B]),
        };
    }

    private Coefficient Make(Operation operation, Coefficient a, Coefficient b = default)
    {
        if (IsConstant(a, out var left) && IsConstant(b, out var right))
            return Constant(Apply(operation, left, right));
        return Add(new Entry(operation, a.Index, b.Index, 0, 0));
    }

    private Coefficient Add(Entry entry)
    {
        if (known.TryGetValue(entry, out var index))
            return new Coefficient(index);
        if (entries.Count >= MostEntries)
            throw new RefusedException($"The deal's numbers make more than {MostEntries:N0} distinct expressions. Use fewer states or simpler payments.");
        entries.Add(entry);
        known.Add(entry, entries.Count - 1);
        return new Coefficient(entries.Count - 1);
    }

    internal static double Apply(Operation operation, double a, double b) =>
        operation switch
        {
            Operation.Add => a + b,
            Operation.Subtract => a - b,
            Operation.Multiply => a * b,
            Operation.Divide => a / b,
            Operation.Power => Math.Pow(a, b),
            Operation.Min => Math.Min(a, b),
            Operation.Max => Math.Max(a, b),
            Operation.Abs => Math.Abs(a),
            Operation.Exp => Math.Exp(a),
            Operation.Log => Math.Log(a),
            Operation.Sqrt => Math.Sqrt(a),
            Operation.Less => NumberComparison.IsLess(a, b) ? 1 : 0,
            Operation.LessOrEqual => NumberComparison.IsNotAbove(a, b) ? 1 : 0,
            Operation.Equal => NumberComparison.AreEqual(a, b) ? 1 : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };

    internal readonly record struct Entry(Operation Operation, int A, int B, int C, double Value);
}
