namespace Foedus.Weighing.Reasons;

/// <summary>Sentences that fit on a page of a terminal, in the order in which they are taken.</summary>
/// <param name="lines">Lines of 80 columns.</param>
internal sealed class OnePage(int lines)
{
    // Two columns stand before a sentence.
    private const int Width = 78;

    private readonly List<string> told = [];
    private int left = lines;

    public IReadOnlyList<string> Told => told;

    /// <summary>Whether there is room for all of some sentences.</summary>
    public bool Fits(IEnumerable<string> sentences) => sentences.Sum(Lines) <= left;

    /// <summary>Sets room aside for sentences that come later, whatever is taken before them.</summary>
    public void Keep(IEnumerable<string> sentences) => left -= sentences.Sum(Lines);

    /// <summary>Takes the sentences that room was set aside for.</summary>
    public IReadOnlyList<string> TakeKept(IReadOnlyList<string> sentences)
    {
        left += sentences.Sum(Lines);
        return Take(sentences);
    }

    /// <summary>Takes sentences one after another until one finds no room; returns those taken.</summary>
    public IReadOnlyList<string> Take(IEnumerable<string> sentences)
    {
        var taken = sentences.TakeWhile(sentence => (left -= Lines(sentence)) >= 0).ToList();
        left = Math.Max(left, 0);
        told.AddRange(taken);
        return taken;
    }

    /// <summary>Takes all of some sentences, or none.</summary>
    public IReadOnlyList<string> TakeWhole(IEnumerable<string> sentences)
    {
        var all = sentences.ToList();
        if (all.Sum(Lines) > left)
            return [];
        left -= all.Sum(Lines);
        told.AddRange(all);
        return all;
    }

    private static int Lines(string sentence) => (sentence.Length + Width - 1) / Width;
}
