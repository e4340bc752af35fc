using Foedus.Model;
using Foedus.Units;

namespace Foedus.Workflow;

/// <summary>What somebody fixes beside a deal: values of assumptions (<c>credibility=0.4</c>, <c>credibility=40%</c>) and answers of forks (<c>defence=decided</c>).</summary>
public static class GivenPairs
{
    // More would be no deal's.
    private const int Most = 500;

    /// <summary>Values of assumptions.</summary>
    /// <exception cref="InputException">Not of the form NAME=VALUE, one name twice, or more than 500.</exception>
    public static Dictionary<string, double> Values(IEnumerable<string> pairs)
    {
        var given = Read(pairs, "NAME=VALUE, as in credibility=0.4", "values", text =>
            NumberWords.TryRead(text.EndsWith('%') ? text[..^1] : text, out var value)
                ? new Number(text.EndsWith('%') ? value / 100 : value, text.EndsWith('%'))
                : null
        );
        return new GivenValues(given.ToDictionary(pair => pair.Key, pair => pair.Value!));
    }

    /// <summary>Answers of forks.</summary>
    /// <exception cref="InputException">Not of the form NAME=ANSWER, one fork twice, or more than 500.</exception>
    public static Dictionary<string, string> Answers(IEnumerable<string> pairs) =>
        Read(pairs, "NAME=ANSWER, as in defence=decided", "answers", text => text.Length == 0 ? null : text)!;

    private static Dictionary<string, T?> Read<T>(IEnumerable<string> pairs, string form, string what, Func<string, T?> read)
    {
        var given = new Dictionary<string, T?>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || pair[..at].Trim() is not { Length: > 0 } name || read(pair[(at + 1)..].Trim()) is not { } value)
                throw new InputException(
                    $"'{pair}' is not of the form {form}.{(at > 0 && pair[(at + 1)..].Trim() is [.., >= '0' and <= '9' or '%'] typed ? NumberWords.Instead(typed) : "")}"
                );
            if (given.Count >= Most)
                throw new InputException($"More than {Most} {what} cannot be set at once.");
            if (!given.TryAdd(name, value))
                throw new InputException($"'{name}' is given twice.");
        }
        return given;
    }
}
