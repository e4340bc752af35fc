using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Foedus.Tests.Architecture;

/// <summary>Which folder of the library may use which: the table of docs/architecture.md, held against the compiled assembly.</summary>
public class FolderRules
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Numerics"] = [],
        ["Games"] = ["Numerics"],
        ["Solving"] = ["Games", "Numerics"],
        ["Model"] = [],
        ["Language"] = ["Model"],
        ["Lowering"] = ["Model", "Games", "Numerics"],
        ["Weighing"] = ["Model", "Lowering", "Solving", "Games", "Numerics"],
        ["Exploring"] = ["Numerics"],
        ["Interop"] = ["Games", "Solving", "Weighing", "Exploring"],
        ["Reporting"] = ["Weighing", "Solving", "Model", "Lowering"],
        ["Workflow"] = ["Numerics", "Games", "Solving", "Model", "Language", "Lowering", "Weighing", "Interop", "Reporting"],
    };

    [Fact]
    public void Folders_use_only_what_the_table_allows()
    {
        var wrong = new SortedSet<string>();
        foreach (var (user, used, where) in Uses())
            if (user != used && !(MayUse.TryGetValue(user, out var allowed) && allowed.Contains(used)))
                wrong.Add($"{user} may not use {used} (in {where})");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_of_the_library_is_in_the_table()
    {
        var unknown = Uses().Select(use => use.User).Distinct().Where(folder => !MayUse.ContainsKey(folder));
        Assert.Empty(unknown);
    }

    // Every type reference inside the assembly is a type definition token; its uses are found in signatures, members and method bodies by
    // reading all tokens of each method body and decoding every signature.
    private static IEnumerable<(string User, string Used, string Where)> Uses()
    {
        using var stream = File.OpenRead(typeof(InputException).Assembly.Location);
        using var file = new PEReader(stream);
        var reader = file.GetMetadataReader();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var user = FolderOf(reader, handle);
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
            foreach (var folder in collector.Types.Select(used => FolderOf(reader, used)).OfType<string>().Distinct())
                yield return (user, folder, name);
        }
    }

    private static string? FolderOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        var parts = reader.GetString(type.Namespace).Split('.');
        return parts.Length >= 2 && parts[0] == "Foedus" ? parts[1] : null;
    }

    private sealed class References(MetadataReader reader) : ISignatureTypeProvider<int, object?>
    {
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

        // Any four bytes that form a valid token of the right table are taken as a use: it can only be too strict, and has not been.
        public void AddBody(MethodBodyBlock body)
        {
            var code = body.GetILBytes();
            for (var i = 0; code is not null && i + 4 <= code.Length; i++)
            {
                var token = BitConverter.ToInt32(code, i);
                var table = token >>> 24;
                var row = token & 0xffffff;
                if (table is not (0x02 or 0x04 or 0x06 or 0x0a or 0x1b or 0x2b) || row == 0 || i == 0)
                    continue;
                if (IsTokenOperand(code, i))
                    Add(System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(token));
            }
        }

        private bool IsTokenOperand(byte[] code, int at)
        {
            var opcode = code[at - 1];
            var isKnown = opcode is 0x27 or 0x28 or 0x6f or 0x70 or 0x71 or 0x73 or 0x74 or 0x75 or 0x79 or 0x7b or 0x7c or 0x7d or 0x7e or 0x7f or 0x80 or 0x81
                or 0x8c or 0x8d or 0x8f or 0xa3 or 0xa4 or 0xa5 or 0xd0;
            var isTwoByte = at >= 2 && code[at - 2] == 0xfe && opcode is 0x06 or 0x07 or 0x15 or 0x16 or 0x1c;
            if (!isKnown && !isTwoByte)
                return false;
            var token = BitConverter.ToInt32(code, at);
            var row = token & 0xffffff;
            var rows = (token >>> 24) switch
            {
                0x02 => reader.TypeDefinitions.Count,
                0x04 => reader.FieldDefinitions.Count,
                0x06 => reader.MethodDefinitions.Count,
                0x0a => reader.MemberReferences.Count,
                0x1b => System.Reflection.Metadata.Ecma335.MetadataReaderExtensions.GetTableRowCount(reader, System.Reflection.Metadata.Ecma335.TableIndex.TypeSpec),
                _ => System.Reflection.Metadata.Ecma335.MetadataReaderExtensions.GetTableRowCount(reader, System.Reflection.Metadata.Ecma335.TableIndex.MethodSpec),
            };
            return row <= rows;
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
