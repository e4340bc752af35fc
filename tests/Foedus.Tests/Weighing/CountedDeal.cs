using Foedus.Language;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>A small deal in which everything that is counted over worlds differs from offer to offer: somebody's private mind, a promise, a gift that another pays for.</summary>
internal static class CountedDeal
{
    private static readonly Dictionary<string, Lazy<WeighingResult>> Kept = new() { [More] = new(() => Weigh(More)), [Less] = new(() => Weigh(Less)) };

    /// <summary>Quiet should be likely.</summary>
    public const string More = "quiet >= 0.25";

    /// <summary>Trouble should be rare.</summary>
    public const string Less = "lost <= 0.75";

    public static string Text(string holdsWhen) =>
        $$"""
            deal "Counted"
            period year
            horizon 2
            party One
            party Two
            discount 0.9
            precision lambda 2
            assume x 0.4 in 0..1 "the risk"
            assume z 0.5 in 0..1 "what a gift is worth"
            assume w 0.5 in 0.2..0.8 "how firm Two is"
            private Two.mind { firm: w, soft: 1 - w }
            state calm yes or no = yes
            turn answer of Two when calm { keep  leave: calm = no; Two pays 0.5 if firm else 0 }
            chance trouble when calm { x * z: calm = no  otherwise: calm = yes }
            interest One each year { calm: 1 - x }
            interest Two each year { calm: z - 0.3 }
            clause gift "A gift" { interest One each year { calm: z - 0.8 }  interest Two each year { calm: 0.4 } }
            clause harsh "A harsh word" { interest Two each year { calm: x - 0.7 } }
            promise kept: Two plays keep at answer
            no deal none: starts calm = no
            offer plain
            offer given: gift
            offer blunt: harsh
            ask quiet "Quiet for two years": chance calm through 2
            ask lost "Trouble within two years": chance not calm by 2
            holds when {{holdsWhen}}
            """;

    public static DealFile File(string holdsWhen) => SoundDeal.Read(Text(holdsWhen));

    /// <summary>Weighed once for all tests, with what the draws alone tell.</summary>
    public static WeighingResult Result(string holdsWhen) => Kept[holdsWhen].Value;

    private static WeighingResult Weigh(string holdsWhen) =>
        Foedus.Workflow.Weigh.Run(
            File(holdsWhen),
            new WeighingOptions
            {
                Draws = 128,
                Effects = 0,
                ErrorDraws = 0,
                Thresholds = 0,
            }
        );
}
