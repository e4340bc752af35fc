using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Which answer of each fork is in force.</summary>
/// <param name="Answers">[fork, in the order of the text] index of the answer.</param>
public sealed record ForkChoice(Sequence<int> Answers)
{
    /// <summary>Index of the answer in force of a fork.</summary>
    public int this[int fork] => Answers[fork];

    /// <summary>The first answer of every fork.</summary>
    public static ForkChoice AsWritten(Deal deal) => new(deal.Forks.Select(_ => 0).ToSequence());

    /// <summary>The named answers, and the first of every other fork.</summary>
    /// <param name="deal">A sound deal.</param>
    /// <param name="named">[fork] name of its answer.</param>
    /// <exception cref="InputException">The deal has no such fork, or the fork no such answer.</exception>
    public static ForkChoice Of(Deal deal, IReadOnlyDictionary<string, string> named)
    {
        var choice = AsWritten(deal);
        var forks = deal.Forks.ToList();
        foreach (var (name, answer) in named)
        {
            var fork = forks.FindIndex(fork => fork.Name == name);
            if (fork < 0)
                throw new InputException(
                    forks.Count == 0
                        ? $"There is no fork '{name}': the deal has none. Write one as: fork {name} \"…\" {{ … }}."
                        : Unknown($"There is no fork '{name}'.", name, forks.Select(fork => fork.Name), "Forks")
                );
            var answers = forks[fork].Answers.Select(answer => answer.Name).ToList();
            var index = answers.IndexOf(answer);
            if (index < 0)
                throw new InputException(Unknown($"The fork '{name}' has no answer '{answer}'.", answer, answers, "Its answers"));
            choice = choice.With(fork, index);
        }
        return choice;
    }

    /// <summary>The same with another answer of one fork.</summary>
    public ForkChoice With(int fork, int answer) => new(Answers.Select((was, f) => f == fork ? answer : was).ToSequence());

    /// <summary>The other answers of each fork alone, in the order of the text.</summary>
    public IEnumerable<ForkChoice> Others(Deal deal) =>
        deal.Forks.SelectMany((fork, f) => Enumerable.Range(0, fork.Answers.Count).Where(answer => answer != this[f]).Select(answer => With(f, answer)));

    /// <summary>The answers in force that differ from another choice's, as in <c>defence = decided</c>.</summary>
    public string Words(Deal deal, ForkChoice written) =>
        string.Join(
            ", ",
            deal.Forks.Select((fork, f) => (fork, f))
                .Where(pair => this[pair.f] != written[pair.f])
                .Select(pair => $"{pair.fork.Name} = {pair.fork.Answers[this[pair.f]].Name}")
        );

    private static string Unknown(string what, string name, IEnumerable<string> known, string called)
    {
        var all = known.ToList();
        return $"{what} {(Nearest.To(name, all) is { } near ? $"Did you mean '{near}'?" : $"{called}: {string.Join(", ", all)}.")}";
    }
}
