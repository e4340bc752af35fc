using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Foedus.Tests.Architecture;

/// <summary>Which folder of the library may use which: the table of docs/architecture.md, held against the compiled assembly.</summary>
public class FolderRules
{
    // What everybody may use, and which uses nothing: how a number is written.
    private const string ForAll = "Units";

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        [ForAll] = [],
        ["Answers"] = [],
        ["Numerics"] = [],
        ["Columnar"] = [],
        ["Games"] = ["Numerics"],
        ["Solving"] = ["Answers", "Games", "Numerics"],
        ["Model"] = [],
        ["Binding"] = ["Model"],
        ["Language"] = ["Model", "Binding"],
        ["Lowering"] = ["Model", "Binding", "Games", "Numerics"],
        ["Weighing"] = ["Answers", "Model", "Lowering", "Solving", "Games", "Numerics", "Exploring"],
        ["Exploring"] = ["Numerics"],
        ["Eliciting"] = ["Answers", "Model"],
        ["Monitoring"] = ["Model", "Numerics"],
        ["BaseRates"] = ["Numerics"],
        ["Interop"] = ["Answers", "Monitoring", "Games", "Solving", "Weighing", "Exploring", "Language", "BaseRates", "Columnar"],
        ["Telling"] = ["Answers", "Weighing", "Solving"],
        ["Reporting"] = ["Answers", "Telling", "Monitoring", "Weighing", "Solving", "Model", "Lowering", "BaseRates"],
        ["Runs"] = ["Weighing", "Numerics", "Columnar"],
        ["Workflow"] =
        [
            "Answers",
            "BaseRates",
            "Monitoring",
            "Numerics",
            "Games",
            "Solving",
            "Model",
            "Binding",
            "Language",
            "Lowering",
            "Weighing",
            "Exploring",
            "Eliciting",
            "Interop",
            "Runs",
            "Telling",
            "Reporting",
        ],
    };

    [Fact]
    public void Folders_use_only_what_the_table_allows()
    {
        var wrong = new SortedSet<string>();
        foreach (var (user, used, where) in Uses(Library).Select(use => (User: Folder(use.User), Used: Folder(use.Used), use.Where)))
            if (user.Length > 0 && used.Length > 0 && user != used && used != ForAll && !(MayUse.TryGetValue(user, out var allowed) && allowed.Contains(used)))
                wrong.Add($"{user} may not use {used} (in {where})");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_of_the_library_is_in_the_table()
    {
        var unknown = Uses(Library).Select(use => Folder(use.User)).Distinct().Where(folder => folder.Length > 0 && !MayUse.ContainsKey(folder));
        Assert.Empty(unknown);
    }

    /// <summary>Folders inside folders, and those of the workbench: no two use each other, directly or through others.</summary>
    [Theory]
    [InlineData("Foedus")]
    [InlineData("Foedus.Workbench")]
    public void No_folders_use_each_other_in_a_circle(string assembly)
    {
        var path = assembly == "Foedus" ? Library : Path.Combine(Path.GetDirectoryName(Cli.CommandLineTests.Program)!, $"{assembly}.dll");
        var uses = Uses(path).Where(use => use.User != use.Used).ToList();
        var next = uses.GroupBy(use => use.User).ToDictionary(group => group.Key, group => group.Select(use => use.Used).ToHashSet());
        var circles = uses.Where(use => Reaches(use.Used, use.User))
            .Select(use => $"{use.User} and {use.Used} use each other (in {use.Where})")
            .Distinct()
            .Order();
        Assert.Empty(circles);

        bool Reaches(string from, string to)
        {
            var (seen, open) = (new HashSet<string> { from }, new Stack<string>([from]));
            while (open.TryPop(out var at))
                foreach (var used in next.GetValueOrDefault(at) ?? [])
                    if (used == to)
                        return true;
                    else if (seen.Add(used))
                        open.Push(used);
            return false;
        }
    }

    private static string Library => typeof(InputException).Assembly.Location;

    // "Foedus.Weighing.Draws" stands in the folder Weighing.
    private static string Folder(string name) => name.Split('.') is { Length: > 1 } parts ? parts[1] : "";

    // Every type reference inside the assembly is a type definition token; its uses are found in signatures, members and method bodies.
    private static IEnumerable<(string User, string Used, string Where)> Uses(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var file = new PEReader(stream);
        var reader = file.GetMetadataReader();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var user = NamespaceOf(reader, handle);
            if (user is null)
                continue;
            var collector = new References(reader);
            collector.Add(type.BaseType);
            foreach (var implemented in type.GetInterfaceImplementations())
                collector.Add(reader.GetInterfaceImplementation(implemented).Interface);
            foreach (var field in type.GetFields())
                reader.GetFieldDefinition(field).DecodeSignature(collector, null);
            foreach (var methodHandle in type.GetMethods())
            {
                var method = reader.GetMethodDefinition(methodHandle);
                method.DecodeSignature(collector, null);
                if (method.RelativeVirtualAddress != 0)
                    collector.AddBody(file.GetMethodBody(method.RelativeVirtualAddress));
            }
            var name = reader.GetString(type.Name);
            foreach (var used in collector.Types.Select(used => NamespaceOf(reader, used)).OfType<string>().Distinct())
                yield return (user, used, name);
        }
    }

    private static string? NamespaceOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        var name = reader.GetString(type.Namespace);
        return name == "Foedus" || name.StartsWith("Foedus.", StringComparison.Ordinal) ? name : null;
    }

    private sealed class References(MetadataReader reader) : ISignatureTypeProvider<int, object?>
    {
        private static readonly Dictionary<short, OpCode> Instructions = typeof(OpCodes)
            .GetFields()
            .Where(field => field.FieldType == typeof(OpCode))
            .Select(field => (OpCode)field.GetValue(null)!)
            .ToDictionary(opcode => opcode.Value);

        public HashSet<TypeDefinitionHandle> Types { get; } = [];

        public void Add(EntityHandle handle)
        {
            // An interface has no base type.
            if (handle.IsNil)
                return;
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    Types.Add((TypeDefinitionHandle)handle);
                    break;
                case HandleKind.TypeSpecification:
                    reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    Add(reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Add(reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MemberReference:
                    Add(reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                    break;
                case HandleKind.MethodSpecification:
                    var specification = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(specification.Method);
                    specification.DecodeSignature(this, null);
                    break;
            }
        }

        // Instruction by instruction, so that no number in the code passes for a token.
        public void AddBody(MethodBodyBlock body)
        {
            var code = body.GetILBytes() ?? [];
            for (var at = 0; at < code.Length; )
            {
                var opcode = code[at] == 0xfe ? Instructions[(short)(0xfe00 | code[at + 1])] : Instructions[code[at]];
                at += opcode.Size;
                switch (opcode.OperandType)
                {
                    case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                        Add(System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(BitConverter.ToInt32(code, at)));
                        at += 4;
                        break;
                    case OperandType.InlineSwitch:
                        at += 4 + 4 * BitConverter.ToInt32(code, at);
                        break;
                    case OperandType.InlineI8 or OperandType.InlineR:
                        at += 8;
                        break;
                    case OperandType.InlineVar:
                        at += 2;
                        break;
                    case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                        at++;
                        break;
                    case OperandType.InlineNone:
                        break;
                    default:
                        at += 4;
                        break;
                }
            }
        }

        public int GetTypeFromDefinition(MetadataReader metadata, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            Types.Add(handle);
            return 0;
        }

        public int GetTypeFromSpecification(MetadataReader metadata, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            metadata.GetTypeSpecification(handle).DecodeSignature(this, context);

        public int GetTypeFromReference(MetadataReader metadata, TypeReferenceHandle handle, byte rawTypeKind) => 0;

        public int GetSZArrayType(int elementType) => 0;

        public int GetArrayType(int elementType, ArrayShape shape) => 0;

        public int GetByReferenceType(int elementType) => 0;

        public int GetPointerType(int elementType) => 0;

        public int GetPinnedType(int elementType) => 0;

        public int GetGenericInstantiation(int genericType, System.Collections.Immutable.ImmutableArray<int> typeArguments) => 0;

        public int GetGenericMethodParameter(object? context, int index) => 0;

        public int GetGenericTypeParameter(object? context, int index) => 0;

        public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

        public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

        public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;
    }
}
