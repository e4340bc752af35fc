using System.Globalization;
using Foedus.Games;

namespace Foedus.Interop;

/// <summary>Writes extensive games in Gambit's .efg format; <see cref="EfgReader"/> reads the same game back.</summary>
/// <remarks>
/// Fractions stay fractions; other numbers are the shortest decimals that read back to the same double. Gambit wants the probabilities of a chance set to sum
/// to 1 exactly: where the decimals do not, the last one is written as the exact remainder. Precision multipliers have no place in the format and are left out.
/// </remarks>
public static class EfgWriter
{
    public static void Write(ExtensiveGame game, TextWriter target, CancellationToken cancel = default)
    {
        target.Write($"EFG 2 R {GambitText.Quote(game.Title)} {{ ");
        foreach (var player in game.Players)
            target.Write(GambitText.Quote(player) + " ");
        target.Write("}\n" + GambitText.Quote(game.Comment) + "\n\n");
        var setWritten = new bool[game.InformationSetCount];
        var chanceWritten = new bool[game.ChanceSetCount];
        var outcomeWritten = new bool[game.OutcomeCount];
        for (var node = 0; node < game.NodeCount; node++)
        {
            if ((node & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            var label = GambitText.Quote(game.NodeLabel(node));
            if (game.IsTerminal(node))
                target.Write($"t {label} ");
            else if (game.IsChance(node))
                WriteChance(game, game.ChanceSetAt(node), label, chanceWritten, target);
            else
                WriteDecision(game, game.SetAt[node], label, setWritten, target);
            WriteOutcome(game, game.OutcomeAt[node], outcomeWritten, target);
        }
    }

    public static string ToText(ExtensiveGame game)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        Write(game, writer);
        return writer.ToString();
    }

    private static void WriteDecision(ExtensiveGame game, int set, string label, bool[] written, TextWriter target)
    {
        target.Write($"p {label} {game.SetPlayer[set] + 1} {game.InformationSetNumber(set)} ");
        if (written[set])
            return;
        written[set] = true;
        target.Write(GambitText.Quote(game.InformationSetLabel(set)) + " { ");
        for (var a = game.ActionStart[set]; a < game.ActionStart[set + 1]; a++)
            target.Write(GambitText.Quote(game.ActionLabel(a)) + " ");
        target.Write("} ");
    }

    private static void WriteChance(ExtensiveGame game, int set, string label, bool[] written, TextWriter target)
    {
        target.Write($"c {label} {game.ChanceSetNumber(set)} ");
        if (written[set])
            return;
        written[set] = true;
        target.Write(GambitText.Quote(game.ChanceSetLabel(set)) + " { ");
        var rest = ExactNumber.One;
        for (var move = game.ChanceStart[set]; move < game.ChanceStart[set + 1]; move++)
        {
            var probability = game.ExactChanceProbability(move);
            if (move == game.ChanceStart[set + 1] - 1 && rest.Sign >= 0)
                probability = rest;
            rest -= probability;
            target.Write($"{GambitText.Quote(game.ChanceMoveLabel(move))} {GambitText.Number(probability)} ");
        }
        target.Write("} ");
    }

    private static void WriteOutcome(ExtensiveGame game, int outcome, bool[] written, TextWriter target)
    {
        if (outcome < 0)
        {
            target.Write("0\n");
            return;
        }
        target.Write(game.OutcomeNumber(outcome).ToString(CultureInfo.InvariantCulture));
        if (!written[outcome])
        {
            written[outcome] = true;
            target.Write(" " + GambitText.Quote(game.OutcomeLabel(outcome)) + " { ");
            for (var i = 0; i < game.PlayerCount; i++)
                target.Write((i > 0 ? ", " : "") + GambitText.Number(game.ExactPayoff(outcome, i)));
            target.Write(" }");
        }
        target.Write("\n");
    }
}
