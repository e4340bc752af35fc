using Foedus.Lowering;
using Foedus.Solving.Beliefs.Reasons;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>How an offer ends, for every ask "chance … through": all courses, and the same in sentences.</summary>
internal sealed class Endings
{
    /// <summary>Share of all that ends which sentences tell.</summary>
    public const double Told = 0.9;

    /// <summary>Courses told at most; what they leave is counted in the last.</summary>
    public const int MostLines = 12;

    // Told one by one from here on: what rounds to 1 of 100.
    private const double Seldom = 0.005;

    private readonly LoweredOffer offer;
    private readonly DealWords words;
    private readonly List<(AskedMeasure Ask, FirstFailures Failures)> asks = [];

    /// <param name="play">The solution.</param>
    /// <param name="cancel">Stops the work.</param>
    public Endings(SolvedPlay play, CancellationToken cancel)
    {
        (offer, words) = (play.Offer, play.Words);
        // Questions about the same states are read off one pass.
        foreach (var same in offer.Asks.Where(ask => new Asked(ask).IsSurvival).GroupBy(ask => string.Concat(ask.Holds.Select(holds => holds ? '1' : '0'))))
        {
            var failures = new FirstFailures(play.Outcome.Solution, play.Moves, same.First().Holds, same.Max(ask => ask.Periods), words.Change, cancel);
            asks.AddRange(same.Select(ask => (ask, failures)));
        }
    }

    /// <summary>Every course of every such ask; the rare ones of an ask are one entry without a course of its own.</summary>
    public IReadOnlyList<ExplainedEnd> Ends => [.. asks.SelectMany(asked => Of(asked.Ask, asked.Failures))];

    private IEnumerable<ExplainedEnd> Of(AskedMeasure ask, FirstFailures failures)
    {
        foreach (var course in failures.Courses)
            if (End(ask, [.. course.Events.Select(Event)], course.ByPeriod, isOthers: false) is { Chance: > 0 } end)
                yield return end;
        if (End(ask, [], failures.Others, isOthers: true) is { Chance: > 0 } others)
            yield return others;
    }

    private static ExplainedEnd End(AskedMeasure ask, IReadOnlyList<CourseStep> course, double[] byPeriod, bool isOthers)
    {
        var chances = byPeriod.Take(ask.Periods).ToArray();
        var (from, to) = Window(chances);
        return new ExplainedEnd(ask.Name, course, from, to, chances.Sum(), chances, isOthers);
    }

    private CourseStep Event(CourseEvent happened) =>
        new(
            happened.Party < 0 ? "" : offer.Game.Parties[happened.Party].Name,
            happened.Party < 0 ? "" : offer.Game.Parties[happened.Party].TypeNames[happened.Type],
            offer.Game.Steps[happened.Step].Name,
            happened.Option,
            happened.Outcome
        );

    // The shortest run of periods that holds nine tenths of it, from 1.
    private static (int From, int To) Window(double[] chances)
    {
        var (whole, best) = (chances.Sum(), (From: 1, To: chances.Length));
        for (var from = 0; from < chances.Length; from++)
        {
            var sum = 0.0;
            for (var to = from; to < chances.Length; to++)
                if ((sum += chances[to]) >= Told * whole)
                {
                    if (to - from < best.To - best.From)
                        best = (from + 1, to + 1);
                    break;
                }
        }
        return best;
    }

    /// <summary>The ask that is told in sentences: the one that decides whether the offer holds, else the first.</summary>
    private (AskedMeasure Ask, FirstFailures Failures)? Main =>
        asks.Count == 0 ? null
        : asks.FirstOrDefault(asked => offer.Holding is { Measure: >= 0 } holding && offer.Asks[holding.Measure] == asked.Ask) is { Ask: not null } decides
            ? decides
        : asks[0];

    /// <summary>The ask that is told in sentences; null where none is asked to hold through.</summary>
    public AskedMeasure? Asked => Main?.Ask;

    /// <summary>What choosers decide at turns, by period from 0: how far the chance of failing moves with the choice, times the chance to be there. Nothing where no ask is to hold through.</summary>
    public IReadOnlyDictionary<(int Node, int Mover, int Period), double> Decides =>
        Main is not { } main
            ? new Dictionary<(int, int, int), double>()
            : main.Failures.Decides.Where(each => each.Key.Period < main.Ask.Periods && each.Value > 0).ToDictionary(each => each.Key, each => each.Value);

    /// <summary>The likeliest courses in words: until nine tenths are told, none that is rarer than 1 of 100.</summary>
    /// <param name="most">So many at most.</param>
    public IEnumerable<string> Sentences(int most = MostLines)
    {
        if (Main is not { } main)
            yield break;
        var (ask, failures) = main;
        var whole = Enumerable.Range(0, ask.Periods).Sum(period => failures.Courses.Sum(course => course.ByPeriod[period]) + failures.Others[period]);
        // Of all offers it may count in more states: here it says that these are not all.
        var meaning = AskedWords.Of([offer], offer.Asks.ToList().IndexOf(ask));
        if (whole < 0.005)
        {
            yield return $"{ask.Title} (of what can come about in this offer it {meaning}): it fails in {ReasonWords.Hundred(whole)} runs.";
            yield break;
        }
        yield return $"{ask.Title} (of what can come about in this offer it {meaning}): it fails in {ReasonWords.Hundred(whole)} runs. How:";
        var (told, lines) = (0.0, 0);
        foreach (var group in Groups(ask, failures).OrderByDescending(group => group.Chance))
        {
            // What comes about in hardly any run is counted together, below.
            if (told >= Told * whole || lines == most || group.Chance < Seldom)
                break;
            told += group.Chance;
            lines++;
            var (from, to) = Window(group.ByPeriod);
            yield return $"{ReasonWords.Hundred(group.Chance)}, mostly {words.When(from, to)}: {(group.Key.Count == 0 ? "by what came before it, whatever happens then" : string.Join("; ", group.Key.Select((happened, at) => Say(happened, group.Types[at]))))}.";
        }
        if (whole - told > 1e-9)
            yield return $"{ReasonWords.Hundred(whole - told)} in {(lines == 0 ? "ways" : "other ways")}{(whole - told >= Seldom && told < Told * whole && lines < most ? ", each of them in fewer than 1 of 100" : "")}.";
    }

    private string Say(CourseEvent happened, double[] types)
    {
        if (happened.Party < 0)
            return $"{words.Step(happened.Step)}: {Outcome(happened)}";
        var type = types.Length > 1 && Array.FindIndex(types, share => share >= Told * types.Sum()) is >= 0 and var one ? one : -1;
        return $"{words.Who(happened.Party, type)}: {words.Option(happened.Step, happened.Party, happened.Option)}{(happened.Outcome is null ? "" : $" ({Outcome(happened)})")}";
    }

    private string Outcome(CourseEvent happened) => words.Facts([happened.Outcome ?? ""]);

    // Courses alike in what decided, whatever the types.
    private List<Group> Groups(AskedMeasure ask, FirstFailures failures)
    {
        var groups = new Dictionary<string, Group>();
        foreach (var course in failures.Courses)
        {
            var decided = course.Events.Where((_, at) => course.Decided[at]).ToList();
            var alike = decided.Select(happened => happened with { Type = -1 }).ToList();
            var chances = course.ByPeriod.Take(ask.Periods).ToArray();
            var key = string.Join("|", alike);
            if (!groups.TryGetValue(key, out var group))
                groups.Add(
                    key,
                    group = new Group(
                        alike,
                        new double[ask.Periods],
                        [.. decided.Select(happened => new double[happened.Party < 0 ? 0 : offer.Game.Parties[happened.Party].TypeCount])]
                    )
                );
            for (var period = 0; period < chances.Length; period++)
                group.ByPeriod[period] += chances[period];
            for (var at = 0; at < decided.Count; at++)
                if (decided[at].Party >= 0)
                    group.Types[at][decided[at].Type] += chances.Sum();
        }
        return [.. groups.Values];
    }

    private sealed record Group(IReadOnlyList<CourseEvent> Key, double[] ByPeriod, double[][] Types)
    {
        public double Chance => ByPeriod.Sum();
    }
}
