"""A channel is made and changed over REST; what is wrong is refused in one sentence."""

import pytest
import transaction
from Acquisition import aq_parent
from helpers.integration.accounts.registration import GOOD
from plone import api
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from zope.component import getGlobalSiteManager
from zope.globalrequest import getRequest
from zope.lifecycleevent.interfaces import IObjectAddedEvent, IObjectModifiedEvent

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.interfaces import IChannel

WRONG = [
    ({"profile_url": "ftp://example.se/"}, "not_http"),
    ({"profile_url": "javascript:alert(1)"}, "not_http"),
    ({"profile_url": "katrineholm"}, "not_http"),
    ({"profile_url": "@katrineholm"}, "name_only"),
    ({"profile_url": "feed.example.se:22/"}, "port"),
    ({"feed_url": "10.0.0.1/rss"}, "private"),
    ({"profile_url": "http://10.0.0.1/"}, "private"),
    ({"profile_url": "http://[fe80::1]/"}, "private"),
    ({"profile_url": "http://169.254.169.254/latest"}, "private"),
    ({"profile_url": "http://3232235777/"}, "private"),
    ({"profile_url": "https://anna:hemligt@example.se/"}, "userinfo"),
    ({"profile_url": "https://example.se:22/"}, "port"),
    ({"profile_url": "https://"}, "malformed"),
    ({"profile_url": "https://exa mple.se/"}, "malformed"),
    ({"profile_url": "https://example-.se./\\"}, "malformed"),
    ({"profile_url": "https://0-"}, "malformed"),
    ({"profile_url": "https://example.se/" + "a" * 3000}, "too_long"),
    ({"profile_url": "https://example.se/" + "å" * 1500}, "malformed"),
    ({"feed_url": "javascript:alert(1)"}, "not_http"),
    ({"feed_url": "http://192.168.1.1/rss"}, "private"),
]
SENTENCES = {
    "not_http": "http://",
    "private": "privat",
    "userinfo": "",
    "port": "22",
    "name_only": "",
    "malformed": "",
    "too_long": "2000",
}
OFTEN = 8  # more than Zope tries
NEW = {
    **{"@type": "Channel", "id": "ny", "title": "Ny", "profile_url": "https://ny.example.se/"},
    **{"responsible": "Anna <anna@example.se>", "substitute": "Bert <bert@example.se>"},
}


@pytest.mark.parametrize(("given", "code"), WRONG)
def test_a_bad_address_is_refused_and_nothing_is_stored(kultur, functional_portal, given, code):
    answer = kultur("POST", GOOD | given)
    said = answer.json()
    assert (answer.status_code, said["type"]) == (400, "BadRequest")
    assert said["message"].startswith(next(iter(given)) + ": ")
    assert SENTENCES[code] in said["message"]
    assert stored(functional_portal) == []


@pytest.mark.parametrize(
    "given",
    [
        {"profile_url": None},
        {"profile_url": ""},
        *({"profile_url": value} for value in (7, ["https://example.se/"], {"a": 1}, True)),
        *({"feed_url": value} for value in (7, ["https://example.se/"], {"a": 1})),
        *({"title": value} for value in (None, 7, [], {"a": 1})),
        *({"platform": value} for value in ("friendface", 7, ["mastodon"], {"token": []}, {})),
        *({"kind": value} for value in ("novel", 7, ["blog"], {"token": {}})),
        *({"interval": value} for value in (0, 10**9, -5, "often", 5.5, [30], None)),
        *({"include_words": value} for value in ([7], [["a"]], {"a": 1}, ["a" * 101])),
        *({"max_entries": value} for value in (0, "many")),
        *({"max_age": value} for value in (0, "old")),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_and_nothing_is_stored(
    kultur, functional_portal, given
):
    answer = kultur("POST", GOOD | given)
    said = answer.json()
    assert (answer.status_code, said["type"]) == (400, "BadRequest")
    assert isinstance(said["message"], str)
    assert said["message"].startswith(next(iter(given)))
    assert "{" not in said["message"]
    assert stored(functional_portal) == []


def test_a_channel_without_an_address_is_refused(kultur, functional_portal):
    answer = kultur("POST", {"@type": "Channel", "title": "Katrineholm"})
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert answer.json()["message"].startswith("profile_url: ")
    assert stored(functional_portal) == []


@pytest.mark.parametrize(
    "given",
    [
        {"profile_url": "javascript:alert(1)"},
        {"profile_url": None},
        {"feed_url": "http://10.0.0.1/"},
        {"platform": "friendface"},
        {"interval": 0},
        {"title": "Nytt", "interval": 10**9},
    ],
)
def test_a_bad_change_is_refused_and_nothing_is_changed(kultur, given):
    kultur("POST", GOOD | {"id": "kanal"})
    before = kultur("GET", None, "kanal").json()
    answer = kultur("PATCH", given, "kanal")
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert kultur("GET", None, "kanal").json() == before


def test_a_good_change_is_kept(kultur):
    kultur("POST", GOOD | {"id": "kanal"})
    given = {"feed_url": "https://example.se/rss", "interval": 5, "include_words": ["bad", "sim"]}
    assert kultur("PATCH", given, "kanal").status_code == 204
    now = kultur("GET", None, "kanal").json()
    assert {name: now[name] for name in given} == given


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("", "Channel"),
        ("", "Administration"),
        ("hub", "Channel"),
        ("hub", "SocialHub"),
        ("hub", "Document"),
        ("hub/kultur", "Administration"),
        ("hub/kultur", "Document"),
    ],
)
def test_things_lie_where_they_belong(functional_administration, manager_request, path, type):
    answer = manager_request.post(path, json=GOOD | {"@type": type})
    assert answer.status_code in (400, 403)
    assert answer.json().get("error", answer.json())["message"]


def stored(portal):
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        brains = api.content.find(portal_type="Channel")
    return [*portal.hub.kultur.objectIds(), *(brain.getPath() for brain in brains)]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": None}, "Uppgiften saknas"),
        ({"interval": 1}, "Värdet är för lågt"),
        ({"kind": "zebra"}, "Värdet går inte att välja"),
    ],
)
def test_a_refusal_is_swedish(request_factory, functional_administration, wrong, sentence):
    data = {"@type": "Channel", "title": "T", "profile_url": "https://blogg.example.se/"} | wrong
    data = {name: value for name, value in data.items() if value is not None}
    answer = request_factory(role="Manager").post("hub/kultur", json=data)
    assert answer.status_code == 400
    assert sentence in answer.json()["message"]


def test_a_channel_may_speak_any_language(request_factory, functional_administration):
    session = request_factory(role="Manager")
    facts = {"@type": "Channel", "title": "K", "profile_url": "https://mastodon.se/@katrineholm"}
    channel = session.post("hub/kultur", json=facts | {"language": "fi"}).json()
    assert channel["language"]["token"] == "fi"
    channel = session.post("hub/kultur", json=facts | {"title": "Svensk"}).json()
    assert channel["language"]["token"] == "sv"


@pytest.mark.parametrize("body", [[], "text", 5])
def test_a_change_that_is_no_object_is_refused_in_a_sentence(kultur, body):
    answer = kultur("PATCH", body)
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert answer.json()["message"] == "Skicka ett JSON-objekt."


@pytest.fixture
def met():
    """Zope's count of its tries, each time that somebody else was faster; ``begin`` makes it so."""
    registry, met = getGlobalSiteManager(), Met()
    yield met
    registry.unregisterHandler(met, (IChannel, met.event))


class Met(list):
    def begin(self, event, written):
        self.event, self.written = event, written
        getGlobalSiteManager().registerHandler(self, (IChannel, event))

    def __call__(self, channel, event):
        if len(self) < OFTEN:
            self.append(getRequest().retry_count)
            self._write(self.written(channel))

    def _write(self, there):
        with there._p_jar.db().transaction() as connection:
            root = connection.root()["Application"]
            root.unrestrictedTraverse(there.getPhysicalPath()).subject = (f"Annan {len(self)}",)


def test_a_channel_is_added_once(met, functional_administration, manager_request):
    met.begin(IObjectAddedEvent, aq_parent)
    answer = manager_request.post("hub/kultur", json=NEW)
    assert (answer.status_code, answer.json()["id"]) == (201, "ny")
    functional_administration._p_jar.sync()
    assert functional_administration.objectIds() == ["ny"]
    assert functional_administration.subject == (f"Annan {OFTEN}",)
    assert met == [0] * OFTEN


def test_a_change_is_kept_beside_the_others(met, make_functional_channel, manager_request):
    channel = make_functional_channel("bloggen", title="Bloggen")
    met.begin(IObjectModifiedEvent, lambda channel: channel)
    answer = manager_request.patch("hub/kultur/bloggen", json={"description": "Ändrad"})
    channel._p_jar.sync()
    assert answer.status_code == 204
    assert (channel.description, channel.subject) == ("Ändrad", (f"Annan {OFTEN}",))
    assert met == [0] * OFTEN


def test_a_step_is_taken_once(met, make_functional_channel, manager_request):
    channel = make_functional_channel("bloggen", title="Bloggen")
    met.begin(IAfterTransitionEvent, lambda channel: channel)
    answer = manager_request.post("hub/kultur/bloggen/@workflow/pause")
    channel._p_jar.sync()
    assert (answer.status_code, channel.subject) == (200, (f"Annan {OFTEN}",))
    steps = [line["step"] for line in history.channel_lines(channel)]
    assert (steps[0], steps.count("pause")) == ("pause", 1)
    assert met == [0] * OFTEN


def test_what_is_refused_writes_nothing(functional_administration, manager_request):
    answer = manager_request.post("hub/kultur", json=NEW | {"profile_url": "ingen adress"})
    functional_administration._p_jar.sync()
    assert answer.status_code == 400
    assert functional_administration.objectIds() == []
