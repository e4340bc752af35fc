using Foedus.Language.Service;
using Foedus.Model;

namespace Foedus.Language.Comparing;

/// <summary>In what two deals differ, in what they say and not in how they are laid out.</summary>
public sealed record DealDifference(IReadOnlyList<Change> Changes)
{
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>All changes in one line: "credibility 0.5 → 0.35; clause restraint removed; offer conditional gains force".</summary>
    /// <param name="most">Most changes named; the rest are counted.</param>
    public string Summary(int most = 6) =>
        IsEmpty
            ? "no difference in what the deals say"
            : string.Join("; ", Changes.Take(most).Select(change => change.Words)) + (Changes.Count > most ? $"; and {Changes.Count - most} more" : "");

    public static DealDifference Between(Deal before, Deal after)
    {
        var changes = new List<Change>();
        if (before.Title != after.Title)
            changes.Add(new Change("deal", "", "title", before.Title, after.Title, $"title \"{before.Title}\" → \"{after.Title}\""));
        var (old, now) = (Keyed(before), Keyed(after));
        foreach (var (key, declaration) in old)
            if (!now.ContainsKey(key))
                changes.Add(new Change(key.What, key.Name, "removed", DealPrinter.Print(declaration), null, $"{Called(key)} removed"));
            else if (!declaration.Equals(now[key]))
                changes.AddRange(StatementDifference.Between(key.What, key.Name, declaration, now[key]));
        foreach (var (key, declaration) in now)
            if (!old.ContainsKey(key))
                changes.Add(new Change(key.What, key.Name, "added", null, DealPrinter.Print(declaration), Added(key, declaration)));
        var (stepsBefore, stepsAfter) = (Steps(old, now), Steps(now, old));
        if (!stepsBefore.SequenceEqual(stepsAfter))
            changes.Add(
                new Change(
                    "step",
                    "",
                    "order",
                    string.Join(", ", stepsBefore),
                    string.Join(", ", stepsAfter),
                    $"order of steps: {string.Join(", ", stepsAfter)}"
                )
            );
        return new DealDifference(changes);
    }

    private static string Called((string What, string Name) key) => key.Name.Length == 0 ? key.What : $"{key.What} {key.Name}";

    private static string Added((string What, string Name) key, Declaration declaration) =>
        declaration switch
        {
            Assumption assumption =>
                $"assumption {assumption.Name} added, {NumberText.Of(assumption.Best)}{(assumption.Spread is null ? "" : " " + AssumptionEdits.Text(assumption.Spread))}",
            DerivedAssumption derived => $"assumption {derived.Name} added, {ExpressionText.Of(derived.Value)}",
            Offer { Clauses.Count: > 0 } offer => $"offer {offer.Name} added, with {string.Join(", ", offer.Clauses)}",
            _ => $"{Called(key)} added",
        };

    // The steps that both deals have, in the order of one.
    private static List<string> Steps(Dictionary<(string What, string Name), Declaration> one, Dictionary<(string What, string Name), Declaration> other) =>
        [.. one.Where(pair => pair.Value is Step && other.ContainsKey(pair.Key)).Select(pair => pair.Key.Name)];

    // Statements by what they declare; several of the same name are counted.
    private static Dictionary<(string What, string Name), Declaration> Keyed(Deal deal)
    {
        var keyed = new Dictionary<(string What, string Name), Declaration>();
        foreach (var declaration in deal.Declarations)
        {
            var (what, name) = Key(declaration);
            var counted = name;
            for (var i = 2; keyed.ContainsKey((what, counted)); i++)
                counted = $"{name} ({i})";
            keyed.Add((what, counted), declaration);
        }
        return keyed;
    }

    /// <summary>What a statement is and is called.</summary>
    internal static (string What, string Name) Key(Declaration declaration) =>
        declaration switch
        {
            Party party => ("party", party.Name),
            PartyKind kind => ("party", kind.Name),
            Source source => ("source", source.Name),
            Discount discount => ("discount", Of(discount.Party)),
            Precision precision => ("precision", Of(precision.Party)),
            PrivateType type => ("private", $"{type.Party}.{type.Attribute}"),
            StateVariable state => ("state", state.Name),
            Assumption assumption => ("assumption", assumption.Name),
            DerivedAssumption derived => ("assumption", derived.Name),
            Definition definition => ("definition", definition.Name),
            Correlation correlation => ("correlation", $"{correlation.First} with {correlation.Second}"),
            Reading reading => ("reading", reading.Name),
            View view => ("view", $"of {view.Assumption} from {view.Source}"),
            Evidence evidence => ("evidence", evidence.Name),
            Turn turn => ("turn", turn.Name ?? turn.Party),
            JointTurn joint => ("joint turn", joint.Name ?? ""),
            ChanceStep chance => ("chance", chance.Name ?? ""),
            Vote vote => ("vote", vote.Name ?? ""),
            Event certain => ("event", certain.Name ?? ""),
            Clause clause => ("clause", clause.Name),
            Fork fork => ("fork", fork.Name),
            Interest interest => ("interest", interest.Name is null ? interest.Party : $"{interest.Party} {interest.Name}"),
            StandingPayment payment => ("payment", payment.To is null ? $"of {payment.From}" : $"of {payment.From} to {payment.To}"),
            Obligation owed => ("obligation", owed.Name),
            Offer offer => ("offer", offer.Name),
            Promise promise => ("promise", promise.Name),
            Ask ask => ("ask", ask.Name),
            Zone zone => ("zone", zone.Name),
            IncidentClass incident => ("incident", incident.Name),
            Trigger trigger => ("trigger", trigger.Name),
            StateTrigger tie => ("tie", $"{tie.Variable} becomes {tie.Value}"),
            InForceFrom => ("in force", ""),
            HoldsWhen => ("holds when", ""),
            WorthConvention => ("choices", ""),
            Period => ("period", ""),
            Horizon => ("horizon", ""),
            Start => ("start", ""),
            _ => throw new UnknownKindException(declaration.GetType(), nameof(DealDifference)),
        };

    private static string Of(string? party) => party is null ? "" : $"of {party}";
}
