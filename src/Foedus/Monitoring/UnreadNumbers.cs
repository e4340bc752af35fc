using Foedus.Model;
using Foedus.Units;

namespace Foedus.Monitoring;

/// <summary>Counts reports in which a field that a class asks a number of has none.</summary>
internal sealed class UnreadNumbers(IEnumerable<ClassFilter> filters)
{
    private readonly List<(string Class, FieldNumber Field)> asked =
    [
        .. filters.SelectMany(filter => filter.Class.Criteria.OfType<FieldNumber>().Select(field => (filter.Class.Name, field))),
    ];
    private readonly Dictionary<string, (long Count, string Id, string? Written)> unread = [];

    public void See(Incident incident)
    {
        foreach (var (name, field) in asked)
            if (ClassFilter.Number(incident, field) is null)
                unread[field.Column] = unread.TryGetValue(field.Column, out var before)
                    ? before with
                    {
                        Count = before.Count + 1,
                    }
                    : (1, incident.Id, incident.Field(field.Column));
    }

    /// <summary>A sentence a column.</summary>
    public IEnumerable<string> Notes =>
        unread
            .OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each =>
                $"In {Words.Counted(each.Value.Count, "report")} the field '{each.Key}' is no number (first in {each.Value.Id}{(string.IsNullOrWhiteSpace(each.Value.Written) ? ", where it is empty" : $": '{(each.Value.Written.Length <= 40 ? each.Value.Written : $"{each.Value.Written[..39]}…")}'")}): they are possibly {Words.Either(asked.Where(of => of.Field.Column == each.Key).Select(of => $"'{of.Class}'").Distinct())}, no more."
            );
}
