using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>How an obligation stands in each state.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its words, or its name.</param>
/// <param name="Party">Who owes it.</param>
/// <param name="Due">Periods until its time is up, where nothing suspends it; 0 where it lasts as long as the deal.</param>
/// <param name="Cure">Periods after that in which it can be put right.</param>
/// <param name="IsConditional">Whether it is owed only once something has come.</param>
/// <param name="Of">[state] how it stands there, at the end of a period.</param>
/// <param name="IsWrong">[state] whether what was found of it there is wrong; null where nobody decides, or what is done is not seen.</param>
public sealed record ObligationStates(string Name, string Title, string Party, int Due, int Cure, bool IsConditional, Standing[] Of, bool[]? IsWrong)
{
    /// <summary>Whether it must not be done, so that "done" means kept until its time was over.</summary>
    public bool IsForbidden { get; init; }
}
