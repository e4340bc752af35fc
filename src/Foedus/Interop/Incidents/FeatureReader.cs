using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Foedus.Units;

namespace Foedus.Interop.Incidents;

/// <summary>Takes one feature after the other out of a FeatureCollection without holding the whole.</summary>
internal sealed class FeatureReader(Stream stream, string name, int longest, bool isLive, IncidentProblems problems) : IDisposable
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start, _end;
    private bool _isWhole, _inFeatures, _isDone, _started, _isLost;
    private long _number;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = 64 });

    /// <summary>Of the feature that was read last, from 1; those that could not be read count too.</summary>
    public long Number => _number;

    public bool TryNext([NotNullWhen(true)] out JsonDocument? feature)
    {
        feature = null;
        while (!_isDone)
        {
            var step = Step(out feature);
            if (step == Outcome.Feature && feature is not null)
            {
                _number++;
                return true;
            }
            if (step == Outcome.NeedsMore && !Fill())
                break;
        }
        return false;
    }

    public void Dispose() => stream.Dispose();

    private enum Outcome
    {
        Feature,
        NeedsMore,
        Goes,
    }

    private Outcome Step(out JsonDocument? feature)
    {
        feature = null;
        if (!_started)
        {
            _started = true;
            return Outcome.NeedsMore;
        }
        if (_isLost && !FindsNext())
            return Outcome.NeedsMore;
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isWhole, _state);
        try
        {
            if (!_inFeatures)
            {
                while (reader.Read())
                    if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("features"u8))
                    {
                        _inFeatures = true;
                        Keep(reader);
                        return Outcome.Goes;
                    }
                Keep(reader);
                _isDone = _isWhole;
                return Outcome.NeedsMore;
            }
            if (!reader.Read())
                return Outcome.NeedsMore;
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.StartArray)
            {
                Keep(reader);
                return Outcome.Goes;
            }
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                Keep(reader);
                _inFeatures = false;
                return Outcome.Goes;
            }
            if (!JsonDocument.TryParseValue(ref reader, out feature))
                return Outcome.NeedsMore;
            Keep(reader);
            return Outcome.Feature;
        }
        // What is wrong in itself was already found while more could come: the end alone can be missing here.
        catch (JsonException) when (_isWhole)
        {
            _isDone = true;
            problems.Add(ProblemKind.CutOff, _number + 1, "The file ends in the middle of this feature, or before its collection is closed.");
            return Outcome.NeedsMore;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException && _inFeatures)
        {
            Lose($"This is not JSON: {fault.Message}");
            return Outcome.Goes;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new InputException($"This is not JSON (after {Words.Counted(_number, "feature")}): {fault.Message}", name, fault);
        }
    }

    // What is wrong with one feature is said; reading goes on with the next that begins a line, or follows a comma.
    private void Lose(string why)
    {
        _number++;
        problems.Add(ProblemKind.BadFeature, _number, why);
        // Past its own beginning, which else would be found again.
        var own = _buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(" \t\r\n,"u8);
        _start = Math.Min(_start + Math.Max(own, 0) + 1, _end);
        _isLost = true;
    }

    // Whether a feature begins in what is there; what comes before is let go.
    private bool FindsNext()
    {
        while (_buffer.AsSpan(_start, _end - _start).IndexOf((byte)'{') is var at and >= 0)
        {
            var rest = _buffer.AsSpan(_start + at, _end - _start - at);
            // Enough to see its type: {"type": "Feature"
            if (rest.Length < 64 && !_isWhole)
            {
                _start += at;
                return false;
            }
            if (BeginsFeature(rest) || BeginsLine(_buffer.AsSpan(0, _start + at)))
            {
                (_start, _isLost, _state) = (_start + at, false, InArray());
                return true;
            }
            _start += at + 1;
        }
        _start = _end;
        return false;
    }

    private static bool BeginsFeature(ReadOnlySpan<byte> text)
    {
        Span<byte> bare = stackalloc byte[64];
        var count = 0;
        foreach (var one in text[..Math.Min(text.Length, 64)])
            if (one is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                bare[count++] = one;
        return bare[..count].StartsWith("{\"type\":\"Feature\""u8);
    }

    private static bool BeginsLine(ReadOnlySpan<byte> before) => before.TrimEnd(" \t"u8) is [.., (byte)'\n'];

    // As a reader stands before the first feature of a collection.
    private static JsonReaderState InArray()
    {
        var reader = new Utf8JsonReader("{\"features\":["u8, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 64 }));
        while (reader.Read())
        {
        }
        return reader.CurrentState;
    }

    private void Keep(in Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private bool Fill()
    {
        if (_isWhole)
            return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
        {
            if (_buffer.Length > longest && isLive && _inFeatures)
            {
                Lose($"This feature is longer than {longest:N0} bytes, which is the limit.");
                return true;
            }
            if (_buffer.Length > longest)
                throw new RefusedException($"{name}: feature {_number + 1:N0} is longer than {longest:N0} bytes, which is the limit.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var count = stream.Read(_buffer.AsSpan(_end));
        if (_number == 0 && _end == 0 && count >= 3 && _buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8))
            _start = 3;
        _end += count;
        _isWhole = count == 0;
        return true;
    }
}
