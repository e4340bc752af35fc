using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>The joint types of a game: one private type for every party, the last party's running fastest.</summary>
internal sealed class JointTypes
{
    private readonly int[] strides;

    // [party][joint type]
    private readonly int[][] typeIn;

    public JointTypes(PublicBeliefGame game)
    {
        strides = new int[game.Parties.Count];
        Count = 1;
        for (var party = strides.Length - 1; party >= 0; party--)
        {
            strides[party] = Count;
            Count = checked(Count * game.Parties[party].TypeCount);
        }
        Most = game.Parties.Max(party => party.TypeCount);
        typeIn = [.. strides.Select((stride, party) => Enumerable.Range(0, Count).Select(joint => joint / stride % game.Parties[party].TypeCount).ToArray())];
    }

    public int Count { get; }

    public int Parties => strides.Length;

    /// <summary>Types of the party that has most.</summary>
    public int Most { get; }

    /// <summary>A party's type within a joint type.</summary>
    public int TypeOf(int party, int joint) => typeIn[party][joint];

    /// <summary>The joint type that differs from another in one party's type only.</summary>
    public int With(int joint, int party, int type) => joint + (type - typeIn[party][joint]) * strides[party];
}
