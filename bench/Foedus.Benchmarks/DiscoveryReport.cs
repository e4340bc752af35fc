using Foedus.Exploring;

namespace Foedus.Benchmarks;

/// <summary>Scenario discovery on 10,000 rows with 10 inputs, of which three matter: <c>-- discovery</c>. EMA Workbench takes about 2 CPU s. Best of several runs on one thread.</summary>
internal static class DiscoveryReport
{
    public static void Run()
    {
        var data = Make(10_000, 10);
        Console.WriteLine($"PRIM, 10,000 rows x 10 inputs, one box: {CpuClock.Best(() => Prim.Find(data, new PrimOptions(MostBoxes: 1))) * 1000:0.0} ms");
        var boxes = 0;
        var seconds = CpuClock.Best(() => boxes = Prim.Find(data, new PrimOptions()).Count);
        Console.WriteLine($"PRIM, the same, up to three boxes ({boxes} found): {seconds * 1000:0.0} ms");
    }

    private static Experiments Make(int rows, int inputs)
    {
        var random = new Random(4);
        var columns = Enumerable
            .Range(0, inputs)
            .Select(c => InputColumn.Real($"x{c + 1}", [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())]))
            .ToArray();
        return new Experiments(
            columns,
            [
                .. Enumerable
                    .Range(0, rows)
                    .Select(row =>
                        columns[0].Values[row] > 0.6 && columns[1].Values[row] < 0.5 && columns[2].Values[row] + 0.3 * random.NextDouble() > 0.4
                        || random.NextDouble() < 0.05
                    ),
            ]
        );
    }
}
