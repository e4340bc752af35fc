using Foedus.Model;

namespace Foedus.Binding;

/// <summary>A part of a deal with one name in the place of another: what is said of a kind of party, said of one of its parties.</summary>
/// <param name="from">The kind's name.</param>
/// <param name="to">The party's name.</param>
/// <param name="declared">Where the kind is declared: what the name means to a reader.</param>
/// <param name="owed">What the kind owes: of a party its own obligation is meant.</param>
internal sealed class NameChange(string from, string to, Place declared, IReadOnlySet<string> owed) : Rewriting
{
    public Word Of(Word word) => word.Text == from ? new Word(to) { Place = word.Place, StandsFor = declared } : word;

    public Turn Of(Turn turn) =>
        turn with
        {
            Party = Of(turn.Party),
            Name = Called(turn.Name),
            Title = turn.Title is null ? null : $"{turn.Title} ({to})",
            Options = Of(turn.Options),
            When = Maybe(turn.When),
        };

    public JointMover Of(JointMover mover) => mover with { Party = Of(mover.Party), Options = Of(mover.Options) };

    public Interest Of(Interest interest) =>
        interest with
        {
            Party = Of(interest.Party),
            Name = Called(interest.Name),
            Lines = interest.Lines.Select(line => line with { When = Maybe(line.When), Points = Of(line.Points) }).ToSequence(),
        };

    public StandingPayment Of(StandingPayment payment) =>
        payment with
        {
            From = Of(payment.From),
            To = Maybe(payment.To),
            Points = Of(payment.Points),
            When = Maybe(payment.When),
        };

    public Obligation Of(Obligation owed) =>
        owed with
        {
            Name = $"{owed.Name}_{to}",
            Title = $"{owed.Title ?? owed.Name}: {to}",
            Party = Of(owed.Party),
            By = owed.By with { Condition = Maybe(owed.By.Condition) },
            Suspended = Maybe(owed.Suspended),
            Excused = Maybe(owed.Excused),
            Breach = Of(owed.Breach),
            Dispute = owed.Dispute is not { } dispute
                ? null
                : dispute with
                {
                    Party = Maybe(dispute.Party),
                    WhenDone = Of(dispute.WhenDone),
                    WhenNot = Of(dispute.WhenNot),
                },
        };

    public PrivateType Of(PrivateType type) => type with { Party = Of(type.Party) };

    /// <summary>An effect of which the kind is the head.</summary>
    public Effect Of(Effect effect) => Inside(effect);

    protected override Word OfParty(Word party) => Of(party);

    protected override string OfName(string name) => owed.Contains(name) ? $"{name}_{to}" : name;

    // Steps of a kind are called after it.
    protected override Word OfStep(Word step) => Of(step);

    protected override Term Added(Term term) =>
        term switch
        {
            AddStep { Step: Turn turn } add => add with { Step = Of(turn) },
            AddInterest add => add with { Interest = Of(add.Interest) },
            AddPayment add => add with { Payment = Of(add.Payment) },
            _ => term,
        };

    private string? Called(string? name) => name is null ? null : $"{name}_{to}";
}
