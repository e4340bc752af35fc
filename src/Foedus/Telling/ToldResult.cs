using System.Text.Json.Serialization;

namespace Foedus.Telling;

/// <summary>What is told of a result: the same sections, sentences and numbers for the terminal, the report and the workbench, which differ only in how they draw them.</summary>
/// <param name="Title">Of the deal.</param>
/// <param name="Answer">The answer in one sentence.</param>
/// <param name="Sections">In the order of <see cref="Place"/>.</param>
public sealed record ToldResult(string Title, string Answer, IReadOnlyList<ToldSection> Sections)
{
    /// <summary>Sections that there would be if they were asked for: they take further solves.</summary>
    public IReadOnlyList<Untold> Untold { get; init; } = [];
}

/// <summary>A section that was not worked out.</summary>
/// <param name="Place">Where it would stand.</param>
/// <param name="Question">Its heading.</param>
public sealed record Untold(Place Place, string Question);

/// <summary>One section, headed by the question that it answers.</summary>
/// <param name="Place">Where it stands; a place may have one section.</param>
/// <param name="Question">Its heading; empty for the answer itself.</param>
/// <param name="Blocks">What it says, in order.</param>
public sealed record ToldSection(Place Place, string Question, IReadOnlyList<ToldBlock> Blocks);

/// <summary>A piece of a section: a sentence, a table, a picture, or several under a heading.</summary>
[JsonDerivedType(typeof(ToldText), "text")]
[JsonDerivedType(typeof(ToldTable), "table")]
[JsonDerivedType(typeof(ToldGroup), "group")]
[JsonDerivedType(typeof(SharesFigure), "shares")]
[JsonDerivedType(typeof(LinesFigure), "lines")]
[JsonDerivedType(typeof(RangesFigure), "ranges")]
[JsonDerivedType(typeof(BarsFigure), "bars")]
[JsonDerivedType(typeof(SpansFigure), "spans")]
[JsonDerivedType(typeof(PointsFigure), "points")]
[JsonDerivedType(typeof(MapFigure), "map")]
[JsonDerivedType(typeof(DiagramFigure), "diagram")]
public abstract record ToldBlock;

/// <summary>Several blocks under a heading of their own.</summary>
/// <param name="Heading">Words.</param>
/// <param name="Name">The deal's word for what it is about; null where there is none.</param>
/// <param name="Blocks">What stands under it.</param>
/// <param name="Fold">Whether a page may fold it away: null never, otherwise whether it begins open.</param>
public sealed record ToldGroup(string Heading, string? Name, IReadOnlyList<ToldBlock> Blocks, bool? Fold = null) : ToldBlock;
