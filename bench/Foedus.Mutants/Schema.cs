using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Foedus.Mutants;

/// <summary>Many changes compiled into one library, of which a setting in the environment chooses one when it runs.</summary>
/// <remarks>
/// Mutant schemata (Untch, Offutt and Harrold 1993, "Mutation analysis using mutant schemata"): compiling costs more than testing, so it is done once. A member with changes gets
/// its body once more for each of them; whole bodies, so that patterns, constants and names that a body declares need no care.
/// </remarks>
internal static class Schema
{
    /// <summary>In the environment: the number of the change in force; 0 or nothing for none.</summary>
    public const string Variable = "FOEDUS_MUTANT";

    /// <summary>What the library asks.</summary>
    public const string Switch = $$"""
        namespace Foedus;

        internal static class MutantInForce
        {
            private static readonly int Number = int.TryParse(System.Environment.GetEnvironmentVariable("{{Variable}}"), out var number) ? number : 0;

            public static bool Is(int number) => Number == number;
        }
        """;

    /// <summary>The body, or the initial value, that holds a place; null where it stands in neither and has to be compiled alone.</summary>
    public static SyntaxNode? Body(SyntaxTree tree, Mutation mutation)
    {
        for (var node = tree.GetRoot().FindNode(mutation.Span); node is not null; node = node.Parent)
            switch (node)
            {
                case BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax }:
                case ArrowExpressionClauseSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax }:
                    return node;
                case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax }:
                case EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax field } when !field.Modifiers.Any(SyntaxKind.ConstKeyword):
                    return node;
                case MemberDeclarationSyntax:
                    return null;
            }
        return null;
    }

    /// <summary>A file with numbered changes beside what stands there.</summary>
    public static SyntaxTree Of(SyntaxTree tree, IEnumerable<(Mutation Mutation, int Number)> mutations)
    {
        var text = tree.GetText();
        var changes = mutations
            .GroupBy(one => Body(tree, one.Mutation)!)
            .Select(group => new TextChange(group.Key.Span, Rewritten(group.Key, text, [.. group])));
        return tree.WithChangedText(text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    private static string Rewritten(SyntaxNode body, SourceText text, (Mutation Mutation, int Number)[] mutations)
    {
        var original = body switch
        {
            ArrowExpressionClauseSyntax arrow => arrow.Expression.Span,
            EqualsValueClauseSyntax value => value.Value.Span,
            _ => body.Span,
        };
        string Changed(Mutation mutation) =>
            text.GetSubText(original)
                .WithChanges(new TextChange(new TextSpan(mutation.Span.Start - original.Start, mutation.Span.Length), mutation.After))
                .ToString();
        var unchanged = text.ToString(original);
        var all = new StringBuilder();
        switch (body)
        {
            case BlockSyntax:
                foreach (var (mutation, number) in mutations)
                    all.Append($"if ({Ask(number)}) {Changed(mutation)} else ");
                return $"{{ {all}{unchanged} }}";
            case ArrowExpressionClauseSyntax:
                foreach (var (mutation, number) in mutations)
                    all.Append($"{Ask(number)} ? ({Changed(mutation)}) : ");
                return $"=> {all}({unchanged})";
            default:
                foreach (var (mutation, number) in mutations)
                    all.Append($"{Ask(number)} ? ({Changed(mutation)}) : ");
                return $"= {all}({unchanged})";
        }
    }

    private static string Ask(int number) => $"global::Foedus.MutantInForce.Is({number})";
}
