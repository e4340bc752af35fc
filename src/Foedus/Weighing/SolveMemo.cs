using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing;

/// <summary>How an offer is solved: what is not in a world's numbers and yet changes an answer.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Resolution">Knots of the belief grid.</param>
/// <param name="Care">Every party's λ times this.</param>
/// <param name="FromGivenStart">Whether it begins from the deal's own start profile, where that has one.</param>
/// <param name="SearchOthers">As in <see cref="RecursionSettings"/>.</param>
internal sealed record SolveKind(LoweredOffer Offer, int Resolution, double Care = 1, bool FromGivenStart = true, bool SearchOthers = false)
{
    /// <summary>The same without what makes no difference to the offer.</summary>
    public SolveKind Plain =>
        this with
        {
            FromGivenStart = FromGivenStart && Offer.Start is not null,
            SearchOthers = SearchOthers && Readings.HasOthers(Offer.Game),
        };

    public OfferSolver Solver() =>
        new(
            Offer,
            Resolution,
            (FromGivenStart ? OfferSolver.SettingsFor(Offer) : new RecursionSettings()) with
            {
                SearchOthers = SearchOthers,
                OnlyMet = true,
            },
            Care
        );
}

/// <summary>What has been solved in a weighing: the same offer in the same world in the same way is solved once, whoever asks.</summary>
/// <remarks>
/// Worlds are the same where every number of the offer's game is, bit for bit: an assumption that is in none of them does not have it solved again, nor has a fork that changes nothing of it. Numbers do not depend on what is remembered, so threads change none.
/// For several threads at once.
/// </remarks>
/// <param name="most">Doubles that are kept at most; what is solved after that is not remembered.</param>
internal sealed class SolveMemo(long most = 4_000_000)
{
    private const int MostSolvers = 16;

    private readonly ConcurrentDictionary<Key, SolvedNumbers> known = new();
    private readonly ConcurrentDictionary<LoweredOffer, int[]> numbersOf = new();
    private readonly LinkedList<(SolveKind Kind, OfferSolver Solver)> idle = [];
    private readonly Lock door = new();
    private readonly ConcurrentDictionary<LoweredOffer, LoweredOffer> sameAs = new();
    private readonly List<LoweredOffer> games = [];
    private long kept;
    private int solved;

    /// <summary>Solves so far.</summary>
    public int Solved => solved;

    /// <summary>What an offer gives in a world.</summary>
    /// <param name="kind">How it is solved.</param>
    /// <param name="world">[assumption]</param>
    /// <param name="cancel">Stops the work.</param>
    public SolvedNumbers Solve(SolveKind kind, double[] world, CancellationToken cancel)
    {
        kind = (kind with { Offer = SameAs(kind.Offer) }).Plain;
        var solver = Rent(kind);
        var key = new Key(kind, solver.Numbers(world, numbersOf.GetOrAdd(kind.Offer, NumbersOf)));
        if (!known.TryGetValue(key, out var found))
        {
            Interlocked.Increment(ref solved);
            found = solver.SolveNumbers(world, cancel);
            if (Interlocked.Add(ref kept, key.Length + found.Length) <= most)
                known.TryAdd(key, found);
        }
        Return(kind, solver);
        return found;
    }

    // The first offer asked for that is the same game: under other answers of the forks an offer often is.
    private LoweredOffer SameAs(LoweredOffer offer)
    {
        if (sameAs.TryGetValue(offer, out var known))
            return known;
        lock (games)
        {
            known = games.Find(game => game.Offer.Name == offer.Offer.Name && SameGame.Are(game, offer));
            if (known is null)
                games.Add(known = offer);
            return sameAs.GetOrAdd(offer, known);
        }
    }

    private OfferSolver Rent(SolveKind kind)
    {
        lock (door)
            for (var place = idle.Last; place is not null; place = place.Previous)
                if (place.Value.Kind == kind)
                {
                    idle.Remove(place);
                    return place.Value.Solver;
                }
        return kind.Solver();
    }

    private void Return(SolveKind kind, OfferSolver solver)
    {
        lock (door)
        {
            idle.AddLast((kind, solver));
            if (idle.Count > MostSolvers)
                idle.RemoveFirst();
        }
    }

    private static int[] NumbersOf(LoweredOffer offer) => [.. GameNumbersOf(offer.Game)];

    private static IEnumerable<int> GameNumbersOf(PublicBeliefGame game) => AllNumbers.Of(game).Select(number => number.Index).Distinct().Order();

    private sealed class Key : IEquatable<Key>
    {
        private readonly SolveKind kind;
        private readonly double[] numbers;
        private readonly int hash;

        public Key(SolveKind kind, double[] numbers)
        {
            (this.kind, this.numbers) = (kind, numbers);
            var code = new HashCode();
            code.AddBytes(Bits);
            code.Add(kind);
            hash = code.ToHashCode();
        }

        public int Length => numbers.Length;

        private ReadOnlySpan<byte> Bits => MemoryMarshal.AsBytes(numbers.AsSpan());

        public bool Equals(Key? other) => other is not null && kind == other.kind && Bits.SequenceEqual(other.Bits);

        public override bool Equals(object? other) => Equals(other as Key);

        public override int GetHashCode() => hash;
    }
}
