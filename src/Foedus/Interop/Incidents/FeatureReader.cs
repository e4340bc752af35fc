using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Foedus.Units;

namespace Foedus.Interop.Incidents;

/// <summary>Takes one feature after the other out of a FeatureCollection without holding the whole.</summary>
internal sealed class FeatureReader(Stream stream, string name, int longest, bool isLive, IncidentProblems problems) : IDisposable
{
    private byte[] buffer = new byte[64 * 1024];
    private int start,
        end;
    private bool isWhole,
        inFeatures,
        isDone,
        started,
        isLost;
    private long number;
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = 64 });

    /// <summary>Of the feature that was read last, from 1; those that could not be read count too.</summary>
    public long Number => number;

    public bool TryNext([NotNullWhen(true)] out JsonDocument? feature)
    {
        feature = null;
        while (!isDone)
        {
            var step = Step(out feature);
            if (step == Outcome.Feature && feature is not null)
            {
                number++;
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
        if (!started)
        {
            started = true;
            return Outcome.NeedsMore;
        }
        if (isLost && !FindsNext())
            return Outcome.NeedsMore;
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isWhole, state);
        try
        {
            if (!inFeatures)
            {
                while (reader.Read())
                    if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("features"u8))
                    {
                        inFeatures = true;
                        Keep(reader);
                        return Outcome.Goes;
                    }
                Keep(reader);
                isDone = isWhole;
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
                inFeatures = false;
                return Outcome.Goes;
            }
            if (!JsonDocument.TryParseValue(ref reader, out feature))
                return Outcome.NeedsMore;
            Keep(reader);
            return Outcome.Feature;
        }
        // What is wrong in itself was already found while more could come: the end alone can be missing here.
        catch (JsonException) when (isWhole)
        {
            isDone = true;
            problems.Add(ProblemKind.CutOff, number + 1, "The file ends in the middle of this feature, or before its collection is closed.");
            return Outcome.NeedsMore;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException && inFeatures)
        {
            Lose($"This is not JSON: {fault.Message}");
            return Outcome.Goes;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new InputException($"This is not JSON (after {Words.Counted(number, "feature")}): {fault.Message}", name, fault);
        }
    }

    // What is wrong with one feature is said; reading goes on with the next that begins a line, or follows a comma.
    private void Lose(string why)
    {
        number++;
        problems.Add(ProblemKind.BadFeature, number, why);
        // Past its own beginning, which else would be found again.
        var own = buffer.AsSpan(start, end - start).IndexOfAnyExcept(" \t\r\n,"u8);
        start = Math.Min(start + Math.Max(own, 0) + 1, end);
        isLost = true;
    }

    // Whether a feature begins in what is there; what comes before is let go.
    private bool FindsNext()
    {
        while (buffer.AsSpan(start, end - start).IndexOf((byte)'{') is var at and >= 0)
        {
            var rest = buffer.AsSpan(start + at, end - start - at);
            // Enough to see its type: {"type": "Feature"
            if (rest.Length < 64 && !isWhole)
            {
                start += at;
                return false;
            }
            if (BeginsFeature(rest) || BeginsLine(buffer.AsSpan(0, start + at)))
            {
                (start, isLost, state) = (start + at, false, InArray());
                return true;
            }
            start += at + 1;
        }
        start = end;
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
        while (reader.Read()) { }
        return reader.CurrentState;
    }

    private void Keep(in Utf8JsonReader reader)
    {
        start += (int)reader.BytesConsumed;
        state = reader.CurrentState;
    }

    private bool Fill()
    {
        if (isWhole)
            return false;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            if (buffer.Length > longest && isLive && inFeatures)
            {
                Lose($"This feature is longer than {longest:N0} bytes, which is the limit.");
                return true;
            }
            if (buffer.Length > longest)
                throw new RefusedException($"{name}: feature {number + 1:N0} is longer than {longest:N0} bytes, which is the limit.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        var count = stream.Read(buffer.AsSpan(end));
        if (number == 0 && end == 0 && count >= 3 && buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8))
            start = 3;
        end += count;
        isWhole = count == 0;
        return true;
    }
}
