using Foedus.Binding;

namespace Foedus.Lowering;

/// <summary>How far an obligation has come.</summary>
/// <param name="Ends">Ends of periods that count since it is owed; 0 once it is settled. Of rounds without an end, those of this round.</param>
/// <param name="Times">How often it has been done, while it must be done more often.</param>
/// <param name="IsDone">Of one that is disputed: whether it is done, whatever is found. Of rounds: whether one of them was put right late. Of what is forbidden: whether what its breach brings is still to come.</param>
internal readonly record struct Progress(int Ends, int Times, bool IsDone)
{
    public static Progress Of(int value, BoundObligation owed) => new(value / 2 / owed.Times, value / 2 % owed.Times, value % 2 == 1);

    public int For(BoundObligation owed) => (Ends * owed.Times + Times) * 2 + (IsDone ? 1 : 0);
}

/// <summary>The count of an obligation: moved by what is done, and at the ends of periods by <see cref="Obligations"/>.</summary>
internal sealed class ObligationClock(string period, BoundObligation owed) : Clock(period, owed.MostEnds)
{
    public override int Count => (Most + 1) * owed.Times * 2;

    public override string Name => $"time into {owed.Name}";

    public override int Next(int value, bool holds) => value;

    public override string Words(IEnumerable<int> values)
    {
        var all = values.Select(value => Progress.Of(value, owed)).ToList();
        var words = new List<string>();
        if (all.Any(progress => progress.Ends > 0) || all.All(progress => progress == default))
            words.Add($"{Lengths(all.Select(progress => progress.Ends))} into {owed.Name}");
        if (all.Any(progress => progress.Times > 0))
            words.Add($"done {string.Join(" or ", all.Select(progress => progress.Times).Distinct().Order())} of {owed.Times} times");
        if (owed.Round > 0 && all.Any(progress => progress.IsDone))
            words.Add(all.All(progress => progress.IsDone) ? "once put right" : "once put right or not");
        else if (owed.IsDisputed && all.Any(progress => progress.IsDone))
            words.Add(all.All(progress => progress.IsDone) ? $"{owed.Declared.Option} done" : $"{owed.Declared.Option} done or not");
        return string.Join(", ", words);
    }
}
