using Foedus.Numerics;

namespace Foedus.Tests.Numerics;

/// <summary>Rows in whole registers, against the same number by number: what fills registers and what is left over.</summary>
public class RowOperations
{
    private static readonly Random random = new(4);

    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 4 - 2)];

    private static IEnumerable<int> Lengths => Enumerable.Range(0, 20);

    private delegate void Operation(Span<double> target, ReadOnlySpan<double> a, ReadOnlySpan<double> b);

    private static void Hold(Operation operation, Func<double, double, double, double> each)
    {
        foreach (var length in Lengths)
        {
            // What stands behind the target is not touched.
            var (target, a, b) = (Numbers(length + 1), Numbers(length + 3), Numbers(length + 2));
            double[] expected = [.. target.Take(length).Select((number, i) => each(number, a[i], b[i])), target[length]];
            operation(target.AsSpan(0, length), a, b);
            Assert.Equal(expected, target);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => operation(new double[3], new double[2], new double[3]));
    }

    [Fact]
    public void Multiples_are_added() => Hold((target, a, b) => Rows.AddMultiple(target, a, 0.3), (target, a, b) => target + 0.3 * a);

    [Fact]
    public void Products_are_added()
    {
        Hold(Rows.AddProduct, (target, a, b) => target + a * b);
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.AddProduct(new double[3], new double[3], new double[2]));
    }

    [Fact]
    public void The_farther_is_kept()
    {
        Hold(Rows.Farther, (target, a, b) => Math.Max(target, Math.Abs(a - b)));
        // What is no number stays none, in a register and behind the last.
        var target = new double[5];
        Rows.Farther(target, [double.NaN, 1, 1, 1, double.NaN], new double[5]);
        Assert.Equal([double.NaN, 1, 1, 1, double.NaN], target);
    }

    [Fact]
    public void Lines_are_written() => Hold((target, a, b) => Rows.Line(target, 0.7, -0.3, a), (target, a, b) => 0.7 + -0.3 * a);

    [Fact]
    public void Sums_of_products_are_near_those_in_order()
    {
        foreach (var length in Lengths.Concat([63, 64, 65]))
        {
            var (a, b) = (Numbers(length), Numbers(length + 1));
            Assert.Equal(a.Zip(b).Sum(pair => pair.First * pair.Second), Rows.Dot(a, b), 1e-13);
        }
    }

    [Fact]
    public void Turned_rows_are_columns_and_nothing_between_them_is_touched()
    {
        for (var rows = 0; rows < 11; rows++)
        for (var columns = 0; columns < 11; columns++)
        {
            var (fromLength, intoLength) = (columns + 2, rows + 3);
            var (from, into) = (Numbers(rows * fromLength), Numbers(columns * intoLength));
            double[] expected = [.. into.Select((number, i) => i % intoLength < rows ? from[i % intoLength * fromLength + i / intoLength] : number)];
            Rows.Turn(from, fromLength, rows, columns, into, intoLength);
            Assert.Equal(expected, into);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.Turn(new double[11], 4, 3, 4, new double[12], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.Turn(new double[12], 4, 3, 4, new double[11], 3));
    }
}
