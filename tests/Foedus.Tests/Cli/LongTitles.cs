using System.Text.RegularExpressions;
using Foedus.Units;

namespace Foedus.Tests.Cli;

/// <summary>Titles of 30 to 60 letters, of whatever script, on a terminal of 80 columns.</summary>
public class LongTitles
{
    // Words, letters that take two columns and have no blanks between them, and marks that take none.
    public static TheoryData<string, string, string> Titles =>
        new()
        {
            {
                "The conditional accession treaty with observers on the line",
                "The unconditional acceptance of everything that was demanded",
                "The representatives of Transcarpathian municipalities"
            },
            {
                "有条件的加入条约并且在停火线沿线派驻国际观察员监督双方部队撤离、恢复贸易",
                "对所提出的一切要求无条件予以接受并立即在整条战线上停止所有军事行动",
                "外喀尔巴阡各市镇选举产生的代表团和他们的顾问以及随行观察人员"
            },
            {
                "Hie\u0323\u0302p \u0111i\u0323nh gia nha\u0323\u0302p co\u0301 \u0111ie\u0302\u0300u kie\u0323\u0302n vo\u031b\u0301i quan sa\u0301t vie\u0302n quo\u0302\u0301c te\u0302\u0301",
                "Cha\u0302\u0301p nha\u0323\u0302n vo\u0302 \u0111ie\u0302\u0300u kie\u0323\u0302n mo\u0323i ye\u0302u ca\u0302\u0300u \u0111a\u0303 \u0111u\u031bo\u031b\u0323c \u0111u\u031ba ra",
                "\u0110a\u0323i bie\u0302\u0309u ca\u0301c tha\u0300nh pho\u0302\u0301 bie\u0302n gio\u031b\u0301i pha\u0301i \u0111oa\u0300n"
            },
            {
                "एक सशर्त प्रवेश संधि और सीमा रेखा पर अंतरराष्ट्रीय पर्यवेक्षक",
                "सभी माँगों की बिना शर्त और तत्काल स्वीकृति तथा युद्धविराम",
                "सीमावर्ती नगरपालिकाओं के निर्वाचित प्रतिनिधि और सलाहकार"
            },
        };

    private static string Deal(string one, string other, string who) =>
        $$"""
            deal "{{one}}"
            period year
            horizon 3
            party Giver "{{who}}"
            party Taker "{{other}}"
            discount 0.9
            precision an option 4 points worse once in 20 times
            assume gain 1 in 0.5..3 "{{other}}"
            state status "{{one}}" { peace "{{other}}", broken "{{who}}" } = peace
            turn watching "{{one}}" of Giver when status = peace { keep "{{other}}"  attack "{{one}}": status = broken }
            turn answering "{{other}}" of Taker when status = peace { wait "{{who}}"  strike "{{one}}": status = broken }
            clause cost "{{other}}" { option attack of Giver at watching: Giver pays 2 }
            interest Giver each year { status = broken: gain }
            interest Taker each year { status = broken: -2 }
            no deal none "{{who}}"
            offer costly "{{one}}": cost
            offer bare "{{other}}"
            incident clash "{{one}}" { deaths at least 1 }
            trigger serious "{{other}}": at least 1 clash within 7 days
            ask quiet "{{one}}": chance status = peace through 3
            holds when quiet >= 0.5
            """;

    private const string Rows = "id,date,latitude,longitude,deaths_best\na,2020-01-01,48,38,2\nb,2020-01-03,48,38,1\n";

    [Theory]
    [MemberData(nameof(Titles))]
    public void Are_broken_between_words_and_no_line_is_too_long(string one, string other, string who)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            string At(string name) => Path.Combine(folder.FullName, name);
            File.WriteAllText(At("one.foedus"), Deal(one, other, who));
            File.WriteAllText(At("two.foedus"), Deal(other, who, one));
            File.WriteAllText(At("rows.csv"), Rows);
            string[][] asked =
            [
                ["weigh", At("one.foedus"), "--draws", "16", "--effects", "4", "--full"],
                ["weigh", At("one.foedus"), "--draws", "16", "--effects", "0"],
                ["explain", At("one.foedus"), "--offer", "costly", "--flips"],
                ["brief", At("one.foedus"), "--draws", "16", "--effects", "0"],
                ["check", At("one.foedus"), "--solve"],
                ["diff", At("one.foedus"), At("two.foedus")],
                ["simulate", At("one.foedus"), "--offer", "costly", "--paths", "20", "--show", "2"],
                ["watch", At("one.foedus"), At("rows.csv")],
            ];
            foreach (var arguments in asked)
            {
                var (code, output, error) = CommandLineTests.Run(arguments);
                Assert.True(code == 0, error);
                Assert.All(output.Split('\n'), line => Assert.True(TextLines.Columns(line) <= 80, $"{arguments[0]}: {line}"));
                // All that is a word on a line is one of a title, or of ours, which are written in other letters.
                string[] titles = [one, other, who];
                if (!titles.Any(title => title.Contains(' ', StringComparison.Ordinal)))
                {
                    // Where nothing tells words apart, what no line holds is broken; what a line holds is on one.
                    Assert.Contains(titles, title => output.Contains(title, StringComparison.Ordinal));
                    continue;
                }
                var words = titles
                    .SelectMany(title => title.Split(' '))
                    .SelectMany(word => new[] { word, char.ToLowerInvariant(word[0]) + word[1..] })
                    .Where(word => word.Length > 3)
                    .Distinct()
                    .ToList();
                var said = Regex.Matches(output, @"[\p{L}\p{M}]+").Select(match => match.Value).ToHashSet();
                foreach (var word in words)
                    for (var cut = 3; cut < word.Length - 2; cut++)
                        Assert.False(
                            said.Contains(word[..cut]) && said.Contains(word[cut..]) && !words.Contains(word[..cut]) && !words.Contains(word[cut..]),
                            $"{arguments[0]}: {word} is broken after {word[..cut]}"
                        );
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("e\u0301te\u0301", 3)]
    [InlineData("停火", 4)]
    [InlineData("\U00020000", 2)]
    [InlineData("line", 4)]
    public void Columns_are_those_of_a_terminal(string text, int columns) => Assert.Equal(columns, TextLines.Columns(text));

    [Theory]
    [InlineData("- one two three", 9, "- one two|  three")]
    [InlineData("  a  b   c", 8, "  a  b|    c")]
    [InlineData("extraordinarily long", 8, "extraordinarily|  long")]
    [InlineData("on 停火线沿线。", 9, "on 停火线|  沿线。")]
    [InlineData("停火 线沿线", 8, "停火|  线沿线")]
    [InlineData("e\u0301te\u0301 e\u0301te\u0301", 7, "e\u0301te\u0301 e\u0301te\u0301")]
    [InlineData("สวัสดีครับ", 4, "สวัสดี|  ครั|  บ")]
    public void Lines_end_between_words(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join('|', TextLines.Of(text, width, new string(' ', text.Length - text.TrimStart(' ').Length + 2))));
}
