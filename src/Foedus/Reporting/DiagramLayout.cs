using Foedus.Telling;
using Foedus.Units;

namespace Foedus.Reporting;

/// <summary>Where the boxes, arrows and labels of a diagram stand: no label on another or on a box.</summary>
/// <remarks>Layered drawing after Sugiyama, Tagawa and Toda 1981: layers by distance from the start, within a layer by the mean place of what leads there. No layout library with a fitting licence
/// and a maintained package was found; see docs/decisions/charts.md.</remarks>
internal sealed class DiagramLayout
{
    /// <summary>From one line of a text to the next.</summary>
    public const double LineHeight = 15;

    private const double BoxWidth = 150, Margin = 20, Gap = 60;

    // Width of a letter of 12 pixels, on average.
    private const double Letter = 6.7;

    // Letters in a line of a box and of a label.
    private const int MostInABox = 20, MostInALabel = 30;

    // Pixels across a sheet of paper.
    private const double Sheet = 660;

    // Where there is no room left for a label, everything is set so much further apart, so often at most.
    private const double Wider = 1.2;
    private const int Tries = 8;

    private readonly List<DiagramBox> boxes = [];
    private readonly List<DiagramArrow> arrows = [];
    private readonly List<DiagramLabel> labels = [];

    private readonly bool isDown;

    private DiagramLayout(bool isDown) => this.isDown = isDown;

    public IReadOnlyList<DiagramBox> Boxes => boxes;

    public IReadOnlyList<DiagramArrow> Arrows => arrows;

    public IReadOnlyList<DiagramLabel> Labels => labels;

    public double Width { get; private set; }

    public double Height { get; private set; }

    public static DiagramLayout Of(Diagram diagram)
    {
        var (along, down) = (Of(diagram, isDown: false), Of(diagram, isDown: true));
        // Along the page, or down it where its words are then larger on paper.
        return along.Width > Sheet && down.Width < along.Width ? down : along;
    }

    private static DiagramLayout Of(Diagram diagram, bool isDown)
    {
        var layers = Layers(diagram);
        var spread = 1.0;
        for (var attempt = 1; ; attempt++, spread *= Wider)
            if (new DiagramLayout(isDown) is var layout && ((layout.IsClear = layout.Set(diagram, layers, spread)) || attempt == Tries))
                return layout;
    }

    /// <summary>Whether every label found room.</summary>
    public bool IsClear { get; private set; }

    // Whether every label found room.
    private bool Set(Diagram diagram, List<List<int>> layers, double spread)
    {
        var groups = diagram.Moves.GroupBy(move => (move.From, move.To)).Select(same => (same.Key.From, same.Key.To, Moves: same.OrderByDescending(move => double.IsNaN(move.Chance) ? -1 : move.Chance).ToList())).ToList();
        var said = groups.Select(group => group.Moves.SelectMany(move => Wrapped(Said(move), MostInALabel).Select(line => (Line: line, IsFaint: double.IsNaN(move.Chance) || move.Told < 0.05))).ToList()).ToList();
        var texts = said.Select(lines => lines.Select(each => each.Line).ToList()).ToList();
        var names = diagram.States.Select(name => Wrapped(name, MostInABox)).ToList();
        var widest = texts.SelectMany(lines => lines).Select(line => line.Length * Letter).DefaultIfEmpty(0).Max();
        // Down the page labels stand between layers, and beside each other where arrows of one layer are apart.
        var column = BoxWidth + (isDown ? Gap * spread : (Math.Max(Gap, widest) + Margin) * Math.Sqrt(spread));
        var row = (names.Select(lines => lines.Count).DefaultIfEmpty(1).Max() * LineHeight + 12 + Margin + LineHeight * Math.Min(4, texts.Select(lines => lines.Count).DefaultIfEmpty(1).Max())) * spread;
        if (isDown)
            row += LineHeight * 2;
        var tallest = layers.Select(layer => layer.Count).DefaultIfEmpty(1).Max();
        var of = new DiagramBox[diagram.States.Count];
        for (var layer = 0; layer < layers.Count; layer++)
            for (var place = 0; place < layers[layer].Count; place++)
            {
                var state = layers[layer][place];
                // A layer stands in the middle of the tallest, every other one a little lower, so that arrows past one meet none of its boxes.
                var (ahead, aside) = (layer, place + (tallest - layers[layer].Count) / 2.0 + (layer % 2) * 0.25);
                of[state] = new DiagramBox(Margin + (isDown ? aside : ahead) * column, Margin + (isDown ? ahead * row : LineHeight * 2 + aside * row), BoxWidth, names[state].Count * LineHeight + 12, names[state], state == 0);
            }
        boxes.AddRange(of);
        Width = boxes.Select(box => box.X + box.Width).DefaultIfEmpty(0).Max() + Margin + (isDown ? Margin * 2 : 0);
        Height = boxes.Select(box => box.Y + box.Height).DefaultIfEmpty(0).Max() + Margin + 2 * LineHeight;
        var layerOf = new int[diagram.States.Count];
        for (var layer = 0; layer < layers.Count; layer++)
            foreach (var state in layers[layer])
                layerOf[state] = layer;
        var isFree = true;
        // Long labels first: short ones find room between them.
        foreach (var (group, lines) in groups.Zip(said).OrderByDescending(each => each.Second.Count))
        {
            var arrow = Arrow(of[group.From], of[group.To], Math.Sign(layerOf[group.To] - layerOf[group.From]), group.Moves.Any(move => move.Told >= 0.5));
            if (group.From != group.To)
                arrows.Add(arrow);
            isFree &= Label(arrow, [.. lines.Select(each => each.Line)], [.. lines.Select(each => each.IsFaint)]);
        }
        Height = Math.Max(Height, labels.Select(label => label.Y + label.Height).DefaultIfEmpty(0).Max() + Margin);
        return isFree;
    }

    private static string Said(DiagramMove move) => (move.From == move.To ? "↻ " : "") + move.Label + (move.Told is { } chance ? $" {Words.Chance(chance)}" : "");

    private DiagramArrow Arrow(DiagramBox from, DiagramBox to, int ahead, bool isThick)
    {
        if (isDown)
            return Down(from, to, ahead, isThick);
        // Out and back leave and reach a box at different heights, so that their arrows are two.
        double x1, y1, x2, y2;
        if (ahead > 0)
            (x1, y1, x2, y2) = (from.X + from.Width, from.Y + 0.35 * from.Height, to.X, to.Y + 0.35 * to.Height);
        else if (ahead < 0)
            (x1, y1, x2, y2) = (from.X, from.Y + 0.75 * from.Height, to.X + to.Width, to.Y + 0.75 * to.Height);
        else
        {
            var down = to.Y > from.Y;
            var side = down ? 0.6 : 0.4;
            (x1, y1, x2, y2) = (from.X + side * from.Width, from.Y + (down ? from.Height : 0), to.X + side * to.Width, to.Y + (down ? 0 : to.Height));
            // Past boxes between the two.
            var bow = Math.Abs(y2 - y1) > 160 ? (down ? 90 : -90) : 0;
            return new DiagramArrow(x1, y1, x1 + bow, y1 + (y2 - y1) / 3, x2 + bow, y2 - (y2 - y1) / 3, x2, y2, isThick);
        }
        var (dx, shift) = ((x2 - x1) * 0.4, ahead < 0 ? 18 : 0);
        return new DiagramArrow(x1, y1, x1 + dx, y1 + shift, x2 - dx, y2 + shift, x2, y2, isThick);
    }

    // The same turned: layers stand below each other.
    private static DiagramArrow Down(DiagramBox from, DiagramBox to, int ahead, bool isThick)
    {
        if (ahead == 0)
        {
            var right = to.X > from.X;
            var (x1, x2, y) = (from.X + (right ? from.Width : 0), to.X + (right ? 0 : to.Width), right ? 0.35 : 0.75);
            // Past boxes between the two.
            var bow = Math.Abs(x2 - x1) > 220 ? (right ? -50 : 50) : 0;
            var (start, end) = (from.Y + y * from.Height, to.Y + y * to.Height);
            return new DiagramArrow(x1, start, x1 + (x2 - x1) / 3, start + bow, x2 - (x2 - x1) / 3, end + bow, x2, end, isThick);
        }
        var (side, shift) = ahead > 0 ? (0.35, 0) : (0.75, 24);
        var (top, bottom) = (from.Y + (ahead > 0 ? from.Height : 0), to.Y + (ahead > 0 ? 0 : to.Height));
        var bend = (bottom - top) * 0.4;
        return new DiagramArrow(from.X + side * from.Width, top, from.X + side * from.Width + shift, top + bend, to.X + side * to.Width + shift, bottom - bend, to.X + side * to.Width, bottom, isThick);
    }

    // On the arrow, nearer to its start, so that arrows that cross keep theirs apart; further along it, above or below where another stands.
    private bool Label(DiagramArrow arrow, List<string> lines, List<bool> isFaint)
    {
        var (width, height) = (lines.Max(line => line.Length) * Letter, lines.Count * LineHeight);
        DiagramLabel At(double along, double shift)
        {
            var (x, y) = arrow.At(along);
            return new DiagramLabel(Math.Clamp(x - width / 2, 2, Math.Max(2, Width - width - 2)), y - height - 2 + shift, width, height, lines, isFaint);
        }
        var places = from shift in new[] { 0.0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 8, 10, 12 }
                     from along in new[] { 0.42, 0.5, 0.34, 0.58, 0.26, 0.66, 0.74, 0.2, 0.8 }
                     select At(along, shift * LineHeight);
        var free = places.FirstOrDefault(IsFree);
        labels.Add(free ?? At(0.42, 0));
        return free is not null;
    }

    private bool IsFree(DiagramText place) => place.X >= 2 && place.X + place.Width <= Width - 2 && place.Y >= 2 && !boxes.Any(place.Meets) && !labels.Any(place.Meets);

    private static List<string> Wrapped(string text, int most)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > most)
                lines.Add(word);
            else
                lines[^1] += lines[^1].Length == 0 ? word : " " + word;
        return lines;
    }

    private static List<List<int>> Layers(Diagram diagram)
    {
        var layers = new List<List<int>>();
        var left = Enumerable.Range(0, diagram.States.Count).ToHashSet();
        // What nothing leads to stands behind all that is reached.
        for (List<int> next = left.Count > 0 ? [0] : []; next.Count > 0; next = [.. diagram.Moves.Where(move => layers[^1].Contains(move.From) && left.Contains(move.To)).Select(move => move.To).Distinct()])
        {
            left.ExceptWith(next);
            layers.Add(next);
        }
        if (left.Count > 0)
            layers.Add([.. left]);
        for (var layer = 1; layer < layers.Count; layer++)
        {
            var before = layers[layer - 1];
            layers[layer] = [.. layers[layer].OrderBy(state => diagram.Moves.Where(move => move.To == state && before.Contains(move.From)).Select(move => (double)before.IndexOf(move.From)).DefaultIfEmpty(before.Count).Average())];
        }
        return layers;
    }
}

/// <summary>Lines of text in a rectangle.</summary>
internal abstract record DiagramText(double X, double Y, double Width, double Height, IReadOnlyList<string> Lines)
{
    /// <summary>Whether two rectangles share a point.</summary>
    public bool Meets(DiagramText other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
}

/// <summary>A state.</summary>
internal sealed record DiagramBox(double X, double Y, double Width, double Height, IReadOnlyList<string> Lines, bool IsStart) : DiagramText(X, Y, Width, Height, Lines);

/// <summary>What stands beside an arrow.</summary>
internal sealed record DiagramLabel(double X, double Y, double Width, double Height, IReadOnlyList<string> Lines, IReadOnlyList<bool> IsFaint) : DiagramText(X, Y, Width, Height, Lines);

/// <summary>A cubic curve from 1 to 2 by way of A and B.</summary>
internal sealed record DiagramArrow(double X1, double Y1, double AX, double AY, double BX, double BY, double X2, double Y2, bool IsThick)
{
    /// <summary>A point of it, from 0 to 1.</summary>
    public (double X, double Y) At(double along)
    {
        var (p, q) = (1 - along, along);
        return (p * p * p * X1 + 3 * p * p * q * AX + 3 * p * q * q * BX + q * q * q * X2, p * p * p * Y1 + 3 * p * p * q * AY + 3 * p * q * q * BY + q * q * q * Y2);
    }
}
