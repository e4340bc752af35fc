namespace Foedus.Weighing.Draws;

/// <summary>What further solves have given so far, block by block: a weighing that was ended in the middle of them goes on with it. Used by several threads.</summary>
internal interface IBlockBook
{
    /// <summary>Fills rows from a block that was kept.</summary>
    /// <param name="key">Of the offer and the worlds.</param>
    /// <param name="from">First row.</param>
    /// <param name="count">Rows.</param>
    /// <param name="into">The offer's columns.</param>
    /// <returns>Whether there was one.</returns>
    bool TryRead(byte[] key, int from, int count, OfferDraws into);

    /// <summary>Keeps a block that has been solved.</summary>
    void Keep(byte[] key, int from, int count, OfferDraws solved);
}
