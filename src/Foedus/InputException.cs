namespace Foedus;

/// <summary>The input is at fault, in the user's words: what is wrong, where, and what to do. Never a bug of ours.</summary>
/// <remarks>Shells print the message alone and end with exit code 1.</remarks>
public class InputException : Exception
{
    /// <param name="message">One or more whole sentences for the user: what is wrong and how to mend it.</param>
    /// <param name="place">File, line and column, or the name of the thing at fault; null when there is none.</param>
    /// <param name="inner">What a library reported, if anything.</param>
    public InputException(string message, string? place = null, Exception? inner = null)
        : base(message, inner) => Place = place;

    public string? Place { get; }
}
