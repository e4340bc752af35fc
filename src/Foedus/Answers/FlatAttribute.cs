namespace Foedus.Answers;

/// <summary>In JSON the fields of this property's value stand beside the other fields of its record, not inside one of their own.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FlatAttribute : Attribute;
