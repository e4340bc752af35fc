using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>Numbers said beside each other, some as percentages and some not: 10% and 50 are 0.1 and 50, which nobody means.</summary>
internal static class Percentages
{
    /// <summary>Whether it is open what is meant: 5% beside 0.5 is plain enough, 20% beside 80 is not.</summary>
    public static bool AreMixed(params IEnumerable<Number> numbers) =>
        numbers.Any(number => number.IsPercent) && numbers.Any(number => !number.IsPercent && Math.Abs(number.Value) > 1);

    /// <summary>As it is most likely meant beside percentages.</summary>
    public static Number Meant(Number number) => number.IsPercent ? number : number with { Value = number.Value / 100, IsPercent = true };

    /// <summary>A part of the text with a sign behind each of these numbers that has none.</summary>
    public static string Signed(SourceText source, Place part, IEnumerable<Number> numbers)
    {
        var written = source[part];
        foreach (var number in numbers.Where(number => !number.IsPercent).OrderByDescending(number => number.Place.Start))
            written = written.Insert(number.Place.Start + number.Place.Length - part.Start, "%");
        return written;
    }

    /// <summary>What is wrong with numbers that are mixed, in one part of the text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="part">Where they stand.</param>
    /// <param name="what">What they are, with their article: "the values".</param>
    /// <param name="numbers">The numbers.</param>
    public static Diagnostic Fault(SourceText source, Place part, string what, IReadOnlyCollection<Number> numbers) =>
        new(
            DiagnosticCodes.BadNumber,
            Severity.Error,
            $"Some of {what} are percentages and others are none: {source[numbers.First(number => number.IsPercent).Place]} and {source[numbers.First(number => !number.IsPercent && Math.Abs(number.Value) > 1).Place]}.",
            part,
            $"Write: {Signed(source, part, numbers)}, or all of it without '%'."
        );

    /// <summary>What is wrong where an assumption is declared in percent and somebody else's numbers of it are not, or the other way round; null where nothing is.</summary>
    public static Diagnostic? Apart(SourceText source, IReadOnlyList<Number> declared, IReadOnlyList<Number> said, Place part, string name)
    {
        if (!AreMixed(declared.Concat(said)) || AreMixed(declared) || AreMixed(said))
            return null;
        var isDeclared = declared.Any(number => number.IsPercent);
        return new Diagnostic(
            DiagnosticCodes.BadNumber,
            Severity.Error,
            $"'{name}' is declared in {(isDeclared ? "percent" : "plain numbers")}, {source[declared[0].Place]}, and here it is said in {(isDeclared ? "plain numbers" : "percent")}.",
            part,
            $"Write: {(isDeclared ? Signed(source, part, said) : source[part].Replace("%", "", StringComparison.Ordinal))}, or both in one way."
        );
    }
}
