using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>A joint turn of parties that hide nothing, under a given profile, at all grid points side by side: what follows is worth, and how far each choice is from the response.</summary>
/// <remarks>No choice moves a belief there. Nothing here is used by the solvers.</remarks>
internal sealed class OpenTurnEvaluation
{
    private readonly BeliefSolution solution;
    private readonly PublicBeliefGame game;
    private readonly JointTurnNode turn;
    private readonly int number;
    private readonly ChoiceJudge judge;
    private readonly HeldBeliefs held;
    private readonly EvaluationRoom room;
    private readonly int points;

    // [mover] the first row of its options.
    private readonly int[] rowOf;

    public OpenTurnEvaluation(BeliefSolution solution, JointTurnNode turn, int number, ChoiceJudge judge, HeldBeliefs held, EvaluationRoom room)
    {
        (this.solution, this.turn, this.number, this.judge, this.held, this.room) = (solution, turn, number, judge, held, room);
        (game, points) = (solution.Game, solution.Grid.PointCount);
        rowOf = [.. turn.Movers.Select((_, mover) => BeliefSolution.Row(game, number, mover, 0, 0))];
    }

    /// <summary>Whether nobody who chooses hides anything.</summary>
    public static bool Fits(PublicBeliefGame game, JointTurnNode turn) => turn.Movers.All(mover => !game.Parties[mover.Party].IsPrivate);

    private double Number(Coefficient c) => solution.Coefficients[c.Index];

    /// <summary>Values before the turn, by joint type; choices held against their responses where they are to be judged.</summary>
    /// <param name="period">Of the cycle.</param>
    /// <param name="next">[state] values after it.</param>
    /// <param name="judged">Whether choices are held against their responses.</param>
    /// <param name="visits">Where it is met; null: not asked.</param>
    /// <param name="worths">Mean worths of options where it is met, filled where that is asked.</param>
    public double[] Values(int period, double[][] next, bool judged, NodeVisits? visits, Dictionary<(int Period, int Node, int Mover), double[]> worths)
    {
        var choices = solution.At(period, number) ?? throw new InvalidOperationException("The profile has no choices at a turn.");
        var types = solution.Types;
        var worth = room.Rent(game.Parties.Count * types.Count * points);
        Array.Clear(worth);
        var likely = room.Rent(points);
        for (var profile = 0; profile < turn.ProfileCount; profile++)
        {
            Likely(choices, profile, except: -1, likely);
            foreach (var way in turn.Transitions[profile])
                for (var first = 0; first < worth.Length; first += points)
                    AddProduct(worth.AsSpan(first, points), likely, Number(way.Probability), next[way.NextState].AsSpan(first, points));
            for (var party = 0; party < game.Parties.Count; party++)
            for (var joint = 0; joint < types.Count && turn.Payments[profile][party] is not null; joint++)
                AddTimes(
                    worth.AsSpan((party * types.Count + joint) * points, points),
                    likely,
                    Number(turn.Payments[profile][party]![types.TypeOf(party, joint)])
                );
        }
        var later = room.Rent(points);
        for (var mover = 0; mover < turn.Movers.Count; mover++)
            Judge(period, mover, choices, next, worth, judged, visits, worths, likely, later);
        room.Return(likely);
        room.Return(later);
        return worth;
    }

    private void Judge(
        int period,
        int mover,
        double[] choices,
        double[][] next,
        double[] worth,
        bool judged,
        NodeVisits? visits,
        Dictionary<(int Period, int Node, int Mover), double[]> worths,
        double[] likely,
        double[] later
    )
    {
        var (party, count, types) = (turn.Movers[mover].Party, turn.Movers[mover].OptionNames.Count, solution.Types);
        var q = room.Rent(count * points);
        Array.Clear(q);
        for (var profile = 0; profile < turn.ProfileCount; profile++)
        {
            var into = q.AsSpan(turn.Profiles[profile][mover] * points, points);
            Likely(choices, profile, mover, likely);
            foreach (var way in turn.Transitions[profile])
            {
                held.Expect(party, next[way.NextState], 0, later);
                AddProduct(into, likely, Number(way.Probability), later);
            }
            if (turn.Payments[profile][party] is { } paid)
                AddTimes(into, likely, Number(paid[0]));
        }
        Span<double> chances = stackalloc double[count];
        Span<double> worthOf = stackalloc double[count];
        for (var point = 0; point < points; point++)
        {
            for (var option = 0; option < count; option++)
                (chances[option], worthOf[option]) = (choices[(rowOf[mover] + option) * points + point], q[option * points + point]);
            if (judged)
                judge.Hold(chances, worthOf, party, new MissedChoice(period, number, point, party, 0), turn.Movers[mover].Closed);
            if (judge.Felt(party, chances) is not 0 and var felt)
                for (var joint = 0; joint < types.Count; joint++)
                    worth[(party * types.Count + joint) * points + point] -= felt;
        }
        if (visits is not null)
            worths[(period, number, mover)] = Means(visits, party, q, count);
        room.Return(q);
    }

    private double[] Means(NodeVisits visits, int party, double[] q, int count) =>
        [.. Enumerable.Range(0, count).Select(option => visits.Meets(party, 0) ? visits.Mean(party, 0, q.AsSpan(option * points, points)) : 0)];

    // The chance of a profile, one mover's own choice left out.
    private void Likely(double[] choices, int profile, int except, Span<double> likely)
    {
        likely.Fill(1);
        for (var mover = 0; mover < turn.Movers.Count; mover++)
        {
            var chosen = choices.AsSpan((rowOf[mover] + turn.Profiles[profile][mover]) * points, points);
            for (var point = 0; point < likely.Length && mover != except; point++)
                likely[point] *= chosen[point];
        }
    }

    private static void AddTimes(Span<double> sum, ReadOnlySpan<double> likely, double worth)
    {
        for (var point = 0; point < sum.Length; point++)
            sum[point] += worth * likely[point];
    }

    private static void AddProduct(Span<double> sum, ReadOnlySpan<double> likely, double chance, ReadOnlySpan<double> worth)
    {
        for (var point = 0; point < sum.Length; point++)
            sum[point] += chance * (likely[point] * worth[point]);
    }
}
