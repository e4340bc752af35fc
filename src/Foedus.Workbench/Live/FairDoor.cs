using Foedus.Workbench.Hosting;

namespace Foedus.Workbench.Live;

/// <summary>Lets so many work at once, one user after the other in turn: whoever asks a hundred times waits for himself, and nobody else does.</summary>
/// <param name="places">How many work at once.</param>
public sealed class FairDoor(int places)
{
    /// <summary>Pieces of work that one user may have waiting.</summary>
    public const int MostPerUser = 24;

    /// <summary>Whoever has more waiting than this when a piece begins asks for much at once: more than sliders do.</summary>
    private const int Much = 2;

    /// <summary>Pieces of work that may wait in all.</summary>
    public const int MostWaiting = 400;

    private readonly Lock door = new();
    private readonly Dictionary<string, List<TaskCompletionSource>> waiting = [];
    private readonly Dictionary<string, int> inside = [];

    // Users with somebody waiting, the next in turn first.
    private readonly LinkedList<string> turns = [];
    private int free = places,
        all;

    // One user leaves two places for others.
    private int MostInside { get; } = Math.Max(1, places - 2);

    /// <summary>Waits for a place; disposing of what comes back leaves it.</summary>
    /// <param name="user">Whose work it is.</param>
    /// <param name="cancel">Gives the place in the queue up.</param>
    /// <exception cref="BusyException">Too much of the user's waits already, or of all.</exception>
    public async Task<Place> EnterAsync(string user, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        TaskCompletionSource turn;
        lock (door)
        {
            if (free > 0 && inside.GetValueOrDefault(user) < MostInside && !waiting.ContainsKey(user))
                return Take(user);
            var mine = waiting.GetValueOrDefault(user);
            if (mine?.Count >= MostPerUser)
                throw new BusyException($"You have {MostPerUser} pieces of work waiting already. Wait for some of them.");
            if (all >= MostWaiting)
                throw new BusyException("Too much work waits already. Try again in a moment.");
            if (mine is null)
            {
                waiting.Add(user, mine = []);
                turns.AddLast(user);
            }
            mine.Add(turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            all++;
        }
        await using var given = cancel.Register(() => turn.TrySetCanceled(cancel));
        try
        {
            await turn.Task;
        }
        catch (OperationCanceledException)
        {
            lock (door)
                GiveUp(user, turn);
            throw;
        }
        lock (door)
            return new Place(this, user, waiting.GetValueOrDefault(user)?.Count > Much);
    }

    private void GiveUp(string user, TaskCompletionSource turn)
    {
        if (!waiting.TryGetValue(user, out var mine) || !mine.Remove(turn))
            return;
        all--;
        if (mine.Count > 0)
            return;
        waiting.Remove(user);
        turns.Remove(user);
    }

    private Place Take(string user)
    {
        free--;
        inside[user] = inside.GetValueOrDefault(user) + 1;
        return new Place(this, user, false);
    }

    private void Leave(string user)
    {
        lock (door)
        {
            GoOut(user);
            while (free > 0 && turns.FirstOrDefault(next => inside.GetValueOrDefault(next) < MostInside) is { } next)
                LetIn(next);
        }
    }

    private void LetIn(string user)
    {
        var mine = waiting[user];
        var turn = mine[0];
        mine.RemoveAt(0);
        all--;
        // To the end of the round, or out of it.
        turns.Remove(user);
        if (mine.Count > 0)
            turns.AddLast(user);
        else
            waiting.Remove(user);
        Take(user);
        // Given up at this very moment: the place goes on to the next.
        if (!turn.TrySetResult())
            GoOut(user);
    }

    private void GoOut(string user)
    {
        free++;
        if (--inside[user] == 0)
            inside.Remove(user);
    }

    /// <summary>A place among those that work.</summary>
    public sealed class Place : IDisposable
    {
        private readonly FairDoor of;
        private readonly string user;
        private int left;

        internal Place(FairDoor of, string user, bool hasMuchWaiting) => (this.of, this.user, HasMuchWaiting) = (of, user, hasMuchWaiting);

        /// <summary>Whether its user had so much waiting that his work is done behind that of others.</summary>
        public bool HasMuchWaiting { get; }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                of.Leave(user);
        }
    }
}
