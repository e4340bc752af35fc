using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Text;
using Foedus.Answers;
using Foedus.Interop;
using Foedus.Workbench;
using Foedus.Workbench.Accounts;
using Foedus.Workbench.People;
using Foedus.Workbench.Settings;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus serve: the workbench, a web page for people who do not live in a terminal.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var open = new Option<bool>("--open") { Description = "Open the page in the browser." };
        var port = new Option<int>("--port")
        {
            Description = $"Port; 0 for any free one (default {WorkbenchOptions.StandardPort}).",
            HelpName = "N",
            DefaultValueFactory = _ => WorkbenchOptions.StandardPort,
        };
        port.Validators.Add(result => DealInputs.Within(result, port, 0, 65535));
        var data = new ReadingOption<string?>("--data")
        {
            Description = "Folder for deals, runs, accounts and keys (default: the user's own data folder).",
            HelpName = "DIR",
        };
        var database = new Option<string?>("--database")
        {
            Description = "Keep everything in this PostgreSQL database instead of SQLite; or set FOEDUS_DATABASE.",
            HelpName = "CONNECTION",
        };
        var listen = new Option<string>("--listen")
        {
            Description = "Address to listen on (default 127.0.0.1). Any other needs accounts and TLS.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        var host = new Option<string[]>("--host")
        {
            Description = "Name under which people reach it, where there are accounts (may be repeated).",
            HelpName = "NAME",
            DefaultValueFactory = _ => [],
        };
        var certificate = new ReadingOption<string?>("--certificate") { Description = "TLS certificate (.pem with its key, or .pfx).", HelpName = "FILE" };
        var key = new ReadingOption<string?>("--certificate-key")
        {
            Description = "The certificate's key, where it stands in another .pem.",
            HelpName = "FILE",
        };
        var proxy = new Option<string?>("--behind-proxy") { Description = "Address of the reverse proxy that ends TLS before it.", HelpName = "ADDRESS" };
        var add = new Option<string?>("--add-user")
        {
            Description = "Make an account, or give it a new password and role, and end. Reads the password from the terminal or standard input.",
            HelpName = "NAME",
        };
        var role = new Option<string>("--role")
        {
            Description = "Role of the account: reader, editor or administrator (default editor).",
            HelpName = "ROLE",
            DefaultValueFactory = _ => Roles.Editor,
        };
        var remove = new Option<string?>("--remove-user") { Description = "Remove an account, and end.", HelpName = "NAME" };
        var list = new Option<bool>("--list-users") { Description = "List the accounts, and end." };
        var backup = new WritingOption<string?>("--backup")
        {
            Description = "Write a copy of the SQLite database to this file, also while the workbench runs, and end.",
            HelpName = "FILE",
        };
        var json = DealInputs.Json();
        var command = new Command("serve", "Start the workbench: deals, sliders, weighing, pictures and reports in the browser.")
        {
            open,
            port,
            data,
            database,
            listen,
            host,
            certificate,
            key,
            proxy,
            add,
            role,
            remove,
            list,
            backup,
            json,
        };
        command.Needs(role, add);
        command.Needs(key, certificate);
        Option[] ending = [add, remove, list, backup];
        for (var one = 0; one < ending.Length; one++)
            command.Excludes(ending[one], [.. ending[(one + 1)..], open, port, listen, host, certificate, key, proxy]);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var options = new WorkbenchOptions
                {
                    Listen = Address(parsed.GetValue(listen)!, "--listen"),
                    Port = parsed.GetValue(port),
                    DataFolder = Path.GetFullPath(parsed.GetValue(data) ?? WorkbenchOptions.StandardDataFolder),
                    Database = parsed.GetValue(database)
                        ?? Environment.GetEnvironmentVariable("FOEDUS_DATABASE") switch
                        {
                            { Length: > 0 } text => text,
                            _ => null,
                        },
                    Certificate = parsed.GetValue(certificate),
                    CertificateKey = parsed.GetValue(key),
                    Proxy = parsed.GetValue(proxy) is { } named ? Address(named, "--behind-proxy") : null,
                    Hosts = parsed.GetValue(host)!,
                };
                if (parsed.GetValue(add) is { } name)
                {
                    await AccountBook.SetAsync(options, name, parsed.GetValue(role)!, Password(), cancel);
                    Tell(parsed.GetValue(json), $"{name} can sign in as {parsed.GetValue(role)}.", new ServeAnswer(Account: name));
                }
                else if (parsed.GetValue(remove) is { } gone)
                {
                    await AccountBook.RemoveAsync(options, gone, cancel);
                    Tell(parsed.GetValue(json), $"{gone} can no longer sign in.", new ServeAnswer(Removed: gone));
                }
                else if (parsed.GetValue(backup) is { } file)
                {
                    WorkbenchHost.Backup(options, Path.GetFullPath(file));
                    Tell(parsed.GetValue(json), $"The database is copied to {file}.", new ServeAnswer(Backup: file));
                }
                else if (parsed.GetValue(list))
                {
                    var accounts = await AccountBook.ListAsync(options, cancel);
                    Tell(
                        parsed.GetValue(json),
                        string.Join('\n', accounts.Select(account => $"{account.Name}  {account.Role}")),
                        new ServeAnswer(Accounts: [.. accounts.Select(account => new AccountAnswer(account.Name, account.Role))])
                    );
                }
                else
                    await WorkbenchHost.RunAsync(
                        options,
                        url =>
                        {
                            Tell(parsed.GetValue(json), $"The workbench is at {url} (stop it with Ctrl+C)", new ServeAnswer(Address: url));
                            if (parsed.GetValue(open))
                                Open(url);
                        },
                        cancel
                    );
                return ExitCode.Fine;
            }
        );
        return command.WithExamples(
            ("foedus serve --open", "work in the browser on this machine"),
            ("foedus serve --add-user anna --role administrator", "make the first account"),
            ("foedus serve --listen 0.0.0.0 --port 443 --certificate foedus.pem --host foedus.example.org", "for several people")
        );
    }

    private static IPAddress Address(string text, string option) =>
        text == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address
        : throw new InputException($"{option} needs an IP address, as in 127.0.0.1.", text);

    // From a pipe the first line; from a terminal without showing it.
    private static string Password()
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() ?? "";
        Console.Error.Write("Password: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        Console.Error.WriteLine();
        return typed.ToString();
    }

    private static void Tell(bool json, string words, ServeAnswer answer) => Console.WriteLine(json ? AnswerJson.Text(answer) : words);

    private static void Open(string url)
    {
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
