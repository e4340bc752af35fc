using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>A turn of somebody with two types, written out for <see cref="TurnKernel"/>: what is seen, where it leads and what that is worth, in flat rows of numbers. Filled anew for every turn.</summary>
/// <remarks>
/// What states are worth to the mover stands by its own belief: [((state × lines + line) × points of its own + own point) × 2 + type], a line being what is believed of the others. So a cell's four numbers, two ends by two types, stand one after another.
/// </remarks>
internal sealed class TurnRound
{
    private const int Block = TurnKernel.Block;

    /// <summary>One way in which a group comes about: its cell of choices, the cells of the mover's belief, and whether it adds to the second type.</summary>
    public struct Seen
    {
        public int Choice;
        public int Held;
        public bool IsSecond;
        public double Chance;
    }

    /// <summary>Where an option leads a type: the state's numbers, the group that tells the belief, and the chance.</summary>
    public struct Way
    {
        public int State;
        public int Group;
        public bool IsSecond;
        public bool BecomesSecond;
        public double Chance;
    }

    /// <summary>Where its rows are while they stay in place.</summary>
    public unsafe struct Places
    {
        public double* Worth;
        public double* Held;
        public double* Payment;
        public double* Fraction;
        public double* Knots;
        public int* Line;
        public int* Guess;
        public int* Cell;
        public int* SeenUntil;
        public int* WaysUntil;
        public Seen* Seen;
        public Way* Ways;
    }

    /// <summary>What is done with its rows while they stay in place.</summary>
    public interface IWork
    {
        void Do(TurnPlan plan, in Places at);
    }

    private SimplexGrid simplex = null!;

    // What states are worth to the mover.
    private double[] worth = [];

    // [type × block + lane] what is held about the mover.
    private double[] held = [];

    // [lane] where the numbers of the lane's line begin.
    private int[] line = [];

    // Ways in which groups come about, one group after another; [group] where its ways end.
    private Seen[] seen = [];
    private int[] seenUntil = [];

    // Where options lead, one option after another; what both types share comes one after the other; [option] where its ways end.
    private Way[] ways = [];
    private int[] waysUntil = [];

    // [option × 2 + type] what the mover is paid.
    private double[] payments = [];

    // [group × widest register + lane] room for how far a belief lies within its cell, and for where the cell's numbers are.
    private double[] fractions = [];
    private int[] cells = [];

    public TurnPlan Plan { get; private set; } = null!;

    /// <summary>Keeps all rows in place, and does the work.</summary>
    public unsafe void Pin<TWork>(TWork work)
        where TWork : struct, IWork
    {
        fixed (
            double* ofWorth = worth,
                ofHeld = held,
                ofPayments = payments,
                ofFractions = fractions,
                knots = simplex.Cells
        )
        fixed (
            int* ofLine = line,
                guesses = simplex.Guesses,
                ofCells = cells,
                ofSeenUntil = seenUntil,
                ofWaysUntil = waysUntil
        )
        fixed (Seen* ofSeen = seen)
        fixed (Way* ofWays = ways)
            work.Do(
                Plan,
                new Places
                {
                    Worth = ofWorth,
                    Held = ofHeld,
                    Payment = ofPayments,
                    Fraction = ofFractions,
                    Knots = knots,
                    Line = ofLine,
                    Guess = guesses,
                    Cell = ofCells,
                    SeenUntil = ofSeenUntil,
                    WaysUntil = ofWaysUntil,
                    Seen = ofSeen,
                    Ways = ofWays,
                }
            );
    }

    /// <summary>Another turn.</summary>
    /// <param name="plan">The turn.</param>
    /// <param name="coefficients">A draw's numbers.</param>
    /// <param name="simplex">The grid of beliefs about the mover.</param>
    /// <param name="worth">What states are worth to the mover.</param>
    /// <param name="ofState">Numbers a state takes there.</param>
    /// <param name="held">[type × block + lane] what is held about the mover.</param>
    /// <param name="line">[lane] where the numbers of the lane's line begin.</param>
    public void Fill(TurnPlan plan, double[] coefficients, SimplexGrid simplex, double[] worth, int ofState, double[] held, int[] line)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(held.Length, 2 * Block);
        ArgumentOutOfRangeException.ThrowIfLessThan(line.Length, Block);
        (Plan, this.simplex, this.worth, this.held, this.line) = (plan, simplex, worth, held, line);
        if (seenUntil.Length < plan.Groups.Length)
            (seenUntil, fractions, cells) = (new int[plan.Groups.Length], new double[plan.Groups.Length * 8], new int[plan.Groups.Length * 8]);
        if (waysUntil.Length < plan.Options)
            (waysUntil, payments) = (new int[plan.Options], new double[2 * plan.Options]);
        var at = 0;
        for (var group = 0; group < plan.Groups.Length; group++)
        {
            Grow(ref seen, at + plan.Groups[group].Length);
            foreach (var share in plan.Groups[group])
                seen[at++] = new Seen
                {
                    Choice = (share.Option * 2 + share.Type) * Block,
                    Held = share.Type * Block,
                    IsSecond = share.NextType == 1,
                    Chance = coefficients[share.Probability.Index],
                };
            seenUntil[group] = at;
        }
        at = 0;
        for (var option = 0; option < plan.Options; option++)
        {
            var payment = plan.Payments[option][plan.Node.Mover];
            var (first, second) = (plan.Moves[2 * option], plan.Moves[2 * option + 1]);
            Grow(ref ways, at + first.Length + second.Length);
            for (var i = 0; i < Math.Max(first.Length, second.Length); i++)
            {
                if (i < first.Length)
                    ways[at++] = Of(first[i], false);
                if (i < second.Length)
                    ways[at++] = Of(second[i], true);
            }
            waysUntil[option] = at;
            for (var type = 0; type < 2; type++)
                payments[2 * option + type] = payment is null ? 0 : coefficients[payment[type][type].Index];
        }

        Way Of(TurnPlan.Move move, bool isSecond) =>
            new()
            {
                State = move.State * ofState,
                Group = move.Group,
                IsSecond = isSecond,
                BecomesSecond = move.Type == 1,
                Chance = coefficients[move.Probability.Index],
            };
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            Array.Resize(ref array, Math.Max(length, 2 * array.Length));
    }
}
