namespace Foedus.Weighing;

/// <summary>Something that an offer's answer owes to how the deal is written, and that a reader may not have meant.</summary>
/// <param name="Offer">The offer's name.</param>
/// <param name="Kind">"settled" (asks that are 0 or 1 by structure), "unsaid" (what it gives to whom that no clause says), "slip" (a party whose slip is as large as what its decisions move), "idle" (assumptions that move nothing),
/// "unchosen" (options that nobody but by slip would choose), "trap" (states that nothing leads out of), "unreached" (what is never reached), "notLookedAt" (what was not looked at, and why).</param>
/// <param name="Words">The finding in a sentence, with its number.</param>
public sealed record ModelFinding(string Offer, string Kind, string Words);
