using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>The words of the language itself. Most may also be names; the few that formulas and lists are made of may not.</summary>
internal static class Keywords
{
    /// <summary>Words that begin a statement. 'in force from' and 'STATE becomes VALUE' begin one too.</summary>
    public static IReadOnlySet<string> Statements { get; } = new HashSet<string>
    {
        "deal", "period", "horizon", "discount", "precision", "choices", "source", "party", "private", "state", "assume", "correlate", "turn", "joint", "chance", "clause",
        "interest", "promise", "offer", "no", "reading", "ask", "holds", "start", "zone", "incident", "trigger", "fork", "event", "let", "vote", "include", "evidence", "view", "obligation",
    };

    /// <summary>Every word that means something where it stands.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(Names.Reserved.Concat(AskedKind.All.Select(kind => kind.Word)).Concat(TimeCondition.Words))
    {
        "deal", "period", "horizon", "discount", "precision", "choices", "source", "party", "private", "state", "assume", "correlate", "turn", "joint", "clause", "interest",
        "promise", "offer", "reading", "ask", "holds", "start", "endless", "then", "forever", "rational", "lambda", "an", "option", "point", "points", "worse", "once", "times", "worth",
        "quantal", "response", "taste", "shocks", "drifts", "each", "to", "even", "ratios", "triangular", "pert", "one", "add", "remove", "step", "waive", "payments",
        "outcome", "of", "at", "as", "pays", "gains", "becomes", "likely", "with", "unseen", "for", "does", "play", "while", "through", "by", "time", "offers", "min", "max", "abs", "exp", "log", "sqrt",
        "zone", "incident", "trigger", "km", "feature", "without", "force", "certainly", "probably", "possibly", "least", "most", "deaths", "kind", "somebody", "side", "against", "exact", "day", "days",
        "place", "clear", "field", "distinct", "rows", "lowest", "best", "highest", "estimate", "since", "place_days", "fork", "weight", "event", "only", "also", "let", "vote", "needs", "all", "majority", "veto", "passes", "fails", "abstain", "include", "evidence", "on", "obligation", "cure", "suspended", "excused", "dispute", "finds", "done", "breach", "reported", "view", "pooled", "quantiles", "measured", "derived", "expert", "direction", "analogy",
    };
}
