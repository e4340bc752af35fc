using Foedus.Model;
using Foedus.Monitoring;

namespace Foedus.Tests.Monitoring;

/// <summary>Incidents and plans of which a test says only what it is about.</summary>
internal static class Made
{
    private static readonly IncidentColumns Columns = new(["id", "date", "arms", "deaths_a", "deaths_b"], ["id"]);

    public static DateOnly From { get; } = new(2015, 1, 1);

    public static IncidentClass Clash { get; } = new("clash", null, new Criterion[] { new DeathsAtLeast(1) }.ToSequence());

    /// <summary>One death at 48 N, 38 E on the first day and so many days after it; its day and place are exact.</summary>
    public static Incident Incident(string id, int day = 0, string arms = "", string deathsA = "0", string deathsB = "0") =>
        new()
        {
            Id = id,
            FirstDay = From.AddDays(day),
            LastDay = From.AddDays(day),
            DeathsLow = 1,
            DeathsBest = 1,
            DeathsHigh = 1,
            Columns = Columns,
            Fields = [id, $"{From.AddDays(day):yyyy-MM-dd}", arms, deathsA, deathsB],
        };

    public static WatchPlan Plan(params Declaration[] declarations) => new(new Deal("Made", declarations.ToSequence()), new Dictionary<string, Region>());

    /// <summary>The first day of the plan is day 0.</summary>
    public static int Number(int day) => From.DayNumber + day;
}
