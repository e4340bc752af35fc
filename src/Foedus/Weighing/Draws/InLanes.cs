using System.Runtime.CompilerServices;
using Foedus.Lowering;
using Foedus.Numerics.Lanes;
using Foedus.Solving;
using Foedus.Solving.Batched;

namespace Foedus.Weighing.Draws;

/// <summary>The block solver for an offer with nothing private: many draws side by side, nothing allocated for a draw.</summary>
/// <remarks>A joint turn that draws side by side do not settle is solved once more by itself, with steps of its own: at high precision they have to be short.</remarks>
internal sealed class InLanes<TLane> : IBlockSolver
    where TLane : struct, ILane<TLane>
{
    // What an offer's solvers share, whichever threads they are on: its programs are written and compiled once.
    private static readonly ConditionalWeakTable<LoweredOffer, LanePlan<TLane>> plans = [];

    private readonly LoweredOffer offer;
    private readonly LanePlan<TLane> plan;
    private readonly ExactBatch<TLane> batch;
    private OneByOne? alone;

    /// <param name="offer">One that <see cref="BlockSolvers.WhyNotInLanes"/> has nothing against.</param>
    public InLanes(LoweredOffer offer)
    {
        this.offer = offer;
        plan = plans.GetValue(offer, offer => new LanePlan<TLane>(offer));
        batch = new ExactBatch<TLane>(plan.Code);
        plan.Coefficients.WriteConstants(batch.Columns);
    }

    public void Solve(double[][] worlds, int from, int count, OfferDraws into, CancellationToken cancel)
    {
        for (var done = 0; done < count; done += LaneColumns.Lanes)
        {
            var draws = Math.Min(LaneColumns.Lanes, count - done);
            plan.Coefficients.Evaluate<TLane>(worlds, from + done, draws, batch.Columns);
            Check(draws);
            batch.Solve(cancel);
            WriteAll(from + done, draws, into);
            for (var draw = from + done; draw < from + done + draws; draw++)
                if ((SolveStatus)into.Status[draw] is not (SolveStatus.Solved or SolveStatus.AlmostSolved))
                {
                    SolvedAlone++;
                    Alone.Solve(worlds, draw, 1, into, cancel);
                }
        }
    }

    /// <summary>Draws so far that were solved once more by themselves.</summary>
    public int SolvedAlone { get; private set; }

    // Made for the first draw that needs it. Nothing is private, so any number of knots is the same grid.
    private OneByOne Alone => alone ??= new OneByOne(new OfferSolver(offer, 2));

    private void Check(int draws)
    {
        for (var i = 0; i < offer.Game.Parties.Count; i++)
        {
            var party = offer.Game.Parties[i];
            var discount = batch.Columns[plan.Coefficients.ColumnOf(party.Discount)];
            var precision = batch.Columns[plan.Coefficients.ColumnOf(party.IsRational ? party.Discount : party.Precision)];
            for (var lane = 0; lane < draws; lane++)
                DrawNumbers.Check(party, discount[lane], precision[lane], offer.Game.AfterLast);
        }
    }

    private void WriteAll(int row, int draws, OfferDraws into)
    {
        for (var lane = 0; lane < draws; lane++)
        {
            var status = batch.StatusOf(lane);
            into.Status[row + lane] = (double)status;
            if (status is SolveStatus.Solved or SolveStatus.AlmostSolved)
                Write(lane, row + lane, into);
        }
    }

    private void Write(int lane, int draw, OfferDraws into)
    {
        into.Residual[draw] = batch.Residual(lane);
        for (var ask = 0; ask < plan.WatchesOfAsk.Length; ask++)
        {
            var sum = 0.0;
            foreach (var watch in plan.WatchesOfAsk[ask])
                sum += batch.Mass(watch)[lane];
            into.Measures[ask][draw] = plan.Asks[ask].Answer(sum);
        }
        for (var party = 0; party < offer.Game.Parties.Count; party++)
        {
            into.Values[party][draw] = batch.Value(party)[lane];
            into.Prior[party][draw] = batch.Columns[plan.Coefficients.ColumnOf(offer.Game.Parties[party].Prior[0])][lane];
        }
        for (var promise = 0; promise < plan.WatchOfPromise.Length; promise++)
        {
            var (uncalled, unbroken) = plan.WatchOfPromise[promise];
            into.Called[promise][draw] = uncalled < 0 ? 0 : 1 - batch.Mass(uncalled)[lane];
            into.Kept[promise][draw] =
                uncalled < 0 ? double.NaN : AskedChannels.Kept(offer.Promises[promise], batch.Mass(uncalled)[lane], batch.Mass(unbroken)[lane]);
        }
        for (var standing = 0; standing < plan.WatchOfStanding.Length; standing++)
            into.Standings[standing][draw] = plan.WatchOfStanding[standing] is >= 0 and var watch ? batch.Mass(watch)[lane] : 0;
        for (var period = 0; period < plan.WatchOfSurvival.Length; period++)
            into.Survival[period][draw] = batch.Mass(plan.WatchOfSurvival[period])[lane];
    }
}
