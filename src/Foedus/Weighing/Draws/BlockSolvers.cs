using Foedus.Lowering;

namespace Foedus.Weighing.Draws;

/// <summary>The fastest block solver that fits an offer.</summary>
internal static class BlockSolvers
{
    public static IBlockSolver For(LoweredOffer offer, int resolution) => new OneByOne(new OfferSolver(offer, resolution));
}
