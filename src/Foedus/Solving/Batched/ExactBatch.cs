using Foedus.Games;
using Foedus.Numerics.Lanes;

namespace Foedus.Solving.Batched;

/// <summary>A game without private types, solved, judged and carried forward for a block of draws side by side. Takes no memory after it is made. Not for two threads at once.</summary>
/// <remarks>A lane's numbers depend on its coefficients alone: not on its place, on the draws beside it, or on the width of the registers. docs/mathematics/lanes.md.</remarks>
internal sealed unsafe class ExactBatch<TLane>
    where TLane : struct, ILane<TLane>
{
    private readonly ExactCode<TLane> code;
    private readonly PublicBeliefGame game;
    private readonly JointTurns<TLane> joints;
    private readonly LaneColumns temporaries;

    // [period × rows + row]
    private readonly LaneColumns choices;
    private readonly LaneColumns[] judged;
    private readonly LaneColumns[] carried;
    private readonly LaneColumns results;

    // [lane] of values, as the verdict counts it.
    private readonly double[] difference = new double[LaneColumns.Lanes];
    private readonly bool anyLogit;
    private int judgedIn;

    /// <param name="code">What its threads share.</param>
    public ExactBatch(ExactCode<TLane> code)
    {
        this.code = code;
        game = code.Game;
        joints = new JointTurns<TLane>(game, code.Precision, game.ChoiceWorth == ChoiceWorth.ChoiceShocks);
        Columns = new LaneColumns(code.Plan.ColumnCount);
        temporaries = new LaneColumns(code.TemporaryCount);
        choices = new LaneColumns(checked(code.Plan.Rows * game.Periods!.Value));
        judged = [new LaneColumns(code.Certificate.ColumnCount), new LaneColumns(code.Certificate.ColumnCount)];
        carried = [new LaneColumns(code.Forward.ColumnCount), new LaneColumns(code.Forward.ColumnCount)];
        results = new LaneColumns(code.Forward.ResultColumn.Length);
        anyLogit = game.Parties.Any(party => !party.IsRational);
    }

    /// <summary>The coefficients stand in the first columns, to be filled before a solve.</summary>
    public LaneColumns Columns { get; }

    /// <summary>Solves for the coefficients that the columns hold, judges what was found and carries chances forward.</summary>
    public void Solve(CancellationToken cancel)
    {
        SolveBackward(cancel);
        Judge(cancel);
        CarryForward(cancel);
    }

    /// <summary>[lane] what the game is worth to a party, points discounted to the first period.</summary>
    public ReadOnlySpan<double> Value(int party) => Columns[code.Plan.StartColumn[game.InitialState] + party];

    /// <summary>[lane] mass that was asked for.</summary>
    public ReadOnlySpan<double> Mass(int watch) => results[code.Forward.ResultColumn[watch]];

    /// <summary>How a lane ended, by the certificate.</summary>
    public SolveStatus StatusOf(int lane) =>
        Verdict.Of(
            new CertifiedErrors(
                judged[judgedIn][CertificatePlan.ResidualShare][lane],
                judged[judgedIn][CertificatePlan.GainShare][lane],
                difference[lane],
                IsSettled: true
            )
        );

    /// <summary>Upper bound of the logit residual, points; where everybody is rational the largest gain from a deviation.</summary>
    public double Residual(int lane) => judged[judgedIn][anyLogit ? CertificatePlan.Residual : CertificatePlan.Gain][lane];

    /// <summary>The first part: choices and values.</summary>
    public void SolveBackward(CancellationToken cancel)
    {
        var blocks = stackalloc double*[LaneBlocks.Count];
        Provide(blocks);
        for (var period = game.Periods!.Value - 1; period >= 0; period--)
        {
            cancel.ThrowIfCancellationRequested();
            (period == game.Periods!.Value - 1 ? code.LastPeriod : code.EarlierPeriod).Run(blocks);
            blocks[LaneBlocks.Chosen] = ChosenIn(period);
            for (var segment = 0; segment < code.Segments.Count; segment++)
            {
                var (program, then) = code.Segments[segment];
                program.Run(blocks);
                if (then is not null)
                    joints.Solve(then.Node, Columns, then.Worths, then.Result, ChosenIn(period) + (nint)then.Row * LaneColumns.Lanes);
            }
        }
        GC.KeepAlive(this);
    }

    /// <summary>The second: values worked out again, residuals.</summary>
    public void Judge(CancellationToken cancel)
    {
        Judge(code.Judging, cancel);
        if (LargestResidual() > Verdict.SmallBound)
            Judge(code.JudgingInLogarithms, cancel);
    }

    /// <summary>The third: chances along the path.</summary>
    public void CarryForward(CancellationToken cancel)
    {
        var blocks = stackalloc double*[LaneBlocks.Count];
        Provide(blocks);
        var into = 0;
        for (var end = 0; end < code.Forward.ProgramOf.Length; end++)
        {
            cancel.ThrowIfCancellationRequested();
            if (end > 0)
                blocks[LaneBlocks.Chosen] = ChosenIn((end - 1) % game.Periods!.Value);
            blocks[LaneBlocks.From] = carried[1 - into].First;
            blocks[LaneBlocks.Into] = carried[into].First;
            blocks[LaneBlocks.Results] = results.First + (nint)code.Forward.FirstResult[end] * LaneColumns.Lanes;
            code.Carrying[code.Forward.ProgramOf[end]].Run(blocks);
            into = 1 - into;
        }
        GC.KeepAlive(this);
    }

    private void Provide(double** blocks)
    {
        blocks[LaneProgram.Temporaries] = temporaries.First;
        blocks[LaneBlocks.Columns] = Columns.First;
    }

    private double* ChosenIn(int period) => choices.First + (nint)period * code.Plan.Rows * LaneColumns.Lanes;

    private void Judge(LaneCode<TLane> judging, CancellationToken cancel)
    {
        var blocks = stackalloc double*[LaneBlocks.Count];
        Provide(blocks);
        judgedIn = 0;
        blocks[LaneBlocks.Into] = judged[judgedIn].First;
        code.BeforeJudging.Run(blocks);
        for (var period = game.Periods!.Value - 1; period >= 0; period--)
        {
            cancel.ThrowIfCancellationRequested();
            blocks[LaneBlocks.Chosen] = ChosenIn(period);
            blocks[LaneBlocks.From] = judged[judgedIn].First;
            judgedIn = 1 - judgedIn;
            blocks[LaneBlocks.Into] = judged[judgedIn].First;
            judging.Run(blocks);
        }
        Array.Clear(difference);
        for (var party = 0; party < game.Parties.Count; party++)
        {
            var again = judged[judgedIn][code.Certificate.ValueColumn(game.InitialState, party)];
            var found = Value(party);
            for (var lane = 0; lane < LaneColumns.Lanes; lane++)
            {
                // Math.Max keeps what is not a number.
                difference[lane] = Math.Max(
                    difference[lane],
                    Math.Abs(again[lane] - found[lane]) / Math.Max(judged[judgedIn][CertificatePlan.FirstRange + party][lane], Math.Abs(again[lane]))
                );
            }
        }
        GC.KeepAlive(this);
    }

    private double LargestResidual()
    {
        var largest = 0.0;
        foreach (var residual in judged[judgedIn][CertificatePlan.Residual])
            largest = Math.Max(largest, residual);
        return largest;
    }
}
