using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Foedus.Mutants;

/// <summary>The library as the real build compiles it, held in memory, so that a changed file costs seconds and not a build.</summary>
internal sealed class LibraryBuild
{
    private readonly CSharpCompilation library;
    private readonly List<ResourceDescription> resources;
    private readonly string root;

    /// <param name="root">The repository's root.</param>
    public LibraryBuild(string root)
    {
        this.root = root;
        var project = Path.Combine(root, "src/Foedus");
        var parsed = CSharpCommandLineParser.Default.Parse(CompilerArguments(project), project, null);
        var options = parsed.ParseOptions.WithDocumentationMode(DocumentationMode.None);
        var trees = parsed.SourceFiles.Select(file =>
            CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file.Path), Encoding.UTF8), options, file.Path)
        );
        var references = parsed.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties));
        var compilation = CSharpCompilation.Create(
            "Foedus",
            trees,
            references,
            parsed.CompilationOptions.WithConcurrentBuild(false).WithGeneralDiagnosticOption(ReportDiagnostic.Suppress).WithSpecificDiagnosticOptions([])
        );
        // What the framework generates from attributes is generated once; its analyzers are not run.
        var generators = parsed
            .AnalyzerReferences.Where(analyzer => analyzer.FilePath.Contains("Microsoft.NETCore.App.Ref", StringComparison.Ordinal))
            .SelectMany(analyzer =>
                new Microsoft.CodeAnalysis.Diagnostics.AnalyzerFileReference(analyzer.FilePath, new Loader()).GetGenerators(LanguageNames.CSharp)
            );
        CSharpGeneratorDriver.Create(generators, parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        library = (CSharpCompilation)generated;
        resources = parsed.ManifestResources.IsDefault ? [] : [.. parsed.ManifestResources];
    }

    /// <summary>The library's files of some folders, by path from the repository's root, in order.</summary>
    public IEnumerable<(string File, SyntaxTree Tree)> Files(IReadOnlyList<string> folders) =>
        library
            .SyntaxTrees.Select(tree => (File: Path.GetRelativePath(root, tree.FilePath).Replace('\\', '/'), Tree: tree))
            .Where(file =>
                folders.Any(folder => file.File.StartsWith($"src/Foedus/{folder}/", StringComparison.Ordinal) || file.File == $"src/Foedus/{folder}")
            )
            .OrderBy(file => file.File, StringComparer.Ordinal);

    /// <summary>Whether the library would compile with a change; only the changed file is looked at.</summary>
    public bool Compiles(Mutation mutation) => IsRight(Tree(mutation.File), Changed(mutation));

    /// <summary>The library with one change.</summary>
    public byte[] Compile(Mutation mutation) => Emit(library.ReplaceSyntaxTree(Tree(mutation.File), Changed(mutation)));

    /// <summary>The library with all changes that can be compiled together, chosen by their place in the list, from 1; and those that cannot.</summary>
    public (byte[] Library, HashSet<Mutation> Alone) CompileTogether(IReadOnlyList<Mutation> mutations)
    {
        var alone = mutations.Where(mutation => Schema.Body(Tree(mutation.File), mutation) is null).ToHashSet();
        var together = library.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(SourceText.From(Schema.Switch, Encoding.UTF8), (CSharpParseOptions)library.SyntaxTrees[0].Options, "MutantInForce.cs")
        );
        foreach (
            var file in mutations
                .Select((mutation, i) => (Mutation: mutation, Number: i + 1))
                .Where(one => !alone.Contains(one.Mutation))
                .GroupBy(one => one.Mutation.File)
        )
        {
            var tree = Tree(file.Key);
            var all = file.ToList();
            if (!IsRight(together, tree, Schema.Of(tree, all)))
            {
                // Rare: an expression that has no type by itself. Each is tried by itself.
                foreach (var one in all.Where(one => !IsRight(together, tree, Schema.Of(tree, [one]))).ToList())
                {
                    alone.Add(one.Mutation);
                    all.Remove(one);
                }
            }
            if (all.Count > 0)
                together = together.ReplaceSyntaxTree(tree, Schema.Of(tree, all));
        }
        return (Emit(together), alone);
    }

    private SyntaxTree Tree(string file) => library.SyntaxTrees.Single(tree => tree.FilePath == Path.GetFullPath(Path.Combine(root, file)));

    private SyntaxTree Changed(Mutation mutation)
    {
        var tree = Tree(mutation.File);
        return tree.WithChangedText(tree.GetText().WithChanges(new TextChange(mutation.Span, mutation.After)));
    }

    private bool IsRight(SyntaxTree before, SyntaxTree after) => IsRight(library, before, after);

    private static bool IsRight(CSharpCompilation compilation, SyntaxTree before, SyntaxTree after) =>
        !compilation
            .ReplaceSyntaxTree(before, after)
            .GetSemanticModel(after)
            .GetDiagnostics()
            .Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private byte[] Emit(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, manifestResources: resources, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        return result.Success
            ? stream.ToArray()
            : throw new InvalidOperationException(
                $"The library does not compile in memory:\n{string.Join('\n', result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(5))}"
            );
    }

    private static string[] CompilerArguments(string project)
    {
        // Asks the build for what it would hand to the compiler; nothing is compiled and nothing written.
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "msbuild",
                project,
                "-t:PrepareResources;Compile",
                "-p:Configuration=Release",
                "-p:SkipCompilerExecution=true",
                "-p:ProvideCommandLineArgs=true",
                "-p:NonExistentFile=none/none",
                "-p:BuildProjectReferences=false",
                "-getItem:CscCommandLineArgs",
            },
        };
        // A program that the build itself started would hand down settings of that build.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The build does not say how the library is compiled:\n{output}");
        using var json = JsonDocument.Parse(output);
        return
        [
            .. json
                .RootElement.GetProperty("Items")
                .GetProperty("CscCommandLineArgs")
                .EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!),
        ];
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath) { }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => System.Reflection.Assembly.LoadFrom(fullPath);
    }
}
