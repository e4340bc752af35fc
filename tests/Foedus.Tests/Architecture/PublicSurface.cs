using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Foedus.Tests.Golden;

namespace Foedus.Tests.Architecture;

/// <summary>What others may build on: every public type of the library with its members, in a file that a change of it has to change too.</summary>
/// <remarks>FOEDUS_ACCEPT=1 writes it anew. A line that goes is a break; a line that comes is a promise.</remarks>
public class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Is_what_the_file_says()
    {
        var text = new StringBuilder();
        foreach (var type in typeof(InputException).Assembly.GetExportedTypes().OrderBy(NameOf, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(NameOf(type)).Append(Bases(type)).Append('\n');
            foreach (var line in type.GetMembers(Declared).Select(member => Line(type, member)).OfType<string>().Order(StringComparer.Ordinal))
                text.Append("  ").Append(line).Append('\n');
        }
        GoldenFile.HoldsAt(Repository.PathOf("src/Foedus/PublicSurface.txt"), text.ToString());
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static string Bases(Type type)
    {
        string[] bases =
        [
            .. new[] { type.BaseType }
                .OfType<Type>()
                .Where(of => of != typeof(object) && of != typeof(ValueType) && of != typeof(Enum) && of != typeof(MulticastDelegate))
                .Select(NameOf),
        ];
        return bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    // What a derived class outside the library could use counts as public; what the compiler makes of a record does not.
    private static string? Line(Type of, MemberInfo member) =>
        member switch
        {
            FieldInfo field when IsOpen(field.Attributes.HasFlag(FieldAttributes.SpecialName), field.IsPublic, field.IsFamily || field.IsFamilyOrAssembly) =>
                of.IsEnum ? field.Name : $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{NameOf(field.FieldType)} {field.Name}",
            ConstructorInfo made when IsOpen(false, made.IsPublic, made.IsFamily || made.IsFamilyOrAssembly) && !IsCompilers(made) =>
                $"new({Parameters(made)})",
            PropertyInfo property
                when new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsOpen).ToList() is { Count: > 0 } ways
                    && property.Name != "EqualityContract" =>
                $"{(ways[0].IsStatic ? "static " : "")}{NameOf(property.PropertyType)} {property.Name}{(property.GetIndexParameters() is { Length: > 0 } ? "[]" : "")} {{ {string.Join(" ", ways.Select(way => way == property.GetMethod ? "get;" : IsInit(way) ? "init;" : "set;"))} }}",
            MethodInfo method when IsOpen(method) && !method.IsSpecialName && !IsCompilers(method) && method.Name is not "<Clone>$" =>
                $"{(method.IsStatic ? "static " : "")}{NameOf(method.ReturnType)} {method.Name}{Generic(method.GetGenericArguments())}({Parameters(method)})",
            EventInfo happening when happening.AddMethod is { } add && IsOpen(add) => $"event {happening.Name}",
            _ => null,
        };

    private static bool IsOpen(MethodInfo method) => IsOpen(false, method.IsPublic, method.IsFamily || method.IsFamilyOrAssembly);

    private static bool IsOpen(bool isSpecial, bool isPublic, bool isFamily) => !isSpecial && (isPublic || isFamily);

    private static bool IsCompilers(MethodBase method) => method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Parameters(MethodBase method) =>
        string.Join(
            ", ",
            method.GetParameters().Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? "?" : "")}")
        );

    private static string Generic(Type[] arguments) => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(NameOf))}>";

    // Without namespaces but our own.
    private static string NameOf(Type type)
    {
        if (type.IsByRef)
            return $"ref {NameOf(type.GetElementType()!)}";
        if (type.IsArray)
            return $"{NameOf(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter)
            return type.Name;
        var name =
            type.IsNested ? $"{NameOf(type.DeclaringType!)}.{type.Name}"
            : type.Namespace?.StartsWith("Foedus", StringComparison.Ordinal) == true ? $"{type.Namespace}.{type.Name}"
            : type.Name;
        return type.IsGenericType ? name.Split('`')[0] + Generic(type.GetGenericArguments()) : name;
    }
}
