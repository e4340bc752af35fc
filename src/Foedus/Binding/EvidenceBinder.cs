using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Checks that evidence is about a question and an offer of the deal, and can be an answer to that question.</summary>
internal sealed class EvidenceBinder(Deal deal, DealSymbols symbols, IReadOnlyDictionary<string, Source> sources, DiagnosticBag found)
{
    public void Bind()
    {
        var asks = Binder.Index(deal.Asks, ask => ask.Name);
        var offers = Binder.Index(deal.Offers, offer => offer.Name);
        foreach (var evidence in deal.Evidence)
        {
            symbols.Named(evidence.Offer, "offer", offers, "evidence");
            symbols.Named(evidence.Source, "source", sources);
            if (symbols.Named(evidence.Ask, "ask", asks))
                Check(evidence, asks[evidence.Ask.Text].Measure.Kind);
        }
    }

    private void Check(Evidence evidence, AskedKind kind)
    {
        var place = evidence.Finding.Place.IsEmpty ? evidence.NamePlace : evidence.Finding.Place;
        switch (evidence.Finding)
        {
            case CountedCases when kind.IsTime:
                found.Error(
                    DiagnosticCodes.WrongKind,
                    place,
                    $"'{evidence.Ask}' asks for a time, which cannot be counted in cases.",
                    $"Write a range of periods, such as 2..9, or name an ask for a chance."
                );
                break;
            case CountedCases { Of: < 1 }:
                Bad(place, $"'{evidence.Name}' counts among no case at all.", "Write how many of how many: 41 of 97.");
                break;
            case CountedCases counted when counted.Count < 0 || counted.Count > counted.Of:
                Bad(place, $"'{evidence.Name}' counts {counted.Count} of {counted.Of}.", "Write how many of how many: 41 of 97.");
                break;
            case JudgedRange { Low: var low, High: var high } when !(low <= high):
                Bad(place, $"The range of '{evidence.Name}' begins above its end.", "Write the smaller number first.");
                break;
            case JudgedRange { Low: var low, High: var high } when low == high:
                Bad(place, $"The range of '{evidence.Name}' has no width, so hardly a world could agree with it.", "Write from where to where: 6%..37%.");
                break;
            case JudgedRange { Low: var low, High: var high } when !kind.IsTime && (low < 0 || high > 1):
                Bad(
                    place,
                    $"'{evidence.Ask}' asks for a chance, which lies between 0 and 1, not in {ExpressionText.Of(low)}..{ExpressionText.Of(high)}.",
                    "Write parts of 1 or percents: 0.06..0.37, or 6%..37%."
                );
                break;
            case JudgedRange { Low: < 0 }:
                Bad(place, $"'{evidence.Ask}' asks for a time, which is not below 0.", "Write a range of periods, such as 2..9.");
                break;
            case JudgedRange { Low: var low, High: <= 1 and var high } when kind.IsTime:
                found.Warning(
                    DiagnosticCodes.SeldomMeant,
                    place,
                    $"'{evidence.Ask}' asks for a time, so this is read as {ExpressionText.Of(low)} to {ExpressionText.Of(high)} of a period.",
                    "If a chance is meant, name an ask for one; if periods are, write them: 2..9."
                );
                break;
            case CountedCases or JudgedRange:
                break;
            default:
                throw new UnknownKindException(evidence.Finding.GetType(), nameof(EvidenceBinder));
        }
    }

    private void Bad(Place place, string message, string remedy) => found.Error(DiagnosticCodes.BadRange, place, message, remedy);
}
