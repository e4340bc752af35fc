using Foedus.Binding;
using Foedus.Language;

namespace Foedus.Tests.Language.Checking;

public class StatementFormsTests
{
    public static TheoryData<string, string> Forms => [.. from form in StatementForms.All from text in form.Value select (form.Key, text)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_advised_can_be_read(string words, string form)
    {
        // A title stands first, a file that is included is a file, and terms stand in a clause.
        var text = words switch
        {
            "deal" => form,
            "option" or "add option" or "remove option" or "remove step" or "remove interest" or "step" or "waive payments" =>
                $"deal \"T\"\nclause c {{\n  {form}\n}}",
            _ => $"deal \"T\"\n{form}",
        };
        var faults = DealParser.Parse(new SourceText(text)).Diagnostics;
        Assert.DoesNotContain(faults, fault => fault.Code != DiagnosticCodes.CannotInclude);
    }

    [Fact]
    public void Every_word_that_begins_a_statement_has_a_form()
    {
        Assert.DoesNotContain(Keywords.Statements, word => StatementForms.Of(word, "") is null);
    }

    [Theory]
    [InlineData("player A", "party Russia")]
    [InlineData("utility A { always: 1 }", "interest Russia")]
    [InlineData("scenario what", "fork defence")]
    public void A_word_of_other_tools_is_answered_with_the_word_for_it(string line, string remedy)
    {
        var fault = Assert.Single(DealParser.Parse(new SourceText($"deal \"T\"\n{line}\n")).Diagnostics);
        Assert.Contains(remedy, fault.Remedy, StringComparison.Ordinal);
    }
}
