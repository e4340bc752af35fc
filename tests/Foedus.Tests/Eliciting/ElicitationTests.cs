using Foedus.Eliciting;
using Foedus.Language.Service;
using Foedus.Model;
using Foedus.Tests.Cli;
using Foedus.Tests.Runs;
using Foedus.Workflow;

namespace Foedus.Tests.Eliciting;

/// <summary>Numbers asked for by trade-offs: somebody whose worths are known is asked, and what is written has them.</summary>
public class ElicitationTests
{
    private static readonly TimeParts Year = TimeParts.Of("year")!,
        Month = TimeParts.Of("month")!;

    // Somebody who knows what both are worth, and for whom a chance of something is worth its part.
    private static Preference Answer(Question question, double worth, double against, double blur = 0, double certain = 1)
    {
        double Part(bool isFirst)
        {
            var (parts, of) = isFirst
                ? (question.Rung <= question.Parts ? question.Parts : 2 * question.Parts - question.Rung, worth)
                : (Math.Min(question.Rung, question.Parts), against);
            return question.Way switch
            {
                Way.HalfChances => of * parts / 100,
                Way.Chance when parts == 100 => of * certain,
                _ => of * parts / question.Parts,
            };
        }
        var (first, second) = (Part(true), Part(false));
        if (Math.Abs(first - second) <= blur * Math.Max(first, second))
            return Preference.Level;
        var wantsFirst = question.IsTogether
            ? question.Stake.IsGain
                ? first > second
                : second > first
            : question.Stake.IsGain
                ? first > second
                : first < second;
        return wantsFirst ? Preference.First : Preference.Second;
    }

    private static Stake Of(string name, bool isGain, TimeParts? lasts, double best = 1) =>
        new(name, "A", "A", $"what {name} is", best, isGain, lasts, false, true);

    private static (ElicitedNumber Number, int Asked) Ask(Stake stake, Stake against, Func<Question, Preference> answer)
    {
        var kept = new KeptAnswers("Ann", []);
        while (Elicitation.Next(stake, against, kept.To) is { } question)
        {
            kept = kept.With(question, answer(question));
            Assert.InRange(kept.Answers.Count, 1, 40);
        }
        return (Elicitation.Of(stake, against, kept.To)!, kept.Answers.Count);
    }

    /// <summary>Costs and gains, at once and lasting, from a fiftieth of the measure to fifty times it.</summary>
    [Fact]
    public void The_range_holds_what_is_so()
    {
        var random = new Random(7);
        for (var n = 0; n < 640; n++)
        {
            var (isGain, isAgainstGain, lasts, doesAgainstLast) = ((n & 1) > 0, (n & 2) > 0, (n & 4) > 0, (n & 8) > 0);
            var (against, ratio) = (0.2 + 20 * random.NextDouble(), Math.Exp((random.NextDouble() * 2 - 1) * Math.Log(50)));
            var (stake, other) = (Of("x", isGain, lasts ? Year : null), Of("y", isAgainstGain, doesAgainstLast ? Month : null, against));
            var (number, asked) = Ask(stake, other, question => Answer(question, ratio * against, against));
            Assert.True(number.Agree, $"{ratio} {number.Words}");
            Assert.InRange(ratio * against, number.Low, number.High);
            Assert.InRange(number.Best, number.Low, number.High);
            Assert.InRange(asked, 5, 12);
            // One of a hundred cases, or of 30 days, is the finest that is asked.
            if (ratio is > 0.1 and < 10)
                Assert.InRange(number.High / number.Low, 1, 2);
        }
    }

    /// <summary>Who cannot tell what lies within a tenth of each other gets a range that has all of that.</summary>
    [Fact]
    public void What_cannot_be_told_apart_is_in_the_range()
    {
        var random = new Random(8);
        for (var n = 0; n < 60; n++)
        {
            var ratio = Math.Exp((random.NextDouble() * 2 - 1) * Math.Log(10));
            var (number, _) = Ask(Of("x", false, Year), Of("y", false, Year, 4), question => Answer(question, 4 * ratio, 4, blur: 0.1));
            Assert.True(number.Agree, number.Words);
            Assert.InRange(4 * ratio, number.Low, number.High);
        }
    }

    /// <summary>Who pays more for certainty says one thing by chances and another by time: that is told, and the range has both.</summary>
    [Theory, InlineData(0.2), InlineData(0.5), InlineData(2)]
    public void Answers_that_do_not_go_together_are_told(double ratio)
    {
        var (number, _) = Ask(Of("x", false, Year), Of("y", false, Year, 4), question => Answer(question, 4 * ratio, 4, certain: 1.5));
        Assert.False(number.Agree);
        Assert.Contains("do not agree", number.Words, StringComparison.Ordinal);
        Assert.InRange(4 * ratio, number.Low, number.High);
        Assert.True(number.Low <= 4 * ratio * 1.4 && number.High >= 4 * ratio / 1.4);
        Assert.True(number.High / number.Low > 1.3, number.Words);
    }

    [Fact]
    public void What_is_larger_than_any_question_has_no_number()
    {
        var (number, _) = Ask(Of("x", false, null), Of("y", false, null, 2), question => Answer(question, 1e6, 2));
        Assert.False(number.IsBounded);
        Assert.Contains("something larger", number.Words, StringComparison.Ordinal);
    }

    /// <summary>Kept answers, read back, lead to the same next question wherever somebody stopped.</summary>
    [Fact]
    public void Answers_are_gone_on_with()
    {
        var (stake, against) = (Of("x", true, null), Of("y", false, Year, 4));
        var kept = new KeptAnswers("Ann \"of\" Köln", []);
        while (Elicitation.Next(stake, against, kept.To) is { } question)
        {
            var read = KeptAnswers.Parse(kept.ToText(), "answers.json");
            Assert.Equal(question, Elicitation.Next(stake, against, read.To));
            Assert.Equal(kept.Who, read.Who);
            Assert.Null(Elicitation.Of(stake, against, kept.To));
            kept = kept.With(question, Answer(question, 1.3, 4));
            Assert.Equal(question, Elicitation.Next(stake, against, kept.Before().To));
        }
        var other = stake with { Sentence = "something else" };
        Assert.Contains("other words", Assert.Throws<InputException>(() => Elicitation.Next(other, against, kept.To)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"schema\":\"foedus/weigh/1\"}")]
    [InlineData("{\"schema\":\"foedus/elicit-answers/1\"}")]
    [InlineData("{\"schema\":\"foedus/elicit-answers/1\",\"who\":\"a\",\"answers\":[{}]}")]
    [InlineData(
        "{\"schema\":\"foedus/elicit-answers/1\",\"who\":\"a\",\"answers\":[{\"assumption\":\"x\",\"words\":\"x\",\"against\":\"y\",\"againstWords\":\"y\",\"way\":\"magic\",\"rung\":3,\"preference\":\"first\"}]}"
    )]
    public void What_is_no_file_of_answers_is_refused(string text) =>
        Assert.Equal("a.json", Assert.Throws<InputException>(() => KeptAnswers.Parse(text, "a.json")).Place);

    /// <summary>A party's points: what it pays once, what it gets each year, both signs; parts of a number, chances and what has no sentence are left out, with the reason.</summary>
    [Fact]
    public void What_can_be_asked_is_read_off_the_deal()
    {
        var stakes = Stakes.Of(new DealDocument(Deal).Deal);
        Assert.Equal(["measure", "burden", "prize", "arms", "shared"], stakes.All.Select(stake => stake.Name));
        Assert.Equal(["works", "half", "wordless", "care"], stakes.Others.Select(other => other.Name));
        Assert.Equal([false, false, true, false, false], stakes.All.Select(stake => stake.IsGain));
        Assert.Equal(["year", null, null, null, "half_year"], stakes.All.Select(stake => stake.Lasts?.Unit));
        Assert.Equal(["A", "A", "A", "A", "B"], stakes.All.Select(stake => stake.Party));
        Assert.Equal("measure", stakes.AgainstOf(stakes.Named("burden"))!.Name);
        Assert.Null(stakes.AgainstOf(stakes.Named("shared")));
        Assert.Contains("in part", Assert.Throws<InputException>(() => stakes.Named("half")).Message, StringComparison.Ordinal);
        Assert.Contains("There is no", Assert.Throws<InputException>(() => stakes.Named("nothing")).Message, StringComparison.Ordinal);
    }

    // What counts as a whole to one type alone is a matter of that type, and weighed by what counts to it.
    [Fact]
    public void A_number_of_one_type_is_weighed_by_one_of_the_same()
    {
        var stakes = Stakes.Of(
            new DealDocument(
                """
                deal "Types"
                period year
                horizon 2
                party Guard "The guard"
                private Guard.will { firm: 0.5, weary: 0.5 }
                discount 0.9
                precision lambda 1
                assume words 0.4 in 0.1..2 "what speaking up costs"
                assume burden 4 in 2..8 "what taking somebody in costs"
                assume rivalry 2 in 1..3 "a year of a rival's terms costs"
                assume shame 3 in 1..5 "what a broken word costs"
                state s { calm, lost } = calm
                turn Guard when s = calm {
                  stay
                  speak: Guard pays words if weary else words / 4
                  admit: Guard pays (shame + (burden if weary else burden / 2))
                  leave: s = lost
                }
                interest Guard each year { s = lost: -rivalry if Guard is firm else -rivalry / 4 }
                no deal none
                ask calm: chance s = calm at 2
                """
            ).Deal
        );
        Assert.Equal([("words", "weary"), ("burden", "weary"), ("rivalry", "firm"), ("shame", null)], stakes.All.Select(stake => (stake.Name, stake.Type)));
        Assert.Equal(["burden", "words", "shame", "rivalry"], stakes.All.Select(stake => stakes.AgainstOf(stake)!.Name));
        var question = Elicitation.Next(stakes.Named("words"), stakes.Named("shame"), _ => null)!;
        Assert.Equal("Which would the guard if weary rather bear?", question.Asked);
        Assert.Equal("Which would the guard if firm rather bear?", Elicitation.Next(stakes.Named("shame"), stakes.Named("rivalry"), _ => null)!.Asked);
        Assert.False(stakes.Named("words").IsComparable(stakes.Named("rivalry")));
    }

    /// <summary>On the command line: printed, and the deal as it was; written once that is said, with all comments; a pooled number gets a view.</summary>
    [Fact]
    public void Statements_are_printed_or_written()
    {
        using var folder = new TemporaryFolder();
        var (deal, answers) = (folder["my.foedus"], folder["ann.json"]);
        File.WriteAllText(deal, Deal);
        var stakes = Stakes.Of(DealFile.ReadSound(deal, TestContext.Current.CancellationToken).Deal);
        var kept = new KeptAnswers("Ann Example, desk officer", []);
        foreach (var (name, worth) in new[] { ("burden", 3.3), ("arms", 0.7) })
            while (Elicitation.Next(stakes.Named(name), stakes.Named("measure"), kept.To) is { } question)
                kept = kept.With(question, Answer(question, worth, 10));
        File.WriteAllText(answers, kept.ToText());

        string[] asked = ["elicit", deal, "--of", "burden", "--of", "arms", "--answers", answers, "--on", "2026-03-01"];
        var (code, output, error) = CommandLineTests.Run(asked);
        Assert.True(code == 0, error);
        Assert.Contains("source ann \"Ann Example, desk officer, asked for trade-offs on 2026-03-01\" expert\n", output, StringComparison.Ordinal);
        Assert.Contains("view of arms: ", output, StringComparison.Ordinal);
        Assert.Contains("the ways agree", error, StringComparison.Ordinal);
        Assert.All(error.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(Deal, File.ReadAllText(deal));

        Assert.Equal([], Answers.SchemaTests.Faults(CommandLineTests.Run([.. asked, "--json"]).Out));
        Assert.Equal(0, CommandLineTests.Run([.. asked, "--write"]).Code);
        Assert.Equal(Deal, File.ReadAllText(deal));
        (code, output, error) = CommandLineTests.Run([.. asked, "--write", "--yes"]);
        Assert.True(code == 0, error);
        var file = DealFile.ReadSound(deal, TestContext.Current.CancellationToken);
        var burden = file.Deal.Assumptions.Single(assumption => assumption.Name == "burden");
        var range = Assert.IsType<Between>(burden.Spread);
        Assert.InRange(3.3, range.Low, range.High);
        Assert.Equal("ann", burden.Source?.Text);
        Assert.Equal(3, file.Deal.Views.Count());
        Assert.Contains("# a comment that stays", File.ReadAllText(deal), StringComparison.Ordinal);
        // Asked again, nothing is declared twice.
        Assert.Equal(0, CommandLineTests.Run([.. asked, "--write", "--yes"]).Code);
        Assert.Equal(3, DealFile.ReadSound(deal, TestContext.Current.CancellationToken).Deal.Views.Count());
    }

    /// <summary>Where nobody answers, nothing is written and it is said what is left.</summary>
    [Fact]
    public void Without_answers_nothing_is_settled()
    {
        var (code, output, error) = CommandLineTests.RunOn("my.foedus", Deal, path => ["elicit", path, "--write", "--yes"]);
        Assert.Equal((0, ""), (code, output));
        Assert.Contains("questions left", error, StringComparison.Ordinal);
        (code, output, _) = CommandLineTests.RunOn("my.foedus", Deal, path => ["elicit", path, "--list"]);
        Assert.Equal(0, code);
        Assert.Contains("burden (against measure), a guess", output, StringComparison.Ordinal);
    }

    private const string Deal =
        """
            deal "Trade-offs"
            period half_year
            horizon 4
            party A
            party B
            discount 0.9
            source bob "Bob" expert
            source cem "Cem" expert
            assume measure 10 "a year of war costs A"
            assume burden 4 in 2..8 "what taking it in costs A at once" # a comment that stays
            assume prize 2 in 1..3 "what declaring victory gains A"
            assume arms 1 pooled "what arming costs A"
            view of arms: 1 in 0.5..2 from bob
            view of arms: 2 in 1..3 from cem
            assume shared 1 in 0.5..2 "a half-year of it costs B"
            assume works 0.5 in 0.2..0.8 "it works"
            assume half 1 in 0.5..2 "what half of it costs B"
            assume wordless 1 in 0.5..2
            assume care 2 in 1..3 "an option so much worse is taken once in 20 times"
            precision an option care points worse once in 20 times
            state s { war, peace } = war
            turn A when s = war {
              fight
              stop: A pays burden; A gains prize; A pays arms; B pays half / 2 + wordless; chance { works: s = peace; otherwise: }
            }
            interest A each year { s = war: -measure }
            interest B { s = war: -shared }
            no deal none "None"
            offer other "Other": starts s = peace
            ask holds "Peace": chance s = peace at 4
            """ + "\n";
}
