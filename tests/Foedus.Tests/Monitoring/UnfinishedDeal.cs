using Foedus.Workflow;

namespace Foedus.Tests.Monitoring;

/// <summary>A deal is watched by its triggers; its game may still lack what weighing needs.</summary>
public class UnfinishedDeal
{
    [Theory]
    [InlineData("party A\nstate s { calm, broken } = calm\nno deal none\ns becomes broken when many\n", true)]
    [InlineData("party A\nstate s { calm, broken } = calm\nno deal none\ns becomes broke when many\n", false)]
    public void Is_watched_if_its_names_are_right(string game, bool isRight)
    {
        var folder = Directory.CreateTempSubdirectory("foedus-unfinished");
        try
        {
            var path = Path.Combine(folder.FullName, "deal.foedus");
            File.WriteAllText(path, "deal \"Unfinished\"\nincident clash { deaths at least 1 }\ntrigger many: at least 3 clash within 7 days\n" + game);
            if (isRight)
                Assert.Equal("Unfinished", WatchInput.Read(path).Deal.Title);
            else
                Assert.Contains("Did you mean 'broken'?", Assert.Throws<InputException>(() => WatchInput.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
