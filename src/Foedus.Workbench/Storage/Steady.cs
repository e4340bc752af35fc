using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Foedus.Workbench.Storage;

/// <summary>Storage that goes away for a while: locked, full, restarted. Work that is done is not thrown away for that.</summary>
internal static class Steady
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10)];

    /// <summary>Whether a fault is the storage's, not ours.</summary>
    public static bool IsStorage(Exception? fault) =>
        fault
            is DbException
                or TimeoutException
                or DbUpdateException { InnerException: DbException }
                or InvalidOperationException { InnerException: DbException or TimeoutException };

    /// <summary>Does something until the storage takes it.</summary>
    /// <param name="what">What is done; must be able to begin anew.</param>
    /// <param name="failed">Told every time that it did not work.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public static async Task<T> TryAsync<T>(Func<Task<T>> what, Action<Exception> failed, CancellationToken stop)
    {
        for (var turn = 0; ; turn++)
        {
            try
            {
                return await what();
            }
            catch (Exception fault) when (IsStorage(fault))
            {
                failed(fault);
                await Task.Delay(Pauses[Math.Min(turn, Pauses.Length - 1)], stop);
            }
        }
    }
}
