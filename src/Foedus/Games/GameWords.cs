using Foedus.Units;

namespace Foedus.Games;

/// <summary>What a game's parties, types, steps and states are called where it is told of: their names, unless whoever made the game has other words for them.</summary>
internal class GameWords
{
    /// <summary>Names alone.</summary>
    public static GameWords Names { get; } = new();

    /// <summary>"period".</summary>
    public virtual string Unit => "period";

    public virtual string Party(string name) => name;

    public virtual string Step(string name) => name;

    /// <summary>A public state as it stands in <see cref="PublicBeliefGame.StateNames"/>.</summary>
    public virtual string State(string name) => name;

    /// <summary>A party as what a sentence is about.</summary>
    public Subject Subject(string party) => new(Party(party));

    /// <summary>"the turn of Russia"; "'admission' of the guarantor" where the turn has a name of its own.</summary>
    public string Turn(string step, string party) => $"{(step == party ? "the turn" : $"'{Step(step)}'")} of {Subject(party).Inside}";
}
