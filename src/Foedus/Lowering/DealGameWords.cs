using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>A game in the titles of its deal.</summary>
/// <param name="wording">What the deal calls its things.</param>
/// <param name="period">The deal's period.</param>
internal sealed class DealGameWords(Wording wording, string period) : GameWords
{
    public override string Unit => period;

    public override string Party(string name) => wording.Party(name);

    public override string Step(string name) => wording.Step(name);

    public override string State(string name) => wording.Facts(name);
}
