namespace Foedus.Workbench.Hosting;

/// <summary>Files that stand beside the program: style sheet, scripts, browser libraries, shipped deals.</summary>
internal static class AssetFolder
{
    public static string Pages { get; } = Path.Combine(AppContext.BaseDirectory, "workbench");

    public static string Deals { get; } = Path.Combine(AppContext.BaseDirectory, "deals");

    public static bool HasCharts { get; } = File.Exists(Path.Combine(Pages, "lib", "echarts", "echarts.min.js"));

    public static bool HasEditor { get; } = Directory.Exists(Path.Combine(Pages, "lib", "monaco", "vs"));

    /// <summary>File of the editor's own worker; its name carries a hash.</summary>
    public static string EditorWorker { get; } =
        HasEditor
            ? Path.GetFileName(
                Directory
                    .EnumerateFiles(Path.Combine(Pages, "lib", "monaco", "vs", "assets"), "editor.worker*.js")
                    .Order(StringComparer.Ordinal)
                    .FirstOrDefault()
                    ?? ""
            )
            : "";

    /// <summary>What to tell the reader where a library is not there.</summary>
    public const string HowToGet = "This program was built where npm was missing, so the browser libraries are not in it. Install npm and build it again.";
}
