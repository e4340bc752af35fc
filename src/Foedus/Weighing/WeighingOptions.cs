using System.Text.Json.Serialization;
using Foedus.Lowering;

namespace Foedus.Weighing;

/// <summary>How a deal is weighed. Everything that changes a number is here or in the deal.</summary>
public sealed record WeighingOptions
{
    /// <summary>Plausible worlds per offer; the same worlds for every offer.</summary>
    public int Draws { get; init; } = 1024;

    /// <summary>Seed of the scrambles; recorded with the result.</summary>
    public ulong Seed { get; init; } = 2025;

    /// <summary>Independent scrambles the draws are dealt to in turn, for the sampling intervals. At least 8.</summary>
    public int Scrambles { get; init; } = 8;

    /// <summary>Name of the reading; null for the deal as written.</summary>
    public string? Reading { get; init; }

    /// <summary>Whether the deal is also weighed under each of its readings.</summary>
    public bool WithReadings { get; init; }

    /// <summary>Offers to weigh beside no deal; null for all that the reading is about.</summary>
    public IReadOnlyList<string>? Offers { get; init; }

    /// <summary>Assumption values that replace the best value and lose their range.</summary>
    public IReadOnlyDictionary<string, double> Fixed { get; init; } = new Dictionary<string, double>();

    /// <summary>[fork] name of its answer in force; of other forks the first is the deal as written.</summary>
    public IReadOnlyDictionary<string, string> Forks { get; init; } = new Dictionary<string, string>();

    /// <summary>Evidence by whose likelihood the worlds are weighted too, beside the plain answer.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>Knots of the belief grid that everything begins with where nothing else is asked for.</summary>
    public const int StandardResolution = 11;

    /// <summary>Knots of the belief grid in each running sum; once set, every offer is solved on so many.</summary>
    [JsonIgnore]
    public int Resolution
    {
        get => AskedResolution ?? StandardResolution;
        init => AskedResolution = value;
    }

    /// <summary>Knots that were asked for; null: each offer's first draws choose, from <see cref="StandardResolution"/> on.</summary>
    [JsonPropertyName("resolution")]
    public int? AskedResolution { get; init; }

    /// <summary>Draws, the first, that are solved again on a finer grid, for the numerical error and for the choice of a grid: at least so many, and up to eight times as many where they cost little; 0 for none.</summary>
    public int ErrorDraws { get; init; } = 16;

    /// <summary>The same under other answers of the forks: so few that all of them cost little beside the draws.</summary>
    internal int ForkErrorDraws => Math.Min(ErrorDraws, Draws / 64);

    /// <summary>[offer] knots that its first draws chose; null: not chosen, or not to be.</summary>
    internal IReadOnlyDictionary<string, int>? Knots { get; init; }

    /// <summary>Whether first draws are to choose.</summary>
    internal bool ChoosesGrids => AskedResolution is null && ErrorDraws > 0 && Knots is null;

    /// <summary>Knots that an offer, whatever the answers of the forks, is solved on.</summary>
    internal int KnotsOf(LoweredOffer offer) => Knots is not null && Knots.TryGetValue(offer.Offer.Name, out var chosen) ? chosen : Resolution;

    /// <summary>Draws, the first, in which all solutions are looked for and told apart; 0 for none.</summary>
    public int EquilibriumDraws { get; init; } = 16;

    /// <summary>Draws, the first, in which every answer is repeated with everybody more careful; 0 for none.</summary>
    public int CareDraws { get; init; } = 16;

    /// <summary>Base points for total effects, each some ten to twenty further solves of an offer; 0 for none, null for as many as ranges need, at most a quarter of the draws, 16 to 512, or 512 where draws are solved side by side.</summary>
    public int? Effects { get; init; }

    /// <summary>Offers whose total effects are estimated; null for one (see <see cref="Analysis.DecisionAnalyst"/>).</summary>
    public IReadOnlyList<string>? EffectsOf { get; init; }

    /// <summary>Base points as they will be used, or at most used, where draws are solved one by one.</summary>
    public int EffectBasePoints => Effects ?? Math.Clamp(Draws / 4, 16, 512);

    /// <summary>Assumptions of each offer, those with the largest own shares, for which a threshold is looked for.</summary>
    public int Thresholds { get; init; } = 5;

    /// <summary>So many draws, the first, are held in memory for charts, boxes and what decides; every draw is in every share, count and quantile.</summary>
    public int Kept { get; init; } = 100_000;

    /// <summary>Threads; 0 for all cores. Changes no number.</summary>
    public int Threads { get; init; }

    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <summary>For loops over worlds: so many threads, of the scheduler whose task the caller is.</summary>
    internal ParallelOptions Parallel(CancellationToken cancel) =>
        new()
        {
            CancellationToken = cancel,
            MaxDegreeOfParallelism = ThreadCount,
            TaskScheduler = null,
        };
}
