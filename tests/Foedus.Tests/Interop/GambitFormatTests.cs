using CsCheck;
using Foedus.Games;
using Foedus.Interop;
using Foedus.Tests.Games;

namespace Foedus.Tests.Interop;

public class GambitFormatTests
{
    private const string Sample = """
        EFG 2 D "A \"quoted\" title" { "P \\ 1" "P2" }
        "with a
        comment"
        c "" 1 "draw" { "a" 1/3 "b" 2/3 } 0
        p "root of a" 1 4 "(1,1)" { "H" "L" } 2 "way" { .5 , -1e-1 }
        t "" 1 "end" { 10.0 1/7 }
        t "" 1
        p "" 1 4 0
        t "" 0
        t "last" 2
        """;

    private static ExtensiveGame Read(string text) => EfgReader.Read(new StringReader(text), "t.efg");

    private static NormalFormGame ReadTable(string text) => NfgReader.Read(new StringReader(text), "t.nfg");

    [Fact]
    public void Reads_names_with_quotes_fractions_and_omitted_descriptions()
    {
        var game = Read(Sample);
        Assert.Equal("A \"quoted\" title", game.Title);
        Assert.Equal("P \\ 1", game.Players[0]);
        Assert.Equal("with a\ncomment", game.Comment.ReplaceLineEndings("\n"));
        Assert.Equal(7, game.NodeCount);
        Assert.Equal(4, game.InformationSetNumber(0));
        Assert.Equal("1/7", game.ExactPayoff(game.OutcomeAt[2], 1).ToString());
        Assert.Equal(-0.1, game.Payoff(game.OutcomeAt[1], 1));
        Assert.Equal(game.OutcomeAt[1], game.OutcomeAt[6]);
        Assert.Equal("2/3", game.ExactChanceProbability(1).ToString());
        Assert.Equal("last", game.NodeLabel(6));
    }

    [Fact]
    public void Writing_what_was_read_and_reading_it_again_changes_nothing()
    {
        var once = EfgWriter.ToText(Read(Sample));
        Assert.Equal(once, EfgWriter.ToText(Read(once)));
        Assert.Contains("\"a\" 1/3 \"b\" 2/3", once);
    }

    [Fact]
    public void Decimals_that_do_not_sum_to_one_get_an_exact_last_probability()
    {
        var g = new ExtensiveGameBuilder("", ["a"]);
        g.Chance([("x", 1.0 / 3), ("y", 1.0 / 3), ("z", 1.0 / 3)]);
        for (var i = 0; i < 3; i++)
            g.Terminal([i]);
        var game = Read(EfgWriter.ToText(g.Build()));
        var sum = ExactNumber.Zero;
        for (var move = 0; move < 3; move++)
            sum += game.ExactChanceProbability(move);
        Assert.Equal(ExactNumber.One, sum);
    }

    [Theory]
    [InlineData("NFG 1 R", "line 1, column 1", "begins with EFG")]
    [InlineData("EFG 2 R \"t\" { \"a\" }\np \"\" 2 1 \"\" { \"x\" } 0", "line 2, column 1", "player 2 does not exist")]
    [InlineData("EFG 2 R \"t\" { \"a\" }\nt \"\" 1 \"\" { 1, 2 }", "line 2, column 16", "more than 1 payoff, and the game has 1 player")]
    [InlineData("EFG 2 R \"t\" { \"a\" }\nt \"\" 1 \"\" { x }", "line 2, column 13", "a payoff")]
    [InlineData("EFG 2 R \"t", "line 1, column 9", "never closed")]
    [InlineData("EFG 2 R \"t\" { \"a\" }\nt \"\" 0\nt \"\" 0", "line 3, column 1", "complete before")]
    [InlineData("EFG 2 R \"t\" { \"a\" }\nc \"\" 1 \"\" { \"x\" 1/2 \"y\" 1/3 } 0", "line 2, column 1", "sum to")]
    [InlineData("EFG 2 R \"t\" { \"a\" }\nq", "line 2, column 1", "begins with c")]
    [InlineData("EFG 2 R \"t\" { \"a\" }\nt \"\" 5", "line 2, column 1", "never stated")]
    [InlineData("EFG 2 R \"t\" { \"a\" }\np \"\" 1 1 \"\" { \"x\" \"y\" } 0\nt \"\" 0", "line 3, column 1", "cut short")]
    [InlineData("EFG 2 R \"t\" { \"a\" }\np \"\" 1 1 \"\" { \"x\" } 0\np \"\" 1 1 \"\" { \"x\" } 0\nt \"\" 0", "", "absent-minded")]
    public void Mistakes_are_told_with_their_place(string text, string place, string words)
    {
        var error = Assert.Throws<InputException>(() => Read(text));
        Assert.Contains(words, error.Message);
        Assert.Contains(place, error.Place);
    }

    [Fact]
    public void Limits_hold_before_memory_is_spent()
    {
        var limits = new GambitReadLimits(Nodes: 3, TextCharacters: 30);
        Assert.Throws<InputException>(() => EfgReader.Read(new StringReader(Sample), "t", limits));
        Assert.Throws<InputException>(() => NfgReader.Read(new StringReader("NFG 1 R \"\" { \"a\" \"b\" } { 900000 900000 }"), "t"));
    }

    [Fact]
    public void Broken_files_end_in_words_and_never_in_a_crash()
    {
        // Every mutilation of a good file is either read or refused as the user's mistake.
        Gen.Select(Gen.Int[0, Sample.Length - 1], Gen.Int[0, 12], Gen.Char["{}\"\\,0123456789cpt/-. \n"])
            .Sample(
                (at, cut, c) =>
                {
                    var text = Sample[..at] + c + Sample[Math.Min(Sample.Length, at + cut)..];
                    try
                    {
                        Read(text);
                    }
                    catch (InputException) { }
                },
                iter: TestScale.Of(600)
            );
    }

    [Fact]
    public void Both_table_versions_of_one_game_agree()
    {
        // Selten 1975, figure 2, in strategic form (the sample of the format page).
        var direct = ReadTable("NFG 1 R \"s\" { \"1\" \"2\" } { 3 2 }\n\n1 1 0 2 0 2 1 1 0 3 2 0");
        var named = ReadTable(
            """
            NFG 1 R "s" { "1" "2" } { { "1" "2" "3" } { "1" "2" } } "comment"
            { { "" 1, 1 } { "x" 0, 2 } { "" 1/2 0.5 } { "" 0 3 } { "" 2 0 } }
            1 2 2 1 4 5
            """
        );
        for (var p = 0; p < 6; p++)
        for (var i = 0; i < 2; i++)
            Assert.Equal(direct.Payoff(p, i), named.Payoff(p, i));
        Assert.Equal("comment", named.Comment);
    }

    [Theory]
    [InlineData("NFG 1 R \"s\" { \"1\" } { 2 } 1", "after 1 of 2")]
    [InlineData("NFG 1 R \"s\" { \"1\" } { 2 } 1 2 3", "More than the 2")]
    [InlineData("NFG 1 R \"s\" { \"1\" } { { \"a\" } } { { \"\" 1 } } 2", "Outcome 2 does not exist")]
    [InlineData("NFG 1 R \"s\" { \"1\" \"2\" } { 2 } 1 2", "Strategies for 1 player,")]
    [InlineData("NFG 1 R \"s\" { \"1\" } { 0 }", "has no strategies")]
    public void Wrong_tables_are_told(string text, string words) => Assert.Contains(words, Assert.Throws<InputException>(() => ReadTable(text)).Message);

    [Fact]
    public void Outcome_zero_means_nothing_for_anybody()
    {
        var game = ReadTable("NFG 1 R \"s\" { \"1\" } { { \"a\" \"b\" } } { { \"\" 1 } } 0 1");
        Assert.Equal([0.0, 1.0], Enumerable.Range(0, 2).Select(p => game.Payoff(p, 0)));
    }

    [Fact]
    public void Random_trees_survive_the_round_trip() =>
        RandomTrees.Games.Sample(
            game =>
            {
                var text = EfgWriter.ToText(game);
                var again = Read(text);
                return EfgWriter.ToText(again) == text
                    && again.Parent.SequenceEqual(game.Parent)
                    && again.SetAt.SequenceEqual(game.SetAt)
                    && PathPayoffs.Totals(again).AsSpan().SequenceEqual(PathPayoffs.Totals(game));
            },
            iter: TestScale.Of(60)
        );
}
