using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Checks assumptions and what readings and correlations say of them: ranges, best values, sources.</summary>
internal sealed class AssumptionBinder(Deal deal, DealSymbols symbols, IReadOnlyDictionary<string, Source> sources, DiagnosticBag found)
{
    public void Bind()
    {
        foreach (var assumption in deal.Assumptions)
            Check(assumption);
        foreach (var view in deal.Views)
            Check(view);
        foreach (var twice in deal.Views.GroupBy(view => (view.Assumption.Text, view.Source.Text)).Where(group => group.Count() > 1))
            found.Error(
                DiagnosticCodes.Duplicate,
                twice.Last().Source.Place,
                $"'{twice.Key.Item2}' has two views of '{twice.Key.Item1}'.",
                "Say what one expert thinks once."
            );
        foreach (var derived in deal.DerivedAssumptions)
            if (derived.Source is { } source)
                symbols.Named(source, "source", sources);
        foreach (var reading in deal.Readings)
        {
            foreach (var twice in reading.Values.GroupBy(value => value.Name).Where(group => group.Count() > 1))
                found.Error(DiagnosticCodes.Duplicate, twice.Last().NamePlace, $"The reading '{reading.Name}' sees '{twice.Key}' twice.", "Say it once.");
            foreach (var value in reading.Values)
            {
                symbols.Assumption(new Word(value.Name) { Place = value.NamePlace });
                Check(value);
            }
        }
        foreach (var correlation in deal.All<Correlation>())
            Check(correlation);
        foreach (
            var twice in deal.All<Correlation>()
                .GroupBy(correlation =>
                    string.CompareOrdinal(correlation.First, correlation.Second) < 0
                        ? (correlation.First.Text, correlation.Second.Text)
                        : (correlation.Second.Text, correlation.First.Text)
                )
                .Where(group => group.Count() > 1)
        )
            found.Error(
                DiagnosticCodes.Duplicate,
                twice.Last().NamePlace,
                $"'{twice.Key.Item1}' and '{twice.Key.Item2}' are correlated twice.",
                "Say it once."
            );
    }

    private void Check(View view)
    {
        symbols.Named(view.Source, "source", sources);
        var place = view.Spread?.Place is { IsEmpty: false } spread ? spread : view.NamePlace;
        if (symbols.Assumption(view.Assumption) is { Declared: { Spread: not Pooled } declared })
            found.Error(
                DiagnosticCodes.WrongKind,
                view.Assumption.Place,
                $"'{view.Assumption}' {(declared.Spread is null ? "is taken as fixed" : "has a range of its own")}, so no view of it is pooled.",
                $"Its range is pooled where it is declared so: assume {view.Assumption} {ExpressionText.Of(declared.Best)} pooled."
            );
        if (view.Spread is not (Between or Likely))
            found.Error(
                DiagnosticCodes.BadRange,
                place,
                $"This view of '{view.Assumption}' {(view.Spread is null ? "has no range" : "has no range with two ends")}.",
                $"Write how far it may lie elsewhere: view of {view.Assumption}: 0.7 in 0.5..0.9 from {view.Source}."
            );
        else
            Check(new Assumption(view.Assumption.Text, view.Best, view.Spread) { NamePlace = view.NamePlace }, place);
    }

    // Of ranges with hard ends nothing outside all of them is drawn.
    private void CheckPooled(Assumption assumption)
    {
        var ranges = deal.All<View>().Where(view => view.Assumption.Text == assumption.Name).Select(view => view.Spread as Between).ToList();
        if (ranges.Count == 0 || ranges.Any(range => range is null))
            return;
        var (low, high) = (ranges.Min(range => range!.Low), ranges.Max(range => range!.High));
        if (assumption.Best < low || assumption.Best > high)
            found.Warning(
                DiagnosticCodes.BestNotDrawn,
                assumption.ValuePlace.IsEmpty ? assumption.NamePlace : assumption.ValuePlace,
                $"The best value of '{assumption.Name}', {ExpressionText.Of(assumption.Best)}, is outside every view of it, {ExpressionText.Of(low)} to {ExpressionText.Of(high)}, so it is never drawn.",
                "Move it into what the experts say, or add a view."
            );
    }

    private void Check(Correlation correlation)
    {
        var (first, second) = (symbols.Assumption(correlation.First), symbols.Assumption(correlation.Second));
        if (correlation.First.Text == correlation.Second.Text)
            found.Error(
                DiagnosticCodes.BadRange,
                correlation.Second.Place,
                $"'{correlation.First}' cannot be correlated with itself.",
                "Name another assumption."
            );
        if (!(Math.Abs(correlation.Coefficient) <= 1))
            found.Error(
                DiagnosticCodes.BadRange,
                correlation.Place,
                $"A correlation lies between -1 and 1, not at {ExpressionText.Of(correlation.Coefficient)}.",
                "Write for example 0.5, or -0.5 where one is high when the other is low."
            );
        foreach (var (symbol, word) in new[] { (first, correlation.First), (second, correlation.Second) })
            if (
                symbol is { Declared.Spread: null }
                && !deal.Readings.Any(reading => reading.Values.Any(value => value.Name == word.Text && value.Spread is not null))
            )
                found.Warning(
                    DiagnosticCodes.Unused,
                    word.Place,
                    $"'{word}' has no range, so nothing moves with it.",
                    "Give it a range, or leave the correlation out."
                );
    }

    private void Check(Assumption assumption)
    {
        if (assumption.Source is { } source)
            symbols.Named(source, "source", sources);
        Check(assumption, assumption.Spread?.Place is { IsEmpty: false } spread ? spread : assumption.NamePlace);
    }

    private void Check(Assumption assumption, Place place)
    {
        switch (assumption.Spread)
        {
            case Pooled when !deal.Assumptions.Any(own => ReferenceEquals(own, assumption)):
                Bad(place, "Only an assumption itself is pooled, since its views are of the deal as written.", "Write a range: in 0.2..0.8.");
                break;
            case Pooled when !symbols.IsLost(assumption.Name) && deal.Views.Count(view => view.Assumption.Text == assumption.Name) is < 2 and var views:
                found.Error(
                    DiagnosticCodes.Missing,
                    place,
                    $"'{assumption.Name}' is pooled, and {(views == 0 ? "there is no view of it" : "there is one view of it only")}.",
                    $"Write what each expert says: view of {assumption.Name}: 0.7 in 0.5..0.9 from SOURCE."
                );
                break;
            case Pooled:
                CheckPooled(assumption);
                break;
            case null:
                break;
            case Between range:
                Check(assumption, range, place);
                break;
            case Likely likely:
                Check(assumption, likely, place);
                break;
            case OneOf some:
                Check(assumption, some, place);
                break;
            default:
                throw new UnknownKindException(assumption.Spread.GetType(), nameof(AssumptionBinder));
        }
    }

    private void Check(Assumption assumption, Between range, Place place)
    {
        if (range.Low > range.High)
            Turned(assumption, place);
        else if (assumption.Best < range.Low || assumption.Best > range.High)
            Bad(
                place,
                $"The best value of '{assumption.Name}', {ExpressionText.Of(assumption.Best)}, is outside its range {ExpressionText.Of(range.Low)}..{ExpressionText.Of(range.High)}.",
                "Widen the range or move the best value."
            );
        else if (range.Shape == Shape.EvenRatios && range.Low <= 0)
            Bad(place, $"'{assumption.Name}' is spread evenly in ratios, which needs a range above 0.", "Write 'even', or begin the range above 0.");
    }

    private void Check(Assumption assumption, Likely likely, Place place)
    {
        if (likely.Low > likely.High)
            Turned(assumption, place);
        else if (likely.Low == likely.High)
            Bad(place, $"The likely range of '{assumption.Name}' has no width.", "Widen it, or leave it out.");
        else if (likely.WithinUnit && (likely.Low <= 0 || likely.High >= 1))
            Bad(place, $"The likely range of '{assumption.Name}' must lie inside 0 and 1.", "Move its ends inside, or write 'in 0..1'.");
    }

    private void Check(Assumption assumption, OneOf some, Place place)
    {
        if (some.Values.Any(value => value.Weight < 0) || !(some.Values.Sum(value => value.Weight) > 0))
            Bad(place, $"The weights of '{assumption.Name}' must not be negative, and one must be above 0.", "Write for example: one of { 0.1: 1, 0.5: 2 }.");
        else if (!some.Values.Any(value => value.Value == assumption.Best && value.Weight > 0))
            found.Warning(
                DiagnosticCodes.BestNotDrawn,
                assumption.ValuePlace.IsEmpty ? assumption.NamePlace : assumption.ValuePlace,
                $"The best value of '{assumption.Name}', {ExpressionText.Of(assumption.Best)}, is none of the values that are drawn.",
                "Add it to the list, or make one of the list the best value."
            );
        foreach (var twice in some.Values.GroupBy(value => value.Value).Where(group => group.Count() > 1))
            Bad(place, $"{ExpressionText.Of(twice.Key)} stands twice among the values of '{assumption.Name}'.", "Write it once, with its weight.");
    }

    private void Turned(Assumption assumption, Place place) =>
        Bad(place, $"The range of '{assumption.Name}' begins above its end.", "Write the smaller number first.");

    private void Bad(Place place, string message, string remedy) => found.Error(DiagnosticCodes.BadRange, place, message, remedy);
}
