namespace Foedus.Answers;

/// <summary>How long something took: all that differs from one run to the next, and null where answers are compared or kept.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimingAttribute : Attribute;
