using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>What axe-core finds on a page.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is serious or critical, in words; empty where nothing is.</summary>
    /// <param name="page">The page as it is.</param>
    /// <param name="onColours">Whether only what hangs on colours is looked at: the one thing in which dark differs from light.</param>
    /// <remarks>
    /// The inside of a picture is left out: it is one image with a text of its own, and its hundreds of shapes take most of the time. The library's own call opens a window for every run, for frames that no page of ours has.
    /// </remarks>
    public static async Task<IReadOnlyList<string>> RunAsync(IPage page, bool onColours = false)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in globalThis"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            """
            async onColours => {
              // What these find is moderate or minor, which is not asked for here; 'region' alone takes as long as many others together.
              const rules = Object.fromEntries(['region', 'heading-order', 'landmark-unique', 'landmark-no-duplicate-main', 'landmark-no-duplicate-banner', 'landmark-no-duplicate-contentinfo', 'empty-table-header', 'presentation-role-conflict', 'image-redundant-alt'].map(rule => [rule, { enabled: false }]));
              const found = await axe.run({ exclude: [['.canvas svg']] }, { resultTypes: ['violations'], rules, ...(onColours && { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }) });
              return found.violations.filter(one => one.impact === 'serious' || one.impact === 'critical')
                .map(one => `${location.pathname}: ${one.id} ${one.help}: ${one.nodes.slice(0, 3).map(node => node.html).join(' | ')}`);
            }
            """,
            onColours
        );
    }
}
