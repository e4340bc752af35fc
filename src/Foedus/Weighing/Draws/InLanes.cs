using Foedus.Games;
using Foedus.Lowering;
using Foedus.Numerics.Lanes;
using Foedus.Solving;
using Foedus.Solving.Batched;

namespace Foedus.Weighing.Draws;

/// <summary>The block solver for an offer with nothing private: many draws side by side, nothing allocated for a draw.</summary>
public sealed class InLanes<TLane> : IBlockSolver where TLane : struct, ILane<TLane>
{
    private readonly LoweredOffer offer;
    private readonly AskedChannels channels;
    private readonly LaneCoefficients coefficients;
    private readonly ExactBatch<TLane> batch;
    private readonly List<WatchedMass> watched = [];
    private readonly int[][] watchOfAsk;
    private readonly (int Uncalled, int Unbroken)[] watchOfPromise;
    private readonly int[] watchOfSurvival;

    /// <param name="offer">One that <see cref="BlockSolvers.WhyNotInLanes"/> has nothing against.</param>
    public InLanes(LoweredOffer offer)
    {
        this.offer = offer;
        channels = new AskedChannels(offer);
        watchOfAsk = [.. offer.Asks.Select((ask, a) => WatchesOf(ask, channels.OfAsk[a]))];
        watchOfPromise = [.. channels.OfPromise.Select(channel => channel < 0 ? (-1, -1) : (Watch(channel, null, channels.Periods), Watch(channel + 1, null, channels.Periods)))];
        watchOfSurvival = channels.Survival < 0 ? [] : [.. Enumerable.Range(0, channels.Periods + 1).Select(period => Watch(channels.Survival, null, period))];
        coefficients = new LaneCoefficients(offer.Table, GameNumbers.Of(offer.Game));
        batch = new ExactBatch<TLane>(new ExactCode<TLane>(offer.Game, coefficients.ColumnOf, coefficients.Count, channels.Followings, watched));
        coefficients.WriteConstants(batch.Columns);
    }

    public void Solve(double[][] worlds, int from, int count, OfferDraws into, CancellationToken cancel)
    {
        for (var done = 0; done < count; done += LaneColumns.Lanes)
        {
            var draws = Math.Min(LaneColumns.Lanes, count - done);
            coefficients.Evaluate<TLane>(worlds, from + done, draws, batch.Columns);
            Check(draws);
            batch.Solve(cancel);
            WriteAll(from + done, draws, into);
        }
    }

    private int[] WatchesOf(AskedMeasure ask, int channel) => ask.Kind switch
    {
        AskedKind.ChanceAt => [Watch(channel, ask.Holds, ask.Periods)],
        AskedKind.TimeUntil => [.. Enumerable.Range(0, ask.Periods).Select(period => Watch(channel, null, period))],
        _ => [Watch(channel, null, ask.Periods)],
    };

    private int Watch(int channel, bool[]? states, int period)
    {
        var known = watched.FindIndex(mass => mass.Channel == channel && mass.States == states && mass.Period == period);
        if (known >= 0)
            return known;
        watched.Add(new WatchedMass(channel, states, period));
        return watched.Count - 1;
    }

    private void Check(int draws)
    {
        for (var i = 0; i < offer.Game.Parties.Count; i++)
        {
            var party = offer.Game.Parties[i];
            var discount = batch.Columns[coefficients.ColumnOf(party.Discount)];
            var precision = batch.Columns[coefficients.ColumnOf(party.IsRational ? party.Discount : party.Precision)];
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
        for (var ask = 0; ask < watchOfAsk.Length; ask++)
        {
            var sum = 0.0;
            foreach (var watch in watchOfAsk[ask])
                sum += batch.Mass(watch)[lane];
            into.Measures[ask][draw] = offer.Asks[ask].Kind == AskedKind.ChanceBy ? 1 - sum : sum;
        }
        for (var party = 0; party < offer.Game.Parties.Count; party++)
        {
            into.Values[party][draw] = batch.Value(party)[lane];
            into.Prior[party][draw] = batch.Columns[coefficients.ColumnOf(offer.Game.Parties[party].Prior[0])][lane];
        }
        for (var promise = 0; promise < watchOfPromise.Length; promise++)
        {
            var (uncalled, unbroken) = watchOfPromise[promise];
            into.Called[promise][draw] = uncalled < 0 ? 0 : 1 - batch.Mass(uncalled)[lane];
            into.Kept[promise][draw] = uncalled < 0 ? double.NaN : AskedChannels.Kept(batch.Mass(uncalled)[lane], batch.Mass(unbroken)[lane]);
        }
        for (var period = 0; period < watchOfSurvival.Length; period++)
            into.Survival[period][draw] = batch.Mass(watchOfSurvival[period])[lane];
    }
}
