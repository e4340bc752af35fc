using System.CommandLine;

namespace Foedus.Cli.Commands;

/// <summary>foedus completion: a script that lets a shell complete commands and options; what fits is asked of the program itself.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "fish", "powershell", "zsh"];

    public static Command Make()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or powershell." };
        shell.AcceptOnlyFromAmong(Shells);
        var command = new Command("completion", "Write the script that completes commands and options in a shell.") { shell };
        command.SetAction(parsed =>
        {
            using var reader = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion.{parsed.GetValue(shell)}")!);
            Console.Write(reader.ReadToEnd());
            return ExitCode.Fine;
        });
        return command.WithExamples(
            ("source <(foedus completion bash)", "in ~/.bashrc"),
            ("source <(foedus completion zsh)", "in ~/.zshrc, after compinit"),
            ("foedus completion fish > ~/.config/fish/completions/foedus.fish", "once"),
            ("foedus completion powershell | Out-String | Invoke-Expression", "in $PROFILE")
        );
    }
}
