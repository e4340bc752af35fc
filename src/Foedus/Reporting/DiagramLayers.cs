using Foedus.Telling;

namespace Foedus.Reporting;

/// <summary>The states of a diagram by their distance from the start; within a layer by the mean place of what leads there.</summary>
internal static class DiagramLayers
{
    public static List<List<int>> Of(Diagram diagram)
    {
        var layers = new List<List<int>>();
        var left = Enumerable.Range(0, diagram.States.Count).ToHashSet();
        // What nothing leads to stands behind all that is reached.
        for (
            List<int> next = left.Count > 0 ? [0] : [];
            next.Count > 0;
            next = [.. diagram.Moves.Where(move => layers[^1].Contains(move.From) && left.Contains(move.To)).Select(move => move.To).Distinct()]
        )
        {
            left.ExceptWith(next);
            layers.Add(next);
        }
        if (left.Count > 0)
            layers.Add([.. left]);
        for (var layer = 1; layer < layers.Count; layer++)
        {
            var before = layers[layer - 1];
            layers[layer] =
            [
                .. layers[layer]
                    .OrderBy(state =>
                        diagram
                            .Moves.Where(move => move.To == state && before.Contains(move.From))
                            .Select(move => (double)before.IndexOf(move.From))
                            .DefaultIfEmpty(before.Count)
                            .Average()
                    ),
            ];
        }
        return layers;
    }
}
