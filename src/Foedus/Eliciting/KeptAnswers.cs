using System.Text.Json;
using Foedus.Answers;

namespace Foedus.Eliciting;

/// <summary>Answers to trade-offs in a file, so that somebody can go on another day.</summary>
/// <param name="Who">Who answers.</param>
/// <param name="Answers">What was answered, in order.</param>
[Answer("foedus/elicit-answers/1")]
public sealed record KeptAnswers(string Who, IReadOnlyList<KeptAnswer> Answers)
{
    /// <summary>Most of them that are read.</summary>
    private const int Most = 100_000;

    /// <summary>The file's text.</summary>
    public string ToText() => AnswerJson.Text(this) + "\n";

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="InputException">It is no file of answers.</exception>
    public static KeptAnswers Parse(string text, string place)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (
                json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("schema", out var schema)
                || schema.ValueKind != JsonValueKind.String
                || schema.GetString() != AnswerJson.SchemaOf(typeof(KeptAnswers))
            )
                throw new InputException($"This is no file of answers: \"schema\" does not say {AnswerJson.SchemaOf(typeof(KeptAnswers))}.", place);
            var read = json.RootElement.Deserialize<KeptAnswers>(AnswerJson.Layout);
            return
                read is { Who: not null, Answers: { Count: <= Most } answers }
                && answers.All(answer =>
                    answer is { Assumption: not null, Against: not null, Words: not null, AgainstWords: not null }
                    && Enum.IsDefined(answer.Way)
                    && Enum.IsDefined(answer.Preference)
                )
                ? read
                : throw new InputException("This file of answers is not whole: an answer lacks something.", place);
        }
        catch (JsonException fault)
        {
            throw new InputException(
                $"This file of answers cannot be read{(fault.LineNumber is { } line ? $" (line {line + 1})" : "")}. Mend it, or name another file.",
                place,
                fault
            );
        }
    }

    /// <summary>What was answered to a question; null where it was not asked.</summary>
    /// <exception cref="InputException">It was asked in other words: the deal says otherwise now.</exception>
    public Preference? To(Question question)
    {
        var found = Answers.LastOrDefault(answer =>
            answer.Assumption == question.Stake.Name && answer.Against == question.Against.Name && answer.Way == question.Way && answer.Rung == question.Rung
        );
        return found is null ? null
            : found.Words == question.Stake.Sentence && found.AgainstWords == question.Against.Sentence ? found.Preference
            : throw new InputException(
                $"What was answered about '{found.Assumption}' and '{found.Against}' was asked in other words than the deal has now: \"{found.Words}\", \"{found.AgainstWords}\". Ask anew with another --answers file, or take these answers out of it."
            );
    }

    /// <summary>With one more.</summary>
    public KeptAnswers With(Question question, Preference preference) =>
        this with
        {
            Answers =
            [
                .. Answers,
                new KeptAnswer(
                    question.Stake.Name,
                    question.Stake.Sentence,
                    question.Against.Name,
                    question.Against.Sentence,
                    question.Way,
                    question.Rung,
                    question.Line,
                    preference
                ),
            ],
        };

    /// <summary>Without the last.</summary>
    public KeptAnswers Before() => this with { Answers = [.. Answers.Take(Answers.Count - 1)] };
}

/// <param name="Assumption">What was sought.</param>
/// <param name="Words">What the deal said that it is.</param>
/// <param name="Against">What it was weighed against.</param>
/// <param name="AgainstWords">What the deal said that this is.</param>
/// <param name="Way">What varied.</param>
/// <param name="Rung">Which question of that way.</param>
/// <param name="Question">The question in words.</param>
/// <param name="Preference">The answer.</param>
public sealed record KeptAnswer(
    string Assumption,
    string Words,
    string Against,
    string AgainstWords,
    Way Way,
    int Rung,
    string Question,
    Preference Preference
);
