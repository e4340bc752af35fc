namespace Foedus.Columnar;

/// <summary>A Parquet file that is not what the format says, or that asks for more than it may; told in words that end without a full stop.</summary>
internal sealed class ParquetFault(string message, Exception? inner = null) : Exception(message, inner);
