using System.Text.RegularExpressions;
using Foedus.Binding;
using Foedus.Language;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Corpus;

/// <summary>A reader who types the guide's deal step by step has a sound deal after each step, and is told what the guide says.</summary>
public partial class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Repository.PathOf("docs/guide.md"));

    // What stands in the file after each step, and the guide's words on that step.
    private static readonly (string SoFar, string Words)[] Steps =
    [
        .. Sections()
            .Matches(Guide)
            .Select(match => match.Value)
            .Aggregate((SoFar: "", Steps: new List<(string, string)>()), (sum, section) =>
            {
                var typed = sum.SoFar + string.Concat(Fences().Matches(section).Select(fence => fence.Groups[1].Value));
                sum.Steps.Add((typed, section));
                return (typed, sum.Steps);
            })
            .Steps,
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Steps.Length)];

    [Theory, MemberData(nameof(Numbers))]
    public void Every_step_can_be_checked(int step)
    {
        var file = Read(Steps[step].SoFar);
        Assert.Equal("", DiagnosticRenderer.Render(file.Source, file.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)));
        // What is said is what the guide says of this step or of one before.
        Assert.All(Quoted(Steps[step].Words), quote => Assert.Contains(file.Diagnostics, diagnostic => diagnostic.Message == quote));
        Assert.Equal([], file.Diagnostics.Select(diagnostic => diagnostic.Message).Except(Steps.Take(step + 1).SelectMany(earlier => Quoted(earlier.Words))));
    }

    private static IEnumerable<string> Quoted(string words) => Quotes().Matches(words).Select(quote => quote.Groups[1].Value);

    [Fact]
    public void Its_map_is_of_its_own_deal()
    {
        var file = Read(Steps[^1].SoFar);
        var map = MapCommand().Match(Guide);
        Assert.True(map.Success);
        var offer = file.Offers.Single(offer => offer.Offer.Name == map.Groups[1].Value);
        Assert.Equal(
            0,
            Weigh
                .Map(
                    file,
                    offer,
                    map.Groups[2].Value,
                    map.Groups[3].Value,
                    points: 2,
                    new WeighingOptions { Resolution = 5 },
                    cancel: TestContext.Current.CancellationToken
                )
                .NotSolved
        );
    }

    /// <summary>The answer that the guide's command chooses is there, and is another answer.</summary>
    [Fact]
    public void Its_fork_is_of_its_own_deal()
    {
        var command = ForkCommand().Match(Guide);
        Assert.True(command.Success);
        double[] Answers(IReadOnlyDictionary<string, string>? forks)
        {
            var file = SoundDeal.Read(Steps[^1].SoFar, forks);
            return
            [
                .. file
                    .Offers.Select(offer =>
                        new OfferSolver(offer, 5).Solve(new AssumptionSet(file.Deal, new WeighingOptions()).Best, TestContext.Current.CancellationToken)
                    )
                    .Select(outcome =>
                    {
                        Assert.True(outcome.IsSolved);
                        return outcome.Measures[0];
                    }),
            ];
        }
        var (written, chosen) = (Answers(null), Answers(new Dictionary<string, string> { [command.Groups[1].Value] = command.Groups[2].Value }));
        Assert.Contains(written.Zip(chosen), pair => Math.Abs(pair.First - pair.Second) > 0.01);
        var fork = Assert.Single(
            Weigh
                .Run(
                    Read(Steps[^1].SoFar),
                    new WeighingOptions
                    {
                        Draws = 8,
                        Effects = 0,
                        ErrorDraws = 0,
                        EquilibriumDraws = 0,
                        CareDraws = 0,
                        Thresholds = 0,
                        Resolution = 5,
                    },
                    cancel: TestContext.Current.CancellationToken
                )
                .Forks!
        );
        Assert.Contains(fork.Answers, answer => answer.Answer == command.Groups[2].Value);
    }

    private static DealFile Read(string text) => DealFile.Read(new SourceText(text, "my.foedus"), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"^\*\*\d+\. .*?(?=^\*\*\d+\. |\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Sections();

    [GeneratedRegex(@"^```\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();

    // A sentence of the program: it ends in a full stop.
    [GeneratedRegex("`([A-Z][^`\n]*\\.)`")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"`foedus map my\.foedus --offer (\w+) --x (\w+) --y (\w+)`")]
    private static partial Regex MapCommand();

    [GeneratedRegex(@"`foedus solve my\.foedus --fork (\w+)=(\w+)`")]
    private static partial Regex ForkCommand();
}
