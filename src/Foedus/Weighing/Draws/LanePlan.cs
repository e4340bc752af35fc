using Foedus.Lowering;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Batched;

namespace Foedus.Weighing.Draws;

/// <summary>An offer with nothing private made ready for <see cref="InLanes{TLane}"/>: its numbers, its programs, and where what is asked for is read off. For many threads at once.</summary>
internal sealed class LanePlan<TLane>
    where TLane : struct, ILane<TLane>
{
    private readonly List<WatchedMass> watched = [];

    /// <param name="offer">One that <see cref="BlockSolvers.WhyNotInLanes"/> has nothing against.</param>
    public LanePlan(LoweredOffer offer)
    {
        var channels = new AskedChannels(offer);
        Asks = [.. offer.Asks.Select(ask => new Asked(ask))];
        WatchesOfAsk = [.. Asks.Select((ask, a) => WatchesOf(ask, channels.OfAsk[a]))];
        WatchOfPromise =
        [
            .. channels.OfPromise.Select(channel =>
                channel < 0 ? (-1, -1) : (Watch(channel, null, channels.Periods), Watch(channel + 1, null, channels.Periods))
            ),
        ];
        WatchOfStanding =
        [
            .. offer
                .Obligations.SelectMany(obligation => Enumerable.Range(0, Fates.Numbers).Select(obligation.Counted))
                .Select(states => states.Contains(true) ? Watch(0, states, channels.Periods) : -1),
        ];
        WatchOfSurvival = channels.Survival < 0 ? [] : [.. Enumerable.Range(0, channels.Periods + 1).Select(period => Watch(channels.Survival, null, period))];
        Coefficients = new LaneCoefficients(offer.Table, GameNumbers.Of(offer.Game));
        Code = new ExactCode<TLane>(offer.Game, Coefficients.ColumnOf, Coefficients.Count, channels.Followings, watched);
    }

    /// <summary>[ask] how its answer is read off.</summary>
    public Asked[] Asks { get; }

    /// <summary>[ask] masses whose sum answers it.</summary>
    public int[][] WatchesOfAsk { get; }

    /// <summary>[promise] masses of what has not been called, and has not been broken; −1 where it is called on nowhere.</summary>
    public (int Uncalled, int Unbroken)[] WatchOfPromise { get; }

    /// <summary>[obligation and number, as in <see cref="OfferDraws.Standings"/>] its mass; −1 where no state counts.</summary>
    public int[] WatchOfStanding { get; }

    /// <summary>[period] mass in which the condition still holds.</summary>
    public int[] WatchOfSurvival { get; }

    /// <summary>The deal's formulas for what the game reads.</summary>
    public LaneCoefficients Coefficients { get; }

    /// <summary>The programs.</summary>
    public ExactCode<TLane> Code { get; }

    private int[] WatchesOf(Asked ask, int channel) => [.. ask.Terms.Select(term => Watch(channel, term.States, term.Period))];

    private int Watch(int channel, bool[]? states, int period)
    {
        var known = watched.FindIndex(mass => mass.Channel == channel && mass.States == states && mass.Period == period);
        if (known >= 0)
            return known;
        watched.Add(new WatchedMass(channel, states, period));
        return watched.Count - 1;
    }
}
