using Microsoft.CodeAnalysis.CSharp;

namespace Foedus.Mutants;

/// <summary>What is put instead of an operator or of a call.</summary>
internal static class Swaps
{
    public static string[] Of(SyntaxKind token) =>
        token switch
        {
            // The other side of the boundary, and the opposite.
            SyntaxKind.LessThanToken => ["<=", ">="],
            SyntaxKind.LessThanEqualsToken => ["<", ">"],
            SyntaxKind.GreaterThanToken => [">=", "<="],
            SyntaxKind.GreaterThanEqualsToken => [">", "<"],
            SyntaxKind.EqualsEqualsToken => ["!="],
            SyntaxKind.ExclamationEqualsToken => ["=="],
            SyntaxKind.PlusToken => ["-"],
            SyntaxKind.MinusToken => ["+"],
            SyntaxKind.AsteriskToken => ["/"],
            SyntaxKind.SlashToken => ["*"],
            SyntaxKind.PercentToken => ["*"],
            SyntaxKind.AmpersandAmpersandToken => ["||"],
            SyntaxKind.BarBarToken => ["&&"],
            SyntaxKind.AmpersandToken => ["|"],
            SyntaxKind.BarToken => ["&"],
            SyntaxKind.LessThanLessThanToken => [">>"],
            SyntaxKind.GreaterThanGreaterThanToken => ["<<"],
            SyntaxKind.PlusEqualsToken => ["-="],
            SyntaxKind.MinusEqualsToken => ["+="],
            SyntaxKind.AsteriskEqualsToken => ["/="],
            SyntaxKind.SlashEqualsToken => ["*="],
            SyntaxKind.AmpersandEqualsToken => ["|="],
            SyntaxKind.BarEqualsToken => ["&="],
            _ => [],
        };

    public static string KindOf(SyntaxKind token) =>
        token switch
        {
            SyntaxKind.AmpersandAmpersandToken or SyntaxKind.BarBarToken or SyntaxKind.AmpersandToken or SyntaxKind.BarToken => "boolean",
            SyntaxKind.PlusToken
            or SyntaxKind.MinusToken
            or SyntaxKind.AsteriskToken
            or SyntaxKind.SlashToken
            or SyntaxKind.PercentToken
            or SyntaxKind.LessThanLessThanToken
            or SyntaxKind.GreaterThanGreaterThanToken => "arithmetic",
            _ => "comparison",
        };

    public static string? OfCall(string name) =>
        name switch
        {
            "Min" => "Max",
            "Max" => "Min",
            "MinBy" => "MaxBy",
            "MaxBy" => "MinBy",
            "Any" => "All",
            "All" => "Any",
            "First" => "Last",
            "Last" => "First",
            "FirstOrDefault" => "LastOrDefault",
            "LastOrDefault" => "FirstOrDefault",
            "OrderBy" => "OrderByDescending",
            "OrderByDescending" => "OrderBy",
            "ThenBy" => "ThenByDescending",
            "ThenByDescending" => "ThenBy",
            _ => null,
        };
}
