using System.Runtime.InteropServices;
using System.Text;
using Spectre.Console.Rendering;

namespace Foedus.Cli;

/// <summary>Standard output and error as the rest of the program may use them: texts from files cannot steer a terminal through them, and a closed one is written to by nobody.</summary>
internal static partial class Terminal
{
    private const int GetDescriptorFlags = 1,
        CloseOnExec = 1;

    /// <summary>Where the program's own signs go, such as those for bold.</summary>
    public static TextWriter Out { get; private set; } = Console.Out;

    /// <summary>Where progress is drawn over itself.</summary>
    public static TextWriter Error { get; private set; } = Console.Error;

    /// <summary>Where answers to questions come from.</summary>
    public static TextReader In => given ?? Console.In;

    /// <summary>Whether standard output went into a pipe that nobody reads any more.</summary>
    public static bool IsDeaf => pipe?.IsDeaf ?? false;

    /// <summary>Whether nobody looks at standard output.</summary>
    public static bool IsOutputRedirected => given is not null || Console.IsOutputRedirected;

    /// <summary>Whether nobody looks at standard error.</summary>
    public static bool IsErrorRedirected => given is not null || Console.IsErrorRedirected;

    private static ListenerStream? pipe;
    private static TextReader? given;

    /// <summary>Whether standard output was open when the program began.</summary>
    public static bool HasOutput => !IsClosed(1);

    /// <summary>Once, before anything is written.</summary>
    public static void Guard()
    {
        var isClosed = IsClosed(1);
        pipe = isClosed ? null : ListenerStream.OfStandardOutput();
        Error = IsClosed(2) ? TextWriter.Null : Console.Error;
        Out =
            isClosed ? new Nowhere(Error)
            : pipe is null ? Console.Out
            : TextWriter.Synchronized(new StreamWriter(pipe, new UTF8Encoding(false)) { AutoFlush = true });
        Take();
    }

    /// <summary>Instead of <see cref="Guard"/>, for commands inside another program: all that is written goes to these, and answers come from there.</summary>
    public static void Into(TextWriter output, TextWriter error, TextReader input)
    {
        (Out, Error, given) = (output, error, input);
        Take();
    }

    private static void Take()
    {
        // While it still finds the writer to be that of the terminal.
        _ = Output.Console;
        Console.SetOut(TextWriter.Synchronized(new VisibleText(Out)));
        Console.SetError(TextWriter.Synchronized(new VisibleText(Error)));
    }

    // Where nothing can be shown that is said, once.
    private sealed class Nowhere(TextWriter error) : TextWriter
    {
        private int told;

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (Interlocked.Exchange(ref told, 1) == 0)
                error.WriteLine("Standard output is closed: what would stand there is not shown.");
        }
    }

    // A number that was closed when the program began is soon taken by a file of the runtime's own, which nothing may be written into. Those are closed on exec; what was inherited cannot be.
    private static bool IsClosed(int descriptor)
    {
        if (OperatingSystem.IsWindows())
            return false;
        try
        {
            return Control(descriptor, GetDescriptorFlags) is var flags && (flags < 0 || (flags & CloseOnExec) != 0);
        }
        catch (Exception fault) when (fault is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command);

    /// <summary>The same for texts in tables and marked texts.</summary>
    internal sealed class VisibleSegments : IRenderHook
    {
        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
            renderables.Select(IRenderable (of) => new Visible(of));

        private sealed class Visible(IRenderable of) : IRenderable
        {
            public Measurement Measure(RenderOptions options, int maxWidth) => of.Measure(options, maxWidth);

            public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
                of.Render(options, maxWidth)
                    .Select(segment =>
                        segment.IsControlCode || !VisibleCharacters.AreHidden(segment.Text)
                            ? segment
                            : new Segment(VisibleCharacters.Of(segment.Text), segment.Style)
                    );
        }
    }
}
