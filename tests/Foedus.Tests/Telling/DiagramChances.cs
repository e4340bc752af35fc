using Foedus.Telling;
using Foedus.Workflow;

namespace Foedus.Tests.Telling;

/// <summary>The chances on the arrows of a diagram, where they are known by hand.</summary>
public class DiagramChances
{
    private static Diagram Of(string rest)
    {
        var offer = SoundDeal.Lower(SoundDeal.Year("Arrows", rest));
        return DiagramOf.Make(offer, SoundDeal.Solve(offer));
    }

    private static DiagramMove Move(Diagram diagram, string label) => Assert.Single(diagram.Moves, move => move.Label == label);

    private const string Ends = """
        state talks { open, closed, lost } = open
        state loud yes or no = no
        """;

    // Two outcomes of one lottery lead to the same box: what leads there is both.
    [Fact]
    public void Outcomes_along_one_arrow_add_up()
    {
        var diagram = Of(
            $$"""
            {{Ends}}
            chance news when talks = open { 0.3: talks = closed; loud = yes  0.5: talks = closed  0.1: talks = lost  otherwise: }
            interest One each year { talks = closed: 1 }
            no deal none
            """
        );
        Assert.Equal([0.8, 0.1], diagram.Moves.Select(move => Math.Round(move.Chance, 9)));
        Assert.All(diagram.Moves, move => Assert.True(move.HasChance));
    }

    // In two worlds of one box the lottery leads elsewhere: the arrow has its share of all that is met there.
    [Fact]
    public void Worlds_of_a_box_share_its_arrows()
    {
        var diagram = Of(
            $$"""
            {{Ends}}
            chance noise { 0.25: loud = yes  otherwise: }
            chance news when talks = open { 0.5 + (0.5 if loud else 0): talks = closed  otherwise: talks = lost }
            interest One each year { talks = closed: 1 }
            no deal none
            """
        );
        Assert.Equal([0.625, 0.375], diagram.Moves.OrderByDescending(move => move.Chance).Select(move => Math.Round(move.Chance, 9)));
    }

    // An option whose effect is a lottery leads along each arrow as often as it is played and falls so.
    [Fact]
    public void An_option_leads_along_an_arrow_as_often_as_it_falls_so()
    {
        var diagram = Of(
            $$"""
            {{Ends}}
            turn call of One when talks = open { close: chance { 0.4: talks = closed  otherwise: talks = lost }  wait }
            no deal none
            """
        );
        Assert.Equal([0.3, 0.2], diagram.Moves.OrderByDescending(move => move.Chance).Select(move => Math.Round(move.Chance, 9)));
    }

    [Fact]
    public void Events_and_votes_have_no_chance()
    {
        var happens = Move(
            Of(
                $$"""
                {{Ends}}
                event dusk when talks = open: talks = closed
                interest One each year { talks = closed: 1 }
                no deal none
                """
            ),
            "event: dusk"
        );
        Assert.False(happens.HasChance);
        Assert.False(double.IsNaN(happens.Chance));
        var votes = Of(
            $$"""
            {{Ends}}
            vote entry of One, Two when talks = open needs all { passes: talks = closed  fails: talks = lost }
            interest One each year { talks = closed: 1 }
            no deal none
            """
        );
        Assert.Equal(2, votes.Moves.Count(move => move.Label == "entry" && !move.HasChance));
        var figure = new DiagramFigure(votes) { Title = "t", Alternative = "a" };
        Assert.All(figure.Numbers.Rows, row => Assert.Null(row[^1].Value));
        Assert.DoesNotContain("1.00", Foedus.Reporting.DiagramDrawing.Svg(votes), StringComparison.Ordinal);
    }
}
