using Foedus.Workbench.Hosting;
using Foedus.Workbench.Live;

namespace Foedus.Workbench.Tests;

/// <summary>Whoever asks a hundred times waits for himself.</summary>
public class FairShares
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task One_user_never_holds_every_place()
    {
        var door = new FairDoor(2);
        using var first = await door.EnterAsync("flood", None);
        var waiting = Enumerable.Range(0, 20).Select(_ => door.EnterAsync("flood", None)).ToList();
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));
        var other = door.EnterAsync("anna", None);
        Assert.True(other.IsCompletedSuccessfully);
        (await other).Dispose();
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));
    }

    [Fact]
    public async Task Whoever_has_much_waiting_works_behind_others()
    {
        var door = new FairDoor(1);
        var held = await door.EnterAsync("anna", None);
        Assert.False(held.HasMuchWaiting);
        var flood = Enumerable.Range(0, 8).Select(_ => door.EnterAsync("flood", None)).ToList();
        var ben = door.EnterAsync("ben", None);
        held.Dispose();
        var first = await flood[0];
        Assert.True(first.HasMuchWaiting);
        first.Dispose();
        using (var other = await ben)
            Assert.False(other.HasMuchWaiting);
        foreach (var each in flood[1..^1])
            (await each).Dispose();
        // The last has nothing behind it.
        Assert.False((await flood[^1]).HasMuchWaiting);
    }

    [Fact]
    public async Task Users_come_in_turn_however_much_each_has_waiting()
    {
        var door = new FairDoor(1);
        var order = new List<string>();
        var held = await door.EnterAsync("flood", None);
        var all = new[] { "flood", "flood", "flood", "anna", "ben", "anna" }
            .Select(async user =>
            {
                using (await door.EnterAsync(user, None))
                    lock (order)
                        order.Add(user);
            })
            .ToList();
        held.Dispose();
        await Task.WhenAll(all).WaitAsync(Patience.Long);
        // Nobody's second piece before everybody's first.
        Assert.Equal(["anna", "ben", "flood"], order[..3].Order());
        Assert.Equal(6, order.Count);
    }

    [Fact]
    public async Task Whoever_gives_up_makes_room_and_too_much_is_refused()
    {
        var door = new FairDoor(1);
        using var held = await door.EnterAsync("anna", None);
        using var over = new CancellationTokenSource();
        // A slider that moves a thousand times has one wish at a time.
        for (var move = 0; move < 10 * FairDoor.MostPerUser; move++)
        {
            using var wish = new CancellationTokenSource();
            var wait = door.EnterAsync("anna", wish.Token);
            await wish.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        }
        var waiting = Enumerable.Range(0, FairDoor.MostPerUser).Select(_ => door.EnterAsync("anna", over.Token)).ToList();
        await Assert.ThrowsAsync<BusyException>(() => door.EnterAsync("anna", None));
        var ben = door.EnterAsync("ben", None);
        await over.CancelAsync();
        held.Dispose();
        (await ben.WaitAsync(Patience.Long)).Dispose();
        foreach (var wait in waiting)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Patience.Long));
        (await door.EnterAsync("anna", None)).Dispose();
    }

    [Fact]
    public async Task Under_many_threads_no_place_is_lost_and_none_is_given_twice()
    {
        var door = new FairDoor(3);
        var (inside, most) = (0, 0);
        await Task.WhenAll(
                Enumerable
                    .Range(0, 60)
                    .Select(who =>
                        Task.Run(async () =>
                        {
                            for (var turn = 0; turn < 30; turn++)
                            {
                                using var wish = new CancellationTokenSource(turn % 3 == 0 ? 1 : 100_000);
                                try
                                {
                                    using var place = await door.EnterAsync($"user {who % 20}", wish.Token);
                                    var now = Interlocked.Increment(ref inside);
                                    InterlockedMax(ref most, now);
                                    await Task.Yield();
                                    Interlocked.Decrement(ref inside);
                                }
                                catch (OperationCanceledException) { }
                            }
                        })
                    )
            )
            .WaitAsync(Patience.Long);
        Assert.InRange(most, 1, 3);
        // Every place is free again.
        var all = await Task.WhenAll(new[] { "a", "b", "c" }.Select(user => door.EnterAsync(user, None))).WaitAsync(Patience.Long);
        Assert.False(door.EnterAsync("d", None).IsCompleted);
        Assert.Equal(3, all.Length);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; )
            if (Interlocked.CompareExchange(ref target, value, seen) is var was && was == seen)
                return;
            else
                seen = was;
    }
}
