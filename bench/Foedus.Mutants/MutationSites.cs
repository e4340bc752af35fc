using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Foedus.Mutants;

/// <summary>Every place of a file where one operator, constant, condition or statement can be changed, with the changes it allows.</summary>
/// <remarks>
/// The operators are those of DeMillo, Lipton and Sayward (1978, "Hints on test data selection") as later tools use them: relational, arithmetic and logical operators,
/// constants one off, conditions negated, statements left out. Attributes, texts and what is handed to an exception are left alone.
/// </remarks>
internal sealed class MutationSites(SyntaxTree tree, string file) : CSharpSyntaxWalker
{
    private readonly List<List<Mutation>> sites = [];
    private readonly SourceText text = tree.GetText();

    /// <summary>[place][change]</summary>
    public static List<List<Mutation>> Of(SyntaxTree tree, string file)
    {
        var walker = new MutationSites(tree, file);
        walker.Visit(tree.GetRoot());
        return walker.sites;
    }

    public override void VisitAttributeList(AttributeListSyntax node) { }

    public override void VisitInterpolatedStringExpression(InterpolatedStringExpressionSyntax node) { }

    public override void VisitThrowStatement(ThrowStatementSyntax node) => Site("statement", node.Span, ";");

    public override void VisitThrowExpression(ThrowExpressionSyntax node) { }

    public override void VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        var others = Swaps.Of(node.OperatorToken.Kind());
        if (others.Length > 0)
            Site(Swaps.KindOf(node.OperatorToken.Kind()), node.OperatorToken.Span, others);
        base.VisitBinaryExpression(node);
    }

    public override void VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        var others = Swaps.Of(node.OperatorToken.Kind());
        if (others.Length > 0)
            Site("arithmetic", node.OperatorToken.Span, others);
        base.VisitAssignmentExpression(node);
    }

    public override void VisitRelationalPattern(RelationalPatternSyntax node)
    {
        Site("comparison", node.OperatorToken.Span, Swaps.Of(node.OperatorToken.Kind()));
        base.VisitRelationalPattern(node);
    }

    public override void VisitBinaryPattern(BinaryPatternSyntax node)
    {
        Site("boolean", node.OperatorToken.Span, node.OperatorToken.IsKind(SyntaxKind.AndKeyword) ? "or" : "and");
        base.VisitBinaryPattern(node);
    }

    public override void VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        if (node.Kind() is SyntaxKind.LogicalNotExpression or SyntaxKind.UnaryMinusExpression)
            Site(node.IsKind(SyntaxKind.LogicalNotExpression) ? "boolean" : "arithmetic", node.OperatorToken.Span, " ");
        else if (node.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression)
            Site("arithmetic", node.OperatorToken.Span, node.IsKind(SyntaxKind.PreIncrementExpression) ? "--" : "++");
        base.VisitPrefixUnaryExpression(node);
    }

    public override void VisitPostfixUnaryExpression(PostfixUnaryExpressionSyntax node)
    {
        if (node.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression)
            Site("arithmetic", node.OperatorToken.Span, node.IsKind(SyntaxKind.PostIncrementExpression) ? "--" : "++");
        base.VisitPostfixUnaryExpression(node);
    }

    public override void VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        if (node.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression)
            Site("constant", node.Span, node.IsKind(SyntaxKind.TrueLiteralExpression) ? "false" : "true");
        else if (node.Token.Value is int number)
            Site("constant", node.Span, Text(number + 1), number == 0 ? "(-1)" : Text(number - 1));
        else if (node.Token.Value is double value)
            Site("constant", node.Span, Text(value * 2 + (value == 0 ? 1 : 0)), Text(value / 2 - (value == 0 ? 1 : 0)));
    }

    public override void VisitIfStatement(IfStatementSyntax node)
    {
        Negated(node.Condition);
        base.VisitIfStatement(node);
    }

    public override void VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        Negated(node.Condition);
        base.VisitConditionalExpression(node);
    }

    public override void VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        Site("statement", node.Span, ";");
        base.VisitExpressionStatement(node);
    }

    public override void VisitBreakStatement(BreakStatementSyntax node) => Left(node);

    public override void VisitContinueStatement(ContinueStatementSyntax node) => Left(node);

    public override void VisitReturnStatement(ReturnStatementSyntax node)
    {
        if (node.Expression is null)
            Left(node);
        base.VisitReturnStatement(node);
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (node.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" })
            return;
        var name = node.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => null,
        };
        if (name is IdentifierNameSyntax && Swaps.OfCall(name.Identifier.Text) is { } other)
            Site("call", name.Span, other);
        base.VisitInvocationExpression(node);
    }

    // A break that ends a switch section cannot be left out; the compiler says so and another is drawn.
    private void Left(StatementSyntax node) => Site("statement", node.Span, ";");

    private void Negated(ExpressionSyntax condition)
    {
        // 'x is { } y' negated leaves y unassigned, and the compiler refuses; a comparison has its own swaps.
        Site("condition", condition.Span, $"!({condition})");
    }

    private void Site(string kind, TextSpan span, params string[] others)
    {
        var line = text.Lines.GetLineFromPosition(span.Start);
        sites.Add([.. others.Select(other => new Mutation(file, line.LineNumber + 1, kind, span, text.ToString(span), other, line.ToString().Trim()))]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        return shortest.AsSpan().IndexOfAny('.', 'E') < 0 ? shortest + ".0" : shortest;
    }
}
