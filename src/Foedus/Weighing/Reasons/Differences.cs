using Foedus.Lowering;
using Foedus.Solving.Beliefs.Reasons;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>Why one option is worth more than another: payments at once, time in states, later payments; and how much of it comes from what others conclude.</summary>
/// <param name="offer">The offer.</param>
/// <param name="outcome">Its solution.</param>
/// <param name="words">Its words.</param>
/// <param name="decides">The condition whose failing is told; null: none.</param>
internal sealed class Differences(LoweredOffer offer, OfferOutcome outcome, DealWords words, AskedMeasure? decides = null)
{
    /// <summary>Points up to which two options are told as level: what a solved choice may miss, and far less than a reader sees.</summary>
    public const double Level = 0.01;

    // Parts that are told: so many where they say it, so many at most.
    private const int FewParts = 3,
        MostParts = 6;

    // Of the whole difference, what may stay unsaid.
    private const double Unsaid = 0.3;

    private readonly Dictionary<int, string[]> groups = [];

    // What counts less later is no plain count.
    private readonly string period = DiscountedTime.IsPlain(outcome.Solution) ? words.Unit : $"discounted {words.Unit}";

    /// <param name="option">What is compared.</param>
    /// <param name="against">With what.</param>
    /// <param name="total">Difference of their worth as the certificate has it.</param>
    /// <param name="names">Names of the two.</param>
    /// <param name="error">How far the difference is from what a finer grid makes of it; null: not measured.</param>
    public WorthDifference Of(OptionWorth option, OptionWorth against, double total, (string Option, string Against) names, double? error)
    {
        var (party, parts) = (option.Option.Party, new List<WorthPart>());
        if (option.Now - against.Now is not 0 and var now)
            parts.Add(new WorthPart("payment", "payments at once", now));
        if (!groups.TryGetValue(party, out var alike))
            groups.Add(party, alike = FlowGroups.Of(offer, outcome.Solution.Coefficients, party));
        foreach (var same in Enumerable.Range(0, alike.Length).GroupBy(state => alike[state]))
        {
            var (time, points) = (0.0, 0.0);
            foreach (var state in same)
                for (var type = 0; type < option.Time[state].Length; type++)
                {
                    var more = option.Time[state][type] - against.Time[state][type];
                    time += more;
                    points += more * outcome.Solution.Coefficients[offer.Game.Flows[state][party][type].Index];
                }
            if (points != 0)
                parts.Add(
                    new WorthPart(
                        "flow",
                        $"{Words.Several(ReasonWords.Number(Math.Abs(time)), period)} {(time >= 0 ? "more" : "less")} of “{words.Facts([same.Key])}”",
                        points
                    )
                );
        }
        foreach (var at in option.Later.Keys.Union(against.Later.Keys))
            if (option.Later.GetValueOrDefault(at) - against.Later.GetValueOrDefault(at) is not 0 and var points)
                parts.Add(new WorthPart("later", $"payments later ({words.Where(at)})", points));
        var left = total - parts.Sum(part => part.Points);
        if (Math.Abs(left) > 1e-9)
            parts.Add(new WorthPart("rest", "what interpolation between beliefs and a cut horizon leave", left));
        return new WorthDifference(
            names.Option,
            names.Against,
            total,
            [.. parts.OrderByDescending(part => Math.Abs(part.Points))],
            option.Reading - against.Reading,
            error
        )
        {
            FailingTime = Failing(against) - Failing(option),
        };
    }

    private double Failing(OptionWorth worth) =>
        decides is null ? 0 : Enumerable.Range(0, worth.Time.Length).Where(state => !decides.Holds[state]).Sum(state => worth.Time[state].Sum());

    /// <summary>"arm is 0.8 better than keep: …".</summary>
    /// <param name="difference">What is told.</param>
    /// <param name="called">What an option is called within a sentence.</param>
    /// <param name="isShort">Whether the largest parts are enough, whatever they leave.</param>
    public static string Sentence(WorthDifference difference, Func<string, string> called, bool isShort = false)
    {
        var (better, worse) = (Sentenced(called(difference.Option)), called(difference.Against));
        var error = difference.NumericalError is { } off ? $", numerical error {ReasonWords.Number(off)}" : "";
        if (Math.Abs(difference.Total) <= Level)
            return $"{better} and {worse} are level ({ReasonWords.Signed(difference.Total)} points{error}).";
        if (Math.Abs(difference.Total) <= difference.NumericalError)
            return $"Whether {called(difference.Option)} or {worse} is better is open ({ReasonWords.Signed(difference.Total)} points{error}).";
        // The largest, and further ones for as long as what is left could be the reason by itself.
        double Left(int parts) => difference.Total - difference.Parts.Take(parts).Sum(part => part.Points);
        var count = Math.Min(FewParts, difference.Parts.Count(part => Math.Abs(part.Points) >= 0.1 * Math.Abs(difference.Total)));
        while (!isShort && count < Math.Min(MostParts, difference.Parts.Count) && Math.Abs(Left(count)) > Unsaid * Math.Abs(difference.Total))
            count++;
        var (told, rest) = (difference.Parts.Take(count).ToList(), Left(count));
        var read =
            Math.Abs(difference.OfWhichRead) < Math.Max(Level, 0.05 * Math.Abs(difference.Total))
                ? ""
                : $"; of this {ReasonWords.Signed(difference.OfWhichRead)} because of what others conclude from it";
        return $"{better} is {ReasonWords.Number(Math.Abs(difference.Total))} {(difference.Total > 0 ? "better" : "worse")} than {worse}: {string.Join(", ", told.Select(part => $"{ReasonWords.Signed(part.Points)} for {part.Words}"))}"
            + $"{(ReasonWords.Signed(rest) == "0" ? "" : $", {ReasonWords.Signed(rest)} for all else")}{read}.";
    }

    // The first letter as a sentence has it, behind a quotation mark too.
    private static string Sentenced(string words) =>
        words.TakeWhile(c => c == '“').Count() is var first && first < words.Length
            ? words[..first] + char.ToUpperInvariant(words[first]) + words[(first + 1)..]
            : words;
}
