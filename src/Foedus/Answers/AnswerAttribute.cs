namespace Foedus.Answers;

/// <summary>A record that a command or a page answers with. Its JSON is the record itself, with the name of the schema before it; docs/schemas holds the schema.</summary>
/// <param name="schema">"foedus/weigh/1". Within a number fields are only ever added.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AnswerAttribute(string schema) : Attribute
{
    public string Schema { get; } = schema;
}
