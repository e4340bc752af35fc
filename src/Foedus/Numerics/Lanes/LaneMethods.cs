using System.Reflection;
using System.Runtime.CompilerServices;

namespace Foedus.Numerics.Lanes;

/// <summary>The methods that stand behind the operations of a program, for one width of registers.</summary>
internal static unsafe class LaneMethods<TLane> where TLane : struct, ILane<TLane>
{
    public static MethodInfo Load { get; } = Find(nameof(Load), typeof(double*));

    /// <summary>Of a register and where to put it.</summary>
    public static MethodInfo Store { get; } = typeof(LaneMethods<TLane>).GetMethod(nameof(Put), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static MethodInfo Of(LaneOperation operation) => operation switch
    {
        LaneOperation.Constant => Find("All", typeof(double)),
        LaneOperation.Add => OfLanes("op_Addition", 2),
        LaneOperation.Subtract => OfLanes("op_Subtraction", 2),
        LaneOperation.Multiply => OfLanes("op_Multiply", 2),
        LaneOperation.Divide => OfLanes("op_Division", 2),
        LaneOperation.Select => OfLanes(nameof(LaneOperation.Select), 3),
        LaneOperation.Abs or LaneOperation.Exp or LaneOperation.Log => OfLanes(operation.ToString(), 1),
        _ => OfLanes(operation.ToString(), 2),
    };

    private static MethodInfo OfLanes(string name, int operands) => Find(name, [.. Enumerable.Repeat(typeof(TLane), operands)]);

    private static MethodInfo Find(string name, params Type[] operands) =>
        typeof(TLane).GetMethod(name, BindingFlags.Static | BindingFlags.Public, operands) ?? throw new InvalidOperationException($"{typeof(TLane).Name} has no {name}.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TLane value, double* to) => value.Store(to);
}
