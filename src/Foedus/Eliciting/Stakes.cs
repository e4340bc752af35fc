using Foedus.Model;

namespace Foedus.Eliciting;

/// <summary>The assumptions of a deal that trade-offs can be asked about: those that are a number of points to one party.</summary>
public sealed class Stakes
{
    private readonly Deal deal;

    private Stakes(Deal deal, IReadOnlyList<Stake> all, IReadOnlyList<NotAsked> others)
    {
        this.deal = deal;
        (All, Others) = (all, others);
    }

    /// <summary>What can be asked about, in the order of the text.</summary>
    public IReadOnlyList<Stake> All { get; }

    /// <summary>The other assumptions, with the reason.</summary>
    public IReadOnlyList<NotAsked> Others { get; }

    /// <summary>Looks through a deal.</summary>
    public static Stakes Of(Deal deal)
    {
        var uses = Uses(deal).ToList();
        var inPoints = uses.SelectMany(use => Walk.All(use.Points)).ToHashSet(ReferenceEqualityComparer.Instance);
        // What a view or a reading says of it is no use of it, nor what its own sentence says.
        var elsewhere = Walk.All(deal).OfType<Name>().Where(name => !inPoints.Contains(name)).Select(name => name.Text).ToHashSet();
        var (all, others) = (new List<Stake>(), new List<NotAsked>());
        foreach (var assumption in deal.Assumptions)
            if (Read(deal, assumption, uses, elsewhere.Contains(assumption.Name), out var why) is { } stake)
                all.Add(stake);
            else
                others.Add(new NotAsked(assumption.Name, why));
        return new Stakes(deal, all, others);
    }

    /// <summary>What can be asked about, by name.</summary>
    /// <exception cref="InputException">It cannot, or there is none; says why.</exception>
    public Stake Named(string name) => All.FirstOrDefault(stake => stake.Name == name) ?? throw new InputException(WhyNot(name));

    /// <summary>Why a name is not among those that can be asked about.</summary>
    public string WhyNot(string name) =>
        Others.FirstOrDefault(other => other.Name == name) is { } other
            ? $"Nobody can be asked for '{name}' by trade-offs: {other.Why}."
            : $"There is no assumption called '{name}'. Those that can be asked for: {string.Join(", ", All.Select(stake => stake.Name))}.";

    /// <summary>What something is weighed against unless somebody says otherwise: a number of the same party and type that the deal fixes; else one that lasts and is gained or borne as it is, so that two costs are compared and time can be shortened; else the first; null where there is no other.</summary>
    public Stake? AgainstOf(Stake stake) =>
        All.Where(other => stake.IsComparable(other) && other.Best > 0)
            .OrderByDescending(other => (other.IsFixed ? 4 : 0) + (other.IsGain == stake.IsGain ? 2 : 0) + (other.Lasts is null ? 0 : 1))
            .FirstOrDefault();

    /// <summary>The deal looked through.</summary>
    public Deal Deal => deal;

    private sealed record Use(string Party, Expression Points, int Sign, string? Unit);

    private static IEnumerable<Use> Uses(Deal deal)
    {
        var period = deal.PeriodName;
        foreach (var node in Walk.All(deal))
            switch (node)
            {
                case Payment payment:
                    yield return new(payment.Party, payment.Points, payment.IsGain ? 1 : -1, null);
                    break;
                case Transfer transfer:
                    yield return new(transfer.From, transfer.Points, -1, null);
                    yield return new(transfer.To, transfer.Points, 1, null);
                    break;
                case StandingPayment payment:
                    yield return new(payment.From, payment.Points, -1, payment.Each);
                    if (payment.To is { } to)
                        yield return new(to, payment.Points, 1, payment.Each);
                    break;
                case Interest interest:
                    foreach (var line in interest.Lines)
                        yield return new(interest.Party, line.Points, 1, interest.Each ?? period);
                    break;
            }
    }

    private static Stake? Read(Deal deal, Assumption assumption, List<Use> uses, bool isElsewhere, out string why)
    {
        why = "";
        var mine = uses.Where(use => Walk.All(use.Points).OfType<Name>().Any(name => name.Text == assumption.Name)).ToList();
        // Its sentence says what one point of it is, so it is weighed where it counts once and not in part: to every type, or else to one.
        var whole = mine.Select(use => Whole(deal, assumption.Name, use))
            .OfType<(Use Use, bool IsGain, string? Type)>()
            .OrderBy(found => found.Type is null ? 0 : 1)
            .Take(1)
            .ToList();
        if (mine.Count == 0)
            why = isElsewhere ? "it is no number of points, but a chance, a precision or the like, or counts through other numbers" : "no formula reads it";
        else if (isElsewhere)
            why = "it is more than a number of points: a chance or a condition reads it too";
        else if (whole.Count == 0)
            why = "it nowhere counts as a whole, gained or borne, but in part or in a formula that is no straight line";
        else if (string.IsNullOrWhiteSpace(assumption.Sentence))
            why = "no sentence says what it is: assume NAME … \"a year of war costs Russia\"";
        else if (assumption.Best < 0)
            why = "it is below 0 as written; write it as a cost or a gain of more than 0";
        if (why.Length > 0)
            return null;
        var (part, isGain, type) = whole[0];
        return new Stake(
            assumption.Name,
            part.Party,
            deal.PartyTitle(part.Party),
            Asked(assumption.Sentence!),
            assumption.Best,
            isGain,
            part.Unit is { } unit ? TimeParts.Of(unit) : null,
            assumption.Spread is null,
            assumption.Source is null
        )
        {
            Type = type,
        };
    }

    // Where it counts as a whole, and to whom; null where it nowhere does.
    private static (Use Use, bool IsGain, string? Type)? Whole(Deal deal, string name, Use use)
    {
        bool? IsGain(IReadOnlyCollection<string> types, string? type)
        {
            var signs = new Slopes(deal, name, types, type)
                .Of(use.Points)
                .Where(slope => Math.Abs(Math.Abs(slope) - 1) < 1e-9)
                .Select(slope => Math.Sign(slope) * use.Sign)
                .Distinct()
                .ToList();
            return signs.Count == 1 ? signs[0] > 0 : null;
        }
        var kinds = deal.PrivateTypes.Where(kind => kind.Party == use.Party).Select(kind => kind.Types.Select(share => share.Type.Text).ToList()).ToList();
        foreach (var types in kinds)
        {
            var each = types.Select(type => (type, IsGain: IsGain(types, type))).ToList();
            // Not to all of them, so to the first to which it does.
            if (each.Any(found => found.IsGain is null) && each.FirstOrDefault(found => found.IsGain is not null) is { type: not null } only)
                return (use, only.IsGain!.Value, only.type);
        }
        return IsGain([], null) is { } gained ? (use, gained, null) : null;
    }

    // What stands behind a semicolon is said to readers of the deal; that it is counted in points is no part of the thing.
    private static string Asked(string sentence)
    {
        var first = sentence.Split(';')[0];
        var points = first.IndexOf(", in points", StringComparison.Ordinal);
        return (points < 0 ? first : first[..points]).Trim();
    }
}
