namespace Foedus;

/// <summary>Work that would not fit, refused before it is begun: the message states its size, its largest factors and ways to shrink it.</summary>
/// <remarks>Shells print the message alone and end with exit code 3.</remarks>
public sealed class RefusedException(string message) : Exception(message);
