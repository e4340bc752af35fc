using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Foedus.Tests.Runs;

namespace Foedus.Tests.Files;

/// <summary>Nothing but a regular file is ever replaced, links stay links, and what is refused leaves nothing behind.</summary>
public class OutputFiles
{
    private static void Write(string path, string text) => OutputFile.Write(path, into => into.Write(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_file_is_whole_or_as_it_was_and_keeps_its_rights()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a"], "one");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder["a"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Throws<InvalidOperationException>(() => OutputFile.Write(folder["a"], into =>
            {
                into.Write("half"u8);
                throw new InvalidOperationException();
            }));
        Assert.Equal("one", File.ReadAllText(folder["a"]));
        Write(folder["a"], "two");
        Assert.Equal("two", File.ReadAllText(folder["a"]));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["a"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder["."]));
    }

    // Where the kernel keeps its own files none can be made, whoever asks.
    [Fact]
    public void Where_nothing_can_be_made_the_message_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The place is one of Linux.");
        Assert.Contains("does not allow it", Assert.Throws<InputException>(() => Write("/proc/foedus", "x")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "No folder can be made here",
            Assert.Throws<InputException>(() => OutputFile.MakeFolder("/proc/foedus/run")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Links_stay_and_what_they_lead_to_is_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["there"], "old");
        File.CreateSymbolicLink(folder["link"], "there");
        File.CreateSymbolicLink(folder["further"], folder["link"]);
        File.CreateSymbolicLink(folder["dangling"], "made");
        File.CreateSymbolicLink(folder["loop"], "loop");
        Write(folder["further"], "new");
        Write(folder["dangling"], "first");
        Assert.Equal(("new", "first"), (File.ReadAllText(folder["there"]), File.ReadAllText(folder["made"])));
        Assert.All(new[] { "link", "further", "dangling" }, name => Assert.NotNull(new FileInfo(folder[name]).LinkTarget));
        Assert.Throws<InputException>(() => Write(folder["loop"], "x"));
    }

    [Fact]
    public async Task Folders_and_sockets_are_refused_and_pipes_are_written_to()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The kinds of files are those of Linux.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["folder"]);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder["socket"]));
        Assert.Contains("folder", Assert.Throws<InputException>(() => Write(folder["folder"], "x")).Message);
        Assert.Contains("socket", Assert.Throws<InputException>(() => Write(folder["socket"], "x")).Message);
        Assert.Contains("no such folder", Assert.Throws<InputException>(() => Write(folder["none/x"], "x")).Message);
        await Process.Start("mkfifo", folder["pipe"]).WaitForExitAsync();
        File.CreateSymbolicLink(folder["link"], "pipe");
        Assert.Contains("nobody reads", Assert.Throws<InputException>(() => Write(folder["pipe"], "x")).Message);
        // What was given up holds nobody up who reads later.
        Assert.Equal("", await Task.Run(() => File.ReadAllText(folder["pipe"])).WaitAsync(TimeSpan.FromMinutes(1)));
        foreach (var name in new[] { "pipe", "link" })
        {
            var read = Task.Run(() => File.ReadAllText(folder["pipe"]));
            Write(folder[name], "through");
            Assert.Equal("through", await read);
        }
    }

    [Theory]
    [InlineData("plain, café, 和平\n\ttab\r\n", "plain, café, 和平\n\ttab\r\n")]
    [InlineData("\u001b[2J\u009b31m\u0007", "\\u001b[2J\\u009b31m\\u0007")]
    [InlineData("a\u202Eb\u2066c\u200F", "a\\u202eb\\u2066c\\u200f")]
    [InlineData("over\rwritten", "over\\u000dwritten")]
    [InlineData("\uD83D\uDD4A", "\uD83D\uDD4A")]
    public void Characters_that_act_are_shown_instead(string text, string shown)
    {
        Assert.Equal(shown, VisibleCharacters.Of(text));
        Assert.Equal(text != shown, VisibleCharacters.AreHidden(text));
        Assert.Equal("\\ud800x\\udc00", VisibleCharacters.Of("\ud800x\udc00"));
    }
}
