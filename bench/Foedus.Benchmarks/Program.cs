using BenchmarkDotNet.Running;
using Foedus.Benchmarks;

switch (args)
{
    case ["lanes"]:
        LaneReport.Run();
        break;
    case ["ceasefire"]:
        CeasefireReport.Run();
        break;
    case ["discovery"]:
        DiscoveryReport.Run();
        break;
    case ["editor"]:
        EditorReport.Run();
        break;
    case ["single"]:
        WeighingBenchmarks.Report();
        break;
    case ["solves", var deal, .. var more]:
        SolvesReport.Run(deal, more is [var worlds] ? int.Parse(worlds, System.Globalization.CultureInfo.InvariantCulture) : 16);
        break;
    case ["knots", var deal, .. var more]:
        KnotsReport.Run(
            deal,
            more is [var draws, ..] ? int.Parse(draws, System.Globalization.CultureInfo.InvariantCulture) : 0,
            more is [_, var one, ..] ? one : null
        );
        break;
    case ["growth"]:
        GrowthReport.Run();
        break;
    case ["peers"]:
        PeersReport.Run();
        break;
    case ["trees", .. var which]:
        TreesReport.Run(Whole(which, 0, 26), Whole(which, 1, 8), Whole(which, 2, 0));
        break;
    case ["explain", var explained, var offer]:
        ExplainReport.Run(explained, offer);
        break;
    case ["load", ..]:
        await WorkbenchLoad.RunAsync(args[1..]);
        break;
    case ["flood", var program, .. var length]:
        return await WorkbenchFlood.RunAsync(program, length is [var seconds] ? int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : 60);
    case ["zero-sum", .. var only]:
        ZeroSumReport.Run(only is [var name] ? name : "");
        break;
    case ["monitor", .. var rest]:
        MonitorReport.Run(rest is [var events] ? int.Parse(events, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000);
        break;
    case ["cluster", var draw, var start, var mergeDraws, var mergePart]:
        ClusterScale.Run(Number(draw), Number(start), Number(mergeDraws), Number(mergePart));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

return 0;

static int Whole(string[] given, int place, int usual) =>
    given.Length > place ? int.Parse(given[place], System.Globalization.CultureInfo.InvariantCulture) : usual;

static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
