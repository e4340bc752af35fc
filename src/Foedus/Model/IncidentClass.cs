namespace Foedus.Model;

/// <summary>Which reported incidents count: those that meet every criterion.</summary>
internal sealed record IncidentClass(string Name, string? Title, Sequence<Criterion> Criteria) : Declaration;

/// <summary>Which of a report's estimates of deaths is meant.</summary>
public enum Estimate
{
    Lowest,
    Best,
    Highest,
}

/// <summary>One thing an incident must be to count.</summary>
internal abstract record Criterion : Node;

/// <summary><c>in contact_line</c></summary>
internal sealed record InZone(Word Zone) : Criterion;

/// <summary><c>deaths at least 1 by lowest estimate</c>; with no estimate named, a certain verdict takes the lowest, a probable one the best, a possible one the highest.</summary>
internal sealed record DeathsAtLeast(int Deaths, Estimate? By = null) : Criterion;

/// <summary><c>kind "one-sided"</c>: the source's kind of event is one of these.</summary>
internal sealed record OfKind(Sequence<string> Kinds) : Criterion;

/// <summary><c>by "LRA"</c>: attributed to one of these; with none named, <c>by somebody</c>.</summary>
internal sealed record AttributedTo(Sequence<string> Actors) : Criterion;

/// <summary><c>side "DPR", "LPR"</c>: one of these is a side, whoever acted.</summary>
internal sealed record WithSide(Sequence<string> Actors) : Criterion;

/// <summary><c>against "Civilians"</c>: the second side, or the target, is one of these.</summary>
internal sealed record AgainstSide(Sequence<string> Actors) : Criterion;

/// <summary><c>exact day</c>: the source knows the day.</summary>
internal sealed record ExactDay : Criterion;

/// <summary><c>place within 3</c>: the source's precision of the place is this number or better (lower).</summary>
internal sealed record PlaceWithin(int Precision) : Criterion;

/// <summary><c>clear</c>: the source codes the event as clear.</summary>
internal sealed record ClearEvent : Criterion;

/// <summary><c>field "ADM1_NAME" is "Kherson"</c>: a column has one of these texts.</summary>
internal sealed record FieldIs(string Column, Sequence<string> Texts) : Criterion;

/// <summary><c>field "n_reports" at least 2</c> or <c>at most</c>: a column's number.</summary>
internal sealed record FieldNumber(string Column, bool IsAtLeast, double Number) : Criterion;

/// <summary><c>distinct rows</c>: rows equal in every column but their ids count once.</summary>
internal sealed record DistinctRows : Criterion;
