using Foedus.Games;
using Foedus.Units;

namespace Foedus.Interop;

/// <summary>Reads strategic games in Gambit's .nfg format, payoff version or outcome version.</summary>
/// <remarks>
/// Strategies may be counted ({ 3 2 }) or named ({ { "a" "b" } { "c" } }) in either version; the comment is optional.
/// Format: Gambit documentation, "Game representation formats", the strategic game file format.
/// </remarks>
internal static class NfgReader
{
    /// <exception cref="InputException">The text is no such game; <see cref="InputException.Place"/> holds name, line and column.</exception>
    public static NormalFormGame Read(TextReader source, string name = "the .nfg text", GambitReadLimits? limits = null, CancellationToken cancel = default)
    {
        var tokens = new GambitTokenReader(source, name, limits ?? GambitReadLimits.Default);
        if (tokens.Kind != GambitTokenKind.Word || tokens.Value != "NFG")
            throw tokens.Wrong($"A strategic game begins with NFG; this begins with {tokens.Describe()}.");
        tokens.Advance();
        if (tokens.Word("the format version 1") is var version && version != "1")
            throw tokens.Wrong($"Version {version} of the .nfg format is not supported; version 1 is.");
        if (tokens.Word("the letter R") is var letter && letter is not ("R" or "D"))
            throw tokens.Wrong($"Expected R (or the old D) before the title, found \"{letter}\".");
        var title = tokens.Text("the title");
        var players = tokens.Players();
        var strategies = Strategies(tokens, players);
        var entries = (long)players.Count;
        foreach (var labels in strategies)
        {
            entries *= labels.Length;
            if (entries > tokens.Limits.Nodes)
                throw tokens.Wrong($"The table has more than {tokens.Limits.Nodes} entries (profiles × players): refused.");
        }
        var comment = tokens.Kind == GambitTokenKind.Text ? tokens.Text("the comment") : "";
        return tokens.Kind == GambitTokenKind.Open
            ? OutcomeVersion(tokens, title, players, strategies, comment, (int)entries, cancel)
            : PayoffVersion(tokens, title, players, strategies, comment, (int)entries, cancel);
    }

    private static List<string[]> Strategies(GambitTokenReader tokens, List<string> players)
    {
        tokens.Expect(GambitTokenKind.Open, "{ before the strategies");
        var strategies = new List<string[]>();
        while (tokens.Kind != GambitTokenKind.Close)
        {
            if (strategies.Count == players.Count)
                throw tokens.Wrong($"Strategies for more than the {Words.Counted(players.Count, "player")}.");
            if (tokens.Kind == GambitTokenKind.Open)
            {
                strategies.Add([.. tokens.Texts("strategies", tokens.Limits.MovesPerNode)]);
            }
            else
            {
                var count = tokens.WholeNumber("a number of strategies, or their names in braces");
                if (count > tokens.Limits.MovesPerNode)
                    throw tokens.Wrong($"More than {tokens.Limits.MovesPerNode} strategies: refused.");
                strategies.Add([.. Enumerable.Range(1, count).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
            }
            if (LookAlike.Among(strategies[^1]) is (var first, var second))
                throw tokens.Wrong(
                    $"Strategies {first + 1} and {second + 1} of {players[strategies.Count - 1]} {(strategies[^1][first] == strategies[^1][second] ? $"are both called \"{strategies[^1][first]}\"" : $"have names that look the same, \"{strategies[^1][first]}\" and \"{strategies[^1][second]}\"")}. Give each a name of its own."
                );
            if (strategies[^1].Length == 0)
                throw tokens.Wrong($"{players[strategies.Count - 1]} has no strategies.");
        }
        if (strategies.Count != players.Count)
            throw tokens.Wrong($"Strategies for {Words.Counted(strategies.Count, "player")}, and there are {players.Count}.");
        tokens.Advance();
        return strategies;
    }

    private static NormalFormGame PayoffVersion(
        GambitTokenReader tokens,
        string title,
        List<string> players,
        List<string[]> strategies,
        string comment,
        int entries,
        CancellationToken cancel
    )
    {
        var payoffs = new List<double>();
        var exact = new Dictionary<int, ExactNumber>();
        while (tokens.Kind != GambitTokenKind.End)
        {
            if ((payoffs.Count & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            if (payoffs.Count == entries)
                throw tokens.Wrong($"More than the {Words.Counted(entries, "payoff")} of the table.");
            Store(tokens.Number("a payoff"), payoffs.Count, payoffs, exact, tokens);
        }
        if (payoffs.Count < entries)
            throw tokens.Wrong($"The table ends after {payoffs.Count} of {Words.Counted(entries, "payoff")}.");
        return new NormalFormGame(title, players, strategies, [.. payoffs], comment, exact);
    }

    private static NormalFormGame OutcomeVersion(
        GambitTokenReader tokens,
        string title,
        List<string> players,
        List<string[]> strategies,
        string comment,
        int entries,
        CancellationToken cancel
    )
    {
        tokens.Advance();
        var labels = new List<string>();
        var outcomes = new List<ExactNumber[]>();
        while (tokens.Kind != GambitTokenKind.Close)
        {
            if (outcomes.Count == tokens.Limits.Nodes)
                throw tokens.Wrong($"More than {tokens.Limits.Nodes} outcomes: refused.");
            tokens.Expect(GambitTokenKind.Open, "{ before an outcome");
            labels.Add(tokens.Text("the outcome's name"));
            var payoffs = new ExactNumber[players.Count];
            for (var i = 0; i < payoffs.Length; i++)
                payoffs[i] = tokens.Number($"payoff {i + 1} of {payoffs.Length}");
            tokens.Expect(GambitTokenKind.Close, $"}} after {Words.Counted(payoffs.Length, "payoff")}");
            outcomes.Add(payoffs);
        }
        tokens.Advance();
        var profiles = entries / players.Count;
        var table = new List<double>();
        var exact = new Dictionary<int, ExactNumber>();
        var ofProfile = new List<int>();
        while (tokens.Kind != GambitTokenKind.End)
        {
            if ((ofProfile.Count & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            if (ofProfile.Count == profiles)
                throw tokens.Wrong($"More than the {Words.Counted(profiles, "outcome number")} of the table.");
            if (tokens.Kind == GambitTokenKind.Word && int.TryParse(tokens.Value, out var ahead) && ahead > outcomes.Count)
                throw tokens.Wrong($"Outcome {ahead} does not exist; there are {outcomes.Count}.");
            var outcome = tokens.WholeNumber("an outcome number") - 1;
            ofProfile.Add(outcome);
            for (var i = 0; i < players.Count; i++)
                Store(outcome < 0 ? ExactNumber.Zero : outcomes[outcome][i], table.Count, table, exact, tokens);
        }
        if (ofProfile.Count < profiles)
            throw tokens.Wrong($"The table ends after {ofProfile.Count} of {Words.Counted(profiles, "outcome number")}.");
        return new NormalFormGame(title, players, strategies, [.. table], comment, exact, new NormalFormOutcomes(labels, outcomes, ofProfile));
    }

    private static void Store(ExactNumber number, int at, List<double> payoffs, Dictionary<int, ExactNumber> exact, GambitTokenReader tokens)
    {
        var value = number.ToDouble();
        if (!double.IsFinite(value))
            throw tokens.Wrong("This payoff is too large.");
        payoffs.Add(value);
        if (ExactNumber.FromShortestDecimal(value) != number)
            exact[at] = number;
    }
}
