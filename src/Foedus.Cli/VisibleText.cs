using System.Globalization;
using System.Text;

namespace Foedus.Cli;

/// <summary>Passes on what is written with the characters that act made visible.</summary>
internal sealed class VisibleText(TextWriter into) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => into.Encoding;

    public override void Write(char value) => into.Write(VisibleCharacters.Of($"{value}"));

    public override void Write(string? value)
    {
        if (value is not null)
            into.Write(VisibleCharacters.Of(value));
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine(string? value)
    {
        Write(value);
        into.WriteLine();
    }

    public override void WriteLine() => into.WriteLine();

    public override void Flush() => into.Flush();
}
