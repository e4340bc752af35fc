using Foedus.Runs;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Workbench.Runs;

/// <summary>Where a run keeps its finished parts until its result is in the database.</summary>
internal sealed class RunFolder(string path)
{
    /// <summary>The report, once <see cref="Weigh"/> has returned.</summary>
    public string Html => File.ReadAllText(Path.Combine(path, RunDirectory.ReportName));

    /// <summary>The result as JSON, once <see cref="Weigh"/> has returned.</summary>
    public string Json => File.ReadAllText(Path.Combine(path, RunDirectory.SummaryName));

    /// <summary>Begins a run, or goes on with what an earlier process left of it.</summary>
    public WeighingResult Weigh(
        DealFile file,
        WeighingOptions options,
        IProgress<(int Done, int All)> progress,
        IProgress<(int Done, int All)> further,
        CancellationToken cancel
    )
    {
        if (RunDirectory.IsRun(path))
        {
            try
            {
                return Workflow.Weigh.Resume(path, options.Threads, progress, cancel, further)!;
            }
            catch (InputException)
            {
                // Left by another version, or damaged: there is nothing to go on with.
            }
        }
        Remove();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return Workflow.Weigh.RunInto(path, file, options, null, progress, cancel, further)!;
    }

    public void Remove()
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
