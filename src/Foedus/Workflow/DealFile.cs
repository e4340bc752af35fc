using Foedus.Binding;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>A deal as read and checked: its text, its model, its offers as games, and everything there is to say about it.</summary>
public sealed record DealFile(SourceText Source, BoundDeal Bound, IReadOnlyList<LoweredOffer> Offers, IReadOnlyList<Diagnostic> Diagnostics)
{
    public Deal Deal => Bound.Deal;

    /// <summary>What was understood where a unit of time was converted.</summary>
    public IReadOnlyList<Understood> Understood => Bound.Understood;

    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>Diagnostics as text.</summary>
    public string Report => DiagnosticRenderer.Render(Source, Diagnostics);

    /// <summary>Reads and checks a file; bad deals come back with their diagnostics.</summary>
    /// <exception cref="InputException">The file cannot be read as text at all.</exception>
    public static DealFile Read(string path, CancellationToken cancel = default) => Read(SourceText.ReadFile(path), null, cancel);

    /// <summary>Reads and checks a text.</summary>
    public static DealFile Read(SourceText source, CancellationToken cancel = default) => Read(source, null, cancel);

    /// <summary>Reads and checks a text under chosen answers of its forks.</summary>
    /// <param name="source">The text.</param>
    /// <param name="forks">[fork] name of the answer in force; of other forks the first.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InputException">The deal has no such fork or answer.</exception>
    public static DealFile Read(SourceText source, IReadOnlyDictionary<string, string>? forks, CancellationToken cancel = default)
    {
        var parsed = DealParser.Parse(source);
        // What is wrong with the rest is said even where a statement cannot be read.
        return Checked(source, Binder.Bind(parsed.Deal, parsed.Lost, !parsed.HasErrors), parsed.Diagnostics, forks, cancel);
    }

    /// <summary>Names of the files that a deal is read from: its own, and what it includes. Of what is no file, or cannot be read, its name alone.</summary>
    public static IReadOnlyList<string> FilesOf(string path)
    {
        if (path.Length == 0 || FileKinds.Of(path) != FileKind.Regular)
            return [path];
        try
        {
            return [.. SourceText.ReadFile(path).Files];
        }
        catch (Exception fault) when (fault is InputException or IOException or UnauthorizedAccessException)
        {
            return [path];
        }
    }

    /// <summary>Reads a file that must be right.</summary>
    /// <exception cref="InputException">It is not; carries the diagnostics as text.</exception>
    public static DealFile ReadSound(string path, CancellationToken cancel = default) => ReadSound(path, null, cancel);

    /// <summary>Reads a file that must be right, under chosen answers of its forks.</summary>
    /// <param name="path">The file.</param>
    /// <param name="forks">[fork] name of the answer in force; of other forks the first.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InputException">It is not right, or has no such fork or answer.</exception>
    public static DealFile ReadSound(string path, IReadOnlyDictionary<string, string>? forks, CancellationToken cancel = default)
    {
        var file = Read(SourceText.ReadFile(path), forks, cancel);
        if (file.HasErrors)
            throw new InputException(
                DiagnosticRenderer.Render(file.Source, file.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)).TrimEnd()
            );
        return file;
    }

    /// <summary>Holds values that somebody fixes against what a game can have: a chance, discount or precision may leave its bounds outside the deal's own ranges.</summary>
    /// <exception cref="InputException">One does; says which, where.</exception>
    public void RefuseImpossible(WeighingOptions options)
    {
        if (options.Fixed.Count == 0)
            return;
        (options.Fixed as GivenValues)?.RefuseMixed(Source, new AssumptionSet(Deal, options with { Fixed = new Dictionary<string, double>() }));
        AssumptionSet[] sets = [new AssumptionSet(Deal, options)];
        var found = ChanceCheck.Run(Offers, sets, Source).Concat(RangeCheck.Characters(Bound, Offers, sets)).ToList();
        if (found.Count > 0)
            throw new InputException(DiagnosticRenderer.Render(Source, found).TrimEnd());
    }

    /// <summary>Lowers a deal that a program made, without a text.</summary>
    /// <exception cref="InputException">The deal is not sound.</exception>
    internal static DealFile FromModel(Deal deal, CancellationToken cancel = default)
    {
        var file = Checked(new SourceText("", deal.Title), Binder.Bind(deal), [], null, cancel);
        return file.HasErrors
            ? throw new InputException(
                string.Join(
                    Environment.NewLine,
                    file.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)
                        .Select(diagnostic => $"{diagnostic.Message} {diagnostic.Remedy}".TrimEnd())
                )
            )
            : file;
    }

    private static DealFile Checked(
        SourceText source,
        BoundDeal bound,
        IReadOnlyList<Diagnostic> read,
        IReadOnlyDictionary<string, string>? forks,
        CancellationToken cancel
    )
    {
        if (Errors(read.Concat(bound.Diagnostics)) is { Count: > 0 })
            return new DealFile(source, bound, [], Ordered(read.Concat(bound.Diagnostics)));
        if (forks is { Count: > 0 })
            bound = bound.Under(ForkChoice.Of(bound.Deal, forks));
        var (sets, ranges) = RangeCheck.Draw(bound.Deal);
        var (offers, found) = AnswerCheck.Run(source, bound, sets, cancel);
        return new DealFile(
            source,
            bound,
            offers,
            Ordered([.. read, .. bound.Diagnostics.Except(bound.Composed), .. ranges, .. found, .. RangeCheck.Characters(bound, offers, sets)])
        );
    }

    /// <summary>The offers under other answers of the forks.</summary>
    /// <exception cref="InputException">These answers do not go together; carries the diagnostics as text.</exception>
    public IReadOnlyList<LoweredOffer> OffersUnder(ForkChoice choice, CancellationToken cancel = default)
    {
        if (choice == Bound.Choice)
            return Offers;
        var (offers, faults) = AnswerCheck.Lower(Bound.Under(choice), RangeCheck.Draw(Deal).Sets, Source, cancel);
        return Errors(faults) is { Count: > 0 } errors
            ? throw new InputException(
                $"These answers do not go together: {choice.Words(Deal, Bound.Choice)}.{Environment.NewLine}{DiagnosticRenderer.Render(Source, errors)}".TrimEnd()
            )
            : offers;
    }

    private static List<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)];

    private static List<Diagnostic> Ordered(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.OrderBy(diagnostic => diagnostic.Place.Start)];
}
