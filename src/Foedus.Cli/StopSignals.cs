using System.Runtime.InteropServices;

namespace Foedus.Cli;

/// <summary>Ctrl-C and SIGTERM, by which batch systems end jobs: the first asks the command to stop where it can go on, the second ends the process.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly PosixSignalRegistration term;

    public StopSignals()
    {
        Console.CancelKeyPress += (_, press) => press.Cancel = IsFirst();
        term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = IsFirst());
    }

    public CancellationToken Token => stop.Token;

    public void Dispose()
    {
        term.Dispose();
        stop.Dispose();
    }

    private bool IsFirst()
    {
        var isFirst = !stop.IsCancellationRequested;
        stop.Cancel();
        return isFirst;
    }
}
