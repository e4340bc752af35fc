using System.Text.RegularExpressions;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Solving.Beliefs.Reasons;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>A deal's own words for parties, options, steps and states.</summary>
internal sealed partial class DealWords(LoweredOffer offer)
{
    private readonly Dictionary<string, string> titles = offer.Deal.Parties.ToDictionary(party => party.Name, party => party.Title ?? party.Name);

    /// <summary>"year".</summary>
    public string Unit { get; } = offer.Deal.PeriodName;

    /// <summary>The offer's words, or its name.</summary>
    public string Offer { get; } = offer.Offer.Title ?? offer.Offer.Name;

    public string Party(int party) => titles.GetValueOrDefault(offer.Game.Parties[party].Name, offer.Game.Parties[party].Name);

    /// <summary>"Russia if revisionist"; the party alone where nothing is private.</summary>
    public string Who(int party, int type) => offer.Game.Parties[party].IsPrivate && type >= 0 ? $"{Party(party)} if {Plain(offer.Game.Parties[party].TypeNames[type])}" : Party(party);

    /// <summary>The same where a sentence begins: "The United States if firm".</summary>
    public string Whoever(int party, int type) => Subject(party).Start + Who(party, type)[Party(party).Length..];

    /// <summary>The party as what a sentence is about.</summary>
    public Subject Subject(int party) => new(Party(party));

    public string Step(int step) => Plain(offer.Game.Steps[step].Name);

    /// <summary>" at ordinary admission"; nothing where a turn is called after the party, or after what is chosen at it.</summary>
    public string At(int step, int party, string option = "") => offer.Game.Steps[step].Name == offer.Game.Parties[party].Name || offer.Game.Steps[step].Name == option ? "" : $" at {Step(step)}";

    /// <summary>"the turn of Russia"; "'admission' of the guarantor" where the turn has a name of its own.</summary>
    public string Turn(string step, int party) => $"{(step == offer.Game.Parties[party].Name ? "the turn" : $"'{Plain(step)}'")} of {Subject(party).Inside}";

    /// <summary>A name as words.</summary>
    public static string Plain(string name) => name.Replace('_', ' ');

    /// <summary>Facts as a reader says them: "status is broken, relief is 0".</summary>
    public static string Facts(IEnumerable<string> facts) => string.Join(", ", facts.Select(fact => Plain(fact).Replace(" = ", " is ", StringComparison.Ordinal)));

    /// <summary>The same as what comes about: "status becomes broken".</summary>
    public static string ComesAbout(string fact) => fact.Contains(" = ", StringComparison.Ordinal) ? Plain(fact).Replace(" = ", " becomes ", StringComparison.Ordinal) : $"{Plain(fact)} comes about";

    /// <summary>A condition or an amount as typed, in words: "status is war or outbreak", "burden, or burden / 2 unless wavering".</summary>
    public static string Said(string expression)
    {
        var words = Sets().Replace(expression, set => $"is {Words.Either(set.Groups[1].Value.Split(',').Select(value => value.Trim()))}");
        words = Choices().Replace(words, choice => $"{choice.Groups[1].Value} if {choice.Groups[2].Value}, otherwise {choice.Groups[3].Value}");
        foreach (var (sign, said) in Signs)
            words = words.Replace(sign, said, StringComparison.Ordinal);
        return Plain(words);
    }

    private static readonly (string, string)[] Signs = [(" >= ", " is at least "), (" <= ", " is at most "), (" != ", " is not "), (" = ", " is "), (" > ", " is more than "), (" < ", " is less than ")];

    [GeneratedRegex(@"\bin \{ ?([^{}]*?) ?\}")]
    private static partial Regex Sets();

    [GeneratedRegex("^(.+) if (.+) else (.+)$")]
    private static partial Regex Choices();

    /// <summary>What is different in a state from another: "status = broken"; "nothing changes" where nothing is.</summary>
    public string Change(int from, int to) => offer.FactsIn(to).Except(offer.FactsIn(from)).ToList() is { Count: > 0 } changed ? string.Join(", ", changed) : "nothing changes";

    /// <summary>"in year 3", "in years 1 to 3".</summary>
    public string When(int from, int to) => from == to ? $"in {Words.Spoken(Unit)} {from}" : $"in {Words.Plural(Unit)} {from} to {to}";

    /// <summary>A payment by its place: "aid at response (United States)".</summary>
    public string Where(PaidAt at) => at.Party < 0 ? offer.Game.Steps[at.Step].IsClock ? Breach : Step(at.Step) : at.Option.Length == 0 ? $"{Party(at.Party)} choosing at {Step(at.Step)}, by taste"
        : Step(at.Step) == Party(at.Party) ? $"{Party(at.Party)}: {Plain(at.Option)}" : $"{Party(at.Party)}: {Plain(at.Option)}{At(at.Step, at.Party, at.Option)}";

    // What is paid at the end of a period is what breaches bring.
    private string Breach => offer.Obligations.Count == 1 ? $"breach of “{offer.Obligations[0].Title}”" : "breaches of obligations";
}
