namespace Foedus.Cli.Commands;

/// <summary>Work that keeps nothing until it is done: a signal ends the command at once, wherever the work stands.</summary>
internal static class Stoppable
{
    /// <exception cref="OperationCanceledException">A signal came first; what is left of the work ends with the process.</exception>
    public static Task<T> Run<T>(Func<T> work, CancellationToken cancel) => Task.Run(work, cancel).WaitAsync(cancel);
}
