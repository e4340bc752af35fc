using Foedus.Telling;
using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>One offer solved at one set of values: what a reader sees while moving an assumption.</summary>
public sealed record PreviewAnswer
{
    public required string Offer { get; init; }

    /// <summary>False: no certified solution at these values; then nothing below is filled in but <see cref="Sentences"/>.</summary>
    public required bool IsSolved { get; init; }

    /// <summary>Whether the deal's own condition is met; null where it states none.</summary>
    public bool? Holds { get; init; }

    public IReadOnlyList<PreviewMeasure> Measures { get; init; } = [];

    /// <summary>[period from 0] chance that the first chance-through condition has held so far; null where none is asked.</summary>
    public IReadOnlyList<double>? Survival { get; init; }

    /// <summary>Surplus over no deal, by party and type; empty without a certified solution of no deal.</summary>
    public IReadOnlyList<PreviewParty> Parties { get; init; } = [];

    public IReadOnlyList<PreviewPromise> Promises { get; init; } = [];

    /// <summary>What becomes of each obligation, as it stands at the end.</summary>
    public IReadOnlyList<PreviewObligation> Obligations { get; init; } = [];

    /// <summary>Mean public belief along the path.</summary>
    public IReadOnlyList<PreviewBelief> Beliefs { get; init; } = [];

    /// <summary>The decisive turns in words; where nothing is solved, why.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    public Diagram? Diagram { get; init; }

    public bool AllSign => Parties.Count > 0 && Parties.All(party => party.Surplus >= 0);
}

/// <param name="Name">The ask's name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Unit">A chance or periods.</param>
/// <param name="Value">At these values.</param>
public sealed record PreviewMeasure(string Name, string Title, Unit Unit, double Value);

/// <param name="Party">Its name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Type">Its private type; empty where it has none.</param>
/// <param name="Prior">Chance of the type at the start.</param>
/// <param name="Surplus">Over no deal, points discounted to the first period.</param>
public sealed record PreviewParty(string Party, string Title, string Type, double Prior, double Surplus);

/// <param name="Name">The promise's name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Called">Chance that it is called on at all.</param>
/// <param name="Kept">Chance that it is kept when called on; null: never called on.</param>
public sealed record PreviewPromise(string Name, string Title, double Called, double? Kept);

/// <param name="Name">The obligation's name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Party">Who owes it.</param>
/// <param name="AtEnd">How it stands at the end of the last period.</param>
public sealed record PreviewObligation(string Name, string Title, string Party, ObligationDate AtEnd);

/// <param name="Party">About whom.</param>
/// <param name="Type">The type believed in.</param>
/// <param name="Path">[period from 0] mean public belief that the party is of this type.</param>
public sealed record PreviewBelief(string Party, string Type, IReadOnlyList<double> Path);
