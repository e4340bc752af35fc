using OxyPlot;

namespace Foedus.Reporting;

/// <summary>Text sizes as a browser draws them: the exporter measures in points, the page counts in pixels, 4/3 as many.</summary>
internal sealed class BrowserTextMeasurer() : PdfRenderContext(1000, 1000, OxyColors.White)
{
    private const double PixelsPerPoint = 4.0 / 3;

    // The reader's font may run wider than the one measured.
    private const double Slack = 1.12;

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        var size = base.MeasureText(text, fontFamily, fontSize, fontWeight);
        return new OxySize(size.Width * PixelsPerPoint * Slack, size.Height * PixelsPerPoint);
    }
}
