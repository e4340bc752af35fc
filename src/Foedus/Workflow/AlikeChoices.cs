using Foedus.Binding;
using Foedus.Games;
using Foedus.Lowering;

namespace Foedus.Workflow;

/// <summary>Two options of one turn, or two answers of one fork, that come to the same: one of them is not what was meant, or does not matter.</summary>
internal static class AlikeChoices
{
    /// <summary>Options that are enabled together somewhere, and wherever they are lead to the same at the same cost.</summary>
    /// <param name="offers">All offers, under every answer that is looked at.</param>
    /// <remarks>Options of a party with something private may be told apart by the others, which then says something of it: words without a cost.</remarks>
    public static IEnumerable<Diagnostic> Options(IReadOnlyList<LoweredOffer> offers)
    {
        var (together, differ) = (new Dictionary<(int First, int Second), (string Step, BoundOption One, BoundOption Other)>(), new HashSet<(int, int)>());
        foreach (var offer in offers)
        foreach (var node in offer.Game.Nodes)
            if (node is not ChanceNode && offer.BoundOffer.Steps[node.Step] is var step)
                for (var mover = 0; mover < node.Choosers.Count; mover++)
                {
                    var chooser = node.Choosers[mover];
                    var declared = chooser.Options.Select(name => OptionsOf(step, chooser.Party).First(option => option.Name == name)).ToList();
                    for (var second = 1; second < declared.Count; second++)
                    for (var first = 0; first < second; first++)
                    {
                        var (one, other) = (declared[first], declared[second]);
                        if (one.NamePlace.IsEmpty || other.NamePlace.IsEmpty)
                            continue;
                        // Of two options of one range, which stand in one place, any two that differ tell that they do.
                        var pair = (one.NamePlace.Start, other.NamePlace.Start);
                        together.TryAdd(pair, (step.Name, one, other));
                        if (
                            !differ.Contains(pair)
                            && (
                                offer.Game.Parties[chooser.Party].IsPrivate && chooser.Labels[first] != chooser.Labels[second]
                                || !AreAlike(node, mover, first, second)
                            )
                        )
                            differ.Add(pair);
                    }
                }
        return together
            .Where(pair => !differ.Contains(pair.Key))
            .OrderBy(pair => pair.Key.Second)
            .Select(pair =>
                Warning(
                    pair.Value.Other.NamePlace,
                    pair.Key.First == pair.Key.Second
                        ? $"The options of '{pair.Value.Other.DeclaredName}' at '{pair.Value.Step}' all lead to the same and cost everybody the same."
                        : $"At '{pair.Value.Step}', '{pair.Value.Other.DeclaredName}' leads to the same as '{pair.Value.One.DeclaredName}' and costs everybody the same.",
                    "Write what differs, or leave one out: what can be done in two ways is done more often."
                )
            );
    }

    /// <summary>Answers of a fork that make the same games, the other forks as written.</summary>
    /// <param name="deal">The deal as written.</param>
    /// <param name="answers">[as written, then each other answer alone][offer] its game.</param>
    public static IEnumerable<Diagnostic> Answers(BoundDeal deal, IReadOnlyList<IReadOnlyList<LoweredOffer>> answers)
    {
        foreach (var (fork, f) in deal.Deal.Forks.Select((fork, f) => (fork, f)))
        {
            var under = answers
                .Where(offers => offers[0].Bound.Choice == deal.Choice.With(f, offers[0].Bound.Choice[f]))
                .OrderBy(offers => offers[0].Bound.Choice[f])
                .ToList();
            for (var later = 1; later < under.Count; later++)
                if (under.Take(later).FirstOrDefault(earlier => earlier.Zip(under[later]).All(pair => SameGame.Are(pair.First, pair.Second))) is { } same)
                {
                    var (one, other) = (fork.Answers[same[0].Bound.Choice[f]], fork.Answers[under[later][0].Bound.Choice[f]]);
                    yield return Warning(
                        other.NamePlace,
                        $"Under '{other.Name}' every offer is the same game as under '{one.Name}': the answer to '{fork.Name}' makes no difference between the two.",
                        "Write what differs, or leave one out."
                    );
                }
        }
    }

    private static IEnumerable<BoundOption> OptionsOf(BoundStep step, int party) =>
        step is BoundJointTurn joint ? joint.Movers.First(mover => mover.Party.Index == party).Choices : step.Options;

    private static bool AreAlike(GameNode node, int mover, int first, int second)
    {
        if (node is TurnNode turn)
        {
            var (one, other) = (turn.Options[first], turn.Options[second]);
            return one.Transitions.Zip(other.Transitions).All(rows => Same(rows.First, rows.Second))
                && one.Payments.Zip(other.Payments).All(paid => Same(paid.First, paid.Second));
        }
        var joint = (JointTurnNode)node;
        // Profiles that differ in nothing but what this mover plays lie this far apart.
        var apart = (second - first) * joint.Movers.Skip(mover + 1).Aggregate(1, (product, later) => product * later.OptionNames.Count);
        return Enumerable
            .Range(0, joint.ProfileCount)
            .Where(profile => joint.Profiles[profile][mover] == first)
            .All(profile =>
                Same(joint.Transitions[profile], joint.Transitions[profile + apart]) && Same(joint.Payments[profile], joint.Payments[profile + apart])
            );
    }

    private static bool Same(Transition[] one, Transition[] other) => one.ToHashSet().SetEquals(other);

    private static bool Same(Coefficient[]?[]? one, Coefficient[]?[]? other) =>
        one is null
            ? other is null
            : other is not null
                && one.Zip(other)
                    .All(rows => rows.First is null ? rows.Second is null : rows.Second is not null && rows.First.AsSpan().SequenceEqual(rows.Second));

    private static Diagnostic Warning(Model.Place place, string message, string remedy) => new(DiagnosticCodes.Alike, Severity.Warning, message, place, remedy);
}
