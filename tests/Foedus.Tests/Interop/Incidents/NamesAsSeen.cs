using Foedus.Interop.Incidents;
using static Foedus.Tests.Interop.Incidents.IncidentFileTests;

namespace Foedus.Tests.Interop.Incidents;

/// <summary>What a table writes for nothing, and what cannot be seen in it, is no part of a name.</summary>
public class NamesAsSeen
{
    [Theory]
    [InlineData("NA")]
    [InlineData("N/A")]
    [InlineData("nan")]
    [InlineData("None")]
    [InlineData("NULL")]
    [InlineData("-")]
    [InlineData("\u200BNULL")]
    [InlineData("N\u200BA")]
    [InlineData("\uFEFFNA")]
    public void A_word_for_nothing_is_nobody(string nothing)
    {
        var (incidents, file) = Read($"id,date,kind,side_a,attributed_to\n1,2022-03-05,{nothing},{nothing},{nothing}\n");
        Assert.Equal(("", "", null), (incidents[0].Kind, incidents[0].SideA, incidents[0].AttributedTo));
        Assert.Equal(3, file.Problems.Count(ProblemKind.GapWord));
        Assert.False(file.Problems.HasFaults);
        Assert.Null(
            Read($"event_id_cnty,event_date,event_type,actor1,fatalities\nX,2022-03-05,Violence against civilians,{nothing},1\n").Incidents[0].AttributedTo
        );
        Assert.Null(Read($"Event ID\tEvent Date\tSource Name\tEvent Text\tTarget Name\n9\t2016-03-05\t{nothing}\tGive aid\tRed\n").Incidents[0].AttributedTo);
        Assert.Null(
            Read($"id,type_of_violence,side_a,side_b,date_start,date_end,best,low,high\n1,3,{nothing},Civilians,2016-03-05,2016-03-05,1,1,1\n")
                .Incidents[0]
                .AttributedTo
        );
    }

    [Fact]
    public void Nobody_said_is_no_problem()
    {
        var (incidents, file) = Read("id,date,kind,side_a,attributed_to\n1,2022-03-05,clash,, \n");
        Assert.Equal(("clash", "", null), (incidents[0].Kind, incidents[0].SideA, incidents[0].AttributedTo));
        Assert.DoesNotContain(file.Problems.All, entry => entry.Kind != ProblemKind.NoPlace);
    }

    [Theory]
    [InlineData(" clash ", 0)]
    [InlineData("clash\u00A0", 0)]
    [InlineData("cl\u200Bash", 1)]
    [InlineData("\uFEFFclash", 1)]
    [InlineData("cla\u00ADsh", 1)]
    public void Blanks_around_a_name_and_what_cannot_be_seen_are_no_part_of_it(string written, int told)
    {
        var (incidents, file) = Read($"id,date,kind,side_a\n1,2022-03-05,{written},{written}\n");
        Assert.Equal(("clash", "clash"), (incidents[0].Kind, incidents[0].SideA));
        Assert.Equal(2 * told, file.Problems.Count(ProblemKind.Unseen));
    }

    [Fact]
    public void A_blank_inside_is_one_whatever_its_code_and_joined_letters_stay()
    {
        var incidents = Read("id,date,side_a,side_b\n1,2022-03-05,North\u00A0West,\u0645\u06CC\u200C\u062E\n").Incidents;
        Assert.Equal(("North West", "\u0645\u06CC\u200C\u062E"), (incidents[0].SideA, incidents[0].SideB));
    }

    [Fact]
    public void Codes_and_ids_written_as_real_numbers_are_the_same_codes()
    {
        var (incidents, file) = Read(
            "id,type_of_violence,side_a,side_b,date_start,date_end,best,low,high\n17.0,1.0,A,B,2016-03-05,2016-03-05,1.0,1.0,1.0\n2.5,2.5,A,B,2016-03-05,2016-03-05,1,1,1\n"
        );
        Assert.Equal([("17", "state-based"), ("2.5", "2.5")], incidents.Select(incident => (incident.Id, incident.Kind)));
        Assert.Equal(1, file.Problems.Count(ProblemKind.BadCode));
    }

    [Fact]
    public void A_date_that_only_reads_day_first_says_what_that_means_for_the_others()
    {
        var (incidents, file) = Read(
            "Event ID\tEvent Date\tSource Name\tEvent Text\tTarget Name\n1\t1/3/2017\tBlue\tGive aid\tRed\n2\t31/3/2017\tBlue\tGive aid\tRed\n3\t31/31/2017\tBlue\tGive aid\tRed\n"
        );
        Assert.Equal("1", Assert.Single(incidents).Id);
        Assert.Equal((1L, 1L), (file.Problems.Count(ProblemKind.DayFirst), file.Problems.Count(ProblemKind.BadDate)));
    }
}
