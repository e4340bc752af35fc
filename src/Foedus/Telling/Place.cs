namespace Foedus.Telling;

/// <summary>Where a section stands in the one order of telling, whoever draws it. A place that nothing is told at yet is kept for what comes.</summary>
public enum Place
{
    /// <summary>The answer in a sentence, and what limits it.</summary>
    Answer,

    /// <summary>Under each answer of the deal's forks: how the world itself may work.</summary>
    ByFork,

    /// <summary>Over several equilibria, where they were looked for.</summary>
    BySolution,

    /// <summary>With everybody more careful.</summary>
    ByCare,

    /// <summary>Without slips: what is done that nobody chose.</summary>
    Slips,

    /// <summary>Does it hold, beside the other offers?</summary>
    Holds,

    /// <summary>What does each offer consist of?</summary>
    Terms,

    /// <summary>How long does it hold?</summary>
    Survival,

    /// <summary>What was counted elsewhere or judged by others, beside what the worlds say.</summary>
    OutsideEvidence,

    /// <summary>Which assumptions decide it?</summary>
    Decides,

    /// <summary>When does it break?</summary>
    Breaks,

    /// <summary>Robust by which yardstick?</summary>
    Robust,

    /// <summary>What does more holding cost?</summary>
    TradeOff,

    /// <summary>How does it end: by whom, how, when?</summary>
    Ending,

    /// <summary>Why do they choose so: the decisive turns.</summary>
    Reasons,

    /// <summary>Who would sign?</summary>
    Signs,

    /// <summary>How does each reading see it?</summary>
    Readings,

    /// <summary>How does each expert see it, and whose disagreement decides what?</summary>
    Views,

    /// <summary>What becomes of each obligation?</summary>
    Obligations,

    /// <summary>Is each promise kept?</summary>
    Promises,

    /// <summary>What do the others come to believe?</summary>
    Beliefs,

    /// <summary>The deal as states and turns.</summary>
    Diagram,

    /// <summary>What is worth finding out?</summary>
    Information,

    /// <summary>What would change the answer?</summary>
    Thresholds,

    /// <summary>What was assumed.</summary>
    Assumptions,

    /// <summary>What units of effects were understood as. Kept.</summary>
    UnderstoodUnits,

    /// <summary>What the answers owe to how the deal is written.</summary>
    ModelCheck,

    /// <summary>How it was computed.</summary>
    Computed,

    /// <summary>Of a brief, here and below: what was asked.</summary>
    BriefQuestion,

    /// <summary>The bottom line, and how likely.</summary>
    BriefAnswer,

    /// <summary>How well founded that is.</summary>
    BriefConfidence,

    /// <summary>What each side gives and gets.</summary>
    BriefTerms,

    /// <summary>Who would not sign, and what it lacks.</summary>
    BriefHoldOuts,

    /// <summary>Forks, assumptions, equilibria, evidence.</summary>
    BriefRestsOn,

    /// <summary>What would change it.</summary>
    BriefWouldChange,

    /// <summary>Public events that would move the answer.</summary>
    BriefIndicators,

    /// <summary>Who sees it otherwise.</summary>
    BriefDissent,

    /// <summary>What may be left out.</summary>
    BriefAnnex,
}
