using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>The λ at which a party chooses in a solve: its own, scaled where the whole game is followed from 0; for a rational party the last λ of a limit, in units of what it has at stake.</summary>
internal sealed class PartyPrecision
{
    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private readonly RecursionSettings settings;
    private readonly double[] limits;

    public PartyPrecision(PublicBeliefGame game, double[] coefficients, RecursionSettings settings)
    {
        (this.game, this.coefficients, this.settings) = (game, coefficients, settings);
        limits = new double[game.Parties.Count];
    }

    /// <summary>Scale of every λ, for continuation over the whole game.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Takes the payoffs that the coefficients now hold.</summary>
    public void Restart()
    {
        Scale = 1;
        for (var party = 0; party < limits.Length; party++)
            if (game.Parties[party].IsRational)
                limits[party] = settings.LastPrecision / PayoffRange.Of(game, party, coefficients);
    }

    public double Of(int party) => Scale * (game.Parties[party].IsRational ? limits[party] : coefficients[game.Parties[party].Precision.Index]);
}
