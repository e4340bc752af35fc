namespace Foedus.Weighing;

/// <summary>What the numbers of a column are.</summary>
public enum DrawColumnKind
{
    /// <summary>Any number; NaN where there is none.</summary>
    Real,

    /// <summary>1 yes, 0 no, NaN neither.</summary>
    YesNo,

    /// <summary>A <see cref="Solving.SolveStatus"/> as a number.</summary>
    Status,
}

/// <summary>One column of the draws.</summary>
/// <param name="Name">As it stands in files: an assumption's name, or "offer.what".</param>
/// <param name="Kind">What its numbers are.</param>
/// <param name="IsAssumption">Whether it was drawn and not solved for.</param>
/// <param name="Meaning">In words, with unit.</param>
public sealed record DrawColumn(string Name, DrawColumnKind Kind, bool IsAssumption, string Meaning);
