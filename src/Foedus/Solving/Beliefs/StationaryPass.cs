using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>The recursion on a horizon without end: the stationary fixed point V = T(V).</summary>
internal sealed class StationaryPass(BackwardStep step, IReadOnlyList<int[]> readings, RecursionSettings settings, CancellationToken cancel)
{
    private const double SweepTolerance = 1e-10;

    public IReadOnlyList<BeliefSolution> Run()
    {
        if (step.Game.Parties.Any(party => step.Number(party.Discount) >= 1))
            throw new InputException("An endless horizon needs every discount below 1.");
        var line = new SolutionLine([readings[0]], step.Nothing(), step.NewSolution());
        var settled = false;
        foreach (var scale in settings.Start is null ? new[] { 0.1, 0.3, 0.6, 1 } : [1])
        {
            step.Scale(scale);
            settled = false;
            for (var sweep = 0; sweep < settings.MostSweeps && !settled; sweep++)
            {
                cancel.ThrowIfCancellationRequested();
                var before = line.Values;
                for (var period = line.Solution.Periods - 1; period >= 0; period--)
                    line = step.Period([line with { Values = step.EndOfPeriod(line.Values, period) }], period, warm: sweep > 0)[0];
                settled = Change(before, line.Values) < SweepTolerance;
            }
            if (!settled)
                break;
        }
        step.Scale(1);
        (line.Solution.InitialValues, line.Solution.Reading, line.Solution.IsSettled) = (line.Values[step.Game.InitialState], line.Readings[0], settled);
        return [line.Solution];
    }

    private static double Change(double[][] before, double[][] now)
    {
        var change = 0.0;
        for (var state = 0; state < now.Length; state++)
            for (var i = 0; i < now[state].Length; i++)
                change = Math.Max(change, Math.Abs(before[state][i] - now[state][i]));
        return change;
    }
}
