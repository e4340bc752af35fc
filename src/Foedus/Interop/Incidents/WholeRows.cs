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
    private int _end, _looked;
    private In _state = In.FieldStart;

    /// <returns>One or more whole rows; at the end what is left; empty when there is nothing; null where a row is longer than the limit.</returns>
    public byte[]? Next()
    {
        while (true)
        {
            if (_end == _buffer.Length)
            {
                if (_buffer.Length > longest)
                    return null;
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
            var count = stream.Read(_buffer.AsSpan(_end));
            _end += count;
            var cut = count == 0 ? _end : LastRowEnd();
            if (cut == 0 && count > 0)
                continue;
            var rows = _buffer[..cut];
            _buffer.AsSpan(cut, _end - cut).CopyTo(_buffer);
            (_end, _looked) = (_end - cut, _end - cut);
            return rows;
        }
    }

    private int LastRowEnd()
    {
        var cut = 0;
        for (; _looked < _end; _looked++)
        {
            var at = _buffer[_looked];
            if (_state == In.Quoted)
            {
                _state = at == '"' ? In.QuoteInQuoted : In.Quoted;
                continue;
            }
            if (at == '"')
                _state = _state is In.FieldStart or In.QuoteInQuoted ? In.Quoted : In.Plain;
            else if (at == separator || at == '\n')
                _state = In.FieldStart;
            else
                _state = In.Plain;
            if (at == '\n')
                cut = _looked + 1;
        }
        return cut;
    }
}
