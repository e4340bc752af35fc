namespace Foedus.Mutants;

/// <summary>Which tests belong to a folder of the library.</summary>
internal static class TestSet
{
    // Those first that look at the folder itself: the run ends at the first that fails.
    private static readonly Dictionary<string, string[]> Namespaces = new()
    {
        ["BaseRates"] = ["BaseRates*"],
        ["Binding"] = ["Corpus*", "Language*", "Golden*", "Lowering*"],
        ["Exploring"] = ["Exploring*"],
        ["Games"] = ["Games*", "Laws.GameLaws*"],
        ["Interop"] = ["Interop*"],
        ["Language"] = ["Corpus*", "Language*", "Golden*"],
        ["Lowering"] = ["Corpus*", "Lowering*", "CrossChecks*"],
        ["Monitoring"] = ["Monitoring*"],
        ["Numerics"] = ["Numerics*"],
        ["Runs"] = ["Runs*"],
        // Times without an end, profiles and several solutions are Weighing's, and are held by tests beside the solvers and the command.
        ["Weighing"] =
        [
            "Weighing*",
            "Laws.WeighingLaws*",
            "Laws.QuantileLaws*",
            "Solving.Beliefs.EndlessDeals*",
            "Solving.Beliefs.WholeSolutions*",
            "Cli.VerifyDeals*",
        ],
    };

    /// <summary>Patterns of test classes, without the name of the assembly.</summary>
    public static IReadOnlyList<string> Of(string folder) =>
        Namespaces.TryGetValue(folder.Split('/')[0], out var patterns) ? patterns : [$"{folder.Split('/')[0]}*"];
}
