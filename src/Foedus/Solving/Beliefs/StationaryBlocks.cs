using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Steps in states of a game without end that lead into each other again: a strongly connected part of what may follow what.</summary>
/// <param name="At">[step] states, in which the step is met or passed over.</param>
/// <param name="ComesBack">Whether it leads into itself; else it is one step in one state, and what it is worth follows from what comes after.</param>
/// <param name="IsPlayed">Whether the play can come there.</param>
internal sealed record StationaryBlock(IReadOnlyList<int[]> At, bool ComesBack, bool IsPlayed);

/// <summary>Divides a game without end into blocks, each after all that it leads into (Tarjan, SIAM Journal on Computing 1, 1972).</summary>
internal static class StationaryBlocks
{
    public static IReadOnlyList<StationaryBlock> Of(PublicBeliefGame game)
    {
        var (states, steps) = (game.StateCount, game.Steps.Count);
        var next = new int[states * steps][];
        for (var place = 0; place < next.Length; place++)
            next[place] = After(game, place);
        var played = Played(next, game.InitialState);
        return
        [
            .. Components(next)
                .Select(block => new StationaryBlock(
                    [.. Enumerable.Range(0, steps).Select(step => block.Where(at => at / states == step).Select(at => at % states).Order().ToArray())],
                    block.Count > 1 || next[block[0]].Contains(block[0]),
                    block.Any(at => played[at])
                )),
        ];
    }

    /// <summary>What may follow a place, step × states + state.</summary>
    public static int[] After(PublicBeliefGame game, int place)
    {
        var (step, state) = (place / game.StateCount, place % game.StateCount);
        var from = (step + 1) % game.Steps.Count * game.StateCount;
        return game.Steps[step].NodeOfState[state] is >= 0 and var node
            ? [.. Following(game.Nodes[node]).Distinct().Select(after => from + after)]
            : [from + state];
    }

    private static IEnumerable<int> Following(GameNode node) =>
        (
            node switch
            {
                TurnNode turn => turn.Options.SelectMany(option => option.Transitions),
                JointTurnNode joint => joint.Transitions,
                ChanceNode chance => chance.Transitions,
                _ => throw new InvalidOperationException("Unknown node."),
            }
        )
            .SelectMany(row => row)
            .Select(transition => transition.NextState);

    private static bool[] Played(int[][] next, int first)
    {
        var (played, open) = (new bool[next.Length], new Stack<int>([first]));
        played[first] = true;
        while (open.TryPop(out var at))
            foreach (var after in next[at])
                if (!played[after])
                {
                    played[after] = true;
                    open.Push(after);
                }
        return played;
    }

    // Without recursion: a slow shift is a long chain.
    private static List<List<int>> Components(int[][] next)
    {
        var (found, number) = (new List<List<int>>(), 0);
        var (seen, low, on, taken) = (new int[next.Length], new int[next.Length], new bool[next.Length], new Stack<int>());
        var work = new Stack<(int At, int Branch)>();
        for (var root = 0; root < next.Length; root++)
        {
            if (seen[root] != 0)
                continue;
            work.Push((root, 0));
            while (work.TryPop(out var here))
            {
                var (at, branch) = here;
                if (branch == 0)
                {
                    seen[at] = low[at] = ++number;
                    taken.Push(at);
                    on[at] = true;
                }
                else if (on[next[at][branch - 1]])
                    low[at] = Math.Min(low[at], low[next[at][branch - 1]]);
                while (branch < next[at].Length && seen[next[at][branch]] != 0)
                {
                    if (on[next[at][branch]])
                        low[at] = Math.Min(low[at], seen[next[at][branch]]);
                    branch++;
                }
                if (branch < next[at].Length)
                {
                    work.Push((at, branch + 1));
                    work.Push((next[at][branch], 0));
                    continue;
                }
                if (low[at] != seen[at])
                    continue;
                var block = new List<int>();
                do
                {
                    block.Add(taken.Peek());
                    on[taken.Peek()] = false;
                } while (taken.Pop() != at);
                found.Add(block);
            }
        }
        return found;
    }
}
