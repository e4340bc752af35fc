using System.Xml.Linq;

namespace Foedus.Tests.Architecture;

/// <summary>Whoever's work is in a package is named in its notices.</summary>
public class Notices
{
    [Fact]
    public void Name_every_package_that_is_not_for_tests_alone()
    {
        var notices = File.ReadAllText(Repository.PathOf("THIRD-PARTY-NOTICES.md"));
        var packages = XDocument
            .Load(Repository.PathOf("Directory.Packages.props"))
            .Descendants("ItemGroup")
            .Where(group => !((string?)group.Attribute("Label") ?? "").StartsWith("Tests", StringComparison.Ordinal))
            .Elements("PackageVersion")
            .Select(package => (string)package.Attribute("Include")!)
            .ToList();
        Assert.True(packages.Count > 8);
        Assert.All(packages, package => Assert.Contains($"| {package} |", notices, StringComparison.Ordinal));
    }
}
