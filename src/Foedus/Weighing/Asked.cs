using Foedus.Lowering;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>An ask as chances: what is followed along the path, how the answer is read off what was followed, its unit.</summary>
/// <remarks>An answer is a sum of chances in the game, whatever solves it, and then perhaps its complement; so that one table serves the solver of one world, of many side by side, and the simulator.</remarks>
public sealed class Asked
{
    private readonly AskedMeasure ask;

    public Asked(AskedMeasure ask) => this.ask = ask;

    /// <summary>States in which a path is followed further; null: every path always is.</summary>
    public bool[]? Followed =>
        ask.Kind.Follows switch
        {
            true => ask.Holds,
            false => [.. ask.Holds.Select(holds => !holds)],
            null => null,
        };

    /// <summary>Whether what is followed is the condition itself, so that it can be drawn as survival.</summary>
    public bool IsSurvival => ask.Kind.Follows == true;

    /// <summary>Chances that the answer adds up: of being followed still, in some states only where they are named, at the end of a period (0: the start).</summary>
    public IEnumerable<(bool[]? States, int Period)> Terms =>
        ask.Kind.IsTime
            ? Enumerable.Range(0, ask.Periods).Select(period => ((bool[]?)null, period))
            : [(ask.Kind.Follows is null ? ask.Holds : null, ask.Periods)];

    /// <summary>The answer.</summary>
    /// <param name="sum">Of its terms.</param>
    public double Answer(double sum) => ask.Kind.IsComplement ? 1 - sum : sum;

    /// <summary>Whether the answer stops at the horizon, so that the chance of not having been seen by then belongs to it.</summary>
    public bool IsCensored => ask.Kind.IsTime;

    /// <summary>What the answer is in.</summary>
    /// <param name="period">What a period is called: "year".</param>
    public Unit In(string period) => ask.Kind.IsTime ? Unit.Periods(period) : Unit.Chance;

    /// <summary>The same on one path that was played: a chance is then 1 or 0.</summary>
    /// <param name="states">[period from 1, less 1] the state at its end.</param>
    public double Seen(IReadOnlyList<int> states)
    {
        bool Follows(int period) => Followed is not { } followed || states.Take(period).All(state => followed[state]);
        return Answer(Terms.Count(term => Follows(term.Period) && (term.States is not { } some || some[states[term.Period - 1]])));
    }
}
