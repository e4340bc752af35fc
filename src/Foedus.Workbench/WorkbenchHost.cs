using System.Security.Cryptography.X509Certificates;
using Foedus.Answers;
using Foedus.Workbench.Accounts;
using Foedus.Workbench.Api;
using Foedus.Workbench.Components;
using Foedus.Workbench.Hosting;
using Foedus.Workbench.Live;
using Foedus.Workbench.Runs;
using Foedus.Workbench.Settings;
using Foedus.Workbench.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Console;

namespace Foedus.Workbench;

/// <summary>The workbench as a web application: services, pipeline, pages.</summary>
public static class WorkbenchHost
{
    private const long MostRequestBytes = 4_000_000;
    private const long MostImportBytes = 100_000_000;

    // A whole text may be pasted into the editor at once.
    private const long LargestMessage = 2L * Language.SourceText.MostBytes + 100_000;

    /// <summary>Starts and runs until cancelled.</summary>
    /// <param name="options">How.</param>
    /// <param name="started">Told the address once requests are answered.</param>
    /// <param name="cancel">Stops it; open requests are given a few seconds.</param>
    /// <exception cref="InputException">Not allowed to listen there, the port is taken, the folder cannot be written, the database does not answer.</exception>
    public static Task RunAsync(WorkbenchOptions options, Action<string>? started = null, CancellationToken cancel = default) =>
        RunAsync(options, started, cancel, null, null);

    /// <summary>Writes a copy of the SQLite database, also while a workbench runs on it.</summary>
    /// <exception cref="InputException">PostgreSQL, no workbench in the folder, or the file is there or cannot be written.</exception>
    public static void Backup(WorkbenchOptions options, string file) => Database.Backup(options, file);

    // Tests put services of their own in, and look at those there are.
    internal static async Task RunAsync(
        WorkbenchOptions options,
        Action<string>? started,
        CancellationToken cancel,
        Action<WebApplicationBuilder>? change,
        Action<WebApplication>? built
    )
    {
        await using var app = Build(options, change);
        built?.Invoke(app);
        await Database.PrepareAsync(app.Services, options, cancel);
        ListenRules.Check(options, ListenRules.NeedsAccounts(options) ? (await AccountBook.ListAsync(options, cancel)).Count : 0);
        using var alone = Alone(options.DataFolder);
        await app.Services.GetRequiredService<DealLibrary>().TakeInShippedAsync(AssetFolder.Deals, cancel);
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

    private static WebApplication Build(WorkbenchOptions options, Action<WebApplicationBuilder>? change)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = Environments.Production,
                ApplicationName = typeof(WorkbenchHost).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Configuration.Sources.Clear();
        builder
            .Logging.ClearProviders()
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // A port that is taken is told in our own words.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        // Statements with their values, and so what people wrote, stay out of the log.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostRequestBytes;
            kestrel.Listen(options.Listen, options.Port, listen =>
            {
                if (options.Certificate is { } certificate)
                    listen.UseHttps(ReadCertificate(certificate, options.CertificateKey));
            });
        });
        AddServices(builder.Services, options);
        change?.Invoke(builder);
        var app = builder.Build();
        UsePipeline(app, options);
        return app;
    }

    private static void AddServices(IServiceCollection services, WorkbenchOptions options)
    {
        services.AddSingleton(options);
        Database.Add(services, options);
        services.AddSingleton<DealLibrary>();
        services.AddSingleton<ScenarioBook>();
        services.AddScoped<Writer>();
        services.AddProblemDetails();
        // A body that lacks what is needed is refused with words before anything is done.
        services.ConfigureHttpJsonOptions(json =>
        {
            (json.SerializerOptions.RespectNullableAnnotations, json.SerializerOptions.RespectRequiredConstructorParameters) = (true, true);
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.Converters.Add(AnswerJson.Numbers);
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddSingleton<LiveSolver>();
        services.AddSingleton<WarmUp>();
        services.AddSingleton<RunQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<RunQueue>());
        services.AddDataProtection().SetApplicationName("foedus").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataFolder, "keys")));
        services.AddAntiforgery(forged =>
            forged.Cookie.SecurePolicy = ListenRules.NeedsAccounts(options) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest
        );
        if (ListenRules.NeedsAccounts(options))
        {
            services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
            AccountBook.AddIdentity(services);
            services.ConfigureApplicationCookie(SetCookie);
            services.AddSingleton<SessionBook>();
            services.AddSingleton<SignInDoor>();
            services
                .AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
                .Configure<SessionBook>((cookie, sessions) => cookie.SessionStore = sessions);
            services.AddScoped<AuthenticationStateProvider, OpenPage>();
            services.Configure<ForwardedHeadersOptions>(forwarded =>
            {
                forwarded.ForwardedHeaders = options.Proxy is null ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                forwarded.KnownProxies.Clear();
                forwarded.KnownIPNetworks.Clear();
                if (options.Proxy is { } proxy)
                    forwarded.KnownProxies.Add(proxy);
            });
        }
        else
            services.AddAuthentication(LocalUser.Name).AddScheme<AuthenticationSchemeOptions, LocalUser>(LocalUser.Name, null);
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Roles.MayEdit, policy => policy.RequireRole(Roles.Editor, Roles.Administrator))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        Limits.Add(services);
        services.AddOpenApi("v1", document => document.AddDocumentTransformer(
                (description, _, _) =>
                {
                    description.Info.Title = "Foedus workbench";
                    description.Info.Version = Workflow.Weigh.Version.Split('+')[0];
                    description.Info.Description =
                        "Deals, versions, solving at tried values, weighing in a queue with progress as server-sent events. Errors are problem details: 400 the input is at fault, 422 too large, 429 too many.";
                    return Task.CompletedTask;
                }
            ));
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
    }

    private static void UsePipeline(WebApplication app, WorkbenchOptions options)
    {
        if (options.Proxy is not null)
            app.UseForwardedHeaders();
        app.Use(
            (context, next) =>
            {
                // The handler of faults clears what was set before it.
                context.Response.OnStarting(() =>
                {
                    Headers.SetMissing(context.Response.Headers);
                    return Task.CompletedTask;
                });
                return next();
            }
        );
        Faults.Use(app);
        app.Use(
            async (context, next) =>
            {
                var fault =
                    !ListenRules.HostIsOurs(options, context.Request.Host)
                        ? "This name is not one under which the workbench answers. Open it at the address it printed when it started."
                    : LoopbackGuard.ChangesSomething(context.Request) && !LoopbackGuard.OriginIsOurs(context.Request) ? "This request came from another site."
                    : ListenRules.NeedsAccounts(options) && !context.Request.IsHttps
                        ? "This request did not come over TLS. The reverse proxy must end TLS and say so with X-Forwarded-Proto."
                    : null;
                if (fault is null)
                {
                    await next();
                    return;
                }
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
                    await TypedResults.Problem(fault, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
                else
                    await context.Response.WriteAsync(fault);
            }
        );
        if (ListenRules.NeedsAccounts(options))
            app.UseHsts();
        if (Directory.Exists(AssetFolder.Pages))
            app.UseStaticFiles(
                new StaticFileOptions
                {
                    FileProvider = new PhysicalFileProvider(AssetFolder.Pages),
                    OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
                }
            );
        app.Use(
            (context, next) =>
            {
                // A file that is somewhat too large is read, so that the page can say so.
                if (
                    context.Request.Path.StartsWithSegments("/import", StringComparison.Ordinal)
                    && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size
                )
                    size.MaxRequestBodySize = MostImportBytes;
                return next();
            }
        );
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        DealFiles.Map(app);
        RunFiles.Map(app);
        WorkbenchApi.Map(app);
        if (ListenRules.NeedsAccounts(options))
            SessionApi.Map(app);
        app.MapOpenApi();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
    }

    private static void SetCookie(CookieAuthenticationOptions cookie)
    {
        cookie.LoginPath = "/login";
        cookie.AccessDeniedPath = "/denied";
        cookie.Cookie.Name = "foedus";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.ExpireTimeSpan = SessionBook.Lasts;
        // The book of sessions looks at the account at every request.
        cookie.Events.OnValidatePrincipal = _ => Task.CompletedTask;
        // A program gets a status, not a page.
        cookie.Events.OnRedirectToLogin = redirect => Answer(redirect, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = redirect => Answer(redirect, StatusCodes.Status403Forbidden);
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> redirect, int status)
    {
        if (redirect.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            redirect.Response.StatusCode = status;
        else
            redirect.Response.Redirect(redirect.RedirectUri);
        return Task.CompletedTask;
    }

    private static X509Certificate2 ReadCertificate(string path, string? key)
    {
        try
        {
            // Through PKCS #12, so that the key is where the TLS layer of every system looks for it.
            return key is not null ? X509CertificateLoader.LoadPkcs12(X509Certificate2.CreateFromPemFile(path, key).Export(X509ContentType.Pkcs12), null)
                : path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
                    ? X509CertificateLoader.LoadPkcs12(X509Certificate2.CreateFromPemFile(path).Export(X509ContentType.Pkcs12), null)
                : X509CertificateLoader.LoadPkcs12FromFile(path, null);
        }
        catch (Exception fault) when (fault is System.Security.Cryptography.CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"The certificate cannot be read: {fault.Message} Give a .pem file that holds certificate and key, or two with --certificate and --certificate-key.",
                path,
                fault
            );
        }
    }

    // Two programs on one folder would each take up the other's unfinished runs.
    private static FileStream Alone(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "workbench.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new InputException("Another workbench is using this folder. Stop it first, or name another folder with --data.", folder);
        }
    }
}
