namespace Foedus.Tests.Golden;

/// <summary>Texts held by files beside this one. With FOEDUS_ACCEPT=1 in the environment a changed text is written down instead; read the difference before it is committed.</summary>
internal static class GoldenFile
{
    public static void Holds(string name, string text)
    {
        var path = Repository.PathOf(Path.Combine("tests/Foedus.Tests/Golden", name));
        if (Environment.GetEnvironmentVariable("FOEDUS_ACCEPT") == "1")
            File.WriteAllText(path, text);
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "(no such file)", text);
    }
}
