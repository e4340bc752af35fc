using System.Runtime.InteropServices;

namespace Foedus.Cli;

/// <summary>Ctrl-C and SIGTERM, by which batch systems end jobs: the first asks the command to stop where it can go on, the second ends the process.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _term;

    public StopSignals()
    {
        Console.CancelKeyPress += (_, press) => press.Cancel = IsFirst();
        _term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = IsFirst());
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _term.Dispose();
        _stop.Dispose();
    }

    private bool IsFirst()
    {
        var isFirst = !_stop.IsCancellationRequested;
        _stop.Cancel();
        return isFirst;
    }
}
