using Foedus.Games;
using Foedus.Units;

namespace Foedus.Solving.Ordinal;

/// <summary>What the others can bring about from a state, by legal sequences of moves: of all that they can reach only the least matters, whatever is asked.</summary>
internal sealed class Answers
{
    /// <summary>Most moves that are looked at where everybody moves once: what matters is who has moved, and in what state.</summary>
    private const long MostMoves = 1_000_000_000;

    private readonly SanctionRule _rule;
    private readonly int _states, _parties;

    // [party][state]: where it moves to, and from where it comes there.
    private readonly int[][][] _next, _before;

    /// <param name="conflict">States and moves.</param>
    /// <param name="rule">Who may move when.</param>
    /// <param name="onlyImprovements">Whether whoever moves must be better off by it.</param>
    public Answers(ConflictGraph conflict, SanctionRule rule, bool onlyImprovements)
    {
        (_rule, _states, _parties) = (rule, conflict.StateNames.Count, conflict.Parties.Count);
        _next = [.. conflict.Parties.Select(party => onlyImprovements ? [.. party.Moves.Select((moves, state) => moves.Where(next => party.Rank[next] > party.Rank[state]).ToArray())] : party.Moves)];
        _before = [.. _next.Select(Turned)];
    }

    /// <summary>The least of some numbers that the others can bring about.</summary>
    /// <param name="except">The party that they answer.</param>
    /// <param name="of">[state] the number.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>[state that is left] the least; +∞ where nobody can move.</returns>
    public double[] Least(int except, double[] of, CancellationToken cancel) => _rule == SanctionRule.EachOnce ? EachOnce(except, of, cancel) : NobodyTwice(except, of, cancel);

    // From the lowest number upwards, against the moves: each move is looked at once, when the first number comes through it.
    private double[] NobodyTwice(int except, double[] of, CancellationToken cancel)
    {
        var by = new double[_states * _parties];
        Array.Fill(by, double.PositiveInfinity);
        var isMoved = new bool[_states * _parties];
        var open = new Stack<(int State, int Party)>();
        foreach (var lowest in Enumerable.Range(0, _states).OrderBy(state => of[state]))
        {
            cancel.ThrowIfCancellationRequested();
            for (var party = 0; party < _parties; party++)
                if (party != except)
                    Through(lowest, party, of[lowest]);
            while (open.TryPop(out var at))
                for (var party = 0; party < _parties; party++)
                    if (party != except && party != at.Party && !isMoved[at.State * _parties + party])
                    {
                        isMoved[at.State * _parties + party] = true;
                        Through(at.State, party, of[lowest]);
                    }
        }
        return [.. Enumerable.Range(0, _states).Select(state => by.AsSpan(state * _parties, _parties).ToArray().Min())];

        void Through(int state, int party, double number)
        {
            foreach (var before in _before[party][state])
                if (double.IsPositiveInfinity(by[before * _parties + party]))
                {
                    by[before * _parties + party] = number;
                    open.Push((before, party));
                }
        }
    }

    private double[] EachOnce(int except, double[] of, CancellationToken cancel)
    {
        var known = new Dictionary<(int State, long Moved), double>();
        var looked = 0L;
        return [.. Enumerable.Range(0, _states).Select(state => From(state, 1L << except))];

        // No deeper than there are parties.
        double From(int state, long moved)
        {
            if (known.TryGetValue((state, moved), out var before))
                return before;
            cancel.ThrowIfCancellationRequested();
            var least = double.PositiveInfinity;
            for (var party = 0; party < _parties; party++)
            {
                if ((moved >> party & 1) != 0)
                    continue;
                if ((looked += _next[party][state].Length) > MostMoves)
                    throw new RefusedException($"Where everybody moves at most once, it matters who has moved: with {_parties} decision makers in {Words.Counted(_states, "state")} that is too much to go through. Take --rule book, or fewer decision makers.");
                foreach (var next in _next[party][state])
                    least = Math.Min(least, Math.Min(of[next], From(next, moved | 1L << party)));
            }
            // Where little is left to move, much is met.
            if (known.Count >= MostKnown)
                throw new RefusedException($"Where everybody moves at most once, it matters who has moved: with {_parties} decision makers in {Words.Counted(_states, "state")} that is too much to keep. Take --rule book, or fewer decision makers.");
            return known[(state, moved)] = least;
        }
    }

    private const int MostKnown = 10_000_000;

    private int[][] Turned(int[][] moves)
    {
        var counts = new int[_states];
        foreach (var next in moves.SelectMany(to => to))
            counts[next]++;
        var before = Array.ConvertAll(counts, count => new int[count]);
        for (var state = 0; state < _states; state++)
            foreach (var next in moves[state])
                before[next][--counts[next]] = state;
        return before;
    }
}
