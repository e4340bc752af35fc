using System.Text;
using Foedus.Binding;
using Foedus.Language;
using Foedus.Workflow;

namespace Foedus.Tests.Golden;

/// <summary>What the writer of a wrong deal is told, word for word.</summary>
public class Diagnostics
{
    private const string Frame = """
        deal "Golden"
        period year
        horizon 3
        party A
        party B
        discount 0.9
        precision lambda 1
        assume p 0.5 in 0.2..0.95
        private A.mind { good: p, bad: 1 - p }
        state s { calm, war } = calm
        state arms 0..2 = 0
        no deal none "As it is"
        ask calm "Calm": chance s = calm through 3

        """;

    private static readonly (string What, string Text)[] Cases =
    [
        ("two unknown names at once", "turn A when s = calm { keep  attack: s = wra }\ninterest A each year { always: goin }"),
        ("an unknown party", "turn C when s = calm { keep  attack: s = war }"),
        ("chances that exceed one somewhere in the range", "turn A when s = calm { keep  probe: chance { p: s = war 0.2: s = calm } }"),
        ("a state that leaves its range", "turn A when s = calm { keep  arm: arms += 1 }"),
        ("a condition on an assumption", "turn A when s = calm and p > 0.5 { keep  attack: s = war }"),
        ("somebody else's secret", "turn B when s = calm { keep  attack: B pays 1 if good else 2 }"),
        ("a disguise that reveals", "turn A when s = calm { keep when arms > 0  attack: s = war  unseen probe as keep: s = war }"),
        ("a misspelt statement", "trun A when s = calm { keep }"),
        ("an unclosed text", "promise kept \"A promise: A plays keep"),
        ("an upside-down range", "assume q 0.5 in 0.9..0.1\nturn A when s = calm { keep  attack: A pays q }"),
        ("an ask beyond the horizon", "ask late \"Late\": chance s = war by 9"),
        ("a clause that finds nothing", "clause c { option keep at nowhere: A pays 1 }\noffer o: c"),
        ("what is never used", "assume unused 1 in 0..2\nturn A when s = calm { keep  attack: s = war }"),
    ];

    [Fact]
    public void Are_these()
    {
        var all = new StringBuilder();
        foreach (var (what, text) in Cases)
            all.Append($"== {what}\n{DealFile.Read(new SourceText(Frame + text, "golden.foedus"), TestContext.Current.CancellationToken).Report}\n");
        GoldenFile.Holds("diagnostics.txt", all.ToString());
    }

    [Fact]
    public void Hostile_texts_are_reported_and_never_thrown()
    {
        string[] texts =
        [
            "",
            "\u0001\u0002",
            new string('(', 100_000),
            "deal \"x\"\nassume a " + new string('-', 50_000) + "1",
            string.Concat(Enumerable.Repeat("turn A { keep ", 5_000)),
            "deal \"\\\"",
            "}}}}",
            "state s 0..999999999 = 0",
        ];
        Assert.All(texts, text => Assert.True(DealFile.Read(new SourceText(text), TestContext.Current.CancellationToken).HasErrors));
    }
}
