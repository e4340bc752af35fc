using System.Text.Json;

namespace Foedus.Mutants;

internal enum Fate
{
    Killed,
    Survived,
    TimedOut,
}

/// <summary>What became of one drawn mutation.</summary>
/// <param name="Key">Of the mutation.</param>
/// <param name="Folder">The folder it was drawn for.</param>
/// <param name="Text">The mutation in words.</param>
/// <param name="By">The first test that failed.</param>
internal sealed record Outcome(string Key, string Folder, int Seed, Fate Fate, string Text, string? By);

/// <summary>Outcomes, one a line, so that an interrupted run goes on where it stopped.</summary>
internal sealed class Journal
{
    private readonly string path;
    private readonly Dictionary<(string, int), Outcome> done = [];

    public Journal(string path)
    {
        this.path = path;
        if (!File.Exists(path))
            return;
        foreach (var line in File.ReadLines(path))
        {
            // A line cut off by an interruption is drawn again.
            try
            {
                var outcome = JsonSerializer.Deserialize<Outcome>(line)!;
                done[(outcome.Key, outcome.Seed)] = outcome;
            }
            catch (JsonException) { }
        }
    }

    public Outcome? Find(Mutation mutation, int seed) => done.GetValueOrDefault((mutation.Key, seed));

    public void Add(Outcome outcome)
    {
        done[(outcome.Key, outcome.Seed)] = outcome;
        File.AppendAllText(path, JsonSerializer.Serialize(outcome) + "\n");
    }
}
