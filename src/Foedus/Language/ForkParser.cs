using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>Blocks of terms: a clause's, and those of the answers of a fork.</summary>
internal sealed class ForkParser(TokenCursor at, TermParser terms)
{
    // fork NAME "…" { ANSWER "…" [weight N] { terms } … }
    public Fork Parse()
    {
        at.Next();
        var name = at.Declare(NameKind.Fork, "the fork's name");
        var title = at.AcceptTitle();
        at.Expect(
            "{",
            "before the answers of the fork",
            "Write for example: fork defence \"What happens?\" { certain \"It is defended\" { … } decided \"Somebody decides\" { … } }"
        );
        var (answers, weights) = (new List<Answer>(), new List<Number>());
        while (!at.At("}"))
            answers.Add(Answer(name.Text, weights));
        at.Expect("}", "after the last answer of the fork");
        if (Percentages.AreMixed(weights) && weights.First(weight => !weight.IsPercent && weight.Value > 1) is var odd)
            at.Faults.Add(
                new Diagnostic(
                    DiagnosticCodes.BadNumber,
                    Severity.Error,
                    $"Other weights of the answers of '{name.Text}' are percentages, and {ExpressionText.Of(odd)} is none.",
                    odd.Place,
                    $"Write: {ExpressionText.Of(odd)}%, or all of them without '%'."
                )
            );
        return new Fork(name.Text, title, answers.ToSequence()) { NamePlace = name.Place };
    }

    private Answer Answer(string fork, List<Number> weights)
    {
        var name = at.Declare(NameKind.Answer, "the name of an answer", fork);
        var title = at.AcceptTitle();
        var weight = at.Accept("weight") ? at.ExpectSigned($"the weight of '{name.Text}'") : null;
        if (weight is not null)
            weights.Add(weight);
        var list = Terms(
            "before the answer's terms",
            "after the answer's terms",
            $"Each answer has its terms in braces, which may hold nothing: {name.Text} {{ }}"
        );
        return new Answer(name.Text, title, list, weight?.Value) { Place = name.Place.To(at.Previous.Place), NamePlace = name.Place };
    }

    /// <summary>Terms in braces.</summary>
    public Sequence<Term> Terms(string before, string after, string? remedy = null)
    {
        at.Expect("{", before, remedy);
        var list = new List<Term>();
        while (!at.At("}"))
            if (at.OneOfSeveral(terms.Parse, TermParser.CanBegin) is { } term)
                list.Add(term);
            else
                terms.Reset();
        at.Expect("}", after);
        at.Titled = null;
        return list.ToSequence();
    }
}
