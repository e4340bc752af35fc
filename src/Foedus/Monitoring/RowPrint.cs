using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Foedus.Monitoring;

/// <summary>A fingerprint of everything a record says but its ids.</summary>
internal static class RowPrint
{
    public static UInt128 Of(Incident incident)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        for (var i = 0; i < incident.Fields.Length; i++)
        {
            if (incident.Columns.IsId(i))
                continue;
            var bytes = Encoding.UTF8.GetBytes(incident.Fields[i]);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return BinaryPrimitives.ReadUInt128LittleEndian(hash.GetHashAndReset());
    }
}
