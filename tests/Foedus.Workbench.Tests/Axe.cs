using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>What axe-core finds on a page.</summary>
internal static class Axe
{
    /// <summary>What is serious or critical, in words; empty where nothing is.</summary>
    /// <remarks>The inside of a picture is left out: it is one image with a text of its own, and its hundreds of shapes take most of the time.</remarks>
    public static async Task<IReadOnlyList<string>> RunAsync(IPage page)
    {
        var found = await page.RunAxe(new AxeRunContext { Exclude = [new AxeSelector(".canvas svg")] }, new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return [.. found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{new Uri(page.Url).AbsolutePath}: {violation.Id} {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}")];
    }
}
