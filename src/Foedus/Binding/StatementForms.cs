namespace Foedus.Binding;

/// <summary>How each statement is written, in an example: the remedy where nothing better is known about what went wrong in it.</summary>
internal static class StatementForms
{
    /// <summary>By the word or words that begin the statement or term.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } =
        new Dictionary<string, string[]>
        {
            ["deal"] = ["deal \"A ceasefire and what follows its end\""],
            ["include"] = ["include \"common.foedus\""],
            ["period"] = ["period month"],
            ["horizon"] = ["horizon 10 years", "horizon 10 then forever", "horizon endless"],
            ["discount"] = ["discount 0.9 each year"],
            ["precision"] = ["precision an option 10 points worse once in 20 times"],
            ["choices"] = ["choices worth quantal response"],
            ["source"] = ["source desk \"Our desk, estimate of May\" expert"],
            ["party"] = ["party Russia \"the Russian side\""],
            ["private"] = ["private Russia.aim { content: 60%, unwilling: 40% }"],
            ["state"] = ["state status { ceasefire, war } = ceasefire", "state level 0..3 = 0", "state signed yes or no = no"],
            ["assume"] = ["assume toll 2 in 1..3 from desk"],
            ["let"] = ["let peace = status = ceasefire or status = member"],
            ["view"] = ["view of toll: 2 in 1..3 from ann"],
            ["correlate"] = ["correlate toll with gain 0.5"],
            ["reading"] = ["reading bleak \"Everything costs more\" { toll 3 in 2..4 }"],
            ["turn"] = ["turn Russia when status = ceasefire { attack: status = war }"],
            ["joint turn"] = ["joint turn front { Russia { keep attack } Ukraine { keep attack } outcome when Russia plays attack: status = war }"],
            ["chance"] = ["chance luck { 30%: status = war; otherwise: status = ceasefire }"],
            ["event"] = ["event end when status = broken: status = war"],
            ["vote"] = ["vote admission of France, Germany needs all { passes: status = member }"],
            ["interest"] = ["interest Russia each year { status = war: -3 }"],
            ["pays"] = ["Fund pays 2 to Ukraine each year while status = ceasefire"],
            ["obligation"] = ["obligation withdrawal of Russia: withdraw by month 6"],
            ["clause"] = ["clause aid \"Aid as long as it holds\" { Fund pays 2 to Ukraine each year }"],
            ["option"] = ["option attack of Russia at front: Russia pays 1"],
            ["add option"] = ["add option strike of Russia at front: status = war"],
            ["remove option"] = ["remove option attack of Russia at front"],
            ["remove step"] = ["remove step front"],
            ["remove interest"] = ["remove interest trade"],
            ["step"] = ["step front only when status = ceasefire"],
            ["waive payments"] = ["waive payments of Russia for attack at front"],
            ["fork"] = ["fork defence \"What if a member is attacked?\" { defended \"It is defended\" { } alone \"It stands alone\" { } }"],
            ["no deal"] = ["no deal none \"No agreement\""],
            ["offer"] = ["offer aided \"Aid\": aid"],
            ["evidence"] = ["evidence lasting for holds_5 of aided: 41 of 97 from desk \"ceasefires since 1946\" on 2025-03-01"],
            ["promise"] = ["promise kept \"Russia withdraws\": Russia plays withdraw"],
            ["ask"] = ["ask holds_5 \"It holds five years\": chance status = ceasefire through 5 years"],
            ["holds"] = ["holds when holds_5 >= 0.6"],
            ["start"] = ["start { Russia plays keep }"],
            ["zone"] = ["zone town within 25 km of 36.2, 37.13"],
            ["incident"] = ["incident clash { kind \"battle\" }"],
            ["trigger"] = ["trigger serious: at least 3 clash within 7 days"],
            ["becomes"] = ["status becomes broken when serious"],
            ["in force"] = ["in force from 2015-02-15"],
        };

    // Words that other tools and texts use, and what stands for them here.
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["player"] = "party",
        ["players"] = "party",
        ["parties"] = "party",
        ["actor"] = "party",
        ["country"] = "party",
        ["agent"] = "party",
        ["utility"] = "interest",
        ["payoff"] = "interest",
        ["payoffs"] = "interest",
        ["preference"] = "interest",
        ["goal"] = "interest",
        ["action"] = "turn",
        ["actions"] = "turn",
        ["move"] = "turn",
        ["choice"] = "turn",
        ["decision"] = "turn",
        ["nature"] = "chance",
        ["lottery"] = "chance",
        ["random"] = "chance",
        ["risk"] = "chance",
        ["variable"] = "state",
        ["var"] = "state",
        ["status"] = "state",
        ["parameter"] = "assume",
        ["param"] = "assume",
        ["constant"] = "assume",
        ["assumption"] = "assume",
        ["type"] = "private",
        ["types"] = "private",
        ["define"] = "let",
        ["def"] = "let",
        ["macro"] = "let",
        ["rule"] = "event",
        ["if"] = "event",
        ["when"] = "event",
        ["whenever"] = "event",
        ["scenario"] = "fork",
        ["uncertainty"] = "fork",
        ["question"] = "ask",
        ["query"] = "ask",
        ["measure"] = "ask",
        ["package"] = "offer",
        ["agreement"] = "offer",
        ["proposal"] = "offer",
        ["article"] = "clause",
        ["term"] = "clause",
        ["provision"] = "clause",
        ["duty"] = "obligation",
        ["must"] = "obligation",
        ["import"] = "include",
        ["title"] = "deal",
        ["time"] = "horizon",
    };

    /// <summary>What a word that begins no statement stands for in other tools; null where none is known.</summary>
    public static string? Meant(string word) =>
        Elsewhere.TryGetValue(word.ToLowerInvariant(), out var begins) ? $"Here that is '{begins}'. {Under(begins)}" : null;

    /// <summary>How the statement or term is written that begins with two words; null where none does.</summary>
    public static string? Of(string first, string second) =>
        Under($"{first} {second}")
        ?? Under(first)
        ?? Under(
            second is "pays" or "becomes"
                ? second
                : first switch
                {
                    "joint" => "joint turn",
                    "no" => "no deal",
                    _ => "",
                }
        );

    /// <summary>How a thing of some kind is declared; null where no statement declares it.</summary>
    public static string? Declaring(string kind) => Of(kind, "") ?? (Elsewhere.TryGetValue(kind, out var begins) ? Under(begins) : null);

    private static string? Under(string words) => All.TryGetValue(words, out var forms) ? $"Write for example: {string.Join("; or: ", forms)}" : null;
}
