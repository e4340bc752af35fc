using System.Text.Json;
using Foedus.Weighing;

namespace Foedus.Workbench.Runs;

/// <summary>How a run was asked for: the part of the weighing's options that people choose.</summary>
public sealed record RunRequest
{
    /// <summary>Largest number of worlds that a run may have here; larger sweeps belong on the command line.</summary>
    public const int MostDraws = 16_384;

    public int Draws { get; init; } = 256;

    public ulong Seed { get; init; } = 2025;

    public string? Reading { get; init; }

    /// <summary>Names of the offers; empty for all.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>Assumptions held at a value.</summary>
    public IReadOnlyDictionary<string, double> Set { get; init; } = new Dictionary<string, double>();

    /// <summary>[fork] name of its answer in force; of other forks every answer is weighed.</summary>
    public IReadOnlyDictionary<string, string> Forks { get; init; } = new Dictionary<string, string>();

    public int? Resolution { get; init; }

    /// <summary>Whether total effects and the map are worked out: about two to four times the work.</summary>
    public bool Effects { get; init; } = true;

    /// <exception cref="InputException">Something is outside what a run may have.</exception>
    public WeighingOptions Options(int threads)
    {
        if (Draws is < 8 or > MostDraws)
            throw new InputException($"A run here weighs 8 to {MostDraws:N0} worlds. Larger sweeps: foedus weigh on the command line.");
        if (Resolution is < 3 or > 41)
            throw new InputException("Knots of belief can be 3 to 41 here.");
        return new WeighingOptions
        {
            Draws = Draws,
            Seed = Seed,
            Reading = string.IsNullOrEmpty(Reading) ? null : Reading,
            Offers = Offers.Count == 0 ? null : Offers,
            Fixed = Set,
            Forks = Forks,
            AskedResolution = Resolution,
            Effects = Effects ? null : 0,
            Threads = threads,
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static RunRequest FromJson(string json) => JsonSerializer.Deserialize<RunRequest>(json) ?? new RunRequest();

    /// <summary>"256 worlds, reading moscow, credibility = 0.35".</summary>
    public string InWords =>
        string.Join(
            ", ",
            new[]
            {
                $"{Draws:N0} worlds",
                string.IsNullOrEmpty(Reading) ? null : $"reading {Reading}",
                Offers.Count == 0 ? null : $"offers {string.Join(" and ", Offers)}",
                Seed == 2025 ? null : $"seed {Seed}",
            }
                .OfType<string>()
                .Concat(Set.Select(pair => FormattableString.Invariant($"{pair.Key} = {pair.Value:0.###}")))
                .Concat(Forks.Select(fork => $"{fork.Key} is {fork.Value}"))
        );
}
