using Foedus.Lowering;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing;

/// <summary>What must be followed along the path so that a deal's asks and promises can be read off. Channel 0 is everything that happens.</summary>
internal sealed class AskedChannels
{
    public AskedChannels(LoweredOffer offer)
    {
        var followings = new List<Following>();
        var ofAsk = new List<int>();
        foreach (var ask in offer.Asks)
        {
            if (new Asked(ask).Followed is not { } alive)
            {
                ofAsk.Add(0);
                continue;
            }
            var channel = followings.FindIndex(following => following.AliveStates is not null && following.AliveStates.AsSpan().SequenceEqual(alive));
            if (channel < 0)
            {
                channel = followings.Count;
                followings.Add(new Following(alive, []));
            }
            ofAsk.Add(channel + 1);
            if (new Asked(ask).IsSurvival && Survival < 0)
                Survival = channel + 1;
        }
        var ofPromise = new List<int>();
        foreach (var promise in offer.Promises)
        {
            ofPromise.Add(promise.Calls.Count == 0 ? -1 : followings.Count + 1);
            if (promise.Calls.Count == 0)
                continue;
            followings.Add(new Following(null, [.. promise.Calls.Select(call => (call.Node, call.Mover, call.Keeps.Select(_ => true).ToArray()))]));
            followings.Add(
                new Following(null, [.. promise.Calls.Select(call => (call.Node, call.Mover, call.Keeps.Select(keeps => keeps == promise.IsOnce).ToArray()))])
            );
        }
        Followings = followings;
        OfAsk = ofAsk;
        OfPromise = ofPromise;
        Periods = offer.PeriodsFollowed;
    }

    public IReadOnlyList<Following> Followings { get; }

    /// <summary>[ask] its channel.</summary>
    public IReadOnlyList<int> OfAsk { get; }

    /// <summary>[promise] the channel of what has not been called yet, followed by that of what has not been broken, or, where keeping it once is enough, not been kept; −1 where the promise is called on nowhere.</summary>
    public IReadOnlyList<int> OfPromise { get; }

    /// <summary>Channel of the first chance-through condition; −1 where none is asked.</summary>
    public int Survival { get; } = -1;

    /// <summary>Periods that chances are carried through.</summary>
    public int Periods { get; }

    /// <summary>Chance that a promise is kept given that it is called on, of those who were called on: never broken less never called, or, where keeping it once is enough, once kept. NaN: not called.</summary>
    public static double Kept(PromiseCalls promise, double uncalled, double other) =>
        1 - uncalled < 1e-12 ? double.NaN : Math.Clamp((promise.IsOnce ? 1 - other : other - uncalled) / (1 - uncalled), 0, 1);
}
