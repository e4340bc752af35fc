using Foedus.Games;
using Foedus.Units;

namespace Foedus.Solving.Ordinal;

/// <summary>What the others can bring about from a state, by legal sequences of moves: of all that they can reach only the least matters, whatever is asked.</summary>
internal sealed class Answers
{
    /// <summary>Most moves that are looked at where everybody moves once: what matters is who has moved, and in what state.</summary>
    private const long MostMoves = 1_000_000_000;

    private readonly SanctionRule rule;
    private readonly int states,
        parties;

    // [party][state]: where it moves to, and from where it comes there.
    private readonly int[][][] next,
        before;

    /// <param name="conflict">States and moves.</param>
    /// <param name="rule">Who may move when.</param>
    /// <param name="onlyImprovements">Whether whoever moves must be better off by it.</param>
    public Answers(ConflictGraph conflict, SanctionRule rule, bool onlyImprovements)
    {
        (this.rule, states, parties) = (rule, conflict.StateNames.Count, conflict.Parties.Count);
        this.next =
        [
            .. conflict.Parties.Select(party =>
                onlyImprovements ? [.. party.Moves.Select((moves, state) => moves.Where(next => party.Rank[next] > party.Rank[state]).ToArray())] : party.Moves
            ),
        ];
        before = [.. this.next.Select(Turned)];
    }

    /// <summary>The least of some numbers that the others can bring about.</summary>
    /// <param name="except">The party that they answer.</param>
    /// <param name="of">[state] the number.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>[state that is left] the least; +∞ where nobody can move.</returns>
    public double[] Least(int except, double[] of, CancellationToken cancel) =>
        rule == SanctionRule.EachOnce ? EachOnce(except, of, cancel) : NobodyTwice(except, of, cancel);

    // From the lowest number upwards, against the moves: each move is looked at once, when the first number comes through it.
    private double[] NobodyTwice(int except, double[] of, CancellationToken cancel)
    {
        var by = new double[states * parties];
        Array.Fill(by, double.PositiveInfinity);
        var isMoved = new bool[states * parties];
        var open = new Stack<(int State, int Party)>();
        foreach (var lowest in Enumerable.Range(0, states).OrderBy(state => of[state]))
        {
            cancel.ThrowIfCancellationRequested();
            for (var party = 0; party < parties; party++)
                if (party != except)
                    Through(lowest, party, of[lowest]);
            while (open.TryPop(out var at))
                for (var party = 0; party < parties; party++)
                    if (party != except && party != at.Party && !isMoved[at.State * parties + party])
                    {
                        isMoved[at.State * parties + party] = true;
                        Through(at.State, party, of[lowest]);
                    }
        }
        return [.. Enumerable.Range(0, states).Select(state => by.AsSpan(state * parties, parties).ToArray().Min())];

        void Through(int state, int party, double number)
        {
            foreach (var before in this.before[party][state])
                if (double.IsPositiveInfinity(by[before * parties + party]))
                {
                    by[before * parties + party] = number;
                    open.Push((before, party));
                }
        }
    }

    private double[] EachOnce(int except, double[] of, CancellationToken cancel)
    {
        var known = new Dictionary<(int State, long Moved), double>();
        var looked = 0L;
        return [.. Enumerable.Range(0, states).Select(state => From(state, 1L << except))];

        // No deeper than there are parties.
        double From(int state, long moved)
        {
            if (known.TryGetValue((state, moved), out var before))
                return before;
            cancel.ThrowIfCancellationRequested();
            var least = double.PositiveInfinity;
            for (var party = 0; party < parties; party++)
            {
                if ((moved >> party & 1) != 0)
                    continue;
                if ((looked += this.next[party][state].Length) > MostMoves)
                    throw new RefusedException(
                        $"Where everybody moves at most once, it matters who has moved: with {parties} decision makers in {Words.Counted(states, "state")} that is too much to go through. Take --rule book, or fewer decision makers."
                    );
                foreach (var next in this.next[party][state])
                    least = Math.Min(least, Math.Min(of[next], From(next, moved | 1L << party)));
            }
            // Where little is left to move, much is met.
            if (known.Count >= MostKnown)
                throw new RefusedException(
                    $"Where everybody moves at most once, it matters who has moved: with {parties} decision makers in {Words.Counted(states, "state")} that is too much to keep. Take --rule book, or fewer decision makers."
                );
            return known[(state, moved)] = least;
        }
    }

    private const int MostKnown = 10_000_000;

    private int[][] Turned(int[][] moves)
    {
        var counts = new int[states];
        foreach (var next in moves.SelectMany(to => to))
            counts[next]++;
        var before = Array.ConvertAll(counts, count => new int[count]);
        for (var state = 0; state < states; state++)
            foreach (var next in moves[state])
                before[next][--counts[next]] = state;
        return before;
    }
}
