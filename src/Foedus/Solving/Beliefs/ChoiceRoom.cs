namespace Foedus.Solving.Beliefs;

/// <summary>Arrays for choices, lent for one solve and taken back where whoever asked for it has read what it wanted. Not for two threads at once.</summary>
internal sealed class ChoiceRoom
{
    private readonly Dictionary<int, Stack<double[]>> free = [];
    private readonly List<double[]> lent = [];

    /// <summary>An array with whatever was in it.</summary>
    public double[] Rent(int length)
    {
        var array = free.TryGetValue(length, out var some) && some.TryPop(out var known) ? known : new double[length];
        lent.Add(array);
        return array;
    }

    /// <summary>What was lent belongs to those who have it.</summary>
    public void LetGo() => lent.Clear();

    /// <summary>Nothing that was lent is read any more.</summary>
    public void TakeBack()
    {
        foreach (var array in lent)
        {
            if (!free.TryGetValue(array.Length, out var some))
                free.Add(array.Length, some = []);
            some.Push(array);
        }
        lent.Clear();
    }
}
