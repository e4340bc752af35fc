using System.Globalization;

namespace Foedus.Mutants;

/// <summary>What is asked of the program.</summary>
/// <param name="Folders">Folders of the library; each has its own draw.</param>
/// <param name="Draws">Mutations a folder.</param>
/// <param name="Seed">Of the draw.</param>
/// <param name="Journal">Where outcomes are written and read again.</param>
/// <param name="Equivalents">Changes known to change nothing.</param>
/// <param name="Tests">Patterns of test classes instead of those of the folder.</param>
internal sealed record Arguments(
    IReadOnlyList<string> Folders,
    int Draws,
    int Seed,
    string Journal,
    string Equivalents,
    IReadOnlyList<string>? Tests,
    bool ShowsSurvivors,
    bool IsPlan
)
{
    public const string Usage = """
        Changes one operator of the library at a time and tells whether the tests notice.

          dotnet build -c Release tests/Foedus.Tests
          dotnet run -c Release --project bench/Foedus.Mutants -- --folders Monitoring,Exploring --draws 40 --seed 1

          --folders A,B       folders of src/Foedus, also deeper ones (Weighing/Analysis) and files (Weighing/Asked.cs); each has its own draw
          --draws N           changes a folder (40)
          --seed N            of the draw (1); the same seed on the same text gives the same changes
          --journal PATH      outcomes, one a line; a run goes on where it stopped (artifacts/mutants/SEED.jsonl)
          --tests A*,B*       test classes instead of those of the folder, after Foedus.Tests.
          --equivalents PATH  changes that change nothing, each with its reason (bench/Foedus.Mutants/equivalents.txt)
          --survivors         lists what nobody noticed
          --plan              lists the drawn changes and runs nothing
        """;

    /// <exception cref="InputException">Something is not understood.</exception>
    public static Arguments Parse(string[] words, string root)
    {
        var (folders, draws, seed) = (Array.Empty<string>(), 40, 1);
        string? journal = null,
            tests = null;
        var equivalents = Path.Combine(root, "bench/Foedus.Mutants/equivalents.txt");
        var (survivors, plan) = (false, false);
        for (var w = 0; w < words.Length; w++)
        {
            string Next() => w + 1 < words.Length ? words[++w] : throw new InputException($"{words[w]} needs a value.\n\n{Usage}");
            int Number() =>
                int.TryParse(Next(), CultureInfo.InvariantCulture, out var number) && number >= 0
                    ? number
                    : throw new InputException($"{words[w]} is not a number.");
            switch (words[w])
            {
                case "--folders":
                    folders = Next().Split(',');
                    break;
                case "--draws":
                    draws = Number();
                    break;
                case "--seed":
                    seed = Number();
                    break;
                case "--journal":
                    journal = Next();
                    break;
                case "--tests":
                    tests = Next();
                    break;
                case "--equivalents":
                    equivalents = Next();
                    break;
                case "--survivors":
                    survivors = true;
                    break;
                case "--plan":
                    plan = true;
                    break;
                default:
                    throw new InputException($"'{words[w]}' is not understood.\n\n{Usage}");
            }
        }
        if (folders.Length == 0)
            throw new InputException(Usage);
        return new Arguments(
            folders,
            draws,
            seed,
            journal ?? Path.Combine(root, "artifacts/mutants", $"{seed}.jsonl"),
            equivalents,
            tests?.Split(','),
            survivors,
            plan
        );
    }
}
