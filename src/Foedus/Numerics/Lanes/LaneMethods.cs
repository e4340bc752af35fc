using System.Reflection;
using System.Runtime.Intrinsics;

namespace Foedus.Numerics.Lanes;

/// <summary>The runtime's vector methods that stand behind the operations of <typeparamref name="TLane"/>.</summary>
/// <remarks>Not the methods of the lane itself, which call them: the just-in-time compiler stops inlining in code as long as a compiled piece, and knows these without.</remarks>
internal static unsafe class LaneMethods<TLane>
    where TLane : struct, ILane<TLane>
{
    private static readonly Type methods = TLane.Width switch
    {
        8 => typeof(Vector512),
        4 => typeof(Vector256),
        _ => typeof(Vector128),
    };

    /// <summary>What a register holds.</summary>
    public static Type Register { get; } =
        TLane.Width switch
        {
            8 => typeof(Vector512<double>),
            4 => typeof(Vector256<double>),
            _ => typeof(Vector128<double>),
        };

    private static Type Integers =>
        TLane.Width switch
        {
            8 => typeof(Vector512<long>),
            4 => typeof(Vector256<long>),
            _ => typeof(Vector128<long>),
        };

    public static MethodInfo Load { get; } = Find("Load", typeof(double*));

    /// <summary>Of a register and where to put it.</summary>
    public static MethodInfo Store { get; } = Find("Store", Register, typeof(double*));

    public static MethodInfo AsIntegers { get; } = Find("AsInt64", Register);

    public static MethodInfo ShiftLeft { get; } = Find("ShiftLeft", Integers, typeof(int));

    public static MethodInfo AddIntegers { get; } = Integers.GetMethod("op_Addition", [Integers, Integers]) ?? throw Missing("op_Addition");

    public static MethodInfo AsNumbers { get; } = methods.GetMethod("AsDouble")!.MakeGenericMethod(typeof(long));

    public static MethodInfo Of(LaneOperation operation) =>
        operation switch
        {
            LaneOperation.Constant => Find("Create", typeof(double)),
            LaneOperation.Add => Operator("op_Addition"),
            LaneOperation.Subtract => Operator("op_Subtraction"),
            LaneOperation.Multiply => Operator("op_Multiply"),
            LaneOperation.Divide => Operator("op_Division"),
            LaneOperation.FusedMultiplyAdd => Find("FusedMultiplyAdd", Register, Register, Register),
            LaneOperation.And => Operator("op_BitwiseAnd"),
            LaneOperation.Max => Find("MaxNative", Register, Register),
            LaneOperation.Min => Find("MinNative", Register, Register),
            LaneOperation.Abs => Find("Abs", Register),
            LaneOperation.Log => Find("Log", Register),
            LaneOperation.Less => Find("LessThan", Register, Register),
            LaneOperation.LessOrEqual => Find("LessThanOrEqual", Register, Register),
            LaneOperation.Equal => Find("Equals", Register, Register),
            LaneOperation.Select => Find("ConditionalSelect", Register, Register, Register),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };

    private static MethodInfo Operator(string name) => Register.GetMethod(name, [Register, Register]) ?? throw Missing(name);

    private static MethodInfo Find(string name, params Type[] operands) =>
        methods
            .GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Where(method => method.Name == name)
            .Select(method =>
                method is { IsGenericMethodDefinition: true } && method.GetGenericArguments().Length == 1 && CanHoldDouble(method)
                    ? method.MakeGenericMethod(typeof(double))
                    : method
            )
            .FirstOrDefault(method => method.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(operands))
        ?? throw Missing(name);

    private static bool CanHoldDouble(MethodInfo method) =>
        method.GetGenericArguments()[0].GetGenericParameterConstraints().All(constraint => constraint == typeof(ValueType));

    private static InvalidOperationException Missing(string name) => new($"{methods.Name} has no {name}.");
}
