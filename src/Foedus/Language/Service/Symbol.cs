using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language.Service;

/// <summary>Something that a deal's text declares under a name.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where the name is declared.</param>
/// <param name="Of">The party of a type or an option, the state of a value.</param>
/// <param name="At">The step of an option.</param>
internal sealed record Symbol(NameKind Kind, string Name, Place Place, string? Of = null, string? At = null)
{
    /// <summary>Its title, where it is something that sentences name by it; null where it has none.</summary>
    /// <remarks>Of steps and options, which may have one name in several clauses, that of the one declared here.</remarks>
    public string? TitleIn(Deal deal) =>
        Kind switch
        {
            NameKind.State => new Wording(deal).StateTitle(Name),
            NameKind.Value => Of is null ? null : new Wording(deal).ValueTitle(Of, Name),
            NameKind.Step => Walk.All(deal).OfType<Step>().FirstOrDefault(step => step.NamePlace.Start == Place.Start) is { } here
                ? here.Title
                : new Wording(deal).StepTitle(Name),
            NameKind.Option => Walk.All(deal).OfType<Option>().FirstOrDefault(option => option.NamePlace.Start == Place.Start) is { } here
                ? here.Title
                : new Wording(deal).OptionTitle(At, Of, Name),
            _ => null,
        };

    /// <summary>What it is, in a word.</summary>
    public string KindWord =>
        Kind switch
        {
            NameKind.Attribute => "private attribute",
            NameKind.Unit => "period",
            _ => Kind.ToString().ToLowerInvariant(),
        };
}

/// <summary>A name where it stands, and the symbols it means: none if it is unknown, several where the text leaves open which.</summary>
public sealed record Occurrence(NameMark Mark, IReadOnlyList<int> Symbols)
{
    public Place Place => Mark.Place;
}
