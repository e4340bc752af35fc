using Foedus.Model;
using Foedus.Numerics.Sampling;

namespace Foedus.Weighing;

/// <summary>What stands behind a number: its source, or, where it is pooled from views, their sources together.</summary>
/// <param name="Text">Who says so; null for a guess.</param>
/// <param name="Grounds">What that gives; of a pool the least firm of its parts, null where one does not say.</param>
internal sealed record Grounding(string? Text, Grounds? Grounds)
{
    public static Grounding Of(Deal deal, Assumption assumption, Distribution spread)
    {
        Grounds? Given(string source) => deal.Sources.FirstOrDefault(each => each.Name == source)?.Grounds;
        if (assumption.Source is { } own)
            return new Grounding(deal.SourceText(own), Given(own.Text));
        if (spread is not PooledSpread pool)
            return new Grounding(null, null);
        var grounds = pool.Experts.Select(Given).ToList();
        return new Grounding(
            string.Join("; ", pool.Experts.Select(deal.SourceText)),
            grounds.Contains(null) ? null
                : grounds.MaxBy(each => each!.Kind) is { } least ? new Grounds(least.Kind)
                : null
        );
    }
}
