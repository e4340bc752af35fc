using Foedus.Model;

namespace Foedus.Language.Checking;

/// <summary>What can be wrong with zones, classes of incidents and triggers, before any data is read.</summary>
internal sealed class WatchChecker(Deal deal, NameChecker names)
{
    private readonly HashSet<string> zones = [.. deal.All<Zone>().Select(zone => zone.Name)];
    private readonly HashSet<string> classes = [.. deal.All<IncidentClass>().Select(of => of.Name)];
    private readonly HashSet<string> triggers = [.. deal.All<Trigger>().Select(trigger => trigger.Name)];
    private readonly HashSet<string> used = [];

    public void Run()
    {
        names.Twice(deal.All<Zone>(), zone => zone.Name, "zones");
        names.Twice(deal.All<IncidentClass>(), of => of.Name, "classes of incidents");
        names.Twice(deal.All<Trigger>(), trigger => trigger.Name, "triggers");
        names.Twice(deal.All<InForceFrom>(), _ => "in force from", "days");
        foreach (var zone in deal.All<Zone>())
            Check(zone);
        foreach (var of in deal.All<IncidentClass>())
            foreach (var criterion in of.Criteria)
                Check(criterion);
        foreach (var trigger in deal.All<Trigger>())
            Check(trigger.Condition);
        foreach (var tie in deal.All<StateTrigger>())
            Check(tie);
        Circles();
        foreach (var zone in deal.All<Zone>().Where(zone => !used.Contains("zone " + zone.Name)))
            names.Warning(DiagnosticCodes.Unused, zone.NamePlace, $"The zone '{zone.Name}' is used nowhere.");
        foreach (var of in deal.All<IncidentClass>().Where(of => !used.Contains("incident " + of.Name)))
            names.Warning(DiagnosticCodes.Unused, of.NamePlace, $"The class of incidents '{of.Name}' is in no trigger.");
    }

    private void Check(Zone zone)
    {
        if (zone.Shape is Circle circle && !(circle.Kilometres is > 0 and <= 20_100 && Math.Abs(circle.Latitude) <= 90 && Math.Abs(circle.Longitude) <= 180))
            names.Error(DiagnosticCodes.BadRange, zone.Shape.Place, "A circle has a radius above 0 km, a latitude between -90 and 90 and a longitude between -180 and 180.", "Latitude comes first.");
        if (zone.Shape is FileFeature { File: var file } && (Path.IsPathRooted(file) || file.Split('/', '\\').Contains("..")))
            names.Error(DiagnosticCodes.BadRange, zone.Shape.Place, $"'{file}' does not lie beside the deal.", "Put the file into the deal's folder.");
        foreach (var other in zone.Without)
            Known(zones, other, "zone", zone.Shape.Place);
    }

    private void Check(Criterion criterion)
    {
        if (criterion is InZone inside)
            Known(zones, inside.Zone, "zone", criterion.Place);
        if (criterion is DeathsAtLeast { Deaths: < 1 })
            names.Error(DiagnosticCodes.BadRange, criterion.Place, "'deaths at least' wants a number of at least 1.");
    }

    private void Check(DayCondition condition)
    {
        switch (condition)
        {
            case Tally tally:
                Known(classes, tally.Class, "incident", condition.Place, "class of incidents");
                if (tally.Threshold < 0 || tally is { IsAtLeast: true, Threshold: 0 })
                    names.Error(DiagnosticCodes.BadRange, condition.Place, tally.IsAtLeast ? "'at least 0' is always true." : "A count cannot be below 0.");
                break;
            case TriggerName name:
                Known(triggers, name.Name, "trigger", condition.Place);
                break;
            default:
                foreach (var part in condition.Parts)
                    Check(part);
                break;
        }
    }

    private void Check(StateTrigger tie)
    {
        Check(tie.Condition);
        if (deal.StateVariables.FirstOrDefault(variable => variable.Name == tie.Variable) is not { } variable)
        {
            names.Known([.. deal.StateVariables.Select(other => other.Name)], tie.Variable, "state", tie.NamePlace);
            return;
        }
        if (variable.Domain is Enumeration domain)
            names.Known([.. domain.Values], tie.Value, $"value of {tie.Variable}", tie.ValuePlace);
        else
            names.Error(DiagnosticCodes.BadRange, tie.NamePlace, $"'{tie.Variable}' has no named values.", "Tie a trigger to a state with named values, such as { ceasefire, broken }.");
    }

    // A trigger or zone that needs itself has no meaning.
    private void Circles()
    {
        var conditions = First(deal.All<Trigger>(), trigger => trigger.Name);
        foreach (var name in OnCircles(conditions.Keys, name => conditions.TryGetValue(name, out var trigger) ? Names(trigger.Condition) : []))
            names.Error(DiagnosticCodes.Duplicate, conditions[name].NamePlace, $"The trigger '{name}' is defined by itself.", "Break the circle.");
        var shapes = First(deal.All<Zone>(), zone => zone.Name);
        foreach (var name in OnCircles(shapes.Keys, name => shapes.TryGetValue(name, out var zone) ? zone.Without : []))
            names.Error(DiagnosticCodes.Duplicate, shapes[name].NamePlace, $"The zone '{name}' is defined by itself.", "Break the circle.");
    }

    private static Dictionary<string, T> First<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var first = new Dictionary<string, T>();
        foreach (var item in items)
            first.TryAdd(name(item), item);
        return first;
    }

    // One name of every circle: a walk in depth comes back to what it is still below.
    private static List<string> OnCircles(IEnumerable<string> all, Func<string, IEnumerable<string>> next)
    {
        var found = new List<string>();
        var isDone = new Dictionary<string, bool>();
        var walk = new Stack<(string Name, IEnumerator<string> Left)>();
        foreach (var start in all)
        {
            if (isDone.TryAdd(start, false))
                walk.Push((start, next(start).GetEnumerator()));
            while (walk.TryPeek(out var top))
            {
                if (!top.Left.MoveNext())
                    isDone[walk.Pop().Name] = true;
                else if (isDone.TryAdd(top.Left.Current, false))
                    walk.Push((top.Left.Current, next(top.Left.Current).GetEnumerator()));
                else if (!isDone[top.Left.Current] && !found.Contains(top.Left.Current))
                    found.Add(top.Left.Current);
            }
        }
        return found;
    }

    private static IEnumerable<string> Names(DayCondition condition) => condition is TriggerName name ? [name.Name] : condition.Parts.SelectMany(Names);

    private void Known(HashSet<string> known, string name, string kind, Place place, string? called = null)
    {
        names.Known(known, name, called ?? kind, place);
        used.Add($"{kind} {name}");
    }
}
