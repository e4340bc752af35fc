using Foedus.Model;

namespace Foedus.Binding;

/// <summary>A vote as steps: at once one joint turn, in turn a turn for each voter and an event that counts.</summary>
/// <param name="vote">The vote, with its voters written out.</param>
/// <param name="ballot">[voter] what it can do.</param>
/// <param name="found">Takes what is wrong.</param>
internal sealed class VoteSteps(Vote vote, Func<Word, Sequence<Option>> ballot, DiagnosticBag found)
{
    private const string Open = "open";

    private string Name => vote.Name ?? "vote";

    /// <returns>The steps, and for votes in turn the states that keep who has voted how.</returns>
    public (IReadOnlyList<Step> Steps, IReadOnlyList<StateVariable> States) Make()
    {
        Check();
        return vote.IsInTurn ? InTurn() : ([AtOnce()], []);
    }

    private JointTurn AtOnce()
    {
        var passes = Passes((voter, option) => new Plays(voter, option) { Place = vote.Rule.Place });
        return new JointTurn(
            vote.Voters.Select(voter => new JointMover(voter, ballot(voter)) { Place = voter.Place }).ToSequence(),
            [.. Happens(passes, vote.Passes), .. Happens(new Unary(UnaryOperator.Not, passes) { Place = vote.Rule.Place }, vote.Fails)]
        )
        {
            Name = Name,
            Title = vote.Title,
            Placement = vote.Placement,
            When = vote.When,
            Place = vote.Place,
            NamePlace = vote.NamePlace,
        };
    }

    private static IEnumerable<Outcome> Happens(Expression when, Sequence<Effect> effects) =>
        effects.Count == 0 ? [] : [new Outcome(when, effects) { Place = when.Place }];

    private (IReadOnlyList<Step>, IReadOnlyList<StateVariable>) InTurn()
    {
        var states = vote
            .Voters.Select(voter => new StateVariable(
                $"{Name}_{voter}",
                new Enumeration([Said(Open), .. vote.Options.Select(option => Said(Answer(option.Name)))]),
                new Name(Open)
            )
            {
                Place = voter.Place,
                Title = vote.Title is null ? null : $"{vote.Title} ({voter})",
                NamePlace = voter.Place,
            })
            .ToList();
        var steps = new List<Step>();
        for (var i = 0; i < vote.Voters.Count; i++)
        {
            var voter = vote.Voters[i];
            var options = ballot(voter).Select(option => option with { Effects = [Gives(states[i], Answer(option.Name)), .. option.Effects] }).ToSequence();
            steps.Add(
                new Turn(voter, options)
                {
                    Name = $"{Name}_{voter}",
                    Title = vote.Title is null ? null : $"{vote.Title} ({voter})",
                    Place = vote.Place,
                    NamePlace = vote.NamePlace,
                    When = i == 0 ? vote.When : HasVoted(states[i - 1]),
                    Placement = i == 0 ? vote.Placement : After(steps[i - 1]),
                }
            );
        }
        var passes = Passes(
            (voter, option) => new Binary(BinaryOperator.Equal, new Name($"{Name}_{voter}"), new Name(Answer(option))) { Place = vote.Rule.Place }
        );
        var counted = new If(passes, vote.Passes, vote.Fails) { Place = vote.Rule.Place };
        steps.Add(
            new Event([counted, .. states.Select(state => Gives(state, Open))])
            {
                Name = Name,
                Title = vote.Title,
                Place = vote.Place,
                NamePlace = vote.NamePlace,
                When = HasVoted(states[^1]),
                Placement = After(steps[^1]),
            }
        );
        return (steps, states);
    }

    // Placed only where the vote itself is; else the order of the text has it.
    private Placement? After(Step step) => vote.Placement is null ? null : WrittenOut.Behind(step, vote.Placement);

    private Word Said(string answer) => new(answer) { Place = vote.NamePlace };

    private static string Answer(string option) =>
        option switch
        {
            "yes" => "in_favour",
            "no" => "against",
            _ => "abstained",
        };

    private Assign Gives(StateVariable state, string value) =>
        new(new Word(state.Name) { Place = vote.NamePlace }, Assigning.Set, new Name(value)) { Place = vote.NamePlace };

    private static Binary HasVoted(StateVariable state) => new(BinaryOperator.NotEqual, new Name(state.Name), new Name(Open));

    // As many votes in favour as are needed, and none against of those that have a veto.
    private Expression Passes(Func<Word, string, Expression> votes)
    {
        var rule = vote.Rule;
        Expression Weighed(Word voter, double weight) => new Conditional(new Number(weight), votes(voter, "yes"), new Number(0)) { Place = rule.Place };
        Expression Sum(Func<Word, double> weight) =>
            vote
                .Voters.Select(voter => Weighed(voter, weight(voter)))
                .Aggregate((left, right) => new Binary(BinaryOperator.Add, left, right) { Place = rule.Place });
        Expression enough = rule.How switch
        {
            Needs.All => vote.Voters.Select(voter => votes(voter, "yes")).Aggregate(Both),
            Needs.Majority => new Binary(BinaryOperator.Greater, Sum(_ => 2), new Number(vote.Voters.Count)) { Place = rule.Place },
            Needs.Count => new Binary(BinaryOperator.GreaterOrEqual, Sum(_ => 1), new Number(rule.Least.Value)) { Place = rule.Place },
            // A rounding of a share of the whole must not decide.
            Needs.Weight => new Binary(
                BinaryOperator.GreaterOrEqual,
                Sum(WeightOf),
                new Number(Math.Round((rule.Least.IsPercent ? rule.Least.Value * rule.Weights.Sum(each => each.Weight) : rule.Least.Value) - 1e-9, 12))
            )
            {
                Place = rule.Place,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(votes)),
        };
        return vote.Vetoes.Aggregate(enough, (so, veto) => Both(so, new Unary(UnaryOperator.Not, votes(veto, "no")) { Place = veto.Place }));
    }

    private Expression Both(Expression left, Expression right) => new Binary(BinaryOperator.And, left, right) { Place = vote.Rule.Place };

    private double WeightOf(Word voter) => vote.Rule.Weights.FirstOrDefault(each => each.Voter.Text == voter.Text)?.Weight ?? 0;

    private void Check()
    {
        foreach (var twice in vote.Voters.GroupBy(voter => voter.Text).Where(group => group.Count() > 1))
            found.Error(
                DiagnosticCodes.Duplicate,
                twice.Last().Place,
                $"{twice.Key} votes twice at '{Name}'.",
                "Name it once; to give it more say, write weights."
            );
        vote = vote with { Voters = vote.Voters.DistinctBy(voter => voter.Text).ToSequence() };
        var rule = vote.Rule;
        if (vote.Passes.Count == 0 && vote.Fails.Count == 0)
            found.Warning(
                DiagnosticCodes.DoesNothing,
                vote.NamePlace,
                $"Nothing follows from the vote '{Name}', whether it passes or fails.",
                "Write within its braces what it brings, as in: passes: status = member"
            );
        var count = vote.Voters.Count;
        foreach (var stranger in vote.Vetoes.Concat(rule.Weights.Select(each => each.Voter)).Where(word => !vote.Voters.Contains(word.Text)))
            found.Error(DiagnosticCodes.UnknownName, stranger.Place, $"{stranger} does not vote at '{Name}'.", $"Who does: {string.Join(", ", vote.Voters)}.");
        foreach (var twice in rule.Weights.GroupBy(each => each.Voter.Text).Where(group => group.Count() > 1))
            found.Error(DiagnosticCodes.Duplicate, twice.Last().Place, $"The weight of {twice.Key} is said twice.", "Say it once.");
        if (rule.How == Needs.Count && (rule.Least.Value != Math.Floor(rule.Least.Value) || rule.Least.Value < 1 || rule.Least.Value > count))
            found.Error(
                DiagnosticCodes.BadRange,
                rule.Least.Place,
                $"{count} vote at '{Name}', so it cannot need {ExpressionText.Of(rule.Least.Value)}.",
                $"Write a whole number from 1 to {count}."
            );
        else if (rule.How == Needs.Count && rule.Of is { } of && of != count)
            found.Error(
                DiagnosticCodes.BadRange,
                rule.Place,
                $"{count} vote at '{Name}', not {of}.",
                $"Write: needs {ExpressionText.Of(rule.Least.Value)} of {count}."
            );
        if (rule.How != Needs.Weight)
            return;
        foreach (var light in vote.Voters.Where(voter => !rule.Weights.Any(each => each.Voter.Text == voter.Text)))
            found.Error(DiagnosticCodes.Missing, rule.Place, $"{light} votes at '{Name}' and has no weight.", $"Write for example: {light}: 1.");
        foreach (var odd in rule.Weights.Where(each => !(each.Weight >= 0)))
            found.Error(DiagnosticCodes.BadRange, odd.Place, $"The weight of {odd.Voter} is below 0.", "Write a number from 0 up.");
        var whole = rule.Weights.Sum(each => each.Weight);
        var least = rule.Least.IsPercent ? rule.Least.Value * whole : rule.Least.Value;
        // 66.7% asks for all of three equal weights, since two of them have 66.67%.
        if (
            whole > 0
            && rule.Weights.Select(each => each.Weight).Distinct().Count() == 1
            && Math.Ceiling(least / rule.Weights[0].Weight - 1e-9) - 1 is var some and > 0
            && some * rule.Weights[0].Weight is var just
            && just >= least - 0.005 * whole
        )
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                rule.Place,
                $"{some} of {rule.Weights.Count} have {ExpressionText.Of(Math.Round(100 * just / whole, 2))}% of all weight, a hair less than the {ExpressionText.Of(Math.Round(100 * least / whole, 2))}% that are needed.",
                $"If they are to be enough, write: needs weight {ExpressionText.Of(Math.Floor(1000 * just / whole) / 10)}%."
            );
        if (rule.Least.IsPercent ? rule.Least.Value is <= 0 or > 1 : rule.Least.Value <= 0 || rule.Least.Value > whole)
            found.Error(
                DiagnosticCodes.BadRange,
                rule.Least.Place,
                $"All weights at '{Name}' are {ExpressionText.Of(whole)}, so it cannot need {ExpressionText.Of(rule.Least)}.",
                "Write a share above 0% and up to 100%, or a number up to all weights."
            );
    }
}
