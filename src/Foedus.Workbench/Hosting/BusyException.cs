namespace Foedus.Workbench.Hosting;

/// <summary>A limit for one user or for all is reached: the same request may be taken later.</summary>
public sealed class BusyException(string message) : Exception(message);
