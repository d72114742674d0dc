"""The posts in a mail."""

from helpers.integration.public.follow import DAY, LATER, NOW, at, follow, titles

from katrineholm.socialhub.core.timeline.decisions import hide_entry, mask_entry, release_entry
from katrineholm.socialhub.core.timeline.store import timeline_of


def test_a_mail_has_what_visitors_may_see_when_it_is_sent(hub, new, send):
    follow(hub)
    timeline = timeline_of(hub)
    new("Inlägg kvar")
    hide_entry(timeline, new("Inlägg dolt"), by="anna", now=LATER)
    held = new("Inlägg granskat", now=NOW - DAY, hold=True)
    new("Inlägg väntar", hold=True)
    release_entry(timeline, held, by="anna", now=LATER)
    masked = new("Inlägg om Bo Ek")
    mask_entry(timeline, masked, ["Bo Ek"], [], reason="K", by="anna", now=LATER)
    new("Inlägg gammalt", published=at(NOW - 30 * DAY))
    [(_to, mail)] = send()
    assert sorted(titles(mail)) == ["Inlägg granskat", "Inlägg kvar", "Inlägg om [uppgift dold]"]


def test_followers_of_the_same_share_it_and_others_get_their_own(
    hub, blog, new, send, make_functional_channel, keep
):
    other = make_functional_channel("fotot", title="Fotot")
    follow(hub, "a@example.se")
    follow(hub, "b@example.se", place=blog)
    follow(hub, "c@example.se", query="SearchableText=badhus")
    follow(hub, "d@example.se", query="channel=fotot", language="en")
    new("Inlägg om badhuset")
    keep(other, title="Inlägg med bild", now=at(LATER), published=at(LATER))
    got = {to: (mail["Subject"], sorted(titles(mail))) for to, mail in send()}
    bath, picture = "Inlägg om badhuset", "Inlägg med bild"
    assert got == {
        "a@example.se": ("2 nya inlägg: Sociala medier", [picture, bath]),
        "b@example.se": ("1 nytt inlägg: Bloggen", [bath]),
        "c@example.se": ("1 nytt inlägg: Sociala medier", [bath]),
        "d@example.se": ("1 new post: Sociala medier", [picture]),
    }
