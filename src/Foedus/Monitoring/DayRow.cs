namespace Foedus.Monitoring;

/// <summary>A value for every day from a first one on; old days can be let go.</summary>
internal sealed class DayRow<T>(int first)
    where T : struct
{
    private readonly List<T> values = [];

    /// <summary>First day that is still kept.</summary>
    public int First { get; private set; } = first;

    /// <summary>Day after the last.</summary>
    public int End => First + values.Count;

    public T this[int day]
    {
        get => values[day - First];
        set => values[day - First] = value;
    }

    /// <summary>The value of a day, or another where the day lies before all that are kept.</summary>
    public T Or(int day, T before) => day < First ? before : values[day - First];

    /// <summary>Sets a day there is, or the next one.</summary>
    public void Put(int day, T value)
    {
        if (day == End)
            values.Add(value);
        else
            values[day - First] = value;
    }

    public void LetGo(int before)
    {
        var count = Math.Clamp(before - First, 0, values.Count);
        values.RemoveRange(0, count);
        First += count;
    }
}
