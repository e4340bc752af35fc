namespace Foedus.Eliciting;

/// <summary>Halving of a scale of shares: what is sought is less than, as much as or more than a yardstick, and each rung is a question.</summary>
/// <remarks>Rungs 1 to <c>parts</c>: it against so many parts of the yardstick. Above: so many parts of it, from <c>parts</c> − 1 down, against the whole yardstick. So both ends are told as finely.</remarks>
internal sealed class Ladder
{
    // Where the ends of a range differ by a tenth, nobody's answers tell more.
    private const double FineEnough = 1.1;

    // An answer of "cannot say" is looked at from either side so many times.
    private const int MostAtAnEdge = 2;

    private readonly int parts,
        least,
        most;
    private readonly Queue<(int Rung, bool IsMore)> expected;
    private readonly bool isCheck;
    private bool isContradicted;
    private int low,
        high,
        below,
        above;
    private (int From, int To)? open;

    /// <param name="parts">Parts of a whole.</param>
    /// <param name="least">The lowest rung that can be asked.</param>
    /// <param name="most">The highest.</param>
    /// <param name="check">Rungs between which it should lie by what was answered before; they are asked first, and others only where they say otherwise.</param>
    public Ladder(int parts, int least, int most, (int Low, int High)? check = null)
    {
        (this.parts, this.least, this.most) = (parts, least, most);
        (low, high) = (0, 2 * parts);
        isCheck = check is not null;
        expected = new Queue<(int, bool)>(check is { } ends ? [(ends.Low, true), (ends.High, false)] : []);
    }

    /// <summary>How many answers it had.</summary>
    public int Count { get; private set; }

    /// <summary>What it is at least and at most, as a share of the yardstick.</summary>
    public (double Low, double High) Range => (Ratio(Math.Min(low, open?.From ?? low)), Ratio(Math.Max(high, open?.To ?? high)));

    /// <summary>The next rung to be asked; null when there is none.</summary>
    public int? Next()
    {
        while (expected.TryPeek(out var next))
        {
            if (Asked(next.Rung))
                return next.Rung;
            expected.Dequeue();
        }
        if (isCheck && !isContradicted)
            return null;
        if (open is not { } undecided || undecided.To <= low || undecided.From >= high)
            return Between(low, high);
        return below < MostAtAnEdge && Between(low, undecided.From) is { } lower ? lower
            : above < MostAtAnEdge ? Between(undecided.To, high)
            : null;
    }

    /// <summary>What was answered.</summary>
    /// <param name="rung">To which question.</param>
    /// <param name="isMore">It is more than the rung says; null: as much, or nobody can say.</param>
    public void Answer(int rung, bool? isMore)
    {
        Count++;
        if (expected.TryPeek(out var next) && next.Rung == rung)
        {
            isContradicted |= isMore is { } told && told != next.IsMore;
            expected.Dequeue();
        }
        if (open is { } undecided)
            (below, above) = (below + (rung < undecided.From ? 1 : 0), above + (rung > undecided.To ? 1 : 0));
        if (isMore is null)
            open = (Math.Min(rung, open?.From ?? rung), Math.Max(rung, open?.To ?? rung));
        else if (isMore.Value)
            low = rung;
        else
            high = rung;
    }

    /// <summary>The rungs on this ladder next to a range found on another, outside it.</summary>
    public static (int Low, int High) Around((double Low, double High) range, int parts)
    {
        double Rung(double ratio) => ratio <= 1 ? parts * ratio : 2 * parts - parts / ratio;
        var (low, high) = ((int)Math.Floor(Rung(range.Low) + 1e-9), (int)Math.Ceiling(Rung(range.High) - 1e-9));
        return (low, Math.Max(high, low + 1));
    }

    private bool Asked(int rung) =>
        rung > low && rung < high && rung >= least && rung <= most && !(open is { } undecided && rung >= undecided.From && rung <= undecided.To);

    private int? Between(int from, int to)
    {
        if (to - from <= 1 || Ratio(to) <= FineEnough * Ratio(from))
            return null;
        var rung = Math.Clamp((from + to) / 2, least, most);
        return rung > from && rung < to ? rung : null;
    }

    private double Ratio(int rung) =>
        rung <= parts ? (double)rung / parts
        : rung == 2 * parts ? double.PositiveInfinity
        : (double)parts / (2 * parts - rung);
}
