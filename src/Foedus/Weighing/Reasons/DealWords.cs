using Foedus.Lowering;
using Foedus.Model;
using Foedus.Solving.Beliefs.Reasons;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>A deal's own words for parties, options, steps and states.</summary>
internal sealed class DealWords(LoweredOffer offer)
{
    private readonly Dictionary<string, string> titles = offer.Deal.Parties.ToDictionary(party => party.Name, party => party.Title ?? party.Name);

    /// <summary>"year".</summary>
    public string Unit { get; } = offer.Deal.PeriodName;

    /// <summary>The offer's words, or its name.</summary>
    public string Offer { get; } = offer.Offer.Title ?? offer.Offer.Name;

    public string Party(int party) => titles.GetValueOrDefault(offer.Game.Parties[party].Name, offer.Game.Parties[party].Name);

    /// <summary>"Russia if revisionist"; the party alone where nothing is private.</summary>
    public string Who(int party, int type) => offer.Game.Parties[party].IsPrivate && type >= 0 ? $"{Party(party)} if {Plain(offer.Game.Parties[party].TypeNames[type])}" : Party(party);

    public string Step(int step) => Plain(offer.Game.Steps[step].Name);

    /// <summary>" at ordinary admission"; nothing where a turn is called after the party.</summary>
    public string At(int step, int party) => offer.Game.Steps[step].Name == offer.Game.Parties[party].Name ? "" : $" at {Step(step)}";

    /// <summary>A name as words.</summary>
    public static string Plain(string name) => name.Replace('_', ' ');

    /// <summary>What is different in a state from another: "status = broken"; "nothing changes" where nothing is.</summary>
    public string Change(int from, int to) => offer.FactsIn(to).Except(offer.FactsIn(from)).ToList() is { Count: > 0 } changed ? string.Join(", ", changed) : "nothing changes";

    /// <summary>"in year 3", "in years 1 to 3".</summary>
    public string When(int from, int to) => from == to ? $"in {Unit} {from}" : $"in {Words.Plural(Unit)} {from} to {to}";

    /// <summary>A payment by its place: "aid at response (United States)".</summary>
    public string Where(PaidAt at) => at.Party < 0 ? Step(at.Step) : at.Option.Length == 0 ? $"{Party(at.Party)} choosing at {Step(at.Step)}, by taste"
        : Step(at.Step) == Party(at.Party) ? $"{Party(at.Party)}: {Plain(at.Option)}" : $"{Party(at.Party)}: {Plain(at.Option)} at {Step(at.Step)}";
}
