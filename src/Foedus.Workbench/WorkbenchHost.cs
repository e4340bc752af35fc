using Foedus.Workbench.Accounts;
using Foedus.Workbench.Api;
using Foedus.Workbench.Components;
using Foedus.Workbench.Hosting;
using Foedus.Workbench.Live;
using Foedus.Workbench.Runs;
using Foedus.Workbench.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;

namespace Foedus.Workbench;

/// <summary>The workbench as a web application: services, pipeline, pages.</summary>
public static class WorkbenchHost
{
    // A whole text may be pasted into the editor at once.
    private const long LargestMessage = 2L * Language.SourceText.MostBytes + 100_000;

    /// <summary>Starts and runs until cancelled.</summary>
    /// <param name="options">How.</param>
    /// <param name="started">Told the address once requests are answered.</param>
    /// <param name="cancel">Stops it; open requests are given a few seconds.</param>
    /// <exception cref="InputException">The port is taken, the folder cannot be written, the database does not answer.</exception>
    public static async Task RunAsync(WorkbenchOptions options, Action<string>? started = null, CancellationToken cancel = default)
    {
        await using var app = Build(options);
        await PrepareAsync(app, options, cancel);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException taken)
        {
            throw new InputException($"Cannot listen on {options.Listen} port {options.Port}: {taken.Message} Choose another with --port.", inner: taken);
        }
        started?.Invoke(app.Urls.First());
        await app.WaitForShutdownAsync(cancel);
    }

    internal static WebApplication Build(WorkbenchOptions options)
    {
        Folder(options.DataFolder);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(WorkbenchHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 4_000_000;
            kestrel.Listen(options.Listen, options.Port);
        });
        AddServices(builder.Services, options);
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            if (!LoopbackGuard.HostIsOurs(context.Request.Host) || (LoopbackGuard.ChangesSomething(context.Request) && !LoopbackGuard.OriginIsOurs(context.Request)))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                await context.Response.WriteAsync("This request came from another site, or under a name that is not this machine's. Open the workbench at the address it printed when it started.");
                return;
            }
            await next();
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        if (Directory.Exists(AssetFolder.Pages))
            app.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(AssetFolder.Pages),
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
            });
        DealFiles.Map(app);
        RunFiles.Map(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    private static void AddServices(IServiceCollection services, WorkbenchOptions options)
    {
        services.AddSingleton(options);
        services.AddPooledDbContextFactory<WorkbenchDb>(database =>
        {
            if (options.Database is { } connection)
                database.UseNpgsql(connection);
            else
                database.UseSqlite($"Data Source={Path.Combine(options.DataFolder, "workbench.db")}");
        });
        services.AddSingleton<DealLibrary>();
        services.AddSingleton<LiveSolver>();
        services.AddSingleton<RunQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<RunQueue>());
        services.AddDataProtection().SetApplicationName("foedus").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataFolder, "keys")));
        services.AddAuthentication(LocalUser.Name).AddScheme<AuthenticationSchemeOptions, LocalUser>(LocalUser.Name, null);
        services.AddAuthorizationBuilder().AddPolicy(Roles.MayEdit, policy => policy.RequireRole(Roles.Editor, Roles.Administrator));
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
    }

    private static async Task PrepareAsync(WebApplication app, WorkbenchOptions options, CancellationToken cancel)
    {
        try
        {
            await using var database = await app.Services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(cancel);
            await database.Database.EnsureCreatedAsync(cancel);
            if (options.Database is null)
                await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancel);
        }
        catch (System.Data.Common.DbException fault)
        {
            throw new InputException($"The database does not answer: {fault.Message}", options.Database is null ? options.DataFolder : "--database", fault);
        }
        await app.Services.GetRequiredService<DealLibrary>().TakeInShippedAsync(AssetFolder.Deals, cancel);
    }

    private static void Folder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The folder for the workbench's data cannot be made: {fault.Message} Choose another with --data.", folder, fault);
        }
    }
}
