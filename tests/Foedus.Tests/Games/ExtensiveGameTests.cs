using Foedus.Games;

namespace Foedus.Tests.Games;

public class ExtensiveGameTests
{
    [Fact]
    public void Horse_lies_in_flat_arrays_in_prefix_order()
    {
        var game = ClassicGames.SeltensHorse();
        Assert.Equal(9, game.NodeCount);
        Assert.Equal(3, game.InformationSetCount);
        Assert.Equal([-1, 0, 1, 1, 3, 3, 0, 6, 6], game.Parent.ToArray());
        Assert.Equal([3, 6], game.MembersOf(2).ToArray());
        Assert.Equal([1, 6], game.ChildrenOf(0).ToArray());
        Assert.Null(game.RecallFailure);
        Assert.Equal(4, game.PayoffRange());
    }

    [Fact]
    public void Information_sets_stand_by_player_then_by_first_appearance()
    {
        var g = new ExtensiveGameBuilder("", ["a", "b"]);
        g.Decision(2, 7, ["x", "y"]);
        g.Decision(1, 9, ["x"]);
        g.Terminal();
        g.Decision(1, 3, ["x"]);
        g.Terminal();
        var game = g.Build();
        Assert.Equal([9, 3, 7], Enumerable.Range(0, 3).Select(game.InformationSetNumber));
        Assert.Equal([0, 0, 1], game.SetPlayer.ToArray());
    }

    [Fact]
    public void Absent_mindedness_is_refused_with_the_place()
    {
        var g = new ExtensiveGameBuilder("", ["driver"]);
        g.Decision(1, 1, ["on", "exit"]);
        g.Decision(1, 1, null);
        g.Terminal([1]);
        g.Terminal([4]);
        g.Terminal([0]);
        Assert.Contains("absent-minded", Assert.Throws<InputException>(g.Build).Message);
    }

    [Fact]
    public void A_forgotten_own_move_is_named()
    {
        var g = new ExtensiveGameBuilder("", ["a", "b"]);
        g.Decision(1, 1, ["x", "y"]);
        for (var i = 0; i < 2; i++)
        {
            g.Decision(1, 2, ["l", "r"]);
            g.Terminal([1, 0]);
            g.Terminal([0, 1]);
        }
        var game = g.Build();
        Assert.Contains("forgets", game.RecallFailure);
        Assert.Throws<InputException>(game.CheckPerfectRecall);
    }

    [Fact]
    public void A_forgotten_chance_move_is_no_lack_of_recall()
    {
        Assert.Null(ClassicGames.StrippedDownPoker().RecallFailure);
        Assert.Equal([-1, -1, -1], ClassicGames.StrippedDownPoker().ParentAction.ToArray());
        Assert.Equal([-1, 1, -1], ClassicGames.SeltenFigure2().ParentAction.ToArray());
    }

    [Fact]
    public void A_tree_that_is_cut_short_says_where()
    {
        var g = new ExtensiveGameBuilder("", ["a"]);
        g.Decision(1, 1, ["x", "y"]);
        g.Terminal([0]);
        Assert.Contains("node 1 has 2 moves and only 1", Assert.Throws<InputException>(g.Build).Message);
    }

    [Fact]
    public void Strategic_form_unfolds_with_player_one_first()
    {
        var tree = ClassicGames.Loopback().ToExtensive();
        Assert.Equal(7, tree.NodeCount);
        Assert.Equal(2, tree.MembersOf(1).Length);
        Assert.Equal(7.32, tree.Payoff(tree.OutcomeAt[5], 0));
    }

    [Theory]
    [InlineData("1/3", 1.0 / 3)]
    [InlineData("-2.50", -2.5)]
    [InlineData(".1", 0.1)]
    [InlineData("1e-3", 0.001)]
    [InlineData("123456789012345678901234567890/7", 123456789012345678901234567890.0 / 7)]
    [InlineData("0.30000000000000004", 0.30000000000000004)]
    public void Exact_numbers_round_to_the_nearest_double(string text, double expected)
    {
        Assert.True(ExactNumber.TryParse(text, out var number));
        Assert.Equal(expected, number.ToDouble());
        Assert.True(ExactNumber.TryParse(number.ToString(), out var again));
        Assert.Equal(number, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("--1")]
    [InlineData("1e999999")]
    [InlineData(".")]
    [InlineData("NaN")]
    public void Nonsense_is_no_number(string text) => Assert.False(ExactNumber.TryParse(text, out _));
}
