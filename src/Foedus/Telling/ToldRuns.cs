namespace Foedus.Telling;

/// <summary>How neighbouring blocks of a section stand on a page.</summary>
public enum Together
{
    /// <summary>On its own.</summary>
    Alone,

    /// <summary>As points of one list.</summary>
    InAList,

    /// <summary>Pictures of one kind beside each other.</summary>
    SideBySide,
}

/// <summary>Neighbouring blocks that belong into one list or side by side.</summary>
/// <param name="How">How they stand.</param>
/// <param name="Blocks">One where they stand alone.</param>
public sealed record ToldRuns(Together How, IReadOnlyList<ToldBlock> Blocks)
{
    public static IEnumerable<ToldRuns> Of(IReadOnlyList<ToldBlock> blocks)
    {
        for (var i = 0; i < blocks.Count; )
        {
            var first = blocks[i];
            var how =
                first is ToldText { Role: TextRole.Point or TextRole.Warning } ? Together.InAList
                : first is LinesFigure or PointsFigure or BarsFigure ? Together.SideBySide
                : Together.Alone;
            var run =
                how == Together.Alone
                    ? [first]
                    : blocks
                        .Skip(i)
                        .TakeWhile(block =>
                            how == Together.InAList ? block is ToldText { Role: TextRole.Point or TextRole.Warning } : block.GetType() == first.GetType()
                        )
                        .ToList();
            yield return new ToldRuns(how, run);
            i += run.Count;
        }
    }
}
