"""What an editor sees of an address before it is listed."""

import pytest
from helpers.integration.accounts.editing import Web
from plone import api

from katrineholm.socialhub.accounts.registration.probe import probe_url
from katrineholm.socialhub.accounts.registration.probe_preview import (
    retrieval_ways,
    ways_by_service,
)
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.platforms.catalogue import find_platform, visible_platforms
from katrineholm.socialhub.site.settings.titles import service_title


def test_a_name_alone_is_answered_with_what_to_do(portal):
    with pytest.raises(FeedError, match="paste the profile's address") as refused:
        probe_url("@katrineholm", get=Web())
    assert refused.value.code == "name_only"


@pytest.mark.parametrize("state", ["draft", "reported", "official", "paused", "closed"])
def test_a_look_up_says_that_the_account_is_listed_already(ask, make_functional_channel, state):
    url = "https://x.com/katrineholm"
    channel = make_functional_channel("kanal", title="Vår", profile_url=url, state=state)
    for place in ("hub", "hub/kultur"):
        listed = ask({"url": "twitter.com/Katrineholm"}, place).json()["listed"]
        if state in ("draft", "closed"):
            assert listed is None
        else:
            assert (listed["title"], listed["url"]) == ("Vår", channel.absolute_url())
            assert listed["message"].startswith("Kontot finns redan")


def test_whose_the_listed_account_is_stays_with_those_who_may_see_it(
    functional_administration, make_functional_channel, person, request_factory
):
    url = "https://x.com/katrineholm"
    make_functional_channel("kanal", title="Hemlig", profile_url=url, state="reported")
    hub = functional_administration.aq_parent
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(hub, "Administration", "annan", title="Annan")
        api.content.transition(other, "publish")
    editor = request_factory(basic_auth=person("Contributor", at=other))
    listed = editor.post("hub/annan/@probe", json={"url": "https://x.com/a"}).json()["listed"]
    assert listed is None
    listed = editor.post("hub/annan/@probe", json={"url": url}).json()["listed"]
    assert (listed["title"], listed["url"]) == ("", "")
    assert "Hemlig" not in listed["message"]


def test_every_service_says_which_ways_in_there_are(portal):
    told = ", ".join(group["titles"] for group in ways_by_service())
    assert [each.name for each in visible_platforms() if service_title(each.name) not in told] == []
    assert ways_by_service()[-1] == {
        "titles": "Bilddagboken (Dayviews), Delicious, Digg, MySpace",
        "ways": ["Inga längre: tjänsten är nedlagd. Det som har hämtats finns kvar."],
    }


def test_linkedins_terms_forbid_its_interface(portal):
    linkedin = [way["message"] for way in retrieval_ways(find_platform("linkedin"))]
    assert linkedin[0].startswith("Aldrig med åtkomstnyckel: LinkedIns villkor")


def test_a_service_that_is_kept_for_the_record_alone_says_so(portal):
    links, by_login, download = retrieval_ways(find_platform("facebook"))
    assert (links["name"], links["message"][:11]) == ("none", "Som länkar:")
    assert "Läsa sidans inlägg och kommentarerna på dem" in by_login["message"]
    assert download["name"] == "download"


FEED, HAND, PUSH = "Genom ett flöde", "För hand", "Skickas av ett av kommunens egna program"
DESCRIBED = "Genom en beskrivning av sidan"
LINKS, FOR_RECORD = "Som länkar", "Utan att visas, med tjänstens egen nedladdning"
DOWNLOAD, FORBIDDEN = "Med tjänstens egen nedladdning", "Aldrig med åtkomstnyckel: LinkedIns"
LOGIN = "Genom att logga in hos {}."
# The services that have other ways in than a feed, and what each begins with.
WAYS = {
    "facebook": (LINKS, LOGIN.format("Facebook"), FOR_RECORD),
    "feed": (FEED, DESCRIBED, HAND, PUSH),
    "instagram": (*(LOGIN.format("Instagram"), HAND, PUSH, DOWNLOAD),),
    "linkedin": (FORBIDDEN, HAND, PUSH, DOWNLOAD),
    "mastodon": (FEED, HAND, PUSH, DOWNLOAD),
    "pixelfed": (FEED, HAND, PUSH, DOWNLOAD),
    "secondlife": (HAND, PUSH),
    "threads": (LOGIN.format("Threads"), HAND, PUSH, DOWNLOAD),
    "tiktok": (LOGIN.format("TikTok"), HAND, PUSH, DOWNLOAD),
    "website": (FEED, DESCRIBED, HAND, PUSH),
    "x": (HAND, PUSH, DOWNLOAD),
    "youtube": (FEED, LOGIN.format("YouTube"), HAND, PUSH, DOWNLOAD),
}
# What each way needs from the municipality.
NEEDS = {
    FEED: "flödets adress",
    DESCRIBED: "kräver någon som hittar i sidans kod",
    HAND: "en redaktör klistrar in",
    PUSH: "kanalens nyckel",
    DOWNLOAD: "den som äger kontot beställer den",
    FOR_RECORD: "den som äger kontot beställer den",
    LINKS: "aldrig bland inläggen",
    FORBIDDEN: "villkor förbjuder",
    LOGIN.format("Facebook"): "någon som får sköta sidan",
    LOGIN.format("Instagram"): "ett professionellt konto",
    LOGIN.format("Threads"): "tacka ja till inbjudan",
    LOGIN.format("TikTok"): "granska kommunens app",
    LOGIN.format("YouTube"): "det Googlekonto som äger kanalen",
}


def test_each_service_of_the_catalogue_tells_its_ways_in_and_what_they_need_in_swedish(portal):
    services = [each for each in visible_platforms() if not each.retired]
    assert {each.name for each in services} > {*WAYS}
    for service in services:
        told = [way["message"] for way in retrieval_ways(service)]
        expected = WAYS.get(service.name, (FEED, HAND, PUSH))
        assert len(told) == len(expected), service.name
        for sentence, begins in zip(told, expected, strict=True):
            assert sentence.startswith(begins), service.name
            assert NEEDS[begins] in sentence
            assert sentence.endswith(".")
