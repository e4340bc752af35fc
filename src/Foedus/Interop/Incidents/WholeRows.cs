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

    private byte[] _buffer = new byte[64 * 1024];
    // Line breaks in one field: beyond, a quotation mark was never closed, and rows without end would wait behind it.
    private const int MostBreaks = 50;

    private int _end, _looked, _cut, _breaks;
    private bool _isLost;
    private In _state = In.FieldStart;

    /// <summary>Lines that were passed over because no row ended within the limits.</summary>
    public long LinesSkipped { get; private set; }

    /// <returns>One or more whole rows; at the end what is left; empty when there is nothing. Of a row that does not end within the limits the first line is left out.</returns>
    public byte[] Next()
    {
        while (true)
        {
            if (_isLost || _end > longest && LastRowEnd() == 0)
                PassOver();
            if (LastRowEnd() is var cut and > 0)
                return Taken(cut);
            if (_isLost)
                continue;
            if (_end == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var count = stream.Read(_buffer.AsSpan(_end));
            if (count == 0)
                return Taken(_end);
            _end += count;
        }
    }

    private byte[] Taken(int cut)
    {
        var rows = _buffer[..cut];
        _buffer.AsSpan(cut, _end - cut).CopyTo(_buffer);
        (_end, _looked, _cut) = (_end - cut, Math.Max(0, _looked - cut), 0);
        return rows;
    }

    // The line that never became a row; what follows is looked at anew.
    private void PassOver()
    {
        var line = _buffer.AsSpan(0, _end).IndexOf((byte)'\n') is var at and >= 0 ? at + 1 : _end;
        _buffer.AsSpan(line, _end - line).CopyTo(_buffer);
        (_end, _looked, _cut, _state, _breaks, _isLost) = (_end - line, 0, 0, In.FieldStart, 0, false);
        LinesSkipped++;
    }

    private int LastRowEnd()
    {
        for (; _looked < _end && !_isLost; _looked++)
        {
            var at = _buffer[_looked];
            if (_state == In.Quoted)
            {
                _state = at == '"' ? In.QuoteInQuoted : In.Quoted;
                _breaks += at == '\n' ? 1 : 0;
                _isLost = _breaks > MostBreaks;
                continue;
            }
            if (at == '"')
                _state = _state is In.FieldStart or In.QuoteInQuoted ? In.Quoted : In.Plain;
            else if (at == separator || at == '\n')
                (_state, _breaks) = (In.FieldStart, 0);
            else
                _state = In.Plain;
            if (at == '\n')
                _cut = _looked + 1;
        }
        return _cut;
    }
}
