using Foedus.Games;
using Foedus.Lowering;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>Takes slips out, each alone and all together, solves the offer again and says what moves.</summary>
internal static class SlipAnalysis
{
    /// <summary>A chance that moves by less is not told.</summary>
    public const double Told = 0.02;

    /// <summary>Slips that are taken out one by one at most, those made in most runs first.</summary>
    public const int Most = 12;

    public static IReadOnlyList<SlipEffect> Run(SolvedPlay play, CancellationToken cancel) => Run(play, play.Slips, cancel);

    /// <param name="play">The solution; nothing of it is worked out here.</param>
    /// <param name="slips">Its slips.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyList<SlipEffect> Run(SolvedPlay play, IReadOnlyList<Slip> slips, CancellationToken cancel) =>
        Run([(play, slips)], new ParallelOptions { CancellationToken = cancel, TaskScheduler = null })[0];

    /// <summary>Of several solutions, side by side; each slip is worked out by itself, so that threads change no number.</summary>
    /// <param name="plays">The solutions.</param>
    /// <param name="parallel">Threads, and what stops the work.</param>
    public static IReadOnlyList<SlipEffect>[] Run(IReadOnlyList<SolvedPlay> plays, ParallelOptions parallel)
    {
        var slips = new IReadOnlyList<Slip>[plays.Count];
        PieceByPiece.Do(plays.Count, parallel, p => slips[p] = plays[p].Slips);
        return Run([.. plays.Zip(slips)], parallel);
    }

    private static IReadOnlyList<SlipEffect>[] Run(IReadOnlyList<(SolvedPlay Play, IReadOnlyList<Slip> Slips)> plays, ParallelOptions parallel)
    {
        var counted = plays.Select(each => each.Slips.Where(slip => !slip.IsNearTie).ToList()).ToArray();
        // Each by itself, and last all together where there are several.
        var pieces = counted
            .SelectMany((slips, p) => slips.Take(Most).Select(slip => (Play: p, Slip: (Slip?)slip)).Concat(slips.Count < 2 ? [] : [(p, null)]))
            .ToArray();
        var effects = new IReadOnlyList<SlipEffect>[pieces.Length];
        PieceByPiece.Do(pieces.Length, parallel, piece =>
        {
            var (p, slip) = pieces[piece];
            effects[piece] =
            [
                .. slip is null
                    ? Of(plays[p].Play, null, [.. counted[p].SelectMany(one => one.Taken)], counted[p].Count, parallel.CancellationToken)
                    : Of(plays[p].Play, slip, slip.Taken, 1, parallel.CancellationToken),
            ];
        });
        return
        [
            .. plays.Select((each, p) => (IReadOnlyList<SlipEffect>)[.. Those(p, isAlone: true), .. Ties(each.Play, each.Slips), .. Those(p, isAlone: false)]),
        ];

        IEnumerable<SlipEffect> Those(int p, bool isAlone) =>
            pieces.Zip(effects).Where(done => done.First.Play == p && done.First.Slip is not null == isAlone).SelectMany(done => done.Second);
    }

    private static IEnumerable<SlipEffect> Ties(SolvedPlay play, IReadOnlyList<Slip> slips) =>
        slips
            .Where(slip => slip.IsNearTie)
            .Select(tie =>
                Row(
                    play,
                    tie,
                    -1,
                    null,
                    null,
                    $"{What(play, tie, 1)}: a near tie (at most {ReasonWords.Number(Slips.NearTie(play.Outcome, tie.Party))} points), not counted as a slip."
                ) with
                {
                    IsNearTie = true,
                }
            );

    private static IEnumerable<SlipEffect> Of(SolvedPlay play, Slip? slip, IReadOnlyList<ClosedOption> taken, int count, CancellationToken cancel)
    {
        var (offer, shown) = (play.Offer, play.Outcome);
        var refused = LeavesNothing(offer, taken) ?? Slips.Reveals(offer, taken);
        var without = refused is null
            ? CarefulPlay.Follow(
                shown,
                new OfferSolver(offer, shown.Solution.Grid.Resolution, OfferSolver.SettingsFor(offer), without: taken).Solve([.. shown.World], cancel)
            )
            : null;
        if (without is null)
        {
            refused ??= "without it there is no certified solution";
            yield return Row(play, slip, -1, null, refused, $"{What(play, slip, count)}; what the offer would be without is not known: {refused}.");
            yield break;
        }
        var moved = Enumerable
            .Range(0, offer.Asks.Count)
            .Where(ask => Moves(offer, ask, shown.Measures[ask], without.Measures[ask]))
            .OrderByDescending(ask => Decides(offer, ask))
            .ThenByDescending(ask => Math.Abs(shown.Measures[ask] - without.Measures[ask]) / Size(offer, ask))
            .ToList();
        if (moved.Count == 0)
            yield return Row(play, slip, -1, without, null, $"{What(play, slip, count)}; without that nothing asked moves by 2 of 100.");
        foreach (var ask in moved)
            yield return Row(
                play,
                slip,
                ask,
                without,
                null,
                $"{What(play, slip, count)}; without {(slip is null ? "them" : "that")}, “{offer.Asks[ask].Title}” comes to {Answer(play, ask, without.Measures[ask], shown.Measures[ask])}."
            );
    }

    private static SlipEffect Row(SolvedPlay play, Slip? slip, int ask, OfferOutcome? without, string? refused, string words)
    {
        var game = play.Offer.Game;
        return new SlipEffect(
            play.Offer.Offer.Name,
            slip is null ? "" : game.Steps[slip.Step].Name,
            slip is null ? "" : game.Parties[slip.Party].Name,
            slip is null ? "" : game.Parties[slip.Party].TypeNames[slip.Type],
            slip?.Option ?? "",
            slip?.Runs,
            slip?.Share,
            slip?.Worse,
            ask < 0 ? null : play.Offer.Asks[ask].Name,
            ask < 0 ? Unit.Plain : new Asked(play.Offer.Asks[ask]).In(play.Words.Unit),
            ask < 0 ? null : play.Outcome.Measures[ask],
            ask < 0 ? null : without!.Measures[ask],
            slip is null,
            refused,
            words
        )
        {
            Decides = Decides(play.Offer, ask),
        };
    }

    private static bool Decides(LoweredOffer offer, int ask) => offer.Holding is { } holding && holding.Asked.Contains(ask);

    // "Washington plays “admit” at ordinary admission in 18 of 100 years although that is 2.1 points worse for it".
    private static string What(SolvedPlay play, Slip? slip, int all) =>
        slip is null ? $"All {Words.Counted(all, "slip")} together"
        : play.Words.Subject(slip.Party) is var who
            ? $"{who.Play(play.Words.Option(slip.Step, slip.Party, slip.Option), play.Words.Whoever(slip.Party, slip.Type))}{play.Words.At(slip.Step, slip.Party, slip.Option)} in {ReasonWords.Hundred(slip.Share)} {Words.Plural(play.Words.Unit)} in which {who.It} could"
                + $" ({ReasonWords.Hundred(slip.Runs)} runs) although that is {Words.Several(ReasonWords.Number(slip.Worse), "point")} worse for {who.Them}"
        : "";

    // "40 of 100, not 71".
    private static string Answer(SolvedPlay play, int ask, double without, double written)
    {
        var (asked, unit) = (new Asked(play.Offer.Asks[ask]), new Asked(play.Offer.Asks[ask]).In(play.Words.Unit));
        return asked.IsCensored
            ? $"{unit.Text(without)}, not {unit.Number(written)}"
            : $"{ReasonWords.Hundred(without)}, not {ReasonWords.Hundred(written).Replace(" of 100", "", StringComparison.Ordinal)}";
    }

    private static double Size(LoweredOffer offer, int ask) => new Asked(offer.Asks[ask]).IsCensored ? offer.Asks[ask].Periods : 1;

    private static bool Moves(LoweredOffer offer, int ask, double one, double other) => Math.Abs(one - other) >= Told * Size(offer, ask);

    // All that a type may do somewhere may be a slip against something that is not there.
    private static string? LeavesNothing(LoweredOffer offer, IReadOnlyList<ClosedOption> taken)
    {
        foreach (var at in taken.GroupBy(each => (each.Node, each.Mover, each.Type)))
            if (at.Select(each => each.Option).Distinct().Count() == offer.Game.Nodes[at.Key.Node].Choosers[at.Key.Mover].Options.Count)
                return $"nothing would be left to do at {offer.Wording.Step(offer.Game.Steps[offer.Game.Nodes[at.Key.Node].Step].Name)} when {new DealWords(offer).Facts(offer.FactsIn(offer.Game.Nodes[at.Key.Node].State))}";
        return null;
    }
}
