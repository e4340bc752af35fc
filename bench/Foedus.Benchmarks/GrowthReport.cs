using System.Globalization;
using Foedus.Language;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Benchmarks;

/// <summary>How the cost of a solve grows with types, parties that hide something, periods, states and knots: one deal, one of them changed at a time. Solve, certificate and chances, CPU time of one thread. <c>-- growth</c></summary>
internal static class GrowthReport
{
    private static readonly string[] parties = ["Claimant", "Guarantor", "Broker"];

    private sealed record Size(int Types = 2, int Private = 1, int Periods = 10, int Arms = 2, int Knots = 11);

    public static void Run()
    {
        Console.WriteLine(
            "| what grows | belief points | joint types | states | nodes | periods | a solve | allocated | values worked out | each |\n|---|---|---|---|---|---|---|---|---|---|"
        );
        Row("as it is", new Size());
        foreach (var types in new[] { 3, 4 })
            Row($"{types} types", new Size(Types: types));
        foreach (var hidden in new[] { 2, 3 })
            Row($"{hidden} parties that hide something", new Size(Private: hidden));
        foreach (var periods in new[] { 20, 40, 80 })
            Row($"{periods} periods", new Size(Periods: periods));
        foreach (var arms in new[] { 9, 29 })
            Row($"{(arms + 1) / 3.0:0.#} times the states", new Size(Arms: arms));
        foreach (var knots in new[] { 21, 41, 81 })
            Row($"{knots} knots", new Size(Knots: knots));
    }

    private static void Row(string name, Size size)
    {
        var file = DealFile.Read(new SourceText(Text(size)));
        // Every node in every period, so that it is seen how the work grows; a weighing leaves out where play cannot come.
        var solver = new OfferSolver(file.Offers[0], size.Knots);
        double[] world = [.. file.Deal.Assumptions.Select(assumption => assumption.Best)];
        var seconds = CpuClock.Best(() => solver.SolveNumbers(world, default));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = solver.SolveNumbers(world, default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var game = file.Offers[0].Game;
        var joint = game.Parties.Aggregate(1, (product, party) => product * party.TypeCount);
        // What a recursion cannot do without: each party's value by joint type, at every point of every node in every period.
        var values = (double)solver.Grid.PointCount * joint * game.Parties.Count * game.Nodes.Count * size.Periods;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {solver.Grid.PointCount} | {joint} | {game.StateCount} | {game.Nodes.Count} | {size.Periods} | {seconds * 1000:0.##} ms{(found.IsSolved ? "" : ", not certified")} | {allocated / 1024.0:0} kB | {values:N0} | {seconds / values * 1e9:0} ns |"
            )
        );
    }

    private static string Text(Size size)
    {
        string Kind(int type) => ((char)('a' + type)).ToString();
        // The first type's number, the last type's, and what lies evenly between them.
        string ByType(int party, double first, double last) =>
            party >= size.Private
                ? Number(first)
                : string.Concat(
                    Enumerable.Range(0, size.Types - 1).Select(type => $"{Number(first + (last - first) * type / (size.Types - 1))} if {Kind(type)} else ")
                ) + Number(last);
        string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
        var hidden = string.Concat(
            Enumerable
                .Range(0, size.Private)
                .Select(party =>
                    $"private {parties[party]}.kind {{ {string.Join(", ", Enumerable.Range(0, size.Types).Select(type => $"{Kind(type)}: {(type < size.Types - 1 ? Number(1.0 / size.Types) : $"1 - {Number((size.Types - 1) * double.Parse(Number(1.0 / size.Types), CultureInfo.InvariantCulture))}")}"))} }}\n"
                )
        );
        return $$"""
            deal "A guarantee"
            period year
            horizon {{size.Periods}}
            party Claimant
            party Guarantor
            party Broker
            discount 0.9
            precision lambda 2
            {{hidden}}
            state status { peace, breach, war } = peace
            state arms 0..{{size.Arms}} = 0
            turn Broker when status = peace {
              stand: Broker pays {{ByType(2, 0.1, 0.6)}}
              leave
            }
            turn Claimant when status = peace {
              keep
              arm: arms = min(arms + 1, {{size.Arms}}); Claimant pays 0.2
              attack: status = breach; Claimant pays {{ByType(0, 0.2, 1.5)}}
            }
            turn Guarantor when status = breach {
              renege: status = war; Guarantor pays 2
              honour: Guarantor pays {{ByType(1, 1, 4)}}; chance { 0.4: status = war otherwise: status = peace }
            }
            interest Claimant each year { status = war: 1 - 0.01 * arms  status = peace: -0.3 }
            interest Guarantor each year { status = war: -1 }
            interest Broker each year { status = war: -2 - 0.02 * arms  status = peace: 0.5 }
            no deal none "As it is"
            ask peace "Holds": chance status = peace through {{size.Periods}}
            holds when peace >= 0.5
            """;
    }
}
