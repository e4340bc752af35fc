using System.CommandLine;
using System.Diagnostics;
using System.Net;
using Foedus.Workbench;

namespace Foedus.Cli.Commands;

/// <summary>foedus serve: the workbench, a web page for people who do not live in a terminal.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var open = new Option<bool>("--open") { Description = "Open the page in the browser." };
        var port = new Option<int>("--port") { Description = $"Port; 0 for any free one (default {WorkbenchOptions.StandardPort}).", HelpName = "N", DefaultValueFactory = _ => WorkbenchOptions.StandardPort };
        port.Validators.Add(result => DealInputs.Within(result, port, 0, 65535));
        var data = new Option<string?>("--data") { Description = "Folder for deals, runs and keys (default: the user's own data folder).", HelpName = "DIR" };
        var listen = new Option<string>("--listen") { Description = "Address to listen on (default 127.0.0.1).", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
        var database = new Option<string?>("--database") { Description = "Keep everything in this PostgreSQL database instead of SQLite.", HelpName = "CONNECTION" };
        var command = new Command("serve", "Start the workbench: deals, sliders, weighing, pictures and reports in the browser.") { open, port, data, listen, database };
        command.SetAction(async (parsed, cancel) =>
        {
            var address = parsed.GetValue(listen)!;
            var options = new WorkbenchOptions
            {
                Listen = address == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address, out var ip) ? ip
                    : throw new InputException("--listen needs an IP address, as in 127.0.0.1 or 0.0.0.0.", address),
                Port = parsed.GetValue(port),
                DataFolder = Path.GetFullPath(parsed.GetValue(data) ?? WorkbenchOptions.StandardDataFolder),
                Database = parsed.GetValue(database),
            };
            await WorkbenchHost.RunAsync(options, url => Say(url, parsed.GetValue(open)), cancel);
            return ExitCode.Fine;
        });
        return command.WithExamples(
            ("foedus serve --open", "work in the browser on this machine"),
            ("foedus serve --port 0 --data /tmp/trial", "on any free port, with a library of its own"));
    }

    private static void Say(string url, bool open)
    {
        Console.WriteLine($"The workbench is at {url} (stop it with Ctrl+C)");
        if (!open)
            return;
        try
        {
            Process.Start(new ProcessStartInfo(url) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Console.Error.WriteLine("No browser could be opened; use the address above.");
        }
    }
}
