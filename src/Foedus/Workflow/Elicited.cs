using Foedus.Answers;
using Foedus.Binding;
using Foedus.Eliciting;
using Foedus.Language;
using Foedus.Language.Service;
using Foedus.Model;

namespace Foedus.Workflow;

/// <summary>What trade-offs gave, as a deal has it.</summary>
/// <param name="Who">Who answered.</param>
/// <param name="Source">The source that says so in the deal.</param>
/// <param name="Numbers">What is settled.</param>
/// <param name="Open">Names of what has questions left.</param>
/// <param name="NotAsked">Assumptions that cannot be asked for by trade-offs, with the reason.</param>
/// <param name="Statements">The statements for the deal; empty where nothing is settled.</param>
/// <param name="Written">Whether the deal has them now.</param>
[Answer("foedus/elicit/1")]
public sealed record ElicitAnswer(
    string Who,
    string Source,
    IReadOnlyList<ElicitedLine> Numbers,
    IReadOnlyList<string> Open,
    IReadOnlyList<NotAsked> NotAsked,
    string Statements,
    bool Written
);

/// <param name="Assumption">Which number.</param>
/// <param name="Party">Whose points.</param>
/// <param name="Against">What it was weighed against.</param>
/// <param name="AgainstPoints">The best value of that in the deal: all points here stand on it.</param>
/// <param name="Best">Points; null where the questions did not reach an upper end.</param>
/// <param name="Low">The least that some way of asking allows.</param>
/// <param name="High">The most; null where the questions did not reach it.</param>
/// <param name="Agree">Whether the ways of asking have values in common.</param>
/// <param name="Ways">What each way gave, as shares of what it was weighed against.</param>
/// <param name="Words">The same in a sentence.</param>
public sealed record ElicitedLine(
    string Assumption,
    string Party,
    string Against,
    double AgainstPoints,
    double Best,
    double Low,
    double High,
    bool Agree,
    IReadOnlyList<ElicitedWay> Ways,
    string Words
)
{
    /// <summary>Of which type of the party both are the points; null: of any.</summary>
    public string? Type { get; init; }

    public static ElicitedLine Of(ElicitedNumber number) =>
        new(
            number.Stake.Name,
            number.Stake.Party,
            number.Against.Name,
            number.Against.Best,
            number.Best,
            number.Low,
            number.High,
            number.Agree,
            number.Ways,
            number.Words
        )
        {
            Type = number.Stake.Type ?? number.Against.Type,
        };
}

/// <summary>Elicited numbers as statements of a deal, and put into its text.</summary>
public sealed class ElicitedStatements
{
    private readonly Source source;
    private readonly Deal deal;
    private readonly IReadOnlyList<ElicitedNumber> numbers;

    /// <param name="deal">The deal.</param>
    /// <param name="numbers">What was found; what has no upper end is left out.</param>
    /// <param name="name">The source's name.</param>
    /// <param name="who">Who answered.</param>
    /// <param name="day">When.</param>
    /// <exception cref="InputException">The name is no name, or the deal uses it for something else.</exception>
    public ElicitedStatements(Deal deal, IEnumerable<ElicitedNumber> numbers, string name, string who, DateOnly day)
    {
        (this.deal, this.numbers) = (deal, [.. numbers.Where(number => number.IsBounded)]);
        RefuseSource(deal, name);
        source = new Source(name, $"{who}, asked for trade-offs on {day:yyyy-MM-dd}", null, new Grounds(GroundsKind.Expert));
    }

    /// <summary>Refuses a name that could not be that of the source, before anybody is asked.</summary>
    /// <exception cref="InputException">The name is no name, or the deal uses it for something else.</exception>
    public static void RefuseSource(Deal deal, string name)
    {
        if (!Names.IsName(name))
            throw new InputException(
                $"'{name}' cannot name a source. A name is letters, digits and '_', begins with a letter or '_', and is no word of the language. Give one with --source."
            );
        if (deal.Sources.FirstOrDefault(other => other.Name == name) is { Grounds: not { Kind: GroundsKind.Expert } })
            throw new InputException($"The deal has a source '{name}' already, and it does not say 'expert'. Name another with --source.");
    }

    /// <summary>Refuses numbers that could not be written into a file, before anybody is asked.</summary>
    /// <exception cref="InputException">A number does not stand in this file.</exception>
    public static void RefusePlaces(string path, IEnumerable<string> names)
    {
        var document = new DealDocument(SourceText.ReadOne(path));
        foreach (var name in names)
            _ = In(document, name);
    }

    /// <summary>The source, where the deal does not have it, and a line for each number.</summary>
    public string Text =>
        numbers.Count == 0
            ? ""
            : string.Concat(
                (Declared is null ? [DealPrinter.Print(source)] : (IEnumerable<string>)[])
                    .Concat(numbers.Select(number => IsView(number) ? View(number) : DealPrinter.Print(Assumed(number))))
                    .Select(line => line + "\n")
            );

    /// <summary>Puts them into the deal's file; everything around them stays, and a deal that would be at fault is not written.</summary>
    /// <exception cref="InputException">A number stands in another file, or the deal would have errors.</exception>
    public void WriteInto(string path)
    {
        var document = new DealDocument(SourceText.ReadOne(path));
        var line = document.Source.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var text = TextEdit.Apply(
            document.Source.Text,
            Edits(document).Select(edit => edit with { Text = edit.Text.Replace("\n", line, StringComparison.Ordinal) })
        );
        var changed = DealFile.Read(Inclusion.Of(new SourceText(text, path)));
        if (changed.HasErrors)
            throw new InputException($"With these numbers the deal would be at fault, and it is left as it is:{Environment.NewLine}{changed.Report}".TrimEnd());
        OutputFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The changes of the deal's text.</summary>
    /// <param name="document">The file in which the numbers stand.</param>
    /// <exception cref="InputException">A number does not stand in this file.</exception>
    internal IReadOnlyList<TextEdit> Edits(DealDocument document)
    {
        var edits = new List<TextEdit>();
        var first = document.Deal.Assumptions.FirstOrDefault();
        if (Declared is null)
            edits.Add(
                document.Deal.Sources.LastOrDefault() is { } last
                    ? TextEdit.Insert(LineEnd(document, last.Place.End), "\n" + DealPrinter.Print(source))
                    : TextEdit.Insert(first?.Place.Start ?? 0, DealPrinter.Print(source) + "\n")
            );
        foreach (var number in numbers)
        {
            var name = number.Stake.Name;
            var assumption = In(document, name);
            if (IsView(number))
                edits.Add(
                    document.Deal.Views.FirstOrDefault(view => view.Assumption == name && view.Source == source.Name) is { } view
                        ? TextEdit.Replace(view.Place, View(number))
                        : TextEdit.Insert(LineEnd(document, assumption.Place.End), "\n" + View(number))
                );
            else
                edits.Add(TextEdit.Replace(assumption.Place, DealPrinter.Print(Assumed(number))));
        }
        return edits;
    }

    private static Assumption In(DealDocument document, string name) =>
        document.Deal.Assumptions.FirstOrDefault(assumption => assumption.Name == name)
        ?? throw new InputException(
            $"'{name}' stands in a file that the deal includes. Without --write the statement is printed: put it there.",
            document.Source.Name
        );

    private Source? Declared => deal.Sources.FirstOrDefault(other => other.Name == source.Name);

    // Several experts' views are pooled; whoever is asked then adds one.
    private bool IsView(ElicitedNumber number) => deal.Assumptions.First(assumption => assumption.Name == number.Stake.Name).Spread is Pooled;

    private string View(ElicitedNumber number) =>
        DealPrinter.Print(new View(number.Stake.Name, number.Best, Spread(number), source.Name, $"weighed against {number.Against.Name}"));

    private Assumption Assumed(ElicitedNumber number) =>
        deal.Assumptions.First(assumption => assumption.Name == number.Stake.Name) with
        {
            Best = number.Best,
            Spread = Spread(number),
            Source = source.Name,
        };

    private static Between Spread(ElicitedNumber number) => new(number.Low, number.High);

    private static int LineEnd(DealDocument document, int position)
    {
        var text = document.Source.Text;
        var end = text.IndexOf('\n', position);
        return end < 0 ? text.Length
            : end > 0 && text[end - 1] == '\r' ? end - 1
            : end;
    }
}
