using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Foedus.Numerics;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Draws;

namespace Foedus.Runs;

/// <summary>What a run is: everything that its numbers depend on. Written once, when the run is begun.</summary>
public sealed record RunManifest
{
    public const string SchemaName = "foedus/run/1";

    /// <summary>Most draws of a run.</summary>
    public const int MostDraws = 10_000_000;

    private const int LeastInPart = 16;

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 16,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public required string Schema { get; init; }

    /// <summary>Hash over all that numbers depend on, made when the run was begun; the same for every shard of a run, and in each of its parts.</summary>
    public required string Id { get; init; }

    /// <summary>Version of Foedus.</summary>
    public required string Foedus { get; init; }

    public required RunDeal Deal { get; init; }

    /// <summary>As given, but for the threads, which change no number.</summary>
    public required WeighingOptions Options { get; init; }

    /// <summary>Draws in a part; the last may have fewer.</summary>
    public required int PartDraws { get; init; }

    public required MachineNumerics Numerics { get; init; }

    /// <summary>Which of several jobs; null for a whole run.</summary>
    public required Shard? Shard { get; init; }

    /// <summary>The columns of the draws, in order, after the draw's number.</summary>
    public required IReadOnlyList<DrawColumn> Columns { get; init; }

    public required DateTimeOffset Created { get; init; }

    public int PartCount => (Options.Draws + PartDraws - 1) / PartDraws;

    /// <param name="version">Version of Foedus.</param>
    /// <param name="deal">The deal's file.</param>
    /// <param name="options">How it is weighed.</param>
    /// <param name="layout">Columns of the draws.</param>
    /// <param name="shard">Which of several jobs.</param>
    /// <param name="partDraws">Draws in a part, a power of two from 16; null for what suits the number of draws.</param>
    internal static RunManifest For(string version, RunDeal deal, WeighingOptions options, DrawLayout layout, Shard? shard, int? partDraws = null)
    {
        if (partDraws is { } asked && !CanBeInPart(asked, layout.Columns.Count))
            throw new InputException(
                $"A part cannot have {Words.Counted(asked, "draw")}: it is a power of two from {LeastInPart}, at most {DrawsInPart(MostDraws, layout.Columns.Count):N0} with the columns of this deal."
            );
        var made = new RunManifest
        {
            Schema = SchemaName,
            Id = "",
            Foedus = version,
            Deal = deal,
            Options = options with { Threads = 0 },
            PartDraws = partDraws ?? DrawsInPart(options.Draws, layout.Columns.Count),
            Numerics = MachineNumerics.OfThisProcess,
            Shard = shard,
            Columns = layout.Columns,
            Created = DateTimeOffset.UtcNow,
        };
        if (shard is not null && shard.Of > made.PartCount)
            throw new InputException(
                $"{Words.Counted(options.Draws, "draw")} are kept in {Words.Counted(made.PartCount, "part")}, so there can be at most {Words.Counted(made.PartCount, "shard")}. Ask for fewer with --shard, for more draws, or for smaller parts with --part."
            );
        var depended = made with { Deal = made.Deal with { Name = "" }, Shard = null, Created = default };
        return made with { Id = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(depended, Layout))) };
    }

    /// <summary>A power of two such that at most a sixty-fourth of the run is lost when it is killed, and a part, of which one for each thread is in memory, is not above some 8 MB.</summary>
    public static int DrawsInPart(int draws, int columns)
    {
        var rows = LeastInPart;
        while (rows < 1 << 14 && (long)rows * 64 < draws)
            rows *= 2;
        while (rows > 256 && (long)rows * columns > 1 << 20)
            rows /= 2;
        return rows;
    }

    // Earlier versions made parts of up to 65,536.
    private static bool CanBeInPart(int rows, int columns) =>
        int.IsPow2(rows) && rows is >= LeastInPart and <= 1 << 16 && (rows <= 256 || (long)rows * columns <= 1 << 22);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Layout);

    /// <exception cref="InputException">Not a manifest of a run.</exception>
    public static RunManifest Parse(ReadOnlySpan<byte> json, string place)
    {
        RunManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<RunManifest>(json, Layout) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException fault)
        {
            throw new InputException(
                $"This is not a run's manifest{(fault.LineNumber is { } line ? $" (line {line + 1})" : "")}: it was changed by hand, or made by another version.",
                place,
                fault
            );
        }
        if (manifest.Schema != SchemaName)
            throw new InputException($"The manifest says '{Short(manifest.Schema)}'; this version reads '{SchemaName}'.", place);
        var options = manifest.Options;
        var isWithin =
            options.Draws is >= 8 and <= MostDraws
            && options.Scrambles is >= 8 and <= 4096
            && options.Resolution is >= 3 and <= 201
            && options.ErrorDraws is >= 0 and <= 10_000
            && options.Kept is >= 8 and <= 1_000_000
            && manifest.Columns.Count <= 100_000
            && CanBeInPart(manifest.PartDraws, manifest.Columns.Count)
            && (manifest.Shard is not { } shard || (shard.Index >= 1 && shard.Index <= shard.Of && shard.Of <= manifest.PartCount));
        return isWithin && manifest.Deal.Name == Path.GetFileName(manifest.Deal.Name)
            ? manifest
            : throw new InputException("A number in the manifest is outside what a run can have: it was changed by hand.", place);
    }

    /// <summary>What differs from another run in what numbers depend on, a line each; empty when the two belong together.</summary>
    public IReadOnlyList<string> Differences(RunManifest other)
    {
        var found = new List<string>();
        Compare("deal (SHA-256)", Deal.Sha256, other.Deal.Sha256);
        Compare("version of Foedus", Foedus, other.Foedus);
        var (mine, its) = (Flat(Options), Flat(other.Options));
        foreach (var name in mine.Keys.Union(its.Keys))
            Compare(name, mine.GetValueOrDefault(name, "–"), its.GetValueOrDefault(name, "–"));
        Compare("architecture", Numerics.Architecture, other.Numerics.Architecture);
        Compare("vector width in bits", $"{Numerics.VectorBits}", $"{other.Numerics.VectorBits}");
        Compare("mathematical functions of the machine", Numerics.Fingerprint, other.Numerics.Fingerprint);
        if (found.Count == 0 && Id != other.Id)
            found.Add("id of the run: a manifest was changed by hand");
        return found;

        void Compare(string what, string here, string there)
        {
            if (here != there)
                found.Add($"{what}: {Short(here)} here, {Short(there)} there");
        }
    }

    private static Dictionary<string, string> Flat(WeighingOptions options) =>
        ((JsonObject)JsonSerializer.SerializeToNode(options, Layout)!).ToDictionary(pair => pair.Key, pair => pair.Value?.ToJsonString() ?? "none");

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}

/// <summary>The deal of a run.</summary>
/// <param name="Name">Its file's name where the run was begun; the run holds it as deal.foedus.</param>
/// <param name="Sha256">Of the file's bytes.</param>
public sealed record RunDeal(string Name, string Sha256)
{
    public static RunDeal Of(string name, ReadOnlySpan<byte> bytes) => new(Path.GetFileName(name), Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
