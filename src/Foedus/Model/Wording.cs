using System.Globalization;
using System.Text.RegularExpressions;
using Foedus.Units;

namespace Foedus.Model;

/// <summary>What a deal calls its states, their values, its steps and their options: their titles, and where they have none their names as words. Whoever tells of a deal asks here.</summary>
/// <param name="deal">The deal.</param>
/// <param name="inForce">Steps as they are in an offer: what is among them has no other title; null: of no offer.</param>
/// <param name="asWritten">Steps whose titles come before those of the deal, of what is not in force; null for none.</param>
internal sealed partial class Wording(Deal deal, IEnumerable<NamedStep>? inForce = null, IEnumerable<NamedStep>? asWritten = null)
{
    private readonly Dictionary<string, StateVariable> states = deal
        .StateVariables.GroupBy(state => state.Name)
        .ToDictionary(same => same.Key, same => same.First());

    // Read when first asked for; several threads may ask.
    private readonly Lazy<Read> read = new(() => new Read(inForce ?? [], (asWritten ?? []).Concat(NamedStep.In(deal))));

    /// <summary>"the war" for a state.</summary>
    public string State(string name) => StateTitle(name) ?? Words.Plain(name);

    /// <summary>Its title; null where it has none.</summary>
    public string? StateTitle(string name) => states.GetValueOrDefault(name)?.Title;

    /// <summary>"halted without a deal" for a value of a state.</summary>
    public string Value(string state, string value) => ValueTitle(state, value) ?? Words.Plain(value);

    /// <summary>Its title; null where it has none.</summary>
    public string? ValueTitle(string state, string value) => states.GetValueOrDefault(state)?.Domain.TitleOf(value);

    /// <summary>"the vote on admission" for a step.</summary>
    public string Step(string name) => StepTitle(name) ?? Words.Plain(name);

    /// <summary>Its title; null where it has none.</summary>
    public string? StepTitle(string name) => read.Value.Steps.GetValueOrDefault(name);

    /// <summary>"probe the line in secret" for an option.</summary>
    public string Option(string step, string? party, string name) => OptionTitle(step, party, name) ?? Words.Plain(name);

    /// <summary>The same within a sentence: in quotation marks where it has words of its own.</summary>
    public string QuotedOption(string step, string? party, string name) => OptionTitle(step, party, name) is { } title ? $"“{title}”" : Words.Plain(name);

    /// <summary>Its title; null where it has none.</summary>
    /// <param name="step">At which step; null: at the first that has such an option.</param>
    /// <param name="party">Whose it is; null: of the first at that step that has such an option.</param>
    /// <param name="name">The option.</param>
    public string? OptionTitle(string? step, string? party, string name)
    {
        var options = read.Value.Options;
        return step is not null && party is not null && options.TryGetValue((step, party, name), out var title)
            ? title
            : options
                .FirstOrDefault(option =>
                    option.Key.Option == name && (step is null || option.Key.Step == step) && (party is null || step is not null || option.Key.Party == party)
                )
                .Value;
    }

    /// <summary>"owes “pull back” 2 times within 2 months of (the front is strained)", "must not “fire” for 4 months".</summary>
    public string Owes(Obligation owed) =>
        $"{(owed.IsForbidden ? "must not" : "owes")} “{OptionTitle(owed.Step?.Text, owed.Party.Text, owed.Option.Text) ?? Words.Plain(owed.Option.Text)}”{(owed.Step is null || owed.Step.Text == owed.Party.Text ? "" : $" at {Step(owed.Step.Text)}")}{(owed.Times == 1 ? "" : $" {owed.Times} times")}{Said(owed.When)}";

    /// <summary>Words of a party.</summary>
    public string Party(string name) => deal.PartyTitle(name);

    /// <summary>All titles, in the order of the text, of what is in force first; those of options with what they are an option of. Where two clauses call their options alike, both titles.</summary>
    public IReadOnlyList<DealTitle> Titles
    {
        get
        {
            var all = states
                .Values.SelectMany(state =>
                    state
                        .Domain.Titles.Select(value => Titled("value", value.Value, state.Name, value.Title))
                        .Prepend(Titled("state", state.Name, null, state.Title))
                )
                .Concat(read.Value.All.Select(step => Titled("step", step.Name, null, step.Title)))
                .Concat(read.Value.All.SelectMany(step => step.Options.Select(option => Titled("option", option.Name, step.Name, option.Title))));
            return [.. all.OfType<DealTitle>().Distinct()];
        }
    }

    private static DealTitle? Titled(string kind, string name, string? of, string? title) => title is null ? null : new DealTitle(kind, name, of, title);

    /// <summary>Facts as a reader says them: "the war is halted, relief is 0" for "status = frozen, relief = 0".</summary>
    public string Facts(string facts) =>
        Kept(
            facts,
            keep =>
                Fact()
                    .Replace(facts, fact =>
                        states.ContainsKey(fact.Groups[1].Value)
                            ? $"{keep(State(fact.Groups[1].Value))} {Is(fact.Groups[1].Value)} {keep(Value(fact.Groups[1].Value, fact.Groups[2].Value))}"
                            : fact.Value
                    ),
            text => text.Replace(" = ", " is ", StringComparison.Ordinal)
        );

    /// <summary>A fact as what comes about: "the war becomes halted"; where it is none of a state, "… comes about".</summary>
    public string ComesAbout(string fact) =>
        fact.Contains(" = ", StringComparison.Ordinal) && Fact().Match(fact) is { Success: true } parts
            ? $"{State(parts.Groups[1].Value)} {Becomes(parts.Groups[1].Value)} {Value(parts.Groups[1].Value, parts.Groups[2].Value)}"
            : $"{Facts(fact)} comes about";

    /// <summary>A condition or an amount as typed, in words: "the war is halted or going on", "burden, or burden / 2 unless wavering".</summary>
    public string Said(string expression) => Kept(expression, keep => OfState().Replace(expression, match => OfAState(match, expression, keep)), InWords);

    private string OfAState(Match match, string expression, Func<string, string> keep)
    {
        var (name, sign, value, among) = (match.Groups["state"].Value, match.Groups["sign"].Value, match.Groups["value"].Value, match.Groups["among"]);
        var isDenied = match.Groups["not"].Length > 0;
        if (!states.TryGetValue(name, out var state))
            return match.Value;
        var not = isDenied ? "not " : "";
        if (among.Success)
            return $"{not}{keep(State(name))} {Is(name)} {Words.Either(among.Value.Split(',').Select(each => keep(Value(name, each.Trim()))))}";
        if (sign.Length > 0)
            return $"{not}{keep(State(name))}{Mark(name)}{sign}{keep(Value(name, value))}";
        // What is or is not so stands for the state being it.
        if (state.Domain is YesOrNo { Titles.Count: > 0 } && !Continued().IsMatch(expression[(match.Index + match.Length)..]))
            return $"{keep(State(name))} {Is(name)} {keep(Value(name, isDenied ? "no" : "yes"))}";
        return $"{not}{keep(State(name))}{Mark(name)}";
    }

    /// <summary>Whether a state is spoken of as several: "relations are at war", "steps of weapons still held are more than 0".</summary>
    public bool IsSeveral(string state) =>
        State(state) is var title && !title.Contains(',', StringComparison.Ordinal) && !Clause().IsMatch(title) && new Subject(title).IsSeveral;

    /// <summary>"becomes" or "become".</summary>
    public string Becomes(string state) => IsSeveral(state) ? "become" : "becomes";

    /// <summary>"is" or "are".</summary>
    public string Is(string state) => IsSeveral(state) ? "are" : "is";

    // A state of several, for the sign that may follow.
    private string Mark(string state) => IsSeveral(state) ? Several : "";

    private const string Several = "\uE002";

    private static string InWords(string expression)
    {
        var words = Sets().Replace(expression, set => $"is {Words.Either(set.Groups[1].Value.Split(',').Select(value => value.Trim()))}");
        words = Choices().Replace(words, choice => $"{choice.Groups[1].Value} if {choice.Groups[2].Value}, otherwise {choice.Groups[3].Value}");
        foreach (var (sign, said) in Signs)
            words = words.Replace(Several + sign, $" are{said[" is".Length..]}", StringComparison.Ordinal).Replace(sign, said, StringComparison.Ordinal);
        return words.Replace(Several, "", StringComparison.Ordinal);
    }

    private static readonly (string, string)[] Signs =
    [
        (" >= ", " is at least "),
        (" <= ", " is at most "),
        (" != ", " is not "),
        (" = ", " is "),
        (" > ", " is more than "),
        (" < ", " is less than "),
    ];

    // Titles are words already: they are put in behind what makes words of the rest, so that nothing in them is taken for a name or a sign.
    private static string Kept(string text, Func<Func<string, string>, string> put, Func<string, string> words)
    {
        var kept = new List<string>();
        string Keep(string title)
        {
            kept.Add(title);
            return string.Create(CultureInfo.InvariantCulture, $"\uE000{kept.Count - 1}\uE001");
        }
        return Held().Replace(Words.Plain(words(put(Keep))), held => kept[int.Parse(held.Groups[1].ValueSpan, CultureInfo.InvariantCulture)]);
    }

    // Titles by names: of what is in force its own or none; where several others have one name, the first that has a title.
    private sealed class Read
    {
        public Read(IEnumerable<NamedStep> inForce, IEnumerable<NamedStep> others)
        {
            All = [.. inForce, .. others];
            foreach (var (name, title, chosen) in inForce)
            {
                Steps.TryAdd(name, title);
                foreach (var option in chosen)
                    Options.TryAdd((name, option.Party, option.Name), option.Title);
            }
            var (steps, options) = (Steps.Keys.ToHashSet(), Options.Keys.ToHashSet());
            foreach (var (name, title, chosen) in others)
            {
                if (!steps.Contains(name))
                    Steps[name] = Steps.GetValueOrDefault(name) ?? title;
                foreach (var option in chosen)
                    if (!options.Contains((name, option.Party, option.Name)))
                        Options[(name, option.Party, option.Name)] = Options.GetValueOrDefault((name, option.Party, option.Name)) ?? option.Title;
            }
        }

        public IReadOnlyList<NamedStep> All { get; }

        public Dictionary<string, string?> Steps { get; } = [];

        public Dictionary<(string Step, string Party, string Option), string?> Options { get; } = [];
    }

    [GeneratedRegex(@"([\p{L}\p{M}\p{Nd}_]+) = (-?[\p{L}\p{M}\p{Nd}_.]+)")]
    private static partial Regex Fact();

    [GeneratedRegex(
        @"(?<not>\bnot )?\b(?<state>[\p{L}_][\p{L}\p{M}\p{Nd}_]*)\b(?:(?<sign> (?:=|!=) )(?<value>[\p{L}_][\p{L}\p{M}\p{Nd}_]*)\b| in \{ ?(?<among>[^{}]*?) ?\})?"
    )]
    private static partial Regex OfState();

    [GeneratedRegex(@"^ ?[-=!<>+*/^]")]
    private static partial Regex Continued();

    // Whose last word may be a verb.
    [GeneratedRegex("^(?:whether|who|how|what|which|where|when|if) ", RegexOptions.IgnoreCase)]
    private static partial Regex Clause();

    [GeneratedRegex("\uE000([0-9]+)\uE001")]
    private static partial Regex Held();

    [GeneratedRegex(@"\bin \{ ?([^{}]*?) ?\}")]
    private static partial Regex Sets();

    [GeneratedRegex("^(.+) if (.+) else (.+)$")]
    private static partial Regex Choices();
}

/// <param name="Name">What a step is called.</param>
/// <param name="Title">What it is in words; null for its name.</param>
/// <param name="Options">What can be chosen at it, by whom.</param>
internal sealed record NamedStep(string Name, string? Title, IEnumerable<NamedOption> Options)
{
    /// <summary>All steps of a deal, its own, those of clauses and answers, and behind them what options these add to others.</summary>
    public static IEnumerable<NamedStep> In(Deal deal) =>
        deal
            .Steps.Select(Of)
            .Concat(
                deal.Terms.OfType<AddOption>()
                    .Select(add => new NamedStep(add.Step.Text, null, [new NamedOption(deal.MoverAt(add.Step, add.Party), add.Option.Name, add.Option.Title)]))
            );

    /// <summary>A step as it is written.</summary>
    public static NamedStep Of(Step step) =>
        new(
            step.Called ?? "",
            step.Title,
            step.Choosers.SelectMany(chooser => chooser.Options.Select(option => new NamedOption(chooser.Party.Text, option.Name, option.Title)))
        );
}

/// <param name="Party">Whose.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Title">What it is in words; null for its name.</param>
internal sealed record NamedOption(string Party, string Name, string? Title);
