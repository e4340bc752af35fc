using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Foedus.Workbench.Tests;

/// <summary>A database that can be made to stop answering, as one that is locked, full or restarted does.</summary>
internal sealed class StorageAway : DbCommandInterceptor
{
    private int refused;

    public bool IsAway { get; set; }

    /// <summary>Commands that found it away.</summary>
    public int Refused => refused;

    public void Into(IServiceCollection services) => services.AddSingleton<IInterceptor>(this);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Check();
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Check();
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    private void Check()
    {
        if (!IsAway)
            return;
        Interlocked.Increment(ref refused);
        throw new SqliteException("database is locked", 5);
    }
}
