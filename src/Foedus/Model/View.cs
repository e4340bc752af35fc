namespace Foedus.Model;

/// <summary>What one expert says of a number whose range is pooled from several.</summary>
/// <param name="Assumption">Which number.</param>
/// <param name="Best">Its best value, as the expert sees it.</param>
/// <param name="Spread">How far it may lie elsewhere.</param>
/// <param name="Source">The expert: a declared source.</param>
/// <param name="Sentence">What was said, in one sentence.</param>
internal sealed record View(Word Assumption, double Best, Spread? Spread, Word Source, string? Sentence = null) : Declaration;

/// <summary><c>pooled [by quantiles]</c>: from the views of it, each weighing the same.</summary>
/// <remarks>Linear: one of the experts is right, each as likely as the other, so that ranges add up. By quantiles: the ends of the ranges are averaged, so that the pool is about as wide as one of them.</remarks>
internal sealed record Pooled(bool ByQuantiles = false) : Spread;
