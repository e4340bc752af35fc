using Foedus.Model;

namespace Foedus.Binding;

/// <summary>What can be wrong with zones, classes of incidents and triggers, before any data is read.</summary>
internal sealed class WatchBinder(Deal deal, DealSymbols symbols, DiagnosticBag found)
{
    private readonly Dictionary<string, Zone> zones = Binder.Index(deal.All<Zone>(), zone => zone.Name);
    private readonly Dictionary<string, IncidentClass> classes = Binder.Index(deal.All<IncidentClass>(), of => of.Name);
    private readonly Dictionary<string, Trigger> triggers = Binder.Index(deal.All<Trigger>(), trigger => trigger.Name);

    /// <param name="isWhole">Whether the deal could be read to its end; else a use may be missing that is there.</param>
    public void Run(bool isWhole)
    {
        foreach (var zone in deal.All<Zone>())
            Check(zone);
        foreach (var of in deal.All<IncidentClass>())
        foreach (var criterion in of.Criteria)
            Check(criterion);
        foreach (var trigger in deal.All<Trigger>())
            Check(trigger.Condition);
        foreach (var tie in deal.All<StateTrigger>())
            Check(tie);
        foreach (var owed in deal.Obligations)
            if (owed.Reported is { } reported)
                symbols.Named(reported, "class of incidents", classes);
        Circles();
        if (!isWhole || found.HasErrors)
            return;
        foreach (var zone in deal.All<Zone>().Where(zone => !symbols.IsUsed("zone", zone.Name)))
            found.Warning(
                DiagnosticCodes.Unused,
                zone.NamePlace,
                $"The zone '{zone.Name}' is used nowhere.",
                "Name it in a criterion or another zone, or leave it out."
            );
        foreach (var of in deal.All<IncidentClass>().Where(of => !symbols.IsUsed("class of incidents", of.Name)))
            found.Warning(
                DiagnosticCodes.Unused,
                of.NamePlace,
                $"The class of incidents '{of.Name}' is in no trigger and no obligation.",
                "Count it in a trigger, or leave it out."
            );
    }

    private void Check(Zone zone)
    {
        if (zone.Shape is Circle circle && !(circle.Kilometres is > 0 and <= 20_100 && Math.Abs(circle.Latitude) <= 90 && Math.Abs(circle.Longitude) <= 180))
            found.Error(
                DiagnosticCodes.BadRange,
                zone.Shape.Place,
                "A circle has a radius above 0 km, a latitude between -90 and 90 and a longitude between -180 and 180.",
                "Latitude comes first."
            );
        if (zone.Shape is FileFeature { File: var file } && (Path.IsPathRooted(file) || file.Split('/', '\\').Contains("..")))
            found.Error(DiagnosticCodes.BadRange, zone.Shape.Place, $"'{file}' does not lie beside the deal.", "Put the file into the deal's folder.");
        foreach (var other in zone.Without)
            symbols.Named(other, "zone", zones);
    }

    private void Check(Criterion criterion)
    {
        if (criterion is InZone inside)
            symbols.Named(inside.Zone, "zone", zones);
        if (criterion is PlaceWithin { Precision: < 0 })
            found.Error(
                DiagnosticCodes.BadRange,
                criterion.Place,
                "The precision of a place cannot be below 0.",
                "Write the largest number of the source that is still precise enough."
            );
        if (criterion is DeathsAtLeast { Deaths: < 1 })
            found.Error(DiagnosticCodes.BadRange, criterion.Place, "'deaths at least' wants a number of at least 1.", "Leave it out where any report counts.");
    }

    private void Check(DayCondition condition)
    {
        switch (condition)
        {
            case Tally tally:
                symbols.Named(tally.Class, "class of incidents", classes);
                if (tally.Threshold < 0 || tally is { IsAtLeast: true, Threshold: 0 })
                    found.Error(
                        DiagnosticCodes.BadRange,
                        condition.Place,
                        tally.IsAtLeast ? "'at least 0' is always true." : "A count cannot be below 0.",
                        tally.IsAtLeast ? "Write at least 1." : "Write at most 0, or no and the class."
                    );
                break;
            case TriggerName name:
                symbols.Named(name.Name, "trigger", triggers);
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
        if (symbols.State(tie.Variable) is not { } state)
            return;
        symbols.Use("state", state.Name);
        if (state.Domain is not Enumeration domain)
            found.Error(
                DiagnosticCodes.BadRange,
                tie.NamePlace,
                $"'{tie.Variable}' has no named values.",
                "Tie a trigger to a state with named values, such as { ceasefire, broken }."
            );
        else if (state.ValueOf(tie.Value.Text) is >= 0 and var value)
            symbols.Means(tie.Value, domain.Values[value].Place);
        else if (!symbols.IsLost(tie.Value.Text))
            found.Unknown(DiagnosticCodes.UnknownName, tie.Value, $"There is no value of {tie.Variable} called '{tie.Value}'.", state.ValueNames);
    }

    // A trigger or zone that needs itself has no meaning.
    private void Circles()
    {
        foreach (var name in OnCircles(triggers.Keys, name => triggers.TryGetValue(name, out var trigger) ? Names(trigger.Condition) : []))
            found.Error(DiagnosticCodes.Duplicate, triggers[name].NamePlace, $"The trigger '{name}' is defined by itself.", "Break the circle.");
        foreach (var name in OnCircles(zones.Keys, name => zones.TryGetValue(name, out var zone) ? zone.Without.Select(other => other.Text) : []))
            found.Error(DiagnosticCodes.Duplicate, zones[name].NamePlace, $"The zone '{name}' is defined by itself.", "Break the circle.");
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

    private static IEnumerable<string> Names(DayCondition condition) => Walk.All(condition).OfType<TriggerName>().Select(name => name.Name.Text);
}
