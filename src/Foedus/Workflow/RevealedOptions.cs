using Foedus.Binding;
using Foedus.Games;
using Foedus.Language;
using Foedus.Lowering;

namespace Foedus.Workflow;

/// <summary>Options that are to be unseen, and that the others see all the same by what they bring: states are seen by all.</summary>
internal static class RevealedOptions
{
    /// <summary>Those that somewhere never lead where the option leads that they are to look like.</summary>
    /// <param name="offers">All offers, under every answer that is looked at.</param>
    /// <param name="told">Where something is said that does nothing.</param>
    public static IEnumerable<Diagnostic> Of(IReadOnlyList<LoweredOffer> offers, HashSet<int> told)
    {
        // [where it is written] the option, where it shows first, and whether it keeps its cover somewhere.
        var met = new Dictionary<int, (BoundOption Option, string? Shows, bool IsKept)>();
        foreach (var offer in offers)
        foreach (var node in offer.Game.Nodes)
            for (var mover = 0; mover < node.Choosers.Count; mover++)
                foreach (var (option, isShown) in Unseen(offer, node, mover))
                {
                    var (_, shows, isKept) = met.GetValueOrDefault(option.NamePlace.Start);
                    met[option.NamePlace.Start] = (option, isShown ? shows ?? string.Join(", ", offer.FactsIn(node.State)) : shows, isKept || !isShown);
                }
        return met.OrderBy(pair => pair.Key)
            .Where(pair => pair.Value.Shows is not null && !told.Contains(pair.Value.Option.Place.Start) && !told.Contains(pair.Value.Option.NamePlace.Start))
            .Select(pair => Warning(pair.Value.Option, pair.Value.IsKept ? $"when {pair.Value.Shows}" : "wherever it can be chosen"));
    }

    private static Diagnostic Warning(BoundOption option, string where) =>
        new(
            DiagnosticCodes.DoesNothing,
            Severity.Warning,
            $"'{option.DeclaredName}' is to look like '{option.Label}', but states are seen by all, and {where} it leads to others than '{option.Label}' does: it is seen by what it brings.",
            option.NamePlace,
            $"If it may be seen, leave out 'as {option.Label}'; else let chance decide whether it shows, as in: chance {{ 40%: …; otherwise: }}."
        );

    private static IEnumerable<(BoundOption Option, bool IsShown)> Unseen(LoweredOffer offer, GameNode node, int mover)
    {
        var (step, chooser) = (offer.BoundOffer.Steps[node.Step], node.Choosers[mover]);
        var declared = chooser
            .Options.Select(name => step.Choosers.First(each => each.Party.Index == chooser.Party).Choices.First(option => option.Name == name))
            .ToList();
        for (var option = 0; option < declared.Count; option++)
            if (declared[option] is { SeenAs: not null, NamePlace.IsEmpty: false })
                yield return (
                    declared[option],
                    Enumerable
                        .Range(0, declared.Count)
                        .Where(other => chooser.Labels[other] == chooser.Labels[option] && declared[other].SeenAs is null)
                        .All(other => AreApart(node, mover, option, other))
                );
    }

    // Whether what is seen after the one is never what is seen after the other.
    private static bool AreApart(GameNode node, int mover, int one, int other)
    {
        if (node is TurnNode turn)
            return !Next(turn.Options[one].Transitions.SelectMany(row => row)).Overlaps(Next(turn.Options[other].Transitions.SelectMany(row => row)));
        var joint = (JointTurnNode)node;
        // Profiles that differ in nothing but what this mover plays lie this far apart.
        var apart = (other - one) * joint.Movers.Skip(mover + 1).Aggregate(1, (product, later) => product * later.OptionNames.Count);
        return Enumerable
            .Range(0, joint.ProfileCount)
            .Where(profile => joint.Profiles[profile][mover] == one)
            .All(profile => !Next(joint.Transitions[profile]).Overlaps(Next(joint.Transitions[profile + apart])));
    }

    private static HashSet<int> Next(IEnumerable<Transition> transitions) =>
        [.. transitions.Where(transition => !transition.Probability.IsZero).Select(transition => transition.NextState)];
}
