using System.Collections;
using System.Runtime.CompilerServices;

namespace Foedus.Model;

/// <summary>An immutable list that is equal to another when its items are: what lets two deals be compared as values.</summary>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.Create))]
public readonly struct Sequence<T> : IReadOnlyList<T>, IEquatable<Sequence<T>>
{
    private readonly T[]? items;

    internal Sequence(T[] items) => this.items = items;

    private T[] Items => items ?? [];

    /// <summary>What is one for all copies of this list, for what is worked out of it once.</summary>
    internal object Identity => Items;

    public int Count => Items.Length;

    public T this[int index] => Items[index];

    public ReadOnlySpan<T> AsSpan() => Items;

    public bool Equals(Sequence<T> other) => Items.AsSpan().SequenceEqual(other.Items, EqualityComparer<T>.Default);

    public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();

    public override string ToString() => "[" + string.Join(", ", Items) + "]";

    public static bool operator ==(Sequence<T> left, Sequence<T> right) => left.Equals(right);

    public static bool operator !=(Sequence<T> left, Sequence<T> right) => !left.Equals(right);
}

/// <summary>Makes sequences from collection expressions and from enumerables.</summary>
public static class Sequence
{
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    public static Sequence<T> ToSequence<T>(this IEnumerable<T> items) => new(items.ToArray());

    /// <summary>Names as text.</summary>
    public static IEnumerable<string> Texts(this IEnumerable<Word> words) => words.Select(word => word.Text);

    /// <summary>Names of clauses as text.</summary>
    public static IEnumerable<string> Texts(this IEnumerable<ClauseUse> clauses) => clauses.Select(use => use.Clause.Text);

    /// <summary>Whether a clause is among them, whatever its parameters are.</summary>
    public static bool Contains(this Sequence<ClauseUse> clauses, string name) => clauses.Texts().Contains(name);

    /// <summary>Whether a name is among them.</summary>
    public static bool Contains(this Sequence<Word> words, string name) => words.Texts().Contains(name);
}
