using System.CommandLine;
using Foedus.Answers;
using Foedus.Eliciting;
using Foedus.Units;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus elicit: numbers in points asked for by trade-offs in words.</summary>
internal static class ElicitCommand
{
    public static Command Make()
    {
        var file = DealInputs.File();
        var of = new Option<string[]>("--of")
        {
            Description = "Ask for this assumption (may be repeated; default: all in points that are guesses, and what the answers in --answers are about).",
            HelpName = "NAME",
            DefaultValueFactory = _ => [],
        };
        var against = new Option<string?>("--against")
        {
            Description = "Weigh it against this assumption of the same party, whose best value then sets the scale (default: see --list).",
            HelpName = "NAME",
        };
        var who = new Option<string?>("--who") { Description = "Who answers, as the deal is to say it (default: asked).", HelpName = "WORDS" };
        var source = new Option<string?>("--source")
        {
            Description = "What the deal calls that source (default: the first word of who answers).",
            HelpName = "NAME",
        };
        var answers = new ReadingOption<string?>("--answers")
        {
            Description = "Keep every answer in this file, and go on from those in it.",
            HelpName = "FILE",
        };
        var on = DayOptions.Day("--on", "Day of the answers (default: today).");
        var write = new WritingOption<bool>("--write") { Description = "Put the statements into the deal, once it is said yes; otherwise they are printed." };
        var yes = new Option<bool>("--yes") { Description = "With --write: do not ask whether to." };
        var list = new Option<bool>("--list") { Description = "Say what can be asked for, against what, and what cannot and why; ask nothing." };
        var json = DealInputs.Json();
        var command = new Command(
            "elicit",
            "Ask somebody for numbers in points by trade-offs in words, and write them as assumptions with a range and who answered."
        )
        {
            file,
            of,
            against,
            who,
            source,
            answers,
            on,
            write,
            yes,
            list,
            json,
        };
        command.Needs(yes, write);
        command.Excludes(list, of, against, who, source, answers, on, write);
        command.Validators.Add(result =>
        {
            if (result.GetValue(against) is not null && result.GetValue(of) is not { Length: 1 })
                result.AddError("--against is for one number: say which with --of.");
            if (result.GetValue(who) is { } words && (words.Trim().Length == 0 || words.Length > 200 || words.Any(char.IsControl)))
                result.AddError("--who wants 1 to 200 characters on one line.");
        });
        command.SetAction(
            (parsed, cancel) =>
                Stoppable.Run(
                    () =>
                    {
                        var path = parsed.GetValue(file)!;
                        var stakes = Stakes.Of(DealFile.ReadSound(path, cancel).Deal);
                        if (parsed.GetValue(list))
                            return List(stakes, parsed.GetValue(json));
                        var kept = Kept(parsed.GetValue(answers), parsed.GetValue(who));
                        var pairs = Pairs(stakes, parsed.GetValue(of)!, parsed.GetValue(against), kept);
                        if (parsed.GetValue(write))
                            ElicitedStatements.RefusePlaces(path, pairs.Select(pair => pair.Stake.Name));
                        var session = new Session(stakes, pairs, parsed.GetValue(answers), kept, parsed.GetValue(source));
                        return session.Finish(
                            path,
                            parsed.GetValue(on) ?? DateOnly.FromDateTime(DateTime.Today),
                            parsed.GetValue(write),
                            parsed.GetValue(yes),
                            parsed.GetValue(json)
                        );
                    },
                    cancel
                )
        );
        return command.WithExamples(
            ("foedus elicit my.foedus --list", "what can be asked for, and against what"),
            ("foedus elicit my.foedus --of shame --who \"Ann Example, desk officer\"", "one number, in about nine questions"),
            ("foedus elicit my.foedus --answers ann.json", "all guesses, today and on other days"),
            ("foedus elicit my.foedus --answers ann.json --write --yes", "put what ann.json settles into the deal")
        );
    }

    private static int List(Stakes stakes, bool json)
    {
        if (json)
        {
            Console.WriteLine(
                AnswerJson.Text(
                    new ElicitAnswer(
                        "",
                        "",
                        [],
                        [.. stakes.All.Where(stake => stakes.AgainstOf(stake) is not null).Select(stake => stake.Name)],
                        Unasked(stakes),
                        "",
                        false
                    )
                )
            );
            return ExitCode.Fine;
        }
        foreach (var party in stakes.All.GroupBy(stake => (stake.Party, stake.PartyTitle)))
        {
            Output.Line($"{party.Key.PartyTitle}:");
            foreach (var stake in party)
                Output.Line(
                    $"  {stake.Name}{(stakes.AgainstOf(stake) is { } other ? $" (against {other.Name}{(stake.Type is { } type ? $", if {Words.Plain(type)}" : other.Type is { } its ? $", if {Words.Plain(its)}" : "")})" : "")}{(stake.IsFixed ? ", fixed" : stake.IsGuess ? ", a guess" : "")}: {stake.Sentence}"
                );
        }
        Output.Line("Not by trade-offs:");
        foreach (var group in Unasked(stakes).GroupBy(other => other.Why))
            Output.Line($"  {string.Join(", ", group.Select(other => other.Name))}: {group.Key}.");
        return ExitCode.Fine;
    }

    // What can be asked about, but has nothing beside it.
    private static IReadOnlyList<NotAsked> Unasked(Stakes stakes) =>
        [
            .. stakes.Others,
            .. stakes
                .All.Where(stake => stakes.AgainstOf(stake) is null)
                .Select(stake => new NotAsked(stake.Name, $"{stake.Whose} has no other number in points to weigh it against")),
        ];

    private static KeptAnswers Kept(string? path, string? who)
    {
        var kept = path is not null && File.Exists(path) ? KeptAnswers.Parse(File.ReadAllText(path), path) : new KeptAnswers(who ?? "", []);
        if (who is not null && kept.Who.Length > 0 && kept.Who != who)
            throw new InputException($"The answers in it are of {kept.Who}, not of {who}. Name another file, or leave --who out.", path);
        if (path is not null && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new InputException("There is no such folder to keep answers in.", path);
        return kept;
    }

    private static List<(Stake Stake, Stake Against)> Pairs(Stakes stakes, string[] names, string? against, KeptAnswers kept)
    {
        if (names.Length == 0)
        {
            // Whoever was asked about a number that is no guess was asked on purpose.
            var begun = kept.Answers.Select(answer => answer.Assumption).ToHashSet();
            foreach (var name in begun.Where(name => stakes.All.All(stake => stake.Name != name)))
                Output.Aside($"Answers about '{name}' are left out. {stakes.WhyNot(name)}");
            var asked = stakes
                .All.Where(stake => stake is { IsGuess: true, IsFixed: false } || begun.Contains(stake.Name))
                .Select(stake => (stake, AgainstOf(stakes, stake, kept)))
                .Where(pair => pair.Item2 is not null)
                .Select(pair => (pair.stake, pair.Item2!))
                .ToList();
            return asked.Count > 0 ? asked : throw new InputException("No number in points is a guess. Name one with --of; --list says which there are.");
        }
        return
        [
            .. names
                .Distinct()
                .Select(name =>
                {
                    var stake = stakes.Named(name);
                    var other = against is null
                        ? AgainstOf(stakes, stake, kept)
                            ?? throw new InputException(
                                $"{stake.Whose} has no other number in points to weigh '{name}' against. Write one that is sure as an assumption without a range: assume war_year 10 \"a year of war costs …\"."
                            )
                        : stakes.Named(against);
                    return other.Name == name ? throw new InputException($"'{name}' cannot be weighed against itself.")
                        : other.Party != stake.Party
                            ? throw new InputException(
                                $"'{name}' is a matter of {stake.PartyTitle}, '{other.Name}' of {other.PartyTitle}: points are compared within one party only."
                            )
                        : !stake.IsComparable(other)
                            ? throw new InputException(
                                $"'{name}' is a matter of {stake.Whose}, '{other.Name}' of {other.Whose}: points are compared within one type only."
                            )
                        : other.Best <= 0 ? throw new InputException($"'{other.Name}' is 0 in the deal, so nothing can be measured by it.")
                        : (stake, other);
                }),
        ];
    }

    // What was begun against something is gone on with against it: of several, what is settled, else the last.
    private static Stake? AgainstOf(Stakes stakes, Stake stake, KeptAnswers kept)
    {
        var begun = kept
            .Answers.Where(answer => answer.Assumption == stake.Name)
            .Select(answer => answer.Against)
            .Reverse()
            .Distinct()
            .Select(name => stakes.All.FirstOrDefault(other => other.Name == name && stake.IsComparable(other) && other.Best > 0))
            .OfType<Stake>()
            .ToList();
        return begun.FirstOrDefault(other => Elicitation.Of(stake, other, kept.To) is not null) ?? begun.FirstOrDefault() ?? stakes.AgainstOf(stake);
    }

    /// <summary>Somebody asked, an answer at a time.</summary>
    private sealed class Session
    {
        private readonly Stakes stakes;
        private readonly List<(Stake Stake, Stake Against)> pairs;
        private readonly string? path;
        private readonly string? source;
        private KeptAnswers kept;

        // What this session was told: only that can be taken back.
        private int told;

        public Session(Stakes stakes, List<(Stake Stake, Stake Against)> pairs, string? path, KeptAnswers kept, string? source)
        {
            (this.stakes, this.pairs, this.path, this.kept, this.source) = (stakes, pairs, path, kept, source);
            // Before anything is asked: nobody should answer for nothing.
            if (source is not null || kept.Who.Length > 0)
                ElicitedStatements.RefuseSource(stakes.Deal, Source);
            var isOpen = Ask();
            if (isOpen && kept.Who.Length == 0)
            {
                this.kept = kept with { Who = Named() };
                ElicitedStatements.RefuseSource(stakes.Deal, Source);
            }
            while (isOpen && NextQuestion() is { } question)
                isOpen = Put(question);
        }

        private string Who => kept.Who.Length > 0 ? kept.Who : "somebody";

        private string Source => source ?? SourceName(Who);

        public int Finish(string deal, DateOnly day, bool write, bool yes, bool json)
        {
            var numbers = pairs.Select(pair => Elicitation.Of(pair.Stake, pair.Against, kept.To)).OfType<ElicitedNumber>().ToList();
            var open = pairs.Select(pair => pair.Stake.Name).Except(numbers.Select(number => number.Stake.Name)).ToList();
            var statements = new ElicitedStatements(stakes.Deal, numbers, Source, Who, day);
            var text = statements.Text;
            var isAsked = write && text.Length > 0 && !yes;
            if (isAsked)
                (json ? Console.Error : Console.Out).Write(text);
            var isWritten = write && text.Length > 0 && (yes || Agreed(deal));
            if (isWritten)
                statements.WriteInto(deal);
            if (json)
                Console.WriteLine(AnswerJson.Text(new ElicitAnswer(Who, Source, [.. numbers.Select(ElicitedLine.Of)], open, Unasked(stakes), text, isWritten)));
            else
            {
                foreach (var number in numbers)
                    Output.Aside($"{number.Words}.");
                if (!isWritten && !isAsked)
                    Console.Write(text);
            }
            if (isWritten)
                Output.Aside($"Written into {deal}.");
            else if (write)
                Output.Aside("Nothing was written.");
            if (open.Count > 0)
                Output.Aside(
                    $"{Words.Counted(open.Count, "number")} with questions left: {Words.Some(open)}.{(path is null ? " Answers were kept in no file; --answers FILE keeps them." : " The same command goes on.")}"
                );
            return ExitCode.Fine;
        }

        private bool Ask()
        {
            if (NextQuestion() is null)
                return false;
            Output.Aside(
                "There are no right answers: say what the party would do, as far as you can judge. Half of the cases counts half, as in the games. The deal is changed only where you say so."
            );
            return true;
        }

        private Question? NextQuestion() =>
            pairs.Select(pair => Elicitation.Next(pair.Stake, pair.Against, kept.To)).FirstOrDefault(question => question is not null);

        // False: no more answers come.
        private bool Put(Question question)
        {
            var isSecondWay = question.Way != Way.Chance;
            Output.Aside();
            Output.Aside(
                $"{question.Stake.Name} against {question.Against.Name}, the measure ({Words.Number(question.Against.Best)} points): {question.Whose}{(isSecondWay ? ", asked in a second way" : "")}"
            );
            Output.Aside();
            Show(
                question.IsTogether
                    ? question.Stake.IsGain
                        ? "It gets "
                        : "It bears"
                    : "  A     ",
                question.Stake,
                question.First
            );
            Show(
                question.IsTogether
                    ? question.Against.IsGain
                        ? "It gets "
                        : "It bears"
                    : "  B     ",
                question.Against,
                question.Second
            );
            Output.Aside();
            while (true)
            {
                Output.Aside(question.Asked);
                Output.Aside($"  {(question.IsTogether ? "a together, b neither" : "a, b")}, = as good, ? cannot say{(told > 0 ? ", u undo" : "")}, q stop");
                if (Terminal.In.ReadLine() is not { } line || line.Trim() is "q" or "Q")
                    return false;
                if (line.Trim() is "u" or "U" && told > 0)
                {
                    (kept, told) = (kept.Before(), told - 1);
                    Keep();
                    return true;
                }
                if (Read(line.Trim()) is { } preference)
                {
                    (kept, told) = (kept.With(question, preference), told + 1);
                    Keep();
                    return true;
                }
                Output.Aside($"'{line.Trim()}' is none of these.");
            }
        }

        private static void Show(string head, Stake stake, string amount)
        {
            Output.Aside($"{head} \"{stake.Sentence}\"");
            Output.Aside($"         {amount}");
        }

        private static Preference? Read(string answer) =>
            answer switch
            {
                "a" or "A" => Preference.First,
                "b" or "B" => Preference.Second,
                "=" => Preference.Level,
                "?" => Preference.Unsure,
                _ => null,
            };

        private void Keep()
        {
            if (path is not null)
                Output.WriteFile(path, kept.ToText());
        }

        private static string Named()
        {
            Output.Aside("Who answers (name, office)?");
            return Terminal.In.ReadLine()?.Trim() is { Length: > 0 and <= 200 } named && !named.Any(char.IsControl) ? named : "somebody";
        }

        private static bool Agreed(string deal)
        {
            Output.Aside($"Put this into {deal}? y: yes");
            return Terminal.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
        }

        private static string SourceName(string who)
        {
            var word = new string([.. who.ToLowerInvariant().TakeWhile(char.IsLetter)]);
            return word.Length > 0 ? word : "asked";
        }
    }
}
