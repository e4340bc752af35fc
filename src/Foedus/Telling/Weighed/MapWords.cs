using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>What a map of the answer says in words.</summary>
public static class MapWords
{
    /// <summary>The map as a picture with its words.</summary>
    public static MapFigure Figure(AnswerMap map, string title) => new(map) { Title = title, Alternative = Of(map) };

    private static string Of(AnswerMap map)
    {
        var cells = map.Holds.SelectMany(row => row).OfType<bool>().ToList();
        var held = cells.Count(cell => cell);
        var words =
            cells.Count == 0 ? ""
            : held == cells.Count ? " It holds everywhere on this map."
            : held == 0 ? " It breaks everywhere on this map."
            : $" It holds in {held} of {Words.Counted(cells.Count, "cell")}; the thick line is where it flips.";
        var unit = map.Unit.Kind switch
        {
            UnitKind.Chance => " in hundredths",
            UnitKind.YesNo => "",
            _ => $" in {map.Unit.Name}",
        };
        return $"“{map.Title}”{unit}, darker is more; hatched cells break.{words} Across: {map.X}, {map.XSentence}. Up: {map.Y}, {map.YSentence}. All other assumptions are at their best values; the ring marks the best values of these two."
            + (map.NotSolved > 0 ? $" {Words.Counted(map.NotSolved, "cell")} (?) without a certified solution." : "");
    }
}
