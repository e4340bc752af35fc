using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>A file's rows, one after the other; the same columns in every row.</summary>
internal interface IRowSource : IDisposable
{
    IncidentColumns Columns { get; }

    /// <summary>The form the rows stand in, for the user.</summary>
    string Form { get; }

    IEnumerable<SourceRow> Rows(CancellationToken cancel);
}

/// <param name="Fields">One a column.</param>
/// <param name="Line">Line on which the row begins, from 1; number of the feature in GeoJSON.</param>
/// <param name="Point">The geometry, where the source has one beside its columns.</param>
internal readonly record struct SourceRow(string[] Fields, long Line, (double Longitude, double Latitude)? Point = null);
