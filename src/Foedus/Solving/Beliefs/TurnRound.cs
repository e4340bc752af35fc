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

    private Seen[] seen = [];
    private int[] seenUntil = [];
    private Way[] ways = [];
    private int[] waysUntil = [];
    private double[] payments = [];
    private double[] fractions = [];
    private int[] cells = [];

    public TurnPlan Plan { get; private set; } = null!;

    public SimplexGrid Simplex { get; private set; } = null!;

    /// <summary>What states are worth to the mover.</summary>
    public double[] Worth { get; private set; } = [];

    /// <summary>[type × block + lane] what is held about the mover.</summary>
    public double[] Held { get; private set; } = [];

    /// <summary>[lane] where the numbers of the lane's line begin.</summary>
    public int[] Line { get; private set; } = [];

    /// <summary>Ways in which groups come about, one group after another.</summary>
    public Seen[] AllSeen => seen;

    /// <summary>[group] where its ways end.</summary>
    public int[] SeenUntil => seenUntil;

    /// <summary>Where options lead, one option after another; what both types share comes one after the other.</summary>
    public Way[] Ways => ways;

    /// <summary>[option] where its ways end.</summary>
    public int[] WaysUntil => waysUntil;

    /// <summary>[option × 2 + type] what the mover is paid.</summary>
    public double[] Payments => payments;

    /// <summary>[group × widest register + lane] room for how far a belief lies within its cell.</summary>
    public double[] Fractions => fractions;

    /// <summary>The same for where the cell's numbers are.</summary>
    public int[] Cells => cells;

    /// <summary>Another turn.</summary>
    public void Fill(TurnPlan plan, double[] coefficients, SimplexGrid simplex, double[] worth, int ofState, double[] held, int[] line)
    {
        (Plan, Simplex, Worth, Held, Line) = (plan, simplex, worth, held, line);
        if (seenUntil.Length < plan.Groups.Length)
            (seenUntil, fractions, cells) = (new int[plan.Groups.Length], new double[plan.Groups.Length * 8], new int[plan.Groups.Length * 8]);
        if (waysUntil.Length < plan.Options)
            (waysUntil, payments) = (new int[plan.Options], new double[2 * plan.Options]);
        var at = 0;
        for (var group = 0; group < plan.Groups.Length; group++)
        {
            Grow(ref seen, at + plan.Groups[group].Length);
            foreach (var share in plan.Groups[group])
                seen[at++] = new Seen { Choice = (share.Option * 2 + share.Type) * Block, Held = share.Type * Block, IsSecond = share.NextType == 1, Chance = coefficients[share.Probability.Index] };
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
            new() { State = move.State * ofState, Group = move.Group, IsSecond = isSecond, BecomesSecond = move.Type == 1, Chance = coefficients[move.Probability.Index] };
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            Array.Resize(ref array, Math.Max(length, 2 * array.Length));
    }
}
