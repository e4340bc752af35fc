using Foedus.Games;
using Foedus.Lowering;

namespace Foedus.Benchmarks;

/// <summary>
/// The toy ceasefire game of the throughput baselines: two sides comply or breach at once in 20 periods; trust 0 … 19 begins at 10, rises by one with chance p when both comply,
/// falls by two with chance q and else by one after a breach. Both comply: d (0.5 + 0.5 trust / 19) each; one breaches: t to it, −l to the other; both: −w each.
/// </summary>
internal static class CeasefireGame
{
    public static readonly (double Low, double High)[] Ranges =
    [
        (0.6, 2),
        (0.6, 2),
        (0.2, 2.6),
        (0.2, 2.6),
        (0.2, 2),
        (0.2, 2),
        (0, 1.5),
        (0, 1.5),
        (0.3, 0.9),
        (0.2, 0.9),
        (0.7, 0.98),
    ];

    /// <summary>The game; its assumptions are d₁, d₂, t₁, t₂, l₁, l₂, w₁, w₂, p, q, δ.</summary>
    public static ConcurrentGame Make(CoefficientTable table)
    {
        const int states = 20;
        var a = Enumerable.Range(0, 11).Select(table.Assumption).ToArray();
        var (p, q) = (a[8], a[9]);
        Coefficient Not(Coefficient chance) => table.Minus(Coefficient.One, chance);
        return new ConcurrentGame
        {
            Periods = 20,
            InitialState = 10,
            Actions = [.. Enumerable.Repeat((2, 2), states)],
            Discount = [a[10], a[10]],
            Payoff =
            [
                .. Enumerable
                    .Range(0, states)
                    .Select(s =>
                    {
                        var trust = table.Constant(0.5 + 0.5 * s / 19);
                        return new Coefficient[][]
                        {
                            [table.Times(a[0], trust), table.Times(a[1], trust)],
                            [table.Negative(a[4]), a[3]],
                            [a[2], table.Negative(a[5])],
                            [table.Negative(a[6]), table.Negative(a[7])],
                        };
                    }),
            ],
            Transitions =
            [
                .. Enumerable
                    .Range(0, states)
                    .Select(s =>
                    {
                        (int, Coefficient)[] up = [(Math.Min(s + 1, states - 1), p), (s, Not(p))];
                        (int, Coefficient)[] down = [(Math.Max(s - 2, 0), q), (Math.Max(s - 1, 0), Not(q))];
                        return new[] { up, down, down, down };
                    }),
            ],
            IsFollowed = [.. Enumerable.Range(0, states).Select(_ => new[] { true, false, false, false })],
        };
    }
}
