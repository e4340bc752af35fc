using BenchmarkDotNet.Attributes;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Benchmarks;

/// <summary>Reference works: the first case's largest offer with nothing private, and with its private types; and the two-sided deal that a numpy recursion takes about 9 CPU s for.</summary>
[MemoryDiagnoser]
public class WeighingBenchmarks
{
    private OfferSolver open = null!;
    private OfferSolver hidden = null!;
    private BeliefRecursion twoSided = null!;
    private BeliefGrid twoSidedGrid = null!;
    private double[] twoSidedNumbers = null!;
    private double[] openBest = null!;
    private double[] best = null!;

    [GlobalSetup]
    public void Setup()
    {
        var path = Find("bench/ukraine-2025-v1.foedus");
        var file = DealFile.Read(path);
        best = new AssumptionSet(file.Deal, new WeighingOptions()).Best;
        hidden = new OfferSolver(file.Offers.MaxBy(offer => offer.Game.Nodes.Count)!, 11);
        var fixedTypes = NothingPrivate(path);
        openBest = new AssumptionSet(fixedTypes.Deal, new WeighingOptions()).Best;
        open = new OfferSolver(fixedTypes.Offers.MaxBy(offer => offer.Game.Nodes.Count)!, 3);

        var lowered = DealFile.ReadSound(Find("bench/Foedus.Benchmarks/two-sided.foedus")).Offers[0];
        twoSidedNumbers = new double[lowered.Table.Count];
        lowered.Table.Evaluate([], twoSidedNumbers);
        twoSidedGrid = new BeliefGrid(lowered.Game, 21, evenKnots: true);
        twoSided = new BeliefRecursion(lowered.Game, twoSidedGrid);
    }

    [Benchmark(Description = "A: largest offer, nothing private, solve + certificate + chances")]
    public OfferOutcome NothingPrivate() => open.Solve(openBest);

    [Benchmark(Description = "B: largest offer, private types, 11 x 11 beliefs, solve + certificate + chances")]
    public OfferOutcome PrivateTypes() => hidden.Solve(best);

    [Benchmark(Description = "B': two-sided deal, 21 x 21 beliefs, 15 states, 10 periods, solve")]
    public BeliefSolution TwoSided() => twoSided.Solve(twoSidedNumbers, twoSidedGrid);

    /// <summary>The same works, best of several runs: <c>-- single</c>.</summary>
    internal static void Report()
    {
        var works = new WeighingBenchmarks();
        works.Setup();
        Console.WriteLine($"A: largest offer, nothing private, one by one: {CpuClock.Best(() => works.NothingPrivate()) * 1000:0.00} ms");
        Console.WriteLine($"B: largest offer, private types: {CpuClock.Best(() => works.PrivateTypes()) * 1000:0.0} ms");
        Console.WriteLine($"B': two-sided deal, solve: {CpuClock.Best(() => works.TwoSided()) * 1000:0.00} ms");
    }

    /// <summary>The first case with types fixed: the revisionist, and the firm administration.</summary>
    internal static DealFile NothingPrivate(string path)
    {
        var lines = SourceText
            .ReadFile(path)
            .Text.Split('\n')
            .Where(line => !line.StartsWith("private ", StringComparison.Ordinal) && !line.TrimStart().StartsWith("drifts ", StringComparison.Ordinal));
        return DealFile.Read(
            new SourceText(
                string.Join('\n', lines)
                    .Replace("if wavering", "if 1 = 2", StringComparison.Ordinal)
                    .Replace("if revisionist", "if 1 = 1", StringComparison.Ordinal)
                    .Replace("if firm", "if 1 = 1", StringComparison.Ordinal)
            )
        );
    }

    internal static string Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, relative)))
                return Path.Combine(folder.FullName, relative);
        throw new FileNotFoundException(relative);
    }
}
