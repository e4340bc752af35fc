using Foedus.Games;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Workflow;

namespace Foedus.Tests.CrossChecks;

/// <summary>What is played in the game, reported day by day, is judged as the game moved it: obligations that hang on each other, and on what breaches bring, at the end of every month.</summary>
public sealed class WatchedGames
{
    private const int Months = 7,
        Obligations = 3;

    [Fact]
    public void Obligations_stand_in_reports_as_they_do_in_the_game()
    {
        var folder = Directory.CreateTempSubdirectory("foedus-");
        var met = new HashSet<Standing>();
        try
        {
            for (var number = 0; number < TestScale.Of(20); number++)
            {
                var random = new Random(number);
                var text = Deal(random);
                var path = Path.Combine(folder.FullName, "owed.foedus");
                File.WriteAllText(path, text);
                var (offer, input) = (SoundDeal.Lower(text), WatchInput.Read(path));
                for (var play = 0; play < 3; play++)
                    foreach (var (month, stands, reports) in Played(offer, random))
                    {
                        var file = Path.Combine(folder.FullName, "reports.csv");
                        File.WriteAllText(
                            file,
                            "id,date,kind\n" + string.Concat(reports.Select((report, id) => $"{id},{report.Day:yyyy-MM-dd},{report.Kind}\n"))
                        );
                        var judged = Watch.Run(input, [file], new WatchOptions { To = End(month) }, cancel: TestContext.Current.CancellationToken).Obligations;
                        Assert.All(judged, verdict =>
                            Assert.True(
                                verdict.Surely == stands[verdict.Name],
                                $"Deal {number}, month {month}: {verdict.Name} is {stands[verdict.Name]} in the game, and {verdict.InWords} by reports.\n{text}\n{File.ReadAllText(file)}"
                            )
                        );
                        met.UnionWith(stands.Values);
                    }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        // Nobody decides here.
        Assert.Equal(Enum.GetValues<Standing>().Except([Standing.Undecided]), met.Order());
    }

    private static DateOnly End(int month) => new DateOnly(2026, 1, 1).AddMonths(month).AddDays(-1);

    // Each month somebody may do each of what is owed, or not, on the 5th, 10th and 15th: the reports so far, and how obligations stand at the end of the month.
    private static IEnumerable<(int Month, Dictionary<string, Standing> Stands, List<(DateOnly Day, string Kind)> Reports)> Played(
        LoweredOffer offer,
        Random random
    )
    {
        var (game, reports, chance) = (offer.Game, new List<(DateOnly, string)>(), random.NextDouble());
        reports.Add((new DateOnly(2026, 1, 1), "nothing"));
        var state = game.InitialState;
        for (var month = 1; month <= Months; month++)
        {
            foreach (var step in game.Steps)
                switch (step.NodeOfState[state] is >= 0 and var node ? game.Nodes[node] : null)
                {
                    case TurnNode turn:
                        var option = turn.Options[random.NextDouble() < chance ? 0 : 1];
                        if (option.Name.StartsWith("do", StringComparison.Ordinal))
                            reports.Add((new DateOnly(2026, month, 5 * (option.Name[2] - '0')), option.Name));
                        state = Assert.Single(option.Transitions[0]).NextState;
                        break;
                    case ChanceNode end:
                        state = Assert.Single(end.Transitions[0]).NextState;
                        break;
                }
            yield return (month, offer.Obligations.ToDictionary(owed => owed.Name, owed => owed.Of[state]), [.. reports]);
        }
    }

    private static string Deal(Random random)
    {
        int[] order = [.. Enumerable.Range(1, Obligations)];
        random.Shuffle(order);
        // Each hangs on those before it in this order, wherever it stands in the text.
        var lines = order
            .Select((of, at) => (Of: of, Line: Owed(random, of, order[..at], order[(at + 1)..])))
            .OrderBy(pair => pair.Of)
            .Select(pair => pair.Line);
        return $$"""
            deal "Watched"
            period month
            horizon {{Months}}
            in force from 2026-01-01
            party A
            discount 1
            precision lambda 1
            state told yes or no = no
            {{string.Join("\n", order.Order().Select(of => $"turn t{of} of A {{ do{of} skip{of} }}\nincident i{of} {{ kind \"do{of}\" }}"))}}
            {{string.Join("\n", lines)}}
            no deal none
            """;
    }

    private static string Owed(Random random, int of, int[] before, int[] after)
    {
        string One(params string[] among) => among[random.Next(among.Length)];
        string Condition() =>
            before.Length > 0 && $"o{before[random.Next(before.Length)]}" is var other
                ? One(
                    $"{other} = breached",
                    $"{other} in {{ done, cured, late }}",
                    $"not ({other} = pending)",
                    $"{other} in {{ overdue, breached }} for 2 months",
                    $"within 1 month of ({other} = breached)",
                    $"from 2 months after (not {other} = pending)",
                    $"{other} = done and after 2 months",
                    "told"
                )
                : One("in month 2", "after 3 months", "until month 2");
        var owed = random.Next(6) switch
        {
            0 => $"do{of} by month {random.Next(1, 4)}",
            1 => $"do{of} 2 times by month {random.Next(2, 5)}",
            2 => $"do{of} within {One("1 month", "2 months")} of ({Condition()})",
            3 => $"not do{of}{One("", " until month 4", " for 3 months")}",
            4 => $"not do{of} within 2 months of ({Condition()})",
            _ => $"do{of} each {One("month for 3 months", "2 months for 4 months", "month", "2 months")}",
        };
        var (isKept, isEachMonth) = (owed.StartsWith("not", StringComparison.Ordinal), owed.Contains("each month", StringComparison.Ordinal));
        return $"obligation o{of} of A: {owed} {{{(!isKept && !isEachMonth && random.Next(2) == 0 ? " cure 1 month" : "")}{(random.Next(3) == 0 ? $" suspended while {Condition()}" : "")}{(random.Next(3) == 0 ? $" excused when {Condition()}" : "")}"
            // What the first alone sets.
            + (before.Length == 0 ? " breach: told = yes" : " breach: A pays 1")
            + (after.Length > 0 && random.Next(3) == 0 ? $"; o{after[random.Next(after.Length)]} = excused" : "")
            + $" reported as i{of} }}";
    }
}
