namespace Foedus.Reporting;

/// <summary>How far an arrow is bent aside, and how much further along their sides it leaves one box and reaches the other, as shares of these.</summary>
internal readonly record struct Bend(double Bow, double Leaves, double Reaches);

/// <summary>The curve from one box of a diagram to another.</summary>
internal static class DiagramArrows
{
    // Where an arrow is fixed, as a share of a box's side: out and back at different places, so that they are two; none at a corner.
    private const double Out = 0.35,
        Back = 0.75,
        Corner = 0.1;

    // How far arrows back are bent anyway.
    private const double Aside = 24;

    /// <param name="from">Where it leaves.</param>
    /// <param name="to">Where it leads.</param>
    /// <param name="isDown">Whether layers stand below each other instead of beside.</param>
    /// <param name="ahead">1 to a later layer, −1 to an earlier one, 0 within one.</param>
    /// <param name="isThick">Whether it is taken at least half of the time.</param>
    /// <param name="bend">To pass a box.</param>
    public static DiagramArrow Between(DiagramBox from, DiagramBox to, bool isDown, int ahead, bool isThick, Bend bend)
    {
        var curve =
            ahead == 0
                ? WithinLayer(new Lying(from, isDown), new Lying(to, isDown), bend)
                : AcrossLayers(new Lying(from, isDown), new Lying(to, isDown), ahead > 0, bend);
        var points = curve.Select(point => isDown ? (X: point.Across, Y: point.Along) : (X: point.Along, Y: point.Across)).ToList();
        return new DiagramArrow(points[0].X, points[0].Y, points[1].X, points[1].Y, points[2].X, points[2].Y, points[3].X, points[3].Y, isThick);
    }

    private static (double Along, double Across)[] AcrossLayers(Lying from, Lying to, bool isAhead, Bend bend)
    {
        var (place, aside) = isAhead ? (Out, bend.Bow) : (Back, Aside + bend.Bow);
        var (start, end) = (from.Along + (isAhead ? from.Depth : 0), to.Along + (isAhead ? 0 : to.Depth));
        var (leaves, reaches, third) = (
            from.Across + Side(place + bend.Leaves) * from.Breadth,
            to.Across + Side(place + bend.Reaches) * to.Breadth,
            (end - start) * 0.4
        );
        return [(start, leaves), (start + third, leaves + aside), (end - third, reaches + aside), (end, reaches)];
    }

    private static (double Along, double Across)[] WithinLayer(Lying from, Lying to, Bend bend)
    {
        var isFurther = to.Across > from.Across;
        var place = isFurther ? Out : Back;
        var (start, end) = (from.Across + (isFurther ? from.Breadth : 0), to.Across + (isFurther ? 0 : to.Breadth));
        var (leaves, reaches, third) = (
            from.Along + Side(place + bend.Leaves) * from.Depth,
            to.Along + Side(place + bend.Reaches) * to.Depth,
            (end - start) / 3
        );
        return [(leaves, start), (leaves + bend.Bow, start + third), (reaches + bend.Bow, end - third), (reaches, end)];
    }

    private static double Side(double place) => Math.Clamp(place, Corner, 1 - Corner);

    // A box as it lies in its layer: along the page of layers, and across it.
    private readonly struct Lying(DiagramBox box, bool isDown)
    {
        public double Along => isDown ? box.Y : box.X;

        public double Across => isDown ? box.X : box.Y;

        public double Depth => isDown ? box.Height : box.Width;

        public double Breadth => isDown ? box.Width : box.Height;
    }
}
