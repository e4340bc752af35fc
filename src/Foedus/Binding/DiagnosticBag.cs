using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Collects what is wrong, each thing once.</summary>
internal sealed class DiagnosticBag
{
    // A proposal compares a name with all known ones; for thousands of unknown names that takes minutes and nobody reads it.
    private const int MostProposals = 200;

    private readonly List<Diagnostic> found = [];
    private readonly HashSet<(string Code, int Start, string Message)> said = [];
    private int proposals;

    public IReadOnlyList<Diagnostic> Found => found;

    public bool HasErrors { get; private set; }

    /// <summary>Whether the same text is gone through again, with other numbers: what has been said of a place is not said again with them.</summary>
    public bool IsRepeating { get; private set; }

    /// <summary>Whether what is found now cannot come to pass, and is not kept.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether a part of the text could not be read, so that more may be declared than is known.</summary>
    public bool IsIncomplete { get; set; }

    private readonly List<Place> once = [];
    private string with = "";

    /// <summary>Of what is written here, which is gone through for several parties, each thing is said once a place.</summary>
    public void SayOnce(Place place)
    {
        if (!place.IsEmpty)
            once.Add(place);
    }

    private bool IsSaidOnce(Place place) => once.Any(written => written.Start <= place.Start && place.Start < written.End);

    /// <summary>Goes through the same text once more.</summary>
    /// <param name="numbers">With which numbers, in words: "share = 25%".</param>
    /// <param name="bind">Goes through it.</param>
    public T Repeating<T>(string numbers, Func<T> bind)
    {
        var before = (IsRepeating, with);
        (IsRepeating, with) = (true, with.Length == 0 ? numbers : $"{with}, {numbers}");
        var bound = bind();
        (IsRepeating, with) = before;
        return bound;
    }

    public void Error(string code, Place place, string message, string? remedy = null) => Add(new Diagnostic(code, Severity.Error, message, place, remedy));

    public void Warning(string code, Place place, string message, string? remedy = null) => Add(new Diagnostic(code, Severity.Warning, message, place, remedy));

    /// <summary>A name that nothing is called by.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="what">What it should be, as in "party".</param>
    /// <param name="known">The names there are.</param>
    public void Unknown(Word name, string what, IEnumerable<string> known) =>
        Unknown(DiagnosticCodes.UnknownName, name, $"There is no {what} called '{name}'.", [], known, what);

    public void Unknown(string code, Word name, string message, IEnumerable<string> known) => Unknown(code, name, message, [], known);

    /// <param name="code">The diagnostic's code.</param>
    /// <param name="name">The name as written.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="words">Words of the language that may be meant, where no name is near.</param>
    /// <param name="known">The names there are.</param>
    /// <param name="what">What is named; null where a statement of its own does not declare it.</param>
    public void Unknown(string code, Word name, string message, IEnumerable<string> words, IEnumerable<string> known, string? what = null)
    {
        if (++proposals > MostProposals)
        {
            Error(code, name.Place, message, $"Only the first {MostProposals} unknown names get a proposal; mend those first.");
            return;
        }
        var all = known.Distinct().ToList();
        if (LookAlike.To(name.Text, all) is { } same)
        {
            Error(code, name.Place, message, $"Did you mean '{same}'? It looks the same, but here it is written with letters of another alphabet.");
            return;
        }
        var near = Nearest.To(name.Text, all) ?? Nearest.To(name.Text, words);
        Error(
            code,
            name.Place,
            message,
            near is not null ? $"Did you mean '{near}'?"
                : all.Count == 0
                    ? IsIncomplete ? "Mend first what cannot be read."
                        : $"None is declared. {(what is null ? null : StatementForms.Declaring(what))}".TrimEnd()
                : $"Known: {string.Join(", ", all.Order(StringComparer.Ordinal).Take(12))}{(all.Count > 12 ? ", …" : "")}."
        );
    }

    public void Add(Diagnostic diagnostic)
    {
        if (IsSilent)
            return;
        if (with.Length > 0)
            diagnostic = diagnostic with { Message = $"{diagnostic.Message} (With {with}.)" };
        if (
            (IsRepeating || IsSaidOnce(diagnostic.Place)) && found.Any(other => other.Code == diagnostic.Code && other.Place.Start == diagnostic.Place.Start)
            || !said.Add((diagnostic.Code, diagnostic.Place.Start, diagnostic.Message))
        )
            return;
        found.Add(diagnostic);
        HasErrors |= diagnostic.Severity == Severity.Error;
    }
}
