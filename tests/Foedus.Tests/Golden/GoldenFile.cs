namespace Foedus.Tests.Golden;

/// <summary>Texts held by files. With FOEDUS_ACCEPT=1 in the environment a changed text is written down instead; read the difference before it is committed.</summary>
internal static class GoldenFile
{
    /// <summary>A text held by a file beside this one.</summary>
    public static void Holds(string name, string text) => HoldsAt(Repository.PathOf(Path.Combine("tests/Foedus.Tests/Golden", name)), text);

    public static void HoldsAt(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("FOEDUS_ACCEPT") == "1")
            File.WriteAllText(path, text);
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "(no such file)", text);
    }
}
