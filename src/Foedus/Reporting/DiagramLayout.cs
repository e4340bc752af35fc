using System.Globalization;
using Foedus.Telling;
using Foedus.Units;

namespace Foedus.Reporting;

/// <summary>Where the boxes, arrows and labels of a diagram stand: no label on another, on a box or on an arrow that is not its own. Where that takes more than a sheet, arrows have numbers, and their words stand beneath.</summary>
/// <remarks>Layered drawing after Sugiyama, Tagawa and Toda 1981: layers by distance from the start, within a layer by the mean place of what leads there. No layout library with a fitting licence
/// and a maintained package was found; see docs/decisions/charts.md.</remarks>
internal sealed class DiagramLayout
{
    /// <summary>From one line of a text to the next.</summary>
    public const double LineHeight = 15;

    private const double BoxWidth = 150,
        Margin = 20,
        Gap = 60;

    // Width of a letter of 12 pixels, on average.
    private const double Letter = 6.7;

    // Columns in a line of a box and of a label.
    private const int MostInABox = 20,
        MostInALabel = 30;

    // Across a number in its ring; what it and the blank behind it take in a list, whose entries are so far apart.
    private const double Ring = 18,
        Hang = 24,
        Gutter = 4;

    // A list that is narrower has a few words a line.
    private const double LeastList = 320;

    // Pixels across and down a sheet of paper.
    private const double Sheet = 660,
        SheetHeight = 900;

    // A label is nearer to its arrow than to any other by so much, and no further from it than that.
    private const double Nearer = 4,
        Near = 16;

    // Where there is no room left for a label, everything is set so much further apart, so often at most.
    private const double Wider = 1.2;
    private const int Tries = 8;

    // How arrows are bent to pass boxes, the least first.
    private static readonly Bend[] Bends =
    [
        .. from sides in new[] { (0.0, 0.0), (-0.2, 0), (0, -0.2), (0.2, 0), (0, 0.2), (-0.2, -0.2), (0.2, 0.2), (-0.6, 0), (0, -0.6), (-0.6, -0.6) }
        from bow in new[] { 0.0, 50, -50, 90, -90, 130, -130, 180, -180, 240, -240 }
        select new Bend(bow, sides.Item1, sides.Item2),
    ];

    // How much lower every other layer stands, in boxes: arrows past a layer are to meet none of its boxes.
    private static readonly double[] Lower = [0.25, 0.5, 0];

    private readonly List<DiagramBox> boxes = [];
    private readonly List<DiagramArrow> arrows = [];
    private readonly List<DiagramLabel> labels = [];
    private readonly List<DiagramNumber> numbers = [];
    private readonly List<DiagramLabel> beneath = [];

    private readonly bool isDown;
    private readonly double lower;

    private DiagramLayout(bool isDown, double lower) => (this.isDown, this.lower) = (isDown, lower);

    public IReadOnlyList<DiagramBox> Boxes => boxes;

    public IReadOnlyList<DiagramArrow> Arrows => arrows;

    /// <summary>Words beside arrows; none where these are numbered.</summary>
    public IReadOnlyList<DiagramLabel> Labels => labels;

    /// <summary>Numbers on arrows; none where words stand beside them.</summary>
    public IReadOnlyList<DiagramNumber> Numbers => numbers;

    /// <summary>[number] what it stands for.</summary>
    public IReadOnlyList<DiagramLabel> Beneath => beneath;

    public double Width { get; private set; }

    public double Height { get; private set; }

    /// <summary>Whether every label or number found room.</summary>
    public bool IsClear { get; private set; }

    // Arrows that pass behind a box.
    private int hidden;

    public static DiagramLayout Of(Diagram diagram)
    {
        var layers = DiagramLayers.Of(diagram);
        return Best(diagram, layers, isNumbered: false) is { IsClear: true } words && words.Width <= Sheet && words.Height <= SheetHeight
            ? words
            : Best(diagram, layers, isNumbered: true);
    }

    // Along the page, or down it where that does not fit or hides less; the first that is as good as can be is enough.
    private static DiagramLayout Best(Diagram diagram, List<List<int>> layers, bool isNumbered)
    {
        var all = from lower in Lower from isDown in new[] { false, true } select Of(diagram, layers, isDown, lower, isNumbered);
        DiagramLayout? best = null;
        foreach (var each in all)
        {
            if (best is null || each.Faults < best.Faults)
                best = each;
            if (best.Faults == 0)
                break;
        }
        return best!;
    }

    // What does not fit is worst, then what finds no room, then what is hidden.
    private int Faults => (Width > Sheet ? 10_000 : 0) + (IsClear ? 0 : 1_000) + hidden;

    private static DiagramLayout Of(Diagram diagram, List<List<int>> layers, bool isDown, double lower, bool isNumbered)
    {
        var spread = 1.0;
        for (var attempt = 1; ; attempt++, spread *= Wider)
        {
            var layout = new DiagramLayout(isDown, lower);
            layout.Set(diagram, layers, spread, isNumbered);
            if (layout.IsClear || attempt == Tries)
                return layout;
        }
    }

    private void Set(Diagram diagram, List<List<int>> layers, double spread, bool isNumbered)
    {
        var groups = diagram
            .Moves.GroupBy(move => (move.From, move.To))
            .Select(same => new Group(same.Key.From, same.Key.To, [.. same.OrderByDescending(move => double.IsNaN(move.Chance) ? -1 : move.Chance)]))
            .ToList();
        Place(diagram, layers, spread, isNumbered ? [] : [.. groups.Select(group => Said(group, MostInALabel))]);
        var layerOf = new int[diagram.States.Count];
        for (var layer = 0; layer < layers.Count; layer++)
            foreach (var state in layers[layer])
                layerOf[state] = layer;
        var drawn = groups.ToDictionary(group => group, group => Arrow(group, Math.Sign(layerOf[group.To] - layerOf[group.From])));
        arrows.AddRange(groups.Where(group => group.From != group.To).Select(group => drawn[group]));
        hidden = groups.Sum(group => Behind(group, drawn[group]));
        Height = Math.Max(Height, arrows.SelectMany(arrow => arrow.Points).Select(point => point.Y + Ring).DefaultIfEmpty(0).Max());
        IsClear = true;
        if (isNumbered)
            Number(groups, drawn);
        else
            // Long labels first: short ones find room between them.
            foreach (var (group, lines) in groups.Select(group => (Group: group, Lines: Said(group, MostInALabel))).OrderByDescending(each => each.Lines.Count))
                IsClear &= Label(group, drawn[group], lines);
        Height = Math.Max(Height, labels.Concat(beneath).Select(label => label.Y + label.Height).DefaultIfEmpty(0).Max() + Margin);
    }

    // Bent as little as takes it past boxes that are none of its ends.
    private DiagramArrow Arrow(Group group, int ahead)
    {
        DiagramArrow Bent(Bend bend) =>
            DiagramArrows.Between(boxes[group.From], boxes[group.To], isDown, ahead, group.Moves.Any(move => move.Told >= 0.5), bend);
        return Bends
            .Select(Bent)
            .FirstOrDefault(arrow => Behind(group, arrow) == 0 && arrow.Points.All(point => point.X > 4 && point.X < Width - 4 && point.Y > 4))
            ?? Bent(default);
    }

    private int Behind(Group group, DiagramArrow arrow) =>
        group.From == group.To
            ? 0
            : boxes.Where((_, state) => state != group.From && state != group.To).Count(box => arrow.Points.Any(point => box.From(point) < 6));

    // Boxes in their layers, so far apart that words have room between them.
    private void Place(Diagram diagram, List<List<int>> layers, double spread, List<List<(string Line, bool IsFaint)>> texts)
    {
        var names = diagram.States.Select(name => TextLines.Of(name, MostInABox)).ToList();
        var widest = texts.SelectMany(lines => lines).Select(line => TextLines.Columns(line.Line) * Letter).DefaultIfEmpty(0).Max();
        // Down the page labels stand between layers, and beside each other where arrows of one layer are apart.
        var column = BoxWidth + (isDown ? Gap * spread : (Math.Max(Gap, widest) + Margin) * Math.Sqrt(spread));
        var row =
            (
                names.Select(lines => lines.Count).DefaultIfEmpty(1).Max() * LineHeight
                + 12
                + Margin
                + LineHeight * Math.Min(4, texts.Select(lines => lines.Count).DefaultIfEmpty(1).Max())
            ) * spread;
        if (isDown)
            row += LineHeight * 2;
        var tallest = layers.Select(layer => layer.Count).DefaultIfEmpty(1).Max();
        var of = new DiagramBox[diagram.States.Count];
        for (var layer = 0; layer < layers.Count; layer++)
        for (var place = 0; place < layers[layer].Count; place++)
        {
            var state = layers[layer][place];
            // A layer stands in the middle of the tallest.
            var (ahead, aside) = (layer, place + (tallest - layers[layer].Count) / 2.0 + (layer % 2) * lower);
            of[state] = new DiagramBox(
                Margin + (isDown ? aside : ahead) * column,
                Margin + (isDown ? ahead * row : LineHeight * 2 + aside * row),
                BoxWidth,
                names[state].Count * LineHeight + 12,
                names[state],
                state == 0
            );
        }
        boxes.AddRange(of);
        Width = boxes.Select(box => box.X + box.Width).DefaultIfEmpty(0).Max() + Margin + (isDown ? Margin * 2 : 0);
        Height = boxes.Select(box => box.Y + box.Height).DefaultIfEmpty(0).Max() + Margin + 2 * LineHeight;
    }

    // A line or more for each move.
    private static List<(string Line, bool IsFaint)> Said(Group group, int most) =>
        [
            .. group.Moves.SelectMany(move =>
                TextLines
                    .Of((move.From == move.To ? "↻ " : "") + move.Label + (move.Told is { } chance ? $" {Words.Chance(chance)}" : ""), most)
                    .Select(line => (line, double.IsNaN(move.Chance) || move.Told < 0.05))
            ),
        ];

    // On the arrow, nearer to its start, so that arrows that cross keep theirs apart; further along it, above or below where something else stands.
    private bool Label(Group group, DiagramArrow arrow, List<(string Line, bool IsFaint)> lines)
    {
        var (width, height) = (lines.Max(each => TextLines.Columns(each.Line)) * Letter, lines.Count * LineHeight);
        DiagramLabel At(double along, double shift)
        {
            var (x, y) = arrow.At(along);
            return new DiagramLabel(
                Math.Clamp(x - width / 2, 2, Math.Max(2, Width - width - 2)),
                y - height - 2 + shift,
                width,
                height,
                [.. lines.Select(each => each.Line)],
                [.. lines.Select(each => each.IsFaint)]
            );
        }
        var places =
            from shift in new[] { 0.0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 8, 10, 12 }
            from along in new[] { 0.42, 0.5, 0.34, 0.58, 0.26, 0.66, 0.74, 0.2, 0.8 }
            select At(along, shift * LineHeight);
        var free = places.FirstOrDefault(place => IsFree(place) && IsOf(place, group, arrow));
        labels.Add(free ?? At(0.42, 0));
        return free is not null;
    }

    private bool IsFree(DiagramText place) =>
        place.X >= 2 && place.X + place.Width <= Width - 2 && place.Y >= 2 && !boxes.Any(place.Meets) && !labels.Any(place.Meets) && !numbers.Any(place.Meets);

    // Whether a reader takes it for what is said of this arrow, or of this box where it leads back: nothing else is as near, and the arrow's head is seen.
    private bool IsOf(DiagramText place, Group group, DiagramArrow arrow)
    {
        var isLoop = group.From == group.To;
        var own = isLoop ? Apart(place, boxes[group.From]) : arrow.Points.Min(place.From);
        return own <= Near
            && (isLoop || arrow.Points.TakeLast(5).All(point => place.From(point) > 0))
            && arrows.All(other => other == arrow || other.Points.All(point => place.From(point) is var from && (from > Near || from > own + Nearer)));
    }

    private static double Apart(DiagramText one, DiagramText other)
    {
        var (x, y) = (
            Math.Max(0, Math.Max(one.X - other.X - other.Width, other.X - one.X - one.Width)),
            Math.Max(0, Math.Max(one.Y - other.Y - other.Height, other.Y - one.Y - one.Height))
        );
        return Math.Sqrt(x * x + y * y);
    }

    // Each in a ring on its arrow, or beside the box that it leads back to; in the order in which a page is read.
    private void Number(List<Group> groups, Dictionary<Group, DiagramArrow> drawn)
    {
        var inOrder = groups
            .OrderBy(group => Along(group.From))
            .ThenBy(group => Across(group.From))
            .ThenBy(group => Along(group.To))
            .ThenBy(group => Across(group.To))
            .ToList();
        foreach (var (group, number) in inOrder.Select((group, g) => (group, g + 1)))
        {
            var (arrow, text) = (drawn[group], number.ToString(CultureInfo.InvariantCulture));
            DiagramNumber At((double X, double Y) middle) => new(middle.X - Ring / 2, middle.Y - Ring / 2, Ring, Ring, text);
            var box = boxes[group.From];
            var places =
                group.From != group.To
                    ? new[] { 0.42, 0.5, 0.34, 0.58, 0.26, 0.66, 0.74, 0.2, 0.8, 0.14 }.Select(along => At(arrow.At(along)))
                    : from y in new[] { box.Y - Ring, box.Y + box.Height + Ring }
                    from x in new[] { 0.9, 0.1, 0.75, 0.25, 0.5 }
                    select At((box.X + x * box.Width, y + (y < box.Y ? Ring / 2 - 2 : 2 - Ring / 2)));
            var free = places.FirstOrDefault(place => IsFree(place) && arrows.All(other => other == arrow || other.Points.All(point => place.From(point) > 2)));
            IsClear &= free is not null;
            numbers.Add(free ?? At(arrow.At(0.42)));
        }
        List(inOrder);
    }

    private double Along(int state) => isDown ? boxes[state].Y : boxes[state].X;

    private double Across(int state) => isDown ? boxes[state].X : boxes[state].Y;

    // What the numbers stand for, in two columns where there is room for them.
    private void List(IReadOnlyList<Group> groups)
    {
        Width = Math.Max(Width, LeastList);
        var columns = Width >= 2 * LeastList - 3 * Margin ? 2 : 1;
        var column = (Width - Margin) / columns;
        var said = groups.Select(group => Said(group, (int)((column - Margin - Hang) / Letter))).ToList();
        double High(int each) => said[each].Count * LineHeight + Gutter;
        var (at, y, most) = (0, 0.0, Enumerable.Range(0, said.Count).Sum(High) / columns);
        for (var each = 0; each < said.Count; each++)
        {
            if (at < columns - 1 && y > 0 && y + High(each) / 2 > most)
                (at, y) = (at + 1, 0);
            beneath.Add(
                new DiagramLabel(
                    Margin + at * column + Hang,
                    Height + y,
                    column - Margin - Hang,
                    High(each) - Gutter,
                    [.. said[each].Select(line => line.Line)],
                    [.. said[each].Select(line => line.IsFaint)]
                )
            );
            y += High(each);
        }
    }

    /// <summary>What leads from one state to another, the likeliest first.</summary>
    private sealed record Group(int From, int To, IReadOnlyList<DiagramMove> Moves);
}
