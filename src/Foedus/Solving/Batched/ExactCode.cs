using Foedus.Games;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Beliefs;

namespace Foedus.Solving.Batched;

/// <summary>A game without private types made ready to be solved for blocks of draws: what all of its <see cref="ExactBatch{TLane}"/> share.</summary>
internal sealed class ExactCode<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <param name="game">One for which <see cref="ExactScope.WhyNot"/> has no objection.</param>
    /// <param name="columnOf">Column of each coefficient named by <see cref="GameNumbers"/>.</param>
    /// <param name="coefficients">How many columns they are.</param>
    /// <param name="followings">What to follow beside everything.</param>
    /// <param name="watched">Mass that is asked for.</param>
    public ExactCode(
        PublicBeliefGame game,
        Func<Coefficient, int> columnOf,
        int coefficients,
        IReadOnlyList<Following> followings,
        IReadOnlyList<WatchedMass> watched
    )
    {
        Game = game;
        Plan = new ExactPlan(game, columnOf, coefficients);
        Precision = [.. game.Parties.Select(party => party.IsRational ? -1 : columnOf(party.Precision))];
        LastPeriod = new LaneCode<TLane>(Plan.LastPeriod);
        EarlierPeriod = new LaneCode<TLane>(Plan.EarlierPeriod);
        Segments = [.. Plan.Segments.Select(segment => (new LaneCode<TLane>(segment.Program), segment.Then))];
        Certificate = new CertificatePlan(game, Plan.FirstRow, columnOf);
        BeforeJudging = new LaneCode<TLane>(Certificate.BeyondLast);
        Judging = new LaneCode<TLane>(Certificate.Bounded);
        JudgingInLogarithms = new LaneCode<TLane>(Certificate.InLogarithms);
        Forward = new ForwardPlan(game, Plan.FirstRow, columnOf, followings, watched);
        Carrying = [.. Forward.Programs.Select(program => new LaneCode<TLane>(program))];
    }

    internal PublicBeliefGame Game { get; }

    internal ExactPlan Plan { get; }

    /// <summary>[party] column of λ; −1 where rational.</summary>
    internal int[] Precision { get; }

    internal LaneCode<TLane> LastPeriod { get; }

    internal LaneCode<TLane> EarlierPeriod { get; }

    internal IReadOnlyList<(LaneCode<TLane> Code, ExactPlan.JointCall? Then)> Segments { get; }

    internal CertificatePlan Certificate { get; }

    internal LaneCode<TLane> BeforeJudging { get; }

    internal LaneCode<TLane> Judging { get; }

    internal LaneCode<TLane> JudgingInLogarithms { get; }

    internal ForwardPlan Forward { get; }

    /// <summary>[program of <see cref="Forward"/>]</summary>
    internal LaneCode<TLane>[] Carrying { get; }

    /// <summary>Columns that one thread needs for what lies between.</summary>
    internal int TemporaryCount =>
        Segments
            .Select(segment => segment.Code)
            .Concat(Carrying)
            .Concat([LastPeriod, EarlierPeriod, BeforeJudging, Judging, JudgingInLogarithms])
            .Max(code => code.TemporaryCount);
}
