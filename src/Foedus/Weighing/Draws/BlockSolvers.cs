using System.Runtime.Intrinsics;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Batched;

namespace Foedus.Weighing.Draws;

/// <summary>The fastest block solver that fits an offer.</summary>
internal static class BlockSolvers
{
    /// <param name="offer">The offer.</param>
    /// <param name="resolution">Knots of the belief grid, where something is private.</param>
    public static IBlockSolver For(LoweredOffer offer, int resolution) => For(offer, resolution, null);

    /// <param name="offer">The offer.</param>
    /// <param name="resolution">Knots of the belief grid, where something is private.</param>
    /// <param name="memo">What has been solved, where draws are solved one by one; null: nothing is remembered.</param>
    internal static IBlockSolver For(LoweredOffer offer, int resolution, SolveMemo? memo) =>
        KeptBlocks.Book is { } book ? new KeptBlocks(offer, resolution, book, () => Make(offer, resolution, memo)) : Make(offer, resolution, memo);

    private static IBlockSolver Make(LoweredOffer offer, int resolution, SolveMemo? memo) =>
        WhyNotInLanes(offer) is not null
            ? memo is null
                ? new OneByOne(new OfferSolver(offer, resolution))
                : new OneByOne(new SolveKind(offer, resolution), memo)
            : Vector512.IsHardwareAccelerated
                ? new InLanes<Lane512>(offer)
                : Vector256.IsHardwareAccelerated
                    ? new InLanes<Lane256>(offer)
                    : new InLanes<Lane128>(offer);

    /// <summary>Draws in the smallest block that is worth while: registers are filled where draws are solved side by side.</summary>
    public static int LeastInBlock(LoweredOffer offer) => WhyNotInLanes(offer) is null ? LaneColumns.Lanes : 1;

    /// <summary>Why an offer's draws are solved one by one and not side by side, in a few words; null where they are side by side.</summary>
    public static string? WhyNotInLanes(LoweredOffer offer) =>
        offer.Start is { } start && start.Any(given => offer.Game.Nodes[given.Node] is JointTurnNode)
            ? "a joint turn starts from given choices"
            : ExactScope.WhyNot(offer.Game, new AskedChannels(offer).Followings.Count);
}
