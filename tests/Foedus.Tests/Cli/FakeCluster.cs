using Foedus.Tests.Runs;

namespace Foedus.Tests.Cli;

/// <summary>A path on which programs in a cluster's place stand first; without any, none of a cluster's is found. They write what they are asked into $CALLS; $PROGRAM is ours.</summary>
internal sealed class FakeCluster
{
    private readonly string calls;
    private readonly Dictionary<string, string> environment;

    public FakeCluster(TemporaryFolder folder, params (string Name, string Script)[] programs)
    {
        var bin = folder[$"bin{programs.Length}"];
        Directory.CreateDirectory(bin);
        calls = Path.Combine(bin, "calls");
        File.WriteAllText(calls, "");
        foreach (var (name, script) in programs)
        {
            var path = Path.Combine(bin, name);
            File.WriteAllText(path, script);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        var others = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Where(place => programs.Length > 0 || !File.Exists(Path.Combine(place, "squeue")) && !File.Exists(Path.Combine(place, "kubectl")));
        environment = new()
        {
            ["PATH"] = string.Join(Path.PathSeparator, [bin, .. others]),
            ["CALLS"] = calls,
            ["PROGRAM"] = CommandLineTests.Program,
        };
    }

    public string Calls => File.ReadAllText(calls);

    public (int Code, string Out, string Error) Run(params string[] arguments) => InsideTheTests.Run(arguments, environment: environment);
}
