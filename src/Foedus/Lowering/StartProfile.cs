using Foedus.Binding;
using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>What the lines of 'start' give at the turns of an offer, and which of them give nothing.</summary>
/// <param name="turn">Name of the step of a node.</param>
/// <param name="isMet">Whether a node can be met before the horizon ends.</param>
/// <param name="found">Takes what contradicts itself.</param>
internal sealed class StartProfile(Func<int, string> turn, Func<int, bool> isMet, DiagnosticBag found)
{
    private readonly Dictionary<(int Node, int Mover), List<GivenChoice>> given = [];
    private readonly HashSet<BoundStart> contradicted = [];
    private readonly List<(BoundStart Line, bool Chooses, HashSet<(int Node, int Mover)> At)> lines = [];

    /// <summary>The choices given, in the order of the text.</summary>
    public List<GivenChoice> Choices { get; } = [];

    /// <summary>A line, and where its party chooses in the states it speaks of.</summary>
    public void Add(BoundStart line, IEnumerable<(int Node, int Mover, string[] Options)> choosing)
    {
        var (chooses, at) = (false, new HashSet<(int, int)>());
        foreach (var (node, mover, options) in choosing)
        {
            chooses |= isMet(node);
            // Of a range, those that are meant are as likely as each other.
            var meant = Enumerable.Range(0, options.Length).Where(option => line.Options.Contains(options[option])).ToList();
            if (meant.Count > 0 && isMet(node))
                at.Add((node, mover));
            foreach (var option in meant)
                Give(line, new GivenChoice(node, mover, option, line.Chance / meant.Count, line.Type?.Index ?? -1), options[option]);
        }
        lines.Add((line, chooses, at));
    }

    /// <summary>What became of each line, in their order.</summary>
    public IReadOnlyList<StartLineMet> Lines =>
        [
            .. lines.Select(each => new StartLineMet(
                each.Line,
                each.Chooses,
                each.At.Count > 0,
                each.At.Count > 0 && each.Line.Type is null && each.At.All(at => IsSaidByType(at, each.Line.Party))
            )),
        ];

    // What names a type holds for it instead of what is for all.
    private bool IsSaidByType((int, int) at, PartySymbol party) =>
        party.TypeCount > 1 && Enumerable.Range(0, party.TypeCount).All(type => given[at].Any(choice => choice.Type == type));

    private void Give(BoundStart line, GivenChoice choice, string option)
    {
        if (!given.TryGetValue((choice.Node, choice.Mover), out var there))
            given.Add((choice.Node, choice.Mover), there = []);
        if (there.FirstOrDefault(other => other.Option == choice.Option && other.Type == choice.Type) is { } before)
        {
            if (before.Chance != choice.Chance && contradicted.Add(line))
                found.Warning(
                    DiagnosticCodes.Duplicate,
                    line.Place,
                    $"'start' gives '{option}' of {line.Party} at '{turn(choice.Node)}' two chances, {ExpressionText.Of(before.Chance)} and {ExpressionText.Of(choice.Chance)}; the later one counts.",
                    "Say it once, or say with 'when' in which states each holds."
                );
            there.Remove(before);
            Choices.Remove(before);
        }
        there.Add(choice);
        Choices.Add(choice);
        // What a type is said to do at one turn may add up to less than 1, the rest being open, but not to more.
        var sum = GivenChoice.For(there, choice.Type).Sum(other => other.Chance);
        if (sum > 1 + 1e-9)
            found.Error(
                DiagnosticCodes.ChancesDoNotAddUp,
                line.Place,
                $"What {line.Party} is said to start with at '{turn(choice.Node)}' adds up to {ExpressionText.Of(Math.Round(sum, 9))}.",
                "Say with which chance it plays each: with chance 0.7."
            );
    }
}

/// <param name="Line">A line of 'start'.</param>
/// <param name="Chooses">Whether its party chooses, within the horizon, anywhere that the line speaks of.</param>
/// <param name="Applies">Whether it has the option there.</param>
/// <param name="IsReplaced">Whether every type has lines of its own wherever this one would apply.</param>
internal sealed record StartLineMet(BoundStart Line, bool Chooses, bool Applies, bool IsReplaced);
