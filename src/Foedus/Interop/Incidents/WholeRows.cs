namespace Foedus.Interop.Incidents;

/// <summary>Cuts a growing stream after whole rows, so that they can be read before more comes. Quoting as in RFC 4180.</summary>
internal sealed class WholeRows(Stream stream, byte separator, int longest)
{
    private enum In
    {
        FieldStart,
        Plain,
        Quoted,
        QuoteInQuoted,
    }

    private byte[] buffer = new byte[64 * 1024];

    // Line breaks in one field: beyond, a quotation mark was never closed, and rows without end would wait behind it.
    private const int MostBreaks = 50;

    private int end,
        looked,
        cut,
        breaks;
    private bool isLost;
    private In state = In.FieldStart;

    /// <summary>Lines that were passed over because no row ended within the limits.</summary>
    public long LinesSkipped { get; private set; }

    /// <returns>One or more whole rows; at the end what is left; empty when there is nothing. Of a row that does not end within the limits the first line is left out.</returns>
    public byte[] Next()
    {
        while (true)
        {
            if (isLost || end > longest && LastRowEnd() == 0)
                PassOver();
            if (LastRowEnd() is var cut and > 0)
                return Taken(cut);
            if (isLost)
                continue;
            if (end == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var count = stream.Read(buffer.AsSpan(end));
            if (count == 0)
                return Taken(end);
            end += count;
        }
    }

    private byte[] Taken(int cut)
    {
        var rows = buffer[..cut];
        buffer.AsSpan(cut, end - cut).CopyTo(buffer);
        (end, looked, this.cut) = (end - cut, Math.Max(0, looked - cut), 0);
        return rows;
    }

    // The line that never became a row; what follows is looked at anew.
    private void PassOver()
    {
        var line = buffer.AsSpan(0, end).IndexOf((byte)'\n') is var at and >= 0 ? at + 1 : end;
        buffer.AsSpan(line, end - line).CopyTo(buffer);
        (end, looked, cut, state, breaks, isLost) = (end - line, 0, 0, In.FieldStart, 0, false);
        LinesSkipped++;
    }

    private int LastRowEnd()
    {
        for (; looked < end && !isLost; looked++)
        {
            var at = buffer[looked];
            if (state == In.Quoted)
            {
                state = at == '"' ? In.QuoteInQuoted : In.Quoted;
                breaks += at == '\n' ? 1 : 0;
                isLost = breaks > MostBreaks;
                continue;
            }
            if (at == '"')
                state = state is In.FieldStart or In.QuoteInQuoted ? In.Quoted : In.Plain;
            else if (at == separator || at == '\n')
                (state, breaks) = (In.FieldStart, 0);
            else
                state = In.Plain;
            if (at == '\n')
                cut = looked + 1;
        }
        return cut;
    }
}
