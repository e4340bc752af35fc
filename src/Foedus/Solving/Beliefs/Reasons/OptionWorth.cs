namespace Foedus.Solving.Beliefs.Reasons;

/// <summary>An option at a turn, for a type, where the type meets the turn.</summary>
/// <param name="Period">Period of the horizon, from 0.</param>
/// <param name="Node">The turn or joint turn.</param>
/// <param name="Mover">Index among the node's movers; 0 at a turn.</param>
/// <param name="Party">Who that is.</param>
/// <param name="Type">Its private type.</param>
/// <param name="Option">The option.</param>
internal readonly record struct TurnOption(int Period, int Node, int Mover, int Party, int Type, int Option);

/// <summary>What a payment stands at: choices of a party at a step, or chance.</summary>
/// <param name="Step">Number of the step.</param>
/// <param name="Party">Whose choice; −1 for chance and for what several chose at once.</param>
/// <param name="Option">Its option; empty for chance, for several, and for what taste shocks add to a choice.</param>
internal readonly record struct PaidAt(int Step, int Party, string Option);

/// <summary>What an option is worth to the type that takes it, by where the worth comes from. The parts add up to what the forward pass gives, points as seen from the period of the choice.</summary>
internal sealed class OptionWorth
{
    internal OptionWorth(TurnOption option, int states, int types) =>
        (Option, Time) = (option, [.. Enumerable.Range(0, states).Select(_ => new double[types])]);

    public TurnOption Option { get; }

    /// <summary>Expected payment at the choice itself.</summary>
    public double Now { get; internal set; }

    /// <summary>[state][own type] expected discounted time at ends of periods; a last flow for ever is counted for ever.</summary>
    public double[][] Time { get; }

    /// <summary>Expected discounted payments at later steps.</summary>
    public Dictionary<PaidAt, double> Later { get; } = [];

    /// <summary>The whole where nothing is concluded from the choice itself: Q°. Equals <see cref="Total"/> where the chooser has nothing private.</summary>
    public double Unread { get; internal set; }

    /// <summary>Expected flows.</summary>
    public double Flow { get; internal set; }

    /// <summary>Sum of all parts.</summary>
    public double Total => Now + Flow + Later.Values.Sum();

    /// <summary>R: what others conclude from the choice is worth so much.</summary>
    public double Reading => Total - Unread;
}
