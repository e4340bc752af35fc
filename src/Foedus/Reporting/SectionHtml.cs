using System.Text;
using Foedus.Telling;

namespace Foedus.Reporting;

/// <summary>A told section as HTML.</summary>
internal static class SectionHtml
{
    /// <summary>The answer, which heads the page.</summary>
    public static string Head(string title, ToldSection answer)
    {
        var html = new StringBuilder($"<header data-place=\"{answer.Place}\"><h1>{Html.Text(title)}</h1>");
        if (answer.Blocks is [ToldText first, ..])
            html.Append($"<p class=\"answer\">{Html.Text(first.Text)}</p>");
        return html.Append(Blocks([.. answer.Blocks.Skip(1)])).Append("</header>\n").ToString();
    }

    public static string Draw(ToldSection section) =>
        $"<section data-place=\"{section.Place}\"><h2>{Html.Text(section.Question)}</h2>{Blocks(section.Blocks)}</section>\n";

    private static string Blocks(IReadOnlyList<ToldBlock> blocks) =>
        string.Concat(
            ToldRuns
                .Of(blocks)
                .Select(run =>
                    (run.How, Inside: string.Concat(run.Blocks.Select(Block))) switch
                    {
                        (Together.InAList, var inside) => $"<ul class=\"points\">{inside}</ul>",
                        (Together.SideBySide, var inside) => $"<div class=\"{(run.Blocks[0] is BarsFigure ? "grid2" : "grid")}\">{inside}</div>",
                        (_, var inside) => inside,
                    }
                )
        );

    private static string Block(ToldBlock block) =>
        block switch
        {
            ToldText text => Text(text),
            ToldTable table => string.Concat(table.InParts(TableHtml.MostColumns).Select(TableHtml.Draw))
                + (table.Note is { } note ? $"<p class=\"note\">{Html.Text(note)}</p>" : ""),
            ToldGroup { Fold: { } open } group =>
                $"<details{(open ? " open" : "")}><summary>{Html.Text(group.Heading)}{(group.Name is { } name ? $" <code>{Html.Text(name)}</code>" : "")}</summary>{Blocks(group.Blocks)}</details>",
            ToldGroup group => $"<h3>{Html.Text(group.Heading)}</h3>{Blocks(group.Blocks)}",
            ToldFigure figure => FigureHtml.Draw(figure),
            _ => throw new InvalidOperationException($"The report cannot draw {block.GetType().Name}."),
        };

    private static string Text(ToldText text) =>
        text.Role switch
        {
            TextRole.Point => $"<li>{(text.Head is { } head ? $"<b>{Html.Text(head)}</b>" : "")}{Html.Text(text.Text)}</li>",
            TextRole.Warning => $"<li>{(text.Head is { } badge ? $"<span class=\"badge\">{Html.Text(badge)}</span> " : "")}{Html.Text(text.Text)}</li>",
            TextRole.Note => $"<p class=\"note\">{Html.Text(text.Text)}</p>",
            _ => $"<p>{(text.Head is { } head ? $"<b>{Html.Text(head)}</b>" : "")}{Html.Text(text.Text)}</p>",
        };
}
