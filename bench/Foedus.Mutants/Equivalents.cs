namespace Foedus.Mutants;

/// <summary>Changes that no test can notice, each with the reason; all others that survive count as survivors.</summary>
/// <remarks>One a line: path | the line as it stands | before | after | reason. By text and not by number, so that it stays with its line.</remarks>
internal sealed class Equivalents
{
    private readonly HashSet<(string, string, string, string)> known = [];

    /// <exception cref="InputException">A line has no reason.</exception>
    public Equivalents(string path)
    {
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split(" ¦ ");
            if (parts.Length != 5 || parts[4].Trim().Length == 0)
                throw new InputException($"{path}: write path ¦ line of code ¦ before ¦ after ¦ reason, not: {line}");
            known.Add((parts[0].Trim(), parts[1].Trim(), parts[2].Trim(), parts[3].Trim()));
        }
    }

    public bool Has(Mutation mutation) => known.Contains((mutation.File, mutation.Code, mutation.Before.Trim(), mutation.After.Trim()));
}
