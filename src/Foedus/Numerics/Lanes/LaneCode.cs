using System.Runtime.CompilerServices;

namespace Foedus.Numerics.Lanes;

/// <summary>A program that can be run: instruction by instruction at first, as machine code once it has been run often. For many threads at once; the same bits either way.</summary>
internal sealed unsafe class LaneCode<TLane>
    where TLane : struct, ILane<TLane>
{
    // Runs after which compiling has paid for itself.
    private const int CompileAfter = 256;

    private readonly LaneInterpreter<TLane> interpreter;
    private readonly LaneCompiler<TLane> compiler;
    private LaneKernel[]? kernels;
    private int runs;

    public LaneCode(LaneProgram program)
    {
        interpreter = new LaneInterpreter<TLane>(program);
        compiler = new LaneCompiler<TLane>(program);
        BlockCount = program.BlockCount;
    }

    /// <summary>Columns that its user must provide as block <see cref="LaneProgram.Temporaries"/>; nobody else's while it runs.</summary>
    public int TemporaryCount => Math.Max(interpreter.TemporaryCount, compiler.TemporaryCount);

    public int BlockCount { get; }

    /// <param name="blocks">[block] its first column.</param>
    public void Run(double** blocks)
    {
        var ready = Volatile.Read(ref kernels);
        if (ready is null && RuntimeFeature.IsDynamicCodeCompiled && Volatile.Read(ref runs) >= CompileAfter)
            ready = Compile();
        if (ready is null)
        {
            Interlocked.Increment(ref runs);
            interpreter.Run(blocks);
            return;
        }
        foreach (var kernel in ready)
            kernel(blocks);
    }

    /// <summary>Makes the machine code now.</summary>
    public LaneKernel[] Compile()
    {
        lock (compiler)
        {
            if (kernels is null)
                Volatile.Write(ref kernels, compiler.Compile());
            return kernels;
        }
    }
}
