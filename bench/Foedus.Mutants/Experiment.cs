using System.Globalization;
using System.Text.RegularExpressions;
using Foedus.Numerics.Sampling;

namespace Foedus.Mutants;

/// <summary>Draws changes of a folder, runs its tests against each, and tells how many were noticed.</summary>
internal sealed partial class Experiment(string root, Arguments arguments)
{
    private readonly LibraryBuild build = new(root);
    private readonly Equivalents equivalents = new(arguments.Equivalents);

    /// <exception cref="InputException">The folder is empty, or its tests fail before anything is changed.</exception>
    public void Run(string folder)
    {
        var sites = build.Files([folder]).SelectMany(file => MutationSites.Of(file.Tree, file.File)).ToList();
        if (sites.Count == 0)
            throw new InputException($"src/Foedus/{folder} has nothing that could be changed.");
        // Each place as likely as the next; which of its changes is drawn too. One generator a folder, so that folders do not move each other's draws.
        var random = new Random(HashCode(folder) ^ arguments.Seed);
        var order = sites.ToArray();
        random.Shuffle(order);
        var drawn = order.Select(changes => changes[random.Next(changes.Count)]);
        if (arguments.IsPlan)
        {
            foreach (var mutation in drawn.Take(arguments.Draws))
                Console.WriteLine(mutation);
            return;
        }
        var outcomes = Judge(folder, drawn);
        Tell(folder, sites.Count, outcomes);
    }

    private List<Outcome> Judge(string folder, IEnumerable<Mutation> drawn)
    {
        var patterns = arguments.Tests ?? TestSet.Of(folder);
        var journal = new Journal(arguments.Journal);
        var chosen = drawn.Where(mutation => !equivalents.Has(mutation) && build.Compiles(mutation)).Take(arguments.Draws).ToList();
        var open = chosen.Where(mutation => journal.Find(mutation, arguments.Seed) is null).ToList();
        if (open.Count > 0)
        {
            using var tests = new TestRun(root);
            var (library, alone) = build.CompileTogether(open);
            tests.Use(library);
            var most = Limit(tests, patterns);
            // Those first that are in the library already.
            foreach (var mutation in open.OrderBy(alone.Contains))
            {
                var number = open.IndexOf(mutation) + 1;
                if (alone.Contains(mutation))
                    (library, number) = (null, 0);
                if (library is null)
                    tests.Use(build.Compile(mutation));
                var outcome = Judge(mutation, folder, tests.Run(number, patterns, most));
                journal.Add(outcome);
                Console.WriteLine($"  {outcome.Fate, -9} {outcome.Text}{(outcome.By is { } test ? $"    by: {test}" : "")}");
            }
        }
        return [.. chosen.Select(mutation => journal.Find(mutation, arguments.Seed)!)];
    }

    private Outcome Judge(Mutation mutation, string folder, (Ending Ending, TimeSpan Processor, string Output) run)
    {
        Outcome As(Fate fate, string? by = null) => new(mutation.Key, folder, arguments.Seed, fate, mutation.ToString(), by);
        return run.Ending switch
        {
            Ending.Passed => As(Fate.Survived),
            Ending.TimedOut => As(Fate.TimedOut),
            _ => As(Fate.Killed, FirstFailure().Match(run.Output) is { Success: true } match ? match.Groups[1].Value.Trim() : "the run broke off"),
        };
    }

    // A change that makes the tests three times as long and five seconds more has been noticed.
    private static TimeSpan Limit(TestRun tests, IReadOnlyList<string> patterns)
    {
        var (ending, used, output) = tests.Run(0, patterns, TimeSpan.FromMinutes(10));
        if (ending != Ending.Passed)
            throw new InputException($"The tests fail before anything is changed:\n{output}");
        if (TestCount().Match(output) is not { Success: true } count || count.Groups[1].Value == "0")
            throw new InputException($"No test matches {string.Join(", ", patterns)}.");
        Console.WriteLine($"{string.Join(", ", patterns)}: {count.Groups[1].Value} tests, {used.TotalSeconds:0.0} s of processor time unchanged.");
        return used * 3 + TimeSpan.FromSeconds(5);
    }

    private void Tell(string folder, int sites, List<Outcome> outcomes)
    {
        var survived = outcomes.Where(outcome => outcome.Fate == Fate.Survived).ToList();
        var noticed = outcomes.Count - survived.Count;
        var (low, high) = ShareInterval.Wilson(noticed, outcomes.Count);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{folder}: {noticed} of {outcomes.Count} changes noticed, {100.0 * noticed / outcomes.Count:0}% ({100 * low:0} to {100 * high:0}); {outcomes.Count(o => o.Fate == Fate.TimedOut)} by running too long; seed {arguments.Seed}, {sites} places."
            )
        );
        if (!arguments.ShowsSurvivors)
            return;
        foreach (var outcome in survived)
            Console.WriteLine($"  {outcome.Text}");
    }

    // String.GetHashCode differs from run to run.
    private static int HashCode(string text) => text.Aggregate(17, (hash, letter) => unchecked(hash * 31 + letter));

    [GeneratedRegex(@"^\s*(\S.*) \[FAIL\]", RegexOptions.Multiline)]
    private static partial Regex FirstFailure();

    [GeneratedRegex(@"Total: (\d+)")]
    private static partial Regex TestCount();
}
