"""What a person can choose among."""

from katrineholm.socialhub.accounts.channels import vocabularies


def values(vocabulary):
    return [term.value for term in vocabulary]


def test_channels_and_administrations_whose_entries_are_shown_can_be_chosen(
    portal, hub, administration, make_channel
):
    blog, rests = make_channel("bloggen", title="Bloggen"), make_channel("vilar", state="paused")
    make_channel("utkast", state="draft")
    found = vocabularies.channels(portal)
    assert sorted(values(found)) == sorted([blog.UID(), rests.UID()])
    assert found.getTerm(blog.UID()).title == "Bloggen (Kulturförvaltningen)"
    assert values(vocabularies.administrations(portal)) == [administration.UID()]


def test_a_channel_keeps_a_service_that_is_no_longer_offered(portal, channel):
    channel.platform = "nedlagd"
    assert "nedlagd" in values(vocabularies.platforms(channel))
    assert "nedlagd" not in values(vocabularies.platforms(portal))
