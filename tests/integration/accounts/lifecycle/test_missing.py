"""What a channel lacks before a step leads to the field where it is written."""

from katrineholm.socialhub.accounts.lifecycle.missing import missing


def test_each_lack_leads_to_its_field(make_channel, administration):
    administration.email = administration.phone = None
    channel = make_channel("kanal", state="draft", profile_url="https://www.facebook.com/kultur")
    fields = [each["url"].rpartition("-")[2] for each in missing(channel, "report")]
    assert {"responsible", "substitute", "contact_email", "purpose"} <= {
        field.rpartition(".")[2] for field in fields
    }
    assert all(each["advice"] for each in missing(channel, "report"))
