namespace Foedus.Language.Service;

/// <summary>Text in quotes as a deal writes it.</summary>
internal static class Quoted
{
    /// <summary>In double quotes, on one line.</summary>
    public static string Of(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return "\"" + line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }
}
