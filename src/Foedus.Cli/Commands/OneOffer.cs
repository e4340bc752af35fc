using Foedus.Lowering;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>The offers that a command about one offer works on.</summary>
internal static class OneOffer
{
    /// <summary>The named offer, or all of them.</summary>
    public static IReadOnlyList<LoweredOffer> Choose(DealFile file, string? name)
    {
        if (name is null)
            return file.Offers;
        var found = file.Offers.Where(offer => offer.Offer.Name == name).ToList();
        return found.Count > 0
            ? found
            : throw new InputException($"There is no offer '{name}'. Offers: {string.Join(", ", file.Offers.Select(offer => offer.Offer.Name))}.");
    }

    /// <summary>The named offer; without a name, the only one.</summary>
    public static LoweredOffer ChooseOne(DealFile file, string? name) =>
        name is null && file.Offers.Count > 1
            ? throw new InputException($"Say which offer with --offer: {string.Join(", ", file.Offers.Select(each => each.Offer.Name))}.")
            : Choose(file, name)[0];
}
