using System.Text.RegularExpressions;

namespace Foedus.Units;

/// <summary>Who a sentence is about: its title with the words that agree with it. "Russia plays", "France and others play".</summary>
/// <param name="Title">As a deal has it.</param>
internal readonly partial record struct Subject(string Title)
{
    // States whose names join two islands or regions and are one all the same.
    private static readonly string[] One =
    [
        "Antigua and Barbuda",
        "Bosnia and Herzegovina",
        "Saint Kitts and Nevis",
        "Saint Vincent and the Grenadines",
        "Sao Tome and Principe",
        "São Tomé and Príncipe",
        "Trinidad and Tobago",
    ];

    // What stands before the noun's complement: "European members of NATO" are members.
    private static readonly string[] Complements = [" of ", " in ", " from ", " for ", " with ", " at ", " on ", " who ", " that ", " ("];

    // Ends of words in the singular that end in s.
    private static readonly string[] Singular = ["ss", "us", "is", "as", "os", "ics", "news", "series"];

    // Ends of words for several who belong to something, where a capital letter says nothing.
    private static readonly string[] People = ["ies", "ists", "ants", "ents", "ians", "ors"];

    // The same of words for several of a kind: "Upper States", but "United States".
    private static readonly string[] Kinds =
    [
        "Brothers",
        "Chiefs",
        "Cities",
        "Clans",
        "Farmers",
        "Fighters",
        "Forces",
        "Groups",
        "Guards",
        "Houses",
        "Kingdoms",
        "Leaders",
        "Lords",
        "Members",
        "Miners",
        "Nations",
        "Officers",
        "Owners",
        "Peoples",
        "Powers",
        "Princes",
        "Provinces",
        "Rebels",
        "Regions",
        "Republics",
        "Settlers",
        "Sisters",
        "Soldiers",
        "States",
        "Towns",
        "Tribes",
        "Unions",
        "Villages",
        "Voters",
        "Workers",
    ];

    // Peoples whose name behind the article is no plural of one.
    private static readonly string[] Peoples =
    [
        "British",
        "Danish",
        "Dutch",
        "English",
        "Finnish",
        "Flemish",
        "French",
        "Irish",
        "Polish",
        "Scottish",
        "Spanish",
        "Swedish",
        "Swiss",
        "Turkish",
        "Welsh",
    ];

    // What makes one of them.
    private static readonly string[] Joined = ["United", "Federated", "Confederate"];

    // Last words of proper names that take an article: of states, and of unions of them.
    private static readonly string[] WithArticle =
    [
        "States",
        "Kingdom",
        "Emirates",
        "Nations",
        "Union",
        "Republic",
        "Federation",
        "Confederation",
        "Commonwealth",
        "League",
        "Council",
        "Commission",
        "Islands",
    ];

    // The same of names of one word.
    private static readonly string[] OneWithArticle = ["Netherlands", "Philippines", "Bahamas", "Maldives", "Seychelles", "Comoros", "Gambia"];

    /// <summary>Whether the title names several: a list, or a noun in the plural. A proper name is one, "United States" too.</summary>
    public bool IsSeveral =>
        !One.Contains(Title)
        && (Title.Contains(", ", StringComparison.Ordinal) || Title.Contains(" and ", StringComparison.Ordinal) || IsPlural(Noun) || IsPeople);

    /// <summary>"plays" or "play".</summary>
    public string Does(string one, string several) => IsSeveral ? several : one;

    /// <summary>The title within a sentence: "the north" of "The north", "the United States" of "United States".</summary>
    public string Inside =>
        Title.StartsWith("The ", StringComparison.Ordinal)
            ? $"the {Title[4..]}"
            : Names().Replace(Title, name => TakesArticle(name.Value) ? $"the {name.Value}" : name.Value);

    /// <summary>The title where a sentence begins: "The United States".</summary>
    public string Start => Inside is var inside && inside.StartsWith("the ", StringComparison.Ordinal) ? $"The {inside[4..]}" : inside;

    /// <summary>"it" or "they".</summary>
    public string It => IsSeveral ? "they" : "it";

    /// <summary>"it" or "them", where something is done to it.</summary>
    public string Them => IsSeveral ? "them" : "it";

    /// <summary>"its" or "their".</summary>
    public string Its => IsSeveral ? "their" : "its";

    /// <summary>"Russia's", "the allies'", "the United States'".</summary>
    public string Whose => Title.EndsWith('s') ? $"{Title}'" : $"{Title}'s";

    /// <summary>"Russia plays “keep”".</summary>
    /// <param name="option">What is chosen, as words.</param>
    /// <param name="who">Who plays, where that is more than the title: one of its types.</param>
    public string Play(string option, string? who = null) => $"{who ?? Start} {Does("plays", "play")} “{option}”";

    public override string ToString() => Start;

    // One of those that a list names.
    [GeneratedRegex("(?:^|(?<=, | and ))[^, ](?:(?!, | and ).)*")]
    private static partial Regex Names();

    private static bool TakesArticle(string name) =>
        Head(name).Split(' ', StringSplitOptions.RemoveEmptyEntries) is var words
        && words.All(word => char.IsUpper(word[0]))
        && (words.Length == 1 ? OneWithArticle.Contains(words[0]) : words.Length > 1 && WithArticle.Contains(words[^1]));

    private static string Head(string title) =>
        title[..Complements.Select(complement => title.IndexOf(complement, StringComparison.Ordinal)).Where(at => at > 0).DefaultIfEmpty(title.Length).Min()];

    private string Noun => Head(Title).Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";

    private bool IsJoined => Title is var title && Joined.Any(word => title.Contains(word, StringComparison.Ordinal));

    // "the Poles", "the French", "the Chinese", but not "the Netherlands".
    private bool IsPeople =>
        Title.Split(' ') is ["The" or "the", { Length: > 3 } people]
        && char.IsUpper(people[0])
        && !OneWithArticle.Contains(people)
        && (
            Peoples.Contains(people)
            || people.EndsWith("ese", StringComparison.Ordinal)
            || people.EndsWith('s') && !Singular.Any(end => people.EndsWith(end, StringComparison.Ordinal))
        );

    private bool IsPlural(string noun) =>
        noun.EndsWith('s')
        && noun.Length > 3
        && (
            char.IsLower(noun[0])
                ? !Singular.Any(end => noun.EndsWith(end, StringComparison.Ordinal))
                : Kinds.Contains(noun) && !IsJoined || People.Any(end => noun.EndsWith(end, StringComparison.Ordinal))
        );
}
