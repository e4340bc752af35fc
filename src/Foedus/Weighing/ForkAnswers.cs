using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>Combinations of answers to the forks under which something is the same, in few words.</summary>
internal static class ForkAnswers
{
    public const string Every = "every answer";

    /// <summary>Only the forks whose answer matters are named: "Washington decides each time", whatever the others' answers are.</summary>
    /// <param name="forks">All forks, with all their answers.</param>
    /// <param name="same">Combinations of answers, [fork] name.</param>
    public static string InWords(IReadOnlyList<ForkResult> forks, IReadOnlyList<IReadOnlyDictionary<string, string>> same)
    {
        var open = forks
            .Where(fork => same[0].ContainsKey(fork.Fork))
            .Select(fork => (fork.Answers, Met: fork.Answers.Where(answer => same.Any(answers => answers[fork.Fork] == answer.Answer)).ToList()))
            .ToList();
        // Not all that these answers make together: nothing shorter than to name each.
        if (open.Aggregate(1, (product, fork) => product * fork.Met.Count) != same.Count || open.Count < same[0].Count)
            return string.Join("; or: ", same.Select(answers => string.Join(", ", answers.Select(each => TitleOf(forks, each.Key, each.Value)))));
        var named = open.Where(fork => fork.Met.Count < fork.Answers.Count).Select(fork => Words.Either(fork.Met.Select(answer => answer.Title))).ToList();
        return named.Count == 0 ? Every : string.Join("; ", named);
    }

    /// <summary>The answer of one fork alone, as a combination.</summary>
    public static IReadOnlyDictionary<string, string> Alone(ForkResult fork, ForkAnswer answer) =>
        new Dictionary<string, string> { [fork.Fork] = answer.Answer };

    /// <summary>What each combination of answers gives, or each answer where one fork alone is open.</summary>
    public static IReadOnlyList<UnderAnswers> Under(IReadOnlyList<ForkResult> forks, IReadOnlyList<ForkCombination>? combinations) =>
        combinations is null
            ? [.. forks[0].Answers.Select(answer => new UnderAnswers(Alone(forks[0], answer), answer.Offers))]
            : [.. combinations.Select(combination => new UnderAnswers(combination.Answers, combination.Offers))];

    private static string TitleOf(IReadOnlyList<ForkResult> forks, string fork, string answer) =>
        forks.FirstOrDefault(each => each.Fork == fork)?.Answers.FirstOrDefault(each => each.Answer == answer)?.Title ?? answer;
}

/// <summary>What answers of forks, together, give for each offer.</summary>
/// <param name="Answers">[fork] name of its answer.</param>
/// <param name="Offers">What it gives.</param>
internal sealed record UnderAnswers(IReadOnlyDictionary<string, string> Answers, IReadOnlyList<ForkOffer> Offers);
