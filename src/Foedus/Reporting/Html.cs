using System.Net;

namespace Foedus.Reporting;

/// <summary>Text made safe inside HTML; everything that comes from a deal goes through here.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(VisibleCharacters.Of(text));
}
