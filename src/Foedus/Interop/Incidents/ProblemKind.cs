namespace Foedus.Interop.Incidents;

/// <summary>Something about a row that its reader should know.</summary>
/// <param name="Name">Stable; stands in JSON.</param>
/// <param name="Meaning">For the user, in the plural.</param>
/// <param name="IsFault">Whether something could not be read as the schema has it; otherwise it is only odd.</param>
public sealed record ProblemKind(string Name, string Meaning, bool IsFault)
{
    public static readonly ProblemKind UnknownColumn = new("unknownColumn", "columns the schema does not know (kept as fields)", true);
    public static readonly ProblemKind RepeatedColumn = new("repeatedColumn", "column names that stand twice in the heading", true);
    public static readonly ProblemKind FieldCount = new("fieldCount", "rows with too few or too many fields (left out)", true);
    public static readonly ProblemKind Quoting = new("quoting", "rows with a quotation mark out of place (read as far as possible)", true);
    public static readonly ProblemKind CutOff = new("cutOff", "the file ends in the middle of a row (left out)", true);
    public static readonly ProblemKind NoId = new("noId", "rows without an id (left out)", true);
    public static readonly ProblemKind BadDate = new("badDate", "rows without a readable date (left out)", true);
    public static readonly ProblemKind DayFirst = new(
        "dayFirst",
        "dates that only make sense with the day first (left out): where a file writes days first, its dates up to the 12th were read in the wrong month; write them as 2017-03-25",
        true
    );
    public static readonly ProblemKind YearContradicts = new(
        "yearContradicts",
        "rows whose date and year column contradict each other (kept by the date)",
        true
    );
    public static readonly ProblemKind DatesReversed = new("datesReversed", "rows that end before they begin (read the other way round)", true);
    public static readonly ProblemKind BadNumber = new("badNumber", "fields that should be numbers and are not (read as not said)", true);
    public static readonly ProblemKind BadCode = new("badCode", "codes the schema does not know (kept as they are)", true);
    public static readonly ProblemKind BadText = new("badText", "rows with bytes that are not UTF-8 (shown as \uFFFD)", true);
    public static readonly ProblemKind FieldTooLong = new("fieldTooLong", "rows with a field that is too long (left out)", true);
    public static readonly ProblemKind OutOfRange = new(
        "outOfRange",
        "places outside \u00B190 degrees of latitude or \u00B1180 of longitude (read as not known)",
        true
    );
    public static readonly ProblemKind Swapped = new("swapped", "places whose latitude and longitude look exchanged (kept as they are)", true);
    public static readonly ProblemKind NotAPoint = new("notAPoint", "features whose geometry is not a point (place read as not known)", true);
    public static readonly ProblemKind BadFeature = new("badFeature", "features that are no JSON, or cannot be read (left out)", true);
    public static readonly ProblemKind InFuture = new("inFuture", "incidents after the last day reports can be about (kept)", true);
    public static readonly ProblemKind SameIdOther = new(
        "sameIdOther",
        "ids that stand again with other content (every row is kept; of one id a watch goes by the last)",
        true
    );
    public static readonly ProblemKind SameIdSame = new("sameIdSame", "rows that repeat an earlier one, id and all (left out)", false);
    public static readonly ProblemKind GapWord = new("gapWord", "names that are a word for nothing, as NA or NULL (read as not said)", false);
    public static readonly ProblemKind Unseen = new("unseen", "names with characters that cannot be seen (read without them)", false);
    public static readonly ProblemKind LowAboveBest = new("lowAboveBest", "low estimates above the best", false);
    public static readonly ProblemKind HighBelowBest = new("highBelowBest", "high estimates below the best", false);
    public static readonly ProblemKind BothSides = new("bothSides", "rows that name both sides as the actor (attributed to neither)", false);
    public static readonly ProblemKind NoPlace = new("noPlace", "rows without a place", false);
    public static readonly ProblemKind NoLineBreak = new("noLineBreak", "the last row has no line break: whether it is whole cannot be told", false);
}
