namespace Foedus.Solving.ZeroSum;

/// <summary>What one player can plan: sequences of own actions, whose weights branch at information sets.</summary>
/// <param name="Parent">[set] the sequence that leads there; earlier sets come first, sequence 0 is the empty one.</param>
/// <param name="Start">[set] its first action's sequence; the next set's begins where its last ends; one entry more than sets.</param>
internal sealed record ActionPlans(int[] Parent, int[] Start)
{
    public int Sets => Parent.Length;

    public int Sequences => Start[^1];

    /// <summary>One choice among some.</summary>
    public static ActionPlans OneOf(int choices) => new([0], [1, choices + 1]);

    /// <summary>Weights that branch exactly, from weights that may be off by rounding; even where nothing leads.</summary>
    public double[] Whole(double[] weights)
    {
        var whole = new double[Sequences];
        whole[0] = 1;
        for (var set = 0; set < Sets; set++)
        {
            var sum = 0.0;
            for (var s = Start[set]; s < Start[set + 1]; s++)
                sum += Math.Max(0, weights[s]);
            for (var s = Start[set]; s < Start[set + 1]; s++)
                whole[s] = whole[Parent[set]] * (sum > 0 ? Math.Max(0, weights[s]) / sum : 1.0 / (Start[set + 1] - Start[set]));
        }
        return whole;
    }

    /// <summary>The most that a plan can bring when each sequence brings what it says; overwrites the amounts.</summary>
    public double BestReply(double[] worth)
    {
        for (var set = Sets - 1; set >= 0; set--)
            worth[Parent[set]] += worth.AsSpan(Start[set], Start[set + 1] - Start[set]).ToArray().Max();
        return worth[0];
    }
}
