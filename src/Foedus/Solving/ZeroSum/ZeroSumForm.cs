using System.Numerics;

namespace Foedus.Solving.ZeroSum;

/// <summary>Two players' plans and what pairs of sequences bring the first player; the second receives the opposite. A table is the case of one set each.</summary>
/// <param name="Plans">Of both players.</param>
/// <param name="Entries">Each once or several times; amounts add, chance multiplied in.</param>
/// <typeparam name="T">double, or whole numbers of any length.</typeparam>
internal sealed record ZeroSumForm<T>(ActionPlans[] Plans, IReadOnlyList<(int First, int Second, T Amount)> Entries)
    where T : INumberBase<T>, IComparable<T>
{
    public long Size => (long)(Plans[0].Sequences + Plans[1].Sets) * (Plans[1].Sequences + Plans[0].Sets);
}
