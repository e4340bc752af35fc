using System.Globalization;
using Foedus.Games;

namespace Foedus.Interop;

/// <summary>Writes strategic games in Gambit's .nfg format: the outcome version where the game has outcomes, else the payoff version.</summary>
public static class NfgWriter
{
    public static void Write(NormalFormGame game, TextWriter target, CancellationToken cancel = default)
    {
        target.Write($"NFG 1 R {GambitText.Quote(game.Title)} {{ ");
        foreach (var player in game.Players) target.Write(GambitText.Quote(player) + " ");
        target.Write("}\n\n{ ");
        for (var i = 0; i < game.PlayerCount; i++)
            target.Write("{ " + string.Join(" ", game.Strategies(i).Select(GambitText.Quote)) + " }\n");
        target.Write("}\n" + GambitText.Quote(game.Comment) + "\n\n");
        if (game.Outcomes is { } outcomes)
        {
            target.Write("{\n");
            for (var o = 0; o < outcomes.Labels.Count; o++)
                target.Write("{ " + GambitText.Quote(outcomes.Labels[o]) + " " + string.Join(", ", outcomes.Payoffs[o].Select(GambitText.Number)) + " }\n");
            target.Write("}\n");
        }
        for (var profile = 0; profile < game.ProfileCount; profile++)
        {
            if ((profile & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
            if (game.Outcomes is { } named) target.Write((named.OfProfile[profile] + 1).ToString(CultureInfo.InvariantCulture) + " ");
            else
                for (var i = 0; i < game.PlayerCount; i++) target.Write(GambitText.Number(game.ExactPayoff(profile, i)) + " ");
        }
        target.Write("\n");
    }

    public static string ToText(NormalFormGame game)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        Write(game, writer);
        return writer.ToString();
    }
}
