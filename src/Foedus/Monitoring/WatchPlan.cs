using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>What a deal says is to be watched: classes of incidents, triggers, and what they mean for the state of the game.</summary>
internal sealed class WatchPlan
{
    /// <summary>Most triggers that one watch evaluates.</summary>
    public const int MostTriggers = 1_000;

    private readonly Deal deal;

    /// <param name="deal">A deal whose names have been checked.</param>
    /// <param name="regions">Its zones by name.</param>
    /// <param name="inForceFrom">Replaces the deal's own day; null leaves it.</param>
    /// <exception cref="InputException">The deal declares no trigger.</exception>
    /// <exception cref="RefusedException">It declares more than <see cref="MostTriggers"/>.</exception>
    public WatchPlan(Deal deal, IReadOnlyDictionary<string, Region> regions, DateOnly? inForceFrom = null)
    {
        Filters = [.. deal.All<IncidentClass>().Select(of => new ClassFilter(of, regions))];
        Triggers = [.. deal.Triggers];
        Ties = [.. deal.All<StateTrigger>()];
        Wording = new Wording(deal);
        this.deal = deal;
        InForceFrom = inForceFrom ?? deal.All<InForceFrom>().FirstOrDefault()?.Day;
        if (Triggers.Count == 0 && Ties.Count == 0 && !deal.Obligations.Any(owed => owed.Reported is not null))
            throw new InputException(
                "The deal declares no trigger, so there is nothing to watch. Write, for example: incident clash { deaths at least 1 } and trigger serious: at least 3 clash within 7 days."
            );
        if (Triggers.Count + Ties.Count > MostTriggers)
            throw new RefusedException(
                $"The deal declares {Triggers.Count + Ties.Count:N0} triggers; a watch evaluates at most {MostTriggers:N0}. Watch the parts of the deal one by one."
            );
    }

    internal IReadOnlyList<ClassFilter> Filters { get; }

    /// <summary>Whether a state begins with a value in every offer.</summary>
    internal bool BeginsAs(string state, string value)
    {
        var initial = deal.StateVariables.FirstOrDefault(each => each.Name == state)?.Initial;
        var begins = deal.Offers.Select(offer => offer.Starts.LastOrDefault(start => start.Variable.Text == state)?.Value ?? initial).DefaultIfEmpty(initial);
        return begins.All(each =>
            each switch
            {
                Name name => name.Text == value,
                YesNo truth => truth.Value ? value == "yes" : value == "no",
                _ => false,
            }
        );
    }

    /// <summary>What states and their values are called.</summary>
    internal Wording Wording { get; }

    public IReadOnlyList<Trigger> Triggers { get; }

    public IReadOnlyList<StateTrigger> Ties { get; }

    public DateOnly? InForceFrom { get; }

    public DayCondition ConditionOf(TriggerName name) => Triggers.First(trigger => trigger.Name == name.Name).Condition;

    public int ClassNumber(string name) => Filters.ToList().FindIndex(filter => filter.Class.Name == name);
}
