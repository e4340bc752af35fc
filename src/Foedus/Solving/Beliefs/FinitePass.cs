namespace Foedus.Solving.Beliefs;

/// <summary>The recursion over a finite horizon: every reading backward from the last period, together until they part.</summary>
internal sealed class FinitePass(BackwardStep step, IReadOnlyList<int[]> readings, IProgress<(int Done, int All)>? progress, CancellationToken cancel)
{
    public IReadOnlyList<BeliefSolution> Run()
    {
        step.Turn();
        List<SolutionLine> lines = [new SolutionLine(readings, step.LastValues(), step.NewSolution())];
        var periods = step.Game.Periods!.Value;
        for (var period = periods - 1; period >= 0; period--)
        {
            cancel.ThrowIfCancellationRequested();
            // Values after the last period belong to it: where nobody moves in it they are read from the one before.
            if (period < periods - 1)
            {
                step.Turn();
                lines = [.. lines.Select(line => line with { Values = step.EndOfPeriod(line.Values, period) })];
            }
            // Steps of all periods, the first done last.
            var (steps, before) = (step.Game.Steps.Count, (periods - 1 - period) * step.Game.Steps.Count);
            lines = step.Period(lines, period, warm: false, progress is null ? null : done => progress.Report((before + done, periods * steps)));
        }
        foreach (var line in lines)
            (line.Solution.InitialValues, line.Solution.Reading) = (step.Keep(line.Values[step.Game.InitialState]), line.Readings[0]);
        return [.. lines.Select(line => line.Solution)];
    }
}
