using Foedus.Binding;

namespace Foedus.Lowering;

/// <summary>What is met while an offer is laid out: what never is within the horizon is seldom meant.</summary>
internal sealed class Encounters
{
    private readonly Dictionary<(int Start, ConditionUse Use), ConditionMet> conditions = [];

    /// <summary>Whether what is laid out now can come to pass before the horizon ends.</summary>
    public bool IsWithinHorizon { get; set; } = true;

    /// <summary>Options that were enabled somewhere, by the step, the mover and the name.</summary>
    public HashSet<(int Step, PartySymbol Mover, string Option)> Enabled { get; } = [];

    /// <summary>[turn, somebody who chooses there] the states in which it takes place.</summary>
    public Dictionary<(int Step, PartySymbol Mover), TurnStates> Turns { get; } = [];

    /// <summary>Steps that were met with somebody enabled.</summary>
    public HashSet<int> Steps { get; } = [];

    /// <summary>Outcomes of joint turns, and what clauses add to options, that happened, by their place in the text.</summary>
    public HashSet<int> Happened { get; } = [];

    /// <summary>What conditions inside effects, formulas and flows came to.</summary>
    public IEnumerable<ConditionMet> Conditions => conditions.Values;

    /// <summary>A condition was tested.</summary>
    /// <param name="condition">Which.</param>
    /// <param name="use">What hangs on it.</param>
    /// <param name="holds">What it came to; null where that is left to the assumptions.</param>
    public void Test(BoundExpression condition, ConditionUse use, bool? holds)
    {
        if (!IsWithinHorizon || condition.Place.IsEmpty)
            return;
        var before = conditions.GetValueOrDefault((condition.Place.Start, use)) ?? new ConditionMet(condition, use, false, false);
        if (!before.WasTrue && holds != false || !before.WasFalse && holds != true)
            conditions[(condition.Place.Start, use)] = before with { WasTrue = before.WasTrue || holds != false, WasFalse = before.WasFalse || holds != true };
    }
}

/// <summary>What hangs on a condition.</summary>
internal enum ConditionUse
{
    /// <summary>Effects.</summary>
    Effects,

    /// <summary>Effects, and others where it is false.</summary>
    EffectsOrElse,

    /// <summary>Which of two numbers or values is taken.</summary>
    Value,

    /// <summary>What somebody gets or pays at the end of a period.</summary>
    Flow,

    /// <summary>Whether a period counts into the time of an obligation.</summary>
    Suspends,

    /// <summary>Whether an obligation whose time is up is excused.</summary>
    Excuses,

    /// <summary>Whether a clause leaves an option or a step.</summary>
    Narrows,

    /// <summary>Whether a clause takes an option away.</summary>
    Removes,
}

/// <param name="Condition">A condition that was tested.</param>
/// <param name="Use">What hangs on it.</param>
/// <param name="WasTrue">Whether it was ever true, or may be by the assumptions.</param>
/// <param name="WasFalse">Whether it was ever false, or may be.</param>
internal sealed record ConditionMet(BoundExpression Condition, ConditionUse Use, bool WasTrue, bool WasFalse);

/// <summary>The states in which a turn of somebody takes place, by what is open to it there.</summary>
internal sealed class TurnStates
{
    /// <summary>Something is.</summary>
    public List<int[]> Open { get; } = [];

    /// <summary>Nothing is, by the options' own conditions.</summary>
    public List<int[]> Closed { get; } = [];

    /// <summary>Nothing is left, since terms took away what there was.</summary>
    public List<int[]> Emptied { get; } = [];
}

/// <summary>A turn at which a party has no option in some states, although the turn takes place there.</summary>
/// <param name="Step">The turn.</param>
/// <param name="Mover">The party.</param>
/// <param name="Where">In which of the states in which it takes place; where terms took options away, of those in which something was open.</param>
/// <param name="IsOwn">Whether by the options' own conditions; else terms took away what there was.</param>
internal sealed record EmptiedTurn(BoundStep Step, PartySymbol Mover, StatesApart Where, bool IsOwn);

/// <summary>Something of an offer in force that nobody ever meets.</summary>
/// <param name="Place">Where the text has it.</param>
/// <param name="Message">What it is.</param>
/// <param name="When">Its own condition; null where it has none.</param>
internal sealed record NeverMet(Model.Place Place, string Message, BoundExpression? When)
{
    /// <summary>The same by its title.</summary>
    public required string Told { get; init; }
}
