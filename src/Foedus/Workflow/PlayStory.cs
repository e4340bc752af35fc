using Foedus.Games;
using Foedus.Lowering;
using Foedus.Units;
using Foedus.Weighing.Reasons;

namespace Foedus.Workflow;

/// <summary>One play of an offer as a story, a line for each thing that happens: by the deal's names, and by its titles.</summary>
/// <param name="offer">What is played.</param>
public sealed class PlayStory(LoweredOffer offer)
{
    private readonly PublicBeliefGame game = offer.Game;
    private readonly DealWords words = new(offer);
    private readonly List<string> named = [];
    private readonly List<string> titled = [];

    /// <summary>Takes what happens next; the passing of time is no news.</summary>
    /// <param name="period">In which period, from 1.</param>
    /// <param name="node">At which node.</param>
    /// <param name="options">[mover] what is chosen.</param>
    /// <param name="after">The public state afterwards.</param>
    public void Take(int period, int node, int[] options, int after)
    {
        var (at, step) = (game.Nodes[node], game.Steps[game.Nodes[node].Step]);
        if (step.IsClock)
            return;
        var chosen = at.Choosers.Select((chooser, mover) => (chooser.Party, Option: chooser.Options[options[mover]])).ToList();
        named.Add(
            Line(
                period,
                chosen.Count == 0
                    ? $"{offer.HappensAt(at.Step)}: {step.Name}"
                    : string.Join(", ", chosen.Select(choice => $"{game.Parties[choice.Party].Name}: {choice.Option}")),
                game.StateNames[after]
            )
        );
        titled.Add(
            Line(
                period,
                chosen.Count == 0
                    ? $"{offer.HappensAt(at.Step)}: {words.Step(at.Step)}"
                    : string.Join(", ", chosen.Select(choice => $"{words.Party(choice.Party)}: {words.Option(at.Step, choice.Party, choice.Option)}")),
                offer.Wording.Facts(game.StateNames[after])
            )
        );
    }

    /// <summary>All of it, as the deal's names have it.</summary>
    /// <param name="types">[party] the types at the start.</param>
    public IReadOnlyList<string> Named(int[] types) => [Head(types, party => game.Parties[party].Name, type => type), .. named];

    /// <summary>All of it, as the deal's titles have it.</summary>
    /// <param name="types">[party] the types at the start.</param>
    public IReadOnlyList<string> Titled(int[] types) => [Head(types, words.Party, Words.Plain), .. titled];

    private static string Line(int period, string what, string state) => $"  {period, 3}  {what, -36} {state}";

    private string Head(int[] types, Func<int, string> who, Func<string, string> type) =>
        !game.HasPrivateTypes
            ? "A play:"
            : $"A play in which {string.Join(", ", Enumerable.Range(0, types.Length).Where(party => game.Parties[party].IsPrivate).Select(party => $"{who(party)} is {type(game.Parties[party].TypeNames[types[party]])}"))}:";
}
