using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>What parties care for along a way: H = a × points + b × entropy of the own choice, each linear in how far one has come.</summary>
/// <param name="Points">[party] a at 0.</param>
/// <param name="PointsSlope">[party] how a grows.</param>
/// <param name="Taste">[party] b at 0.</param>
/// <param name="TasteSlope">[party] how b grows.</param>
internal sealed record EndlessCourse(double[] Points, double[] PointsSlope, double[] Taste, double[] TasteSlope);

/// <summary>A choice of a group that carries unknowns.</summary>
/// <param name="Node">Where.</param>
/// <param name="Party">Whose.</param>
/// <param name="Row">First row of its options among the node's.</param>
/// <param name="Open">Options that there are; the first is what the others are counted against.</param>
/// <param name="First">Its first unknown.</param>
internal sealed record EndlessChoice(int Node, int Party, int Row, int[] Open, int First);

/// <summary>Blocks of a game without end that are followed together, with what each choice in them carries.</summary>
/// <remarks>
/// Joint turns carry log-odds, and so do turns in blocks that come back to themselves; other turns answer what follows them and carry nothing. What is worth what is then linear in the values a block starts with.
/// </remarks>
internal sealed class EndlessGroup
{
    /// <param name="game">Nothing private, no end.</param>
    /// <param name="blocks">Each after all that it leads into.</param>
    public EndlessGroup(PublicBeliefGame game, IReadOnlyList<StationaryBlock> blocks)
    {
        Blocks = blocks;
        var (choices, unknowns) = (new List<EndlessChoice>(), 0);
        for (var b = 0; b < blocks.Count; b++)
            foreach (var node in NodesOf(game, blocks[b]))
            {
                if (game.Nodes[node] is not JointTurnNode && !blocks[b].ComesBack)
                    continue;
                var row = 0;
                foreach (var mover in game.Nodes[node].Choosers)
                {
                    var open = Enumerable.Range(0, mover.Options.Count).Where(option => mover.Closed is null || !mover.Closed[option]).ToArray();
                    if (open.Length > 1)
                    {
                        choices.Add(new EndlessChoice(node, mover.Party, row, open, unknowns));
                        unknowns += open.Length - 1;
                        Needed = b + 1;
                    }
                    row += mover.Options.Count;
                }
            }
        (Choices, Unknowns) = (choices, unknowns);
        LargestBlock = blocks.Where(block => block.ComesBack).Select(block => block.At[0].Length).DefaultIfEmpty(0).Max();
    }

    public IReadOnlyList<StationaryBlock> Blocks { get; }

    public IReadOnlyList<EndlessChoice> Choices { get; }

    public int Unknowns { get; }

    /// <summary>How many of the blocks the unknowns hang on; what comes before them in the play is worked out from them.</summary>
    public int Needed { get; }

    /// <summary>States in which a period of the largest block that comes back begins.</summary>
    public int LargestBlock { get; }

    private static IEnumerable<int> NodesOf(PublicBeliefGame game, StationaryBlock block) =>
        from step in Enumerable.Range(0, block.At.Count)
        from state in block.At[step]
        let node = game.Steps[step].NodeOfState[state]
        where node >= 0
        select node;
}
