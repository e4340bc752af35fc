using Foedus.Model;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>In what the deal that was looked at differs from the deal as written: numbers that were fixed, answers of forks that were chosen.</summary>
public static class AsAsked
{
    /// <param name="deal">As it is written.</param>
    /// <param name="options">What was asked for; a reading is told by its own name.</param>
    /// <returns>A sentence each, in the order of the deal; null where it is the deal as written.</returns>
    public static IReadOnlyList<string>? Sentences(Deal deal, WeighingOptions options)
    {
        IReadOnlyList<string> changed =
        [
            .. deal
                .Assumptions.Where(assumption => options.Fixed.ContainsKey(assumption.Name))
                .Select(assumption =>
                    $"{assumption.Name}{(assumption.Sentence is null ? "" : $" (“{assumption.Sentence}”)")} is fixed at {Words.Number(options.Fixed[assumption.Name])}{(options.Fixed[assumption.Name] == assumption.Best ? ", its best value" : $", its best value is {Words.Number(assumption.Best)}")}."
                ),
            .. deal
                .Forks.Where(fork => options.Forks.ContainsKey(fork.Name))
                .Select(fork => (Fork: fork, Written: fork.Answers[0], Chosen: fork.Answers.First(answer => answer.Name == options.Forks[fork.Name])))
                .Where(each => each.Chosen != each.Written)
                .Select(each =>
                    $"{each.Fork.Title ?? each.Fork.Name}: answered “{each.Chosen.Title ?? each.Chosen.Name}”; as written it is “{each.Written.Title ?? each.Written.Name}”."
                ),
        ];
        return changed.Count > 0 ? changed : null;
    }
}
