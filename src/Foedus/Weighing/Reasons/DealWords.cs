using Foedus.Lowering;
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
    public string Who(int party, int type) =>
        offer.Game.Parties[party].IsPrivate && type >= 0 ? $"{Party(party)} if {Words.Plain(offer.Game.Parties[party].TypeNames[type])}" : Party(party);

    /// <summary>The same where a sentence begins: "The United States if firm".</summary>
    public string Whoever(int party, int type) => Subject(party).Start + Who(party, type)[Party(party).Length..];

    /// <summary>The party as what a sentence is about.</summary>
    public Subject Subject(int party) => new(Party(party));

    public string Step(int step) => offer.Wording.Step(offer.Game.Steps[step].Name);

    /// <summary>" at ordinary admission"; nothing where a turn is called after the party, or after what is chosen at it.</summary>
    public string At(int step, int party, string option = "") =>
        offer.Game.Steps[step].Name == offer.Game.Parties[party].Name || offer.Game.Steps[step].Name == option ? "" : $" at {Step(step)}";

    /// <summary>As <see cref="Games.GameWords.Turn"/>.</summary>
    public string Turn(string step, int party) => offer.Game.Words.Turn(step, offer.Game.Parties[party].Name);

    /// <summary>"probe the line in secret" for an option; its name as words where it has no title.</summary>
    public string Option(int step, int party, string option) => offer.Wording.Option(offer.Game.Steps[step].Name, offer.Game.Parties[party].Name, option);

    /// <summary>The same in quotation marks where it has a title.</summary>
    public string Quoted(string step, int party, string option) => offer.Wording.QuotedOption(step, offer.Game.Parties[party].Name, option);

    /// <summary>Facts as a reader says them: "status is broken, relief is 0".</summary>
    public string Facts(IEnumerable<string> facts) => string.Join(", ", facts.Select(offer.Wording.Facts));

    /// <summary>The same as what comes about: "status becomes broken".</summary>
    public string ComesAbout(string fact) => offer.Wording.ComesAbout(fact);

    /// <summary>What is different in a state from another: "status = broken"; "nothing changes" where nothing is.</summary>
    public string Change(int from, int to) => from == to ? "nothing changes" : string.Join(", ", offer.Facts.Apart(to, from));

    /// <summary>"in year 3", "in years 1 to 3".</summary>
    public string When(int from, int to) => from == to ? $"in {Words.Spoken(Unit)} {from}" : $"in {Words.Plural(Unit)} {from} to {to}";

    /// <summary>A payment by its place: "aid at response (United States)".</summary>
    public string Where(PaidAt at) =>
        at.Party < 0
            ? offer.Game.Steps[at.Step].IsClock
                ? Breach
                : Step(at.Step)
            : at.Option.Length == 0
                ? $"{Party(at.Party)} choosing at {Step(at.Step)}, by taste"
                : Step(at.Step) == Party(at.Party)
                    ? $"{Party(at.Party)}: {Option(at.Step, at.Party, at.Option)}"
                    : $"{Party(at.Party)}: {Option(at.Step, at.Party, at.Option)}{At(at.Step, at.Party, at.Option)}";

    // What is paid at the end of a period is what breaches bring.
    private string Breach => offer.Obligations.Count == 1 ? $"breach of “{offer.Obligations[0].Title}”" : "breaches of obligations";
}
