using System.Globalization;
using System.Text.RegularExpressions;
using Foedus.Reporting;
using Foedus.Telling;
using Foedus.Units;

namespace Foedus.Tests.Telling;

/// <summary>Pictures of the report that can be read: nothing stands on something else.</summary>
public partial class Drawings
{
    // As many states and moves as the first case has, with titles as long, and less and more of both.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(5, 8)]
    [InlineData(9, 16)]
    [InlineData(12, 20)]
    public void Labels_of_a_diagram_meet_neither_each_other_nor_a_box(int states, int moves)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var random = new Random(seed);
            string Words(int least, int most) =>
                string.Join(' ', Enumerable.Range(0, random.Next(least, most)).Select(_ => new string('w', random.Next(2, 10))));
            var leads = Enumerable
                .Range(1, states - 1)
                .Select(to => (From: random.Next(Math.Max(0, to - 3), to), To: to))
                .Concat(Enumerable.Range(0, Math.Max(0, moves - states + 1)).Select(_ => (From: random.Next(states), To: random.Next(states))))
                .Take(moves);
            var diagram = new Diagram(
                [.. Enumerable.Range(0, states).Select(state => $"{state} {Words(1, 7)}")],
                [.. leads.Select(pair => new DiagramMove(pair.From, pair.To, $"Party: {Words(1, 6)}", random.NextDouble()))]
            );
            var layout = DiagramLayout.Of(diagram);
            Assert.True(layout.IsClear, $"seed {seed}");
            List<DiagramText> all = [.. layout.Boxes, .. layout.Labels, .. layout.Numbers, .. layout.Beneath];
            foreach (var (one, i) in all.Select((one, i) => (one, i)))
            {
                Assert.DoesNotContain(all.Skip(i + 1), one.Meets);
                Assert.True(one.X >= 0 && one.Y >= 0 && one.X + one.Width <= layout.Width && one.Y + one.Height <= layout.Height);
            }
            // Words stand at one arrow, nearer than at any other, or else at the box that they lead back to; numbers stand on one.
            foreach (var words in layout.Labels)
                if (layout.Arrows.OrderBy(arrow => arrow.Points.Min(words.From)).Take(2).ToList() is [var nearest, ..] near)
                    Assert.True(
                        near.Skip(1).All(second => second.Points.Min(words.From) >= Math.Min(16, nearest.Points.Min(words.From) + 4)),
                        $"seed {seed}: {string.Join(' ', words.Lines)}"
                    );
            foreach (var number in layout.Numbers)
                Assert.True(layout.Arrows.Count(arrow => arrow.Points.Any(point => number.From(point) <= 2)) <= 1, $"seed {seed}: {number.Number}");
            // All words are drawn, each move's with how often it is played.
            var drawn = string.Join(' ', Text().Matches(DiagramDrawing.Svg(diagram)).Select(text => text.Groups[1].Value));
            Assert.All(diagram.Moves, move => Assert.Contains($"{move.Label} {Units.Words.Chance(move.Chance)}", drawn, StringComparison.Ordinal));
            Assert.All(diagram.States, state => Assert.Contains(state, drawn, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Dots_that_meet_are_all_seen()
    {
        ToldPoint At(string name, double x, double y, bool isHollow = false) => new(name, x, y, isHollow);
        var figure = new PointsFigure(
            "x",
            "y",
            Unit.Points,
            Unit.Worlds,
            "full",
            "hollow",
            [At("a", 1, 0.5), At("b", 1.001, 0.501), At("c", 1, 0.5, isHollow: true), At("d", 3, 0.9)]
        )
        {
            Title = "t",
            Alternative = "a",
        };
        var dots = Circle().Matches(PointsDrawing.Svg(figure)).Select(dot => (X: Number(dot, 1), Y: Number(dot, 2), Radius: Number(dot, 3))).ToList();
        Assert.Equal(4, dots.Count);
        for (var one = 0; one < dots.Count; one++)
        for (var later = one + 1; later < dots.Count; later++)
            // What is drawn later leaves a rim of what it lies on.
            if (Math.Sqrt(Math.Pow(dots[one].X - dots[later].X, 2) + Math.Pow(dots[one].Y - dots[later].Y, 2)) < dots[later].Radius)
                Assert.True(dots[one].Radius >= dots[later].Radius + 3);
    }

    // What is sure, or never, lies along 0 or 1: within the frame, not on its edge.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Lines_along_the_end_of_a_share_lie_within_the_frame(double at)
    {
        var svg = Charts.Lines(
            new LinesFigure("years", "chance", Unit.Chance, [0, 1, 2], [new ToldLine("a", [at, at, at])], []) { Title = "t", Alternative = "a" }
        );
        // The frame is what the upright lines of the grid span.
        var frame = Polyline()
            .Matches(svg)
            .Select(line => (From: Number(line, 2), To: Number(line, 4), Is: Number(line, 1) == Number(line, 3)))
            .First(line => line.Is);
        var y = Number(
            Polyline()
                .Matches(svg)
                .Single(line =>
                    line.Value.Contains("stroke-width:2.2", StringComparison.Ordinal) && Number(line, 1) != Number(line, 3) && line.Groups[5].Length > 0
                ),
            2
        );
        var (top, height) = (Math.Min(frame.From, frame.To), Math.Abs(frame.To - frame.From));
        Assert.InRange(y, top + 3, top + height - 3);
    }

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("<text [^>]*>([^<]*)</text>")]
    private static partial Regex Text();

    [GeneratedRegex("<polyline points=\"([0-9.]+),([0-9.]+) ([0-9.]+),([0-9.]+)( [^\"]*)?\"[^>]*>")]
    private static partial Regex Polyline();

    [GeneratedRegex("<circle cx=\"([0-9.]+)\" cy=\"([0-9.]+)\" r=\"([0-9.]+)\"")]
    private static partial Regex Circle();
}
