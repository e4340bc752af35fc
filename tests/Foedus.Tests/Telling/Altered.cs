using System.Collections;
using System.Reflection;
using System.Text.Json.Serialization;
using Foedus.Units;

namespace Foedus.Tests.Telling;

/// <summary>A result record with one of its properties changed in every place where it stands: what reads it shows.</summary>
internal static class Altered
{
    /// <summary>How a value is changed: into another, or, where it may be absent, away.</summary>
    public enum Change
    {
        Other,
        Gone,
    }

    /// <summary>"Offers.Holds.Share": every property that has no parts of its own, with the names of those that it is reached by. Lists count as what is in them.</summary>
    /// <param name="root">A record.</param>
    public static IEnumerable<(string Path, bool IsStored)> Paths(Type root) => Paths(root, "", []);

    /// <summary>The record with properties changed; null where nothing could be.</summary>
    /// <param name="root">The record.</param>
    /// <param name="paths">The properties.</param>
    /// <param name="change">How.</param>
    /// <param name="names">What stands in a list of words that was empty.</param>
    public static T? Of<T>(T root, IReadOnlyList<string> paths, Change change, IReadOnlyList<string> names)
        where T : class
    {
        var (copy, isChanged) = (root, false);
        foreach (var path in paths)
        {
            var changer = new Changer(path.Split('.'), change, names);
            try
            {
                var next = (T)changer.Changed(copy, typeof(T), 0)!;
                (copy, isChanged) = changer.Places > 0 ? (next, true) : (copy, isChanged);
            }
            catch (NotSupportedException)
            {
                // Nothing else can stand there.
            }
        }
        return isChanged ? copy : null;
    }

    private static IEnumerable<(string Path, bool IsStored)> Paths(Type type, string before, Type[] within)
    {
        foreach (
            var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
                .OrderBy(property => property.MetadataToken)
        )
        {
            var (path, element) = (before + property.Name, Element(property.PropertyType));
            if (property.SetMethod is null)
            {
                // What is not stored follows from what is; what is not in the JSON either is no result.
                if (!property.IsDefined(typeof(JsonIgnoreAttribute)))
                    yield return (path, false);
            }
            else if (IsRecord(element) && !within.Contains(element))
                foreach (var inside in Paths(element, path + ".", [.. within, element]))
                    yield return inside;
            else
                yield return (path, true);
        }
    }

    private static bool IsRecord(Type type) =>
        type != typeof(Unit)
        && type.Namespace?.StartsWith("Foedus", StringComparison.Ordinal) == true
        && (
            type.GetMethod("<Clone>$") is not null
            || type.IsValueType && !type.IsEnum && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null
        );

    // What a list, a dictionary or a value that may be absent is of.
    private static Type Element(Type type) =>
        Nullable.GetUnderlyingType(type) is { } some ? Element(some)
        : type.IsArray ? Element(type.GetElementType()!)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? Element(type.GetGenericArguments()[0])
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? Element(type.GetGenericArguments()[1])
        : type;

    private sealed class Changer(string[] path, Change change, IReadOnlyList<string> names)
    {
        public int Places { get; private set; }

        public object? Changed(object? value, Type type, int at)
        {
            if (at == path.Length && change == Change.Gone)
                return Gone(value, type);
            if (type.IsArray || type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
                return value is null ? null : Elements((IEnumerable)value, type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0], at);
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
                return value is null ? null : Entries((IEnumerable)value, type.GetGenericArguments(), at);
            if (at == path.Length)
                return Other(value, Nullable.GetUnderlyingType(type) ?? type);
            if (value is null)
                return null;
            var property = value.GetType().GetProperty(path[at])!;
            var part = Changed(property.GetValue(value), property.PropertyType, at + 1);
            var copy = value.GetType().GetMethod("<Clone>$")?.Invoke(value, null) ?? value;
            property.SetValue(copy, part);
            return copy;
        }

        private Array Elements(IEnumerable values, Type element, int at)
        {
            var all = values.Cast<object?>().Select(value => Changed(value, element, at)).ToArray();
            if (all.Length == 0 && at == path.Length && element == typeof(string))
            {
                all = [.. names];
                Places++;
            }
            var copy = Array.CreateInstance(element, all.Length);
            all.CopyTo(copy, 0);
            return copy;
        }

        private IDictionary Entries(IEnumerable entries, Type[] types, int at)
        {
            var copy = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(types))!;
            foreach (var entry in entries)
                copy.Add(entry.GetType().GetProperty("Key")!.GetValue(entry)!, Changed(entry.GetType().GetProperty("Value")!.GetValue(entry), types[1], at));
            return copy;
        }

        private object? Gone(object? value, Type type)
        {
            var isList = type.IsArray || type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
            if (value is null || !isList && type != typeof(string) && Nullable.GetUnderlyingType(type) is null)
                return value;
            Places++;
            return type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
                : isList ? Array.CreateInstance(type.GetGenericArguments()[0], 0)
                : type == typeof(string) ? ""
                : null;
        }

        // Another value of the kind, far enough to be seen after rounding, and not everywhere by the same.
        private object? Other(object? value, Type type)
        {
            Places++;
            var step = Places % 3;
            return type switch
            {
                _ when type == typeof(double) => value is not double number || double.IsNaN(number) ? 0.41 + 0.1 * step
                : number is >= 0 and <= 1 ? (number + 0.27 + 0.1 * step) % 1
                : number + (1 + Math.Abs(number)) * (0.4 + 0.2 * step),
                _ when type == typeof(int) => (int)(value ?? 0) + 3 + step,
                _ when type == typeof(long) => (long)(value ?? 0L) + 3 + step,
                _ when type == typeof(ulong) => (ulong)(value ?? 0UL) + 3,
                _ when type == typeof(bool) => !(bool)(value ?? false),
                _ when type == typeof(string) => value + "§",
                _ when type == typeof(DateOnly) => ((DateOnly)(value ?? DateOnly.MinValue)).AddDays(400),
                _ when type == typeof(TimeSpan) => ((TimeSpan)(value ?? TimeSpan.Zero)) + TimeSpan.FromHours(3),
                _ when type == typeof(Unit) => Unit.Points.Equals(value) ? Unit.Worlds : Unit.Points,
                { IsEnum: true } => Enum.GetValues(type).Cast<object>().First(other => !other.Equals(value)),
                _ => throw new NotSupportedException($"Of {type.Name} no other value is known."),
            };
        }
    }
}
