using Foedus.Games;
using Foedus.Units;

namespace Foedus.Interop;

/// <summary>Reads extensive games in Gambit's .efg format, node by node as the text arrives.</summary>
/// <remarks>
/// All variants of the format page: a version letter R or D, an optional comment, repeated information sets and outcomes with or without their
/// description, outcomes on the way, commas or none, integers, decimals and fractions. Numbers are exact, so 0.1 and 1/10 are the same.
/// Format: Gambit documentation, "Game representation formats", the extensive game file format.
/// </remarks>
internal static class EfgReader
{
    /// <exception cref="InputException">The text is no such game; <see cref="InputException.Place"/> holds name, line and column.</exception>
    public static ExtensiveGame Read(TextReader source, string name = "the .efg text", GambitReadLimits? limits = null, CancellationToken cancel = default)
    {
        var tokens = new GambitTokenReader(source, name, limits ?? GambitReadLimits.Default);
        if (tokens.Kind != GambitTokenKind.Word || tokens.Value != "EFG")
            throw tokens.Wrong($"An extensive game begins with EFG; this begins with {tokens.Describe()}.");
        tokens.Advance();
        if (tokens.Word("the format version 2") is var version && version != "2")
            throw tokens.Wrong($"Version {version} of the .efg format is not supported; version 2 is.");
        if (tokens.Word("the letter R") is var letter && letter is not ("R" or "D"))
            throw tokens.Wrong($"Expected R (or the old D) before the title, found \"{letter}\".");
        var title = tokens.Text("the title");
        var players = tokens.Players();
        var comment = tokens.Kind == GambitTokenKind.Text ? tokens.Text("the comment") : "";
        var builder = Placed(tokens, () => new ExtensiveGameBuilder(title, players, comment));
        while (tokens.Kind != GambitTokenKind.End)
        {
            if ((builder.NodeCount & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            if (builder.NodeCount == tokens.Limits.Nodes)
                throw tokens.Wrong($"More than {tokens.Limits.Nodes} nodes: refused.");
            Node(tokens, builder, players.Count);
        }
        return Placed(tokens, builder.Build);
    }

    private static void Node(GambitTokenReader tokens, ExtensiveGameBuilder builder, int players)
    {
        if (tokens.Kind != GambitTokenKind.Word || tokens.Value is not ("c" or "p" or "t"))
            throw tokens.Wrong($"A node begins with c (chance), p (player) or t (end); this begins with {tokens.Describe()}.");
        tokens.Mark();
        var kind = tokens.Word("a node");
        var label = tokens.Text("the node's name (\"\" for none)");
        switch (kind)
        {
            case "c":
            {
                var set = tokens.WholeNumber("the number of the chance set");
                var setLabel = tokens.Kind == GambitTokenKind.Text ? tokens.Text("the name of the chance set") : "";
                var moves = tokens.Kind == GambitTokenKind.Open ? ChanceMoves(tokens) : null;
                var outcome = Outcome(tokens, builder, players);
                Placed(tokens, () => builder.Chance(set, moves, setLabel, outcome, label));
                break;
            }
            case "p":
            {
                var player = tokens.WholeNumber("the player's number");
                var set = tokens.WholeNumber("the number of the information set");
                var setLabel = tokens.Kind == GambitTokenKind.Text ? tokens.Text("the name of the information set") : "";
                var actions = tokens.Kind == GambitTokenKind.Open ? tokens.Texts("actions", tokens.Limits.MovesPerNode) : null;
                var outcome = Outcome(tokens, builder, players);
                Placed(tokens, () => builder.Decision(player, set, actions, setLabel, outcome, label));
                break;
            }
            default:
            {
                var outcome = Outcome(tokens, builder, players);
                Placed(tokens, () => builder.Terminal(outcome, label));
                break;
            }
        }
    }

    private static List<(string, ExactNumber)> ChanceMoves(GambitTokenReader tokens)
    {
        tokens.Expect(GambitTokenKind.Open, "{");
        var moves = new List<(string, ExactNumber)>();
        while (tokens.Kind != GambitTokenKind.Close)
        {
            if (moves.Count == tokens.Limits.MovesPerNode)
                throw tokens.Wrong($"More than {tokens.Limits.MovesPerNode} chance moves: refused.");
            var label = tokens.Text("the name of a chance move");
            moves.Add((label, tokens.Number("its probability")));
        }
        tokens.Advance();
        return moves;
    }

    private static int Outcome(GambitTokenReader tokens, ExtensiveGameBuilder builder, int players)
    {
        var number = tokens.WholeNumber("an outcome number (0 for none)");
        var label = tokens.Kind == GambitTokenKind.Text ? tokens.Text("the outcome's name") : "";
        if (tokens.Kind != GambitTokenKind.Open)
            return number;
        tokens.Advance();
        var payoffs = new ExactNumber[players];
        var count = 0;
        while (tokens.Kind != GambitTokenKind.Close)
        {
            if (count == players)
                throw tokens.Wrong($"Outcome {number} has more than {Words.Counted(players, "payoff")}, and the game has {Words.Counted(players, "player")}.");
            payoffs[count++] = tokens.Number("a payoff");
        }
        if (count < players)
            throw tokens.Wrong($"Outcome {number} has {Words.Counted(count, "payoff")}, and the game has {Words.Counted(players, "player")}.");
        tokens.Advance();
        // "0 \"\" { 0, 0 }" is seen in the wild: no outcome, spelt out.
        if (number == 0 && Array.TrueForAll(payoffs, p => p.IsZero))
            return 0;
        Placed(tokens, () => builder.DefineOutcome(number, label, payoffs));
        return number;
    }

    private static void Placed(GambitTokenReader tokens, Action action)
    {
        try
        {
            action();
        }
        catch (InputException error) when (error.Place is null)
        {
            throw tokens.AtMark(error);
        }
    }

    private static T Placed<T>(GambitTokenReader tokens, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (InputException error) when (error.Place is null)
        {
            throw tokens.AtMark(error);
        }
    }
}
