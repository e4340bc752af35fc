namespace Foedus.Weighing.Draws;

/// <summary>Solves one offer for a block of draws. Not for two threads at once.</summary>
/// <remarks>A draw's numbers depend on its assumptions alone: not on the block it came in, on its place there, or on what was solved before.</remarks>
internal interface IBlockSolver
{
    /// <summary>Fills measures, values, priors, promises, survival, residual and status of the rows; surplus and holding are worked out by the caller.</summary>
    /// <param name="worlds">[assumption][row]</param>
    /// <param name="from">First row.</param>
    /// <param name="count">Rows.</param>
    /// <param name="into">The offer's columns; NaN before, and left so, but for the status, where a draw has no certified solution.</param>
    /// <param name="cancel">Stops the work.</param>
    void Solve(double[][] worlds, int from, int count, OfferDraws into, CancellationToken cancel);
}
