using System.Text;
using Foedus.Telling;

namespace Foedus.Reporting;

/// <summary>A told table as HTML.</summary>
internal static class TableHtml
{
    /// <summary>More columns than this would not stand on a sheet of paper: they go into a second table.</summary>
    public const int MostColumns = 8;

    public static string Draw(ToldTable table)
    {
        var html = new StringBuilder($"<div class=\"wide\"><table{(table.IsHeat ? " class=\"heat\"" : "")}><thead><tr>");
        foreach (var column in table.Columns)
            html.Append(
                $"<th{(column.IsNumber ? " class=\"n\"" : "")}>{Html.Text(column.Title)}{(column.Soft is { } soft ? $"<br><small>{Html.Text(soft)}</small>" : "")}</th>"
            );
        // A head is repeated on every sheet.
        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            for (var c = 0; c < row.Count; c++)
                html.Append(Cell(row[c], table.Columns[c].IsNumber));
            html.Append("</tr>");
        }
        return html.Append("</tbody></table></div>").ToString();
    }

    private static string Cell(ToldCell cell, bool isNumber)
    {
        var parts = new[]
        {
            cell.Title is { } title ? Html.Text(title) : "",
            cell.Name is { } name ? $"<code>{Html.Text(name)}</code>" : "",
            (cell.IsBest ? "● " : "") + Html.Text(cell.Text),
            cell.Badge is { } badge ? $"<span class=\"badge\">{Html.Text(badge)}</span>" : "",
            cell.Range is { } range ? $"<small>({Html.Text(range)})</small>" : "",
            cell.Soft is { } soft ? $"<small class=\"soft\">{Html.Text(soft)}</small>" : "",
        }.Where(part => part.Length > 0);
        var style = cell.Shade is { } shade ? $" style=\"background:{MapPage.Shade(0.62 * shade)}\"" : "";
        return $"<td{(isNumber ? $" class=\"n{(cell.IsBest ? " best" : "")}\"" : "")}{style}>{string.Join(" ", parts)}</td>";
    }
}
