using Foedus.Model;

namespace Foedus.Weighing.Terms;

/// <summary>What stands while the terms of an offer are applied one after another: a term finds what those before it left, by the titles that it has then.</summary>
/// <param name="deal">The deal.</param>
/// <param name="writtenOut">The same with kinds and votes written out.</param>
internal sealed class AsApplied(Deal deal, Deal writtenOut)
{
    private readonly List<NamedStep> steps = [];
    private readonly List<TermLine> paid = [];
    private readonly Dictionary<TermLine, string> waived = [];
    private Wording? wording;

    /// <summary>What things are called now.</summary>
    public Wording Wording => wording ??= new Wording(writtenOut, [.. steps], NamedStep.In(deal));

    /// <summary>Takes what a term adds, before it is told.</summary>
    public void Add(Term term)
    {
        var added = term switch
        {
            AddStep add => NamedStep.Of(add.Step),
            AddOption add => new NamedStep(
                add.Step.Text,
                Wording.StepTitle(add.Step.Text),
                [new NamedOption(deal.MoverAt(add.Step, add.Party), add.Option.Name, add.Option.Title)]
            ),
            _ => null,
        };
        if (added is null)
            return;
        steps.Add(added);
        wording = null;
    }

    /// <summary>Lets go of what a term takes away, once it is told, and keeps what is paid by it.</summary>
    /// <param name="term">The term.</param>
    /// <param name="lines">What was told of it.</param>
    public void Done(Term term, IEnumerable<TermLine> lines)
    {
        paid.AddRange(lines.Where(line => line.Paid is not null));
        switch (term)
        {
            case RemoveStep remove:
                steps.RemoveAll(step => step.Name == remove.Step.Text);
                paid.RemoveAll(line => line.Paid!.Step == remove.Step.Text);
                break;
            // Of options over a range, and in some states, something is left.
            case RemoveOption { When: null, Option.Value: null } remove:
                var whose = deal.MoverAt(remove.Step, remove.Party);
                for (var s = 0; s < steps.Count; s++)
                    if (steps[s].Name == remove.Step.Text)
                        steps[s] = steps[s] with
                        {
                            Options = [.. steps[s].Options.Where(option => option.Name != remove.Option.Text || option.Party != whose)],
                        };
                paid.RemoveAll(line => line.Paid is { } at && at.Step == remove.Step.Text && at.Option == remove.Option.Text && at.Mover == whose);
                break;
            default:
                return;
        }
        wording = null;
    }

    /// <summary>What a waiver takes away, each with whose it is; from then on it is no longer paid.</summary>
    /// <param name="waive">The waiver.</param>
    /// <param name="by">The clause it stands in, in words.</param>
    public IReadOnlyList<(TermLine Line, bool IsWhole)> Take(WaivePayments waive, string by)
    {
        var taken = paid.Where(line =>
                line.Paid is { } at
                && at.Step == waive.Step.Text
                && at.Option == waive.Option.Text
                && (Covers(waive.Party.Text, at.Payer) || Covers(at.Payer, waive.Party.Text))
            )
            .Select(line => (Line: line, IsWhole: waive.Option.Value is null && Covers(waive.Party.Text, line.Paid!.Payer)))
            .ToList();
        foreach (var (line, isWhole) in taken)
        {
            waived[line] = $"{waived.GetValueOrDefault(line)}, {(isWhole ? "" : "in part ")}waived by “{by}”";
            if (isWhole)
                paid.Remove(line);
        }
        return taken;
    }

    /// <summary>What a line says once all terms are applied: that it was waived, and by what.</summary>
    public string Text(TermLine line) => line.Text + waived.GetValueOrDefault(line);

    // A party, or the kind that it is of.
    private bool Covers(string all, string one) =>
        all == one || deal.All<PartyKind>().Any(kind => kind.Name == all && kind.Members.Any(member => member.Name == one));
}
