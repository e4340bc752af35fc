using Foedus.Numerics.Programs;

namespace Foedus.Solving.ZeroSum;

/// <summary>A pair of plans with what each is certain to bring, whoever found it: the value lies between.</summary>
/// <param name="First">Realization weights of the first player's sequences.</param>
/// <param name="Second">Of the second's.</param>
/// <param name="Least">What the first receives at least, whatever the second does.</param>
/// <param name="Most">What the second pays at most, whatever the first does.</param>
/// <param name="Size">Mean size of what is paid under the pair: rounding is measured against it, not against amounts that are never paid.</param>
internal sealed record PlanPair(double[] First, double[] Second, double Least, double Most, double Size)
{
    // Rounding of sums of thousands of products stays below; a wrong basis does not.
    private const double Rounding = 1e-12;

    public bool IsCertain => Most - Least <= Rounding * Size;

    public double Value => Least + (Most - Least) / 2;

    public static PlanPair Judge(ZeroSumForm<double> form, double[] first, double[] second)
    {
        var (x, y) = (form.Plans[0].Whole(first), form.Plans[1].Whole(second));
        var (against, with) = (new double[x.Length], new double[y.Length]);
        var size = 0.0;
        foreach (var (mine, its, amount) in form.Entries)
        {
            against[mine] += amount * y[its];
            with[its] -= amount * x[mine];
            size += Math.Abs(amount) * x[mine] * y[its];
        }
        return new PlanPair(x, y, -form.Plans[1].BestReply(with), form.Plans[0].BestReply(against), size);
    }
}
