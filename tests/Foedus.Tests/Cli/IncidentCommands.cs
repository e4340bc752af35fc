using System.Text.Json.Nodes;

namespace Foedus.Tests.Cli;

/// <summary>Files of incidents on the command line.</summary>
public class IncidentCommands
{
    private const string Rows = "id,date,latitude,longitude,kind,deaths_best\na,2020-01-01,48,38,shelling,2\nb,2020-01-02,48,38,shelling,x\n";

    [Fact]
    public void A_file_is_summed_up_for_people_and_for_programs()
    {
        var said = CommandLineTests.RunOn("reports.csv", Rows, path => ["incidents", path]);
        Assert.Equal(0, said.Code);
        Assert.Contains("2020-01-01 to 2020-01-02", said.Out);
        Assert.All(said.Out.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        var json = JsonNode.Parse(CommandLineTests.RunOn("reports.csv", Rows, path => ["incidents", path, "--json"]).Out)!;
        Assert.Equal(
            ("foedus/incidents/1", "plain columns", 2, 2),
            ((string?)json["schema"], (string?)json["source"], (int)json["rows"]!, (int)json["kinds"]!["shelling"]!)
        );
        Assert.Equal(("badNumber", 3), ((string?)json["problems"]![0]!["kind"], (int)json["problems"]![0]!["first"]![0]!["line"]!));
    }

    [Fact]
    public void Strict_reading_names_the_line()
    {
        var said = CommandLineTests.RunOn("reports.csv", Rows, path => ["incidents", path, "--strict"]);
        Assert.Equal(1, said.Code);
        Assert.Contains("reports.csv:3", said.Error);
    }

    [Fact]
    public void A_day_that_is_none_is_a_mistake_of_usage() =>
        Assert.Equal(2, CommandLineTests.RunOn("reports.csv", Rows, path => ["incidents", path, "--last-day", "tomorrow"]).Code);
}
