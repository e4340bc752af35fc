using System.Globalization;

namespace Foedus.Benchmarks;

/// <summary>How long a weighing takes on a cluster, from measured costs: <c>-- cluster DRAW START MERGE PART</c>, in seconds: for a draw, to start a shard, to put a million draws together, and for each part of them besides. Shards are taken from a queue by whoever is free.</summary>
/// <remarks>A draw's time varies from world to world, and a machine may be slower than another or lost: every shard's time is drawn, one in a thousand shards is begun again half way. The seed is fixed.</remarks>
internal static class ClusterScale
{
    private const int Draws = 1_000_000;
    private const double Lost = 0.001;

    // A draw's own spread, and that of machines.
    private const double SpreadOfDraw = 0.3;
    private const double SpreadOfMachine = 0.1;

    public static void Run(double draw, double start, double mergeDraws, double mergePart)
    {
        Console.WriteLine("| cores | draws in a part | shards | wall | efficiency | of that start | waiting for the last | merge |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (
            var (cores, part, shards) in new[]
            {
                (1, 16_384, 62),
                (16, 16_384, 62),
                (16, 4_096, 245),
                (256, 16_384, 62),
                (256, 512, 1_024),
                (4_096, 512, 1_954),
                (4_096, 64, 15_625),
                (4_096, 64, 8_192),
            }
        )
            One(cores, part, shards, draw, start, mergeDraws, mergePart);
    }

    private static void One(int cores, int part, int shards, double draw, double start, double mergeDraws, double mergePart)
    {
        var random = new Random(1);
        var speed = Enumerable.Range(0, cores).Select(_ => Math.Exp(SpreadOfMachine * Normal(random))).ToArray();
        var mean = speed.Average();
        var free = new PriorityQueue<int, double>(Enumerable.Range(0, cores).Select(core => (core, 0.0)));
        var (parts, last, busy) = ((Draws + part - 1) / part, 0.0, 0.0);
        for (var shard = 0; shard < shards; shard++)
        {
            free.TryDequeue(out var core, out var at);
            var from = (long)parts * shard / shards * part;
            var draws = Math.Min(Draws, (long)parts * (shard + 1) / shards * part) - from;
            // The mean of many draws varies less than one.
            var work = draws * draw * (1 + SpreadOfDraw * Normal(random) / Math.Sqrt(Math.Max(1, draws))) * speed[core] / mean;
            var ends = at + start + work + (random.NextDouble() < Lost ? start + work / 2 : 0);
            busy += ends - at;
            last = Math.Max(last, ends);
            free.Enqueue(core, ends);
        }
        var merge = start + mergeDraws + mergePart * parts;
        var wall = last + merge;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {cores:N0} | {part:N0} | {shards:N0} | {Time(wall)} | {Draws * draw / (cores * wall):0.000} | {shards * start / (cores * wall):0.000} | {(last * cores - busy) / (cores * wall):0.000} | {merge / wall:0.000} |"
            )
        );
    }

    private static string Time(double seconds) =>
        seconds < 5400 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0} min")
        : seconds < 172_800 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:0.0} days");

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
