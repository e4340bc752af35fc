namespace Foedus.Telling;

/// <summary>Who draws what is told.</summary>
public enum Shell
{
    /// <summary>The command line, 80 columns.</summary>
    Terminal,

    /// <summary>The page that stands alone.</summary>
    Report,

    /// <summary>The pages of the workbench.</summary>
    Workbench,
}

/// <summary>What a shell leaves out. Nothing is left out anywhere else: a section that is told is drawn by every shell that is not in this list, and a terminal names what it leaves out.</summary>
public static class Shells
{
    /// <summary>The decisions, each with its reason.</summary>
    public static IReadOnlyList<(Shell Shell, Place Place, string Why)> LeftOut { get; } =
    [
        (Shell.Terminal, Place.Ending, "it takes a further solve: 'foedus explain' tells it"),
        (Shell.Terminal, Place.Reasons, "they take further solves: 'foedus explain' tells them"),
        (Shell.Terminal, Place.Diagram, "a picture"),
    ];

    /// <summary>Whether a shell draws the sections at a place.</summary>
    public static bool Draws(Shell shell, Place place) => !LeftOut.Any(decision => decision.Shell == shell && decision.Place == place);

    /// <summary>The command that tells what a terminal does not draw; null: the report has it.</summary>
    public static string? CommandFor(Place place) => place is Place.Ending or Place.Reasons ? "explain" : null;

    /// <summary>What a terminal tells only when all is asked for, each with its reason.</summary>
    public static IReadOnlyList<(Place Place, string Why)> ForLater { get; } =
    [
        (Place.Terms, "pages long; 'foedus brief' tells those of the offer that leads"),
        (Place.Survival, "a picture; the chance that is asked for stands in the table of offers"),
        (Place.TradeOff, "a picture of numbers that stand in the tables of offers and of parties"),
        (Place.Signs, "a row for every party and offer; how often each would sign stands among the yardsticks"),
        (Place.Promises, "a row for every promise and offer, twice as many under forks"),
        (Place.Beliefs, "a picture, and a row for every belief and offer"),
        (Place.Information, "worth looking at once the answer is understood"),
        (Place.Thresholds, "a row for every assumption; the sentences on forks say which answers turn it"),
        (Place.Assumptions, "a page long and as typed in the deal; the first lines count them and their sources"),
        (Place.Computed, "the first lines say draws, seed and limits; the rest belongs to what is handed on"),
    ];

    /// <summary>Whether a terminal tells the section at a place only when all is asked for.</summary>
    public static bool IsForLater(Place place) => ForLater.Any(decision => decision.Place == place);
}
