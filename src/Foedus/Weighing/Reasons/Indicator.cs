namespace Foedus.Weighing.Reasons;

/// <summary>A public event to watch for: how an answer differs where it is seen. At the best values, exact, no sampling.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Ask">The ask whose answer moves.</param>
/// <param name="Title">Its words.</param>
/// <param name="Event">What is seen, in words.</param>
/// <param name="Party">Who does it; empty where a state comes about.</param>
/// <param name="Trigger">What reports would show it by; null where the deal has no trigger for it.</param>
/// <param name="Chance">Chance that it is seen within the time of the ask.</param>
/// <param name="Plain">The answer, whether or not it is seen.</param>
/// <param name="Seen">The answer given that it is seen at some time.</param>
/// <param name="Unseen">The answer given that it never is.</param>
/// <param name="Words">The same in a sentence.</param>
public sealed record Indicator(
    string Offer,
    string Ask,
    string Title,
    string Event,
    string Party,
    string? Trigger,
    double Chance,
    double Plain,
    double Seen,
    double Unseen,
    string Words
);
