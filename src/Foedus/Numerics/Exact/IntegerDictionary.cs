using System.Numerics;

namespace Foedus.Numerics.Exact;

/// <summary>A system of linear equations solved for its basic variables, in whole numbers: basic_i · D = b_i − Σ_j a_ij · nonbasic_j.</summary>
/// <remarks>
/// Fraction-free pivoting: every entry is a minor of the starting matrix, so divisions by the last determinant leave no remainder (Edmonds; Azulay and Pique 2001; von Stengel 2007, section 3.4).
/// Variables are numbers from 0; row i starts with <c>Basic[i]</c>, column j with <c>Nonbasic[j]</c>, the last column is b. D stays positive.
/// </remarks>
internal sealed class IntegerDictionary
{
    private readonly BigInteger[][] a;
    private int[] startBasic;

    /// <param name="rows">Entries a_ij and, last, b_i; owned from here on.</param>
    /// <param name="basic">The variable each row stands for.</param>
    /// <param name="nonbasic">The variable each column stands for.</param>
    public IntegerDictionary(BigInteger[][] rows, int[] basic, int[] nonbasic)
    {
        a = rows;
        Basic = basic;
        Nonbasic = nonbasic;
        startBasic = [.. basic];
    }

    private IntegerDictionary(IntegerDictionary other)
    {
        a = [.. other.a.Select(row => (BigInteger[])row.Clone())];
        Basic = [.. other.Basic];
        Nonbasic = [.. other.Nonbasic];
        startBasic = other.startBasic;
        Determinant = other.Determinant;
    }

    public int[] Basic { get; }
    public int[] Nonbasic { get; }
    public int Rows => a.Length;
    public int Columns => Nonbasic.Length;
    public BigInteger Determinant { get; private set; } = BigInteger.One;

    public BigInteger this[int row, int column] => a[row][column];

    /// <summary>b_i, the basic variable's value times <see cref="Determinant"/>.</summary>
    public BigInteger Constant(int row) => a[row][^1];

    public IntegerDictionary Copy() => new(this);

    /// <summary>From now on the lexicographic order goes by the basis as it stands; b must not be negative in any row that may leave.</summary>
    public void OrderTiesFromHere() => startBasic = [.. Basic];

    /// <summary>Exchanges the variables of a row and a column; the entry there must not be zero.</summary>
    public void Pivot(int row, int column)
    {
        var pivot = a[row][column];
        var pivotRow = a[row];
        for (var i = 0; i < a.Length; i++)
        {
            if (i == row)
                continue;
            var target = a[i];
            var factor = target[column];
            for (var j = 0; j < target.Length; j++)
                if (j != column)
                    target[j] = factor.IsZero ? target[j] * pivot / Determinant : (target[j] * pivot - factor * pivotRow[j]) / Determinant;
            target[column] = -factor;
        }
        pivotRow[column] = Determinant;
        Determinant = pivot;
        (Basic[row], Nonbasic[column]) = (Nonbasic[column], Basic[row]);
        if (Determinant.Sign > 0)
            return;
        Determinant = -Determinant;
        foreach (var entries in a)
            for (var j = 0; j < entries.Length; j++)
                entries[j] = -entries[j];
    }

    /// <summary>The row that leaves when a column enters, first by b_i / a_ij, then lexicographically by the starting basis, so that no cycle can arise; −1 where nothing bounds it.</summary>
    /// <param name="column">Enters.</param>
    /// <param name="preferred">A variable that leaves whenever it is among the tied rows; −1 for none.</param>
    public int LeavingRow(int column, int preferred = -1)
    {
        var best = -1;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i][column].Sign <= 0)
                continue;
            if (best < 0)
                best = i;
            else if (IsBefore(i, best, column, preferred))
                best = i;
        }
        return best;
    }

    private bool IsBefore(int row, int best, int column, int preferred)
    {
        var (mine, its) = (a[row][column], a[best][column]);
        var order = (a[row][^1] * its).CompareTo(a[best][^1] * mine);
        if (order != 0)
            return order < 0;
        if (preferred >= 0 && (Basic[row] == preferred || Basic[best] == preferred))
            return Basic[row] == preferred;
        foreach (var variable in startBasic)
        {
            order = (Entry(row, variable) * its).CompareTo(Entry(best, variable) * mine);
            if (order != 0)
                return order < 0;
        }
        return false;
    }

    // The row's coefficient of a variable when the system is written with that variable on the left.
    private BigInteger Entry(int row, int variable)
    {
        if (Basic[row] == variable)
            return Determinant;
        var column = Array.IndexOf(Nonbasic, variable);
        return column < 0 ? BigInteger.Zero : a[row][column];
    }
}
