using Foedus.Model;

namespace Foedus.Tests.Telling;

/// <summary>Titles are the same for whoever asks first, on whichever thread.</summary>
public class AskedAtOnce
{
    [Fact]
    public void All_threads_are_told_the_title()
    {
        var options = string.Join("  ", Enumerable.Range(0, 200).Select(number => $"o{number} \"option {number}\""));
        var deal = SoundDeal
            .Read(
                SoundDeal.Year(
                    "Titles",
                    $"state s {{ calm, war }} = calm\nturn One when s = calm {{ {options} }}\ninterest One {{ s = calm: 1 }}\nno deal none: starts s = war\noffer plain\nask q \"Q\": chance s = calm through 1"
                )
            )
            .Deal;
        for (var round = 0; round < 50; round++)
        {
            var (wording, told) = (new Wording(deal), new string?[8]);
            Parallel.For(0, told.Length, new ParallelOptions { MaxDegreeOfParallelism = told.Length }, i =>
                told[i] = wording.OptionTitle("One", "One", "o199")
            );
            Assert.All(told, title => Assert.Equal("option 199", title));
        }
    }
}
