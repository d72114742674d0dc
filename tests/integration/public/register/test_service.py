"""``GET @channels``: the official list as other systems read it."""

import pytest
import transaction
from helpers.integration.public.register import api_url
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from ZPublisher.HTTPRequest import trusted_proxies

PUBLIC = ["bilder", "bloggen", "filmer", "gamla", "sidan"]
EVERY = ["anmald", "bilder", "bloggen", "filmer", "gamla", "hemlig", "sidan"]


def test_the_public_is_told_of_what_is_or_was_official(register, ids):
    assert ids() == PUBLIC
    assert ids("hub/kultur") == ["bloggen", "filmer", "gamla"]
    assert ids(state=["draft", "reported"]) == []


def test_more_is_told_by_permission(register, ids, person):
    assert ids(login=person("Information Officer")) == EVERY
    assert ids(login=person("Editor", at=register.hub.kultur)) == EVERY
    assert ids(login=person("Editor", at=register.hub.skola)) == PUBLIC
    assert ids(login=person("Member")) == PUBLIC


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"administration": "skola"}, ["bilder", "sidan"]),
        ({"administration": ["skola", "kultur"]}, PUBLIC),
        ({"administration": "okänd"}, []),
        ({"platform": "facebook"}, ["sidan"]),
        ({"platform": ["facebook", "youtube"]}, ["filmer", "sidan"]),
        ({"platform": "friendface"}, []),
        ({"kind": "video"}, ["filmer"]),
        ({"language": "en"}, ["bilder"]),
        ({"state": "closed"}, ["gamla"]),
        ({"state": ["official", "paused"]}, ["bilder", "bloggen", "filmer", "sidan"]),
        ({"SearchableText": "bloggen"}, ["bloggen", "gamla"]),
        ({"SearchableText": "ÖPPNA sce"}, ["bloggen"]),
        ({"SearchableText": "https://www.facebook.com/skola"}, ["sidan"]),
        ({"SearchableText": "rut"}, []),
        ({"kind": "blog", "state": "official"}, ["bloggen"]),
        ({"sort": "administration"}, ["bloggen", "filmer", "gamla", "bilder", "sidan"]),
        ({"sort": "service"}, ["sidan", "bilder", "bloggen", "gamla", "filmer"]),
        ({"sort": "since"}, ["sidan", "filmer", "bloggen", "bilder", "gamla"]),
        ({"sort": "length"}, PUBLIC),
    ],
)
def test_the_list_is_filtered_and_sorted(register, ids, params, expected):
    assert ids(**params) == expected


def test_an_administration_is_chosen_by_its_uid_too(register, ids):
    assert ids(administration=register.hub.skola.UID()) == ["bilder", "sidan"]


HOSTILE = [
    "*",
    "(",
    ")",
    '"',
    "and",
    "AND OR NOT",
    "a" * 10_000,
    "( ( (",
    "-",
    "_",
    "?",
    "%00",
    "och",
]


@pytest.mark.parametrize("text", [*HOSTILE, "x*y?", "'; --", "日本", "\u0301", "1 2 3 " * 50])
def test_a_strange_text_is_no_error(register, ids, text):
    assert set(ids(SearchableText=text)) <= set(PUBLIC)


@pytest.mark.parametrize("sort", ["title", "administration", "service", "since"])
def test_pages_hold_every_channel_once(register, request_factory, make_functional_channel, sort):
    for number in range(6):
        make_functional_channel(f"lik-{number}", title="Likadan")
    session = request_factory(basic_auth=None)
    pages = [
        session.get(f"hub/@channels?sort={sort}&b_size=2&b_start={start}").json()
        for start in range(0, 12, 2)
    ]
    whole = session.get(f"hub/@channels?sort={sort}").json()
    assert {page["items_total"] for page in pages} == {11}
    told = [each["UID"] for page in pages for each in page["items"]]
    assert told == [each["UID"] for each in whole["items"]]
    assert len(set(told)) == 11


def test_pages_lead_to_each_other(register, request_factory):
    session = request_factory(basic_auth=None)
    assert "batching" not in session.get("hub/@channels?b_size=500").json()
    page = session.get("hub/@channels?state=official&b_size=2").json()
    hub = api_url(register)
    assert page["@id"] == f"{hub}/@channels?state=official"
    assert page["batching"] == {
        "@id": f"{hub}/@channels?state=official&b_size=2",
        "first": f"{hub}/@channels?b_start=0&state=official&b_size=2",
        "last": f"{hub}/@channels?b_start=2&state=official&b_size=2",
        "next": f"{hub}/@channels?b_start=2&state=official&b_size=2",
    }
    beyond = session.get("hub/@channels?b_start=5000").json()
    assert (beyond["items"], beyond["items_total"]) == ([], 5)


@pytest.mark.parametrize("wrong", ["b_start=-1", "b_size=0", "b_size=501", "b_start=x"])
def test_a_wrong_page_is_refused_in_one_sentence(register, request_factory, wrong):
    answer = request_factory(basic_auth=None).get(f"hub/@channels?{wrong}")
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert answer.json()["message"].startswith(wrong.partition("=")[0])


@pytest.mark.parametrize("around", ["hub", "hub/kultur"])
def test_a_channel_is_not_told_of_before_the_places_around_it(
    register, functional_portal, request_factory, around
):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(functional_portal.unrestrictedTraverse(around), "retract")
    transaction.commit()
    answer = request_factory(basic_auth=None).get("hub/@channels")
    if around == "hub":
        assert answer.status_code == 401
    else:
        assert [each["title"] for each in answer.json()["items"]] == ["Bilder", "Skolans sida"]


MASTODON = "https://mastodon.social/@katrineholm"


@pytest.fixture
def ask(request_factory):
    """A function that asks the service as a program does."""
    return lambda **asked: request_factory().get("hub/@verify", params=asked)


def test_a_program_is_told_the_channel_as_in_the_list(committed, ask, request_factory):
    answer = ask(address="@katrineholm@mastodon.social")
    (listed,) = request_factory().get("hub/@channels").json()["items"]
    assert answer.status_code == 200
    told = answer.json()
    assert told.pop("page")["answer"]["status"] == "official"
    assert told.pop("head")["title"].startswith("Ja, kontot är officiellt")
    assert told == {
        "@id": f"{committed.aq_parent.aq_parent.absolute_url()}/@verify",
        "status": "official",
        "light": "green",
        "ground": "account",
        "channel": listed,
        "matches": [listed],
        "others": [],
        "post": None,
        "withdrawn": None,
        "named": None,
        "near": [],
        "checked": {
            "text": "@katrineholm@mastodon.social",
            "platform": "mastodon",
            "account": "@katrineholm@mastodon.social",
            "url": MASTODON,
        },
    }


NOBODY = {"platform": "", "account": "", "url": ""}


@pytest.mark.parametrize(
    ("address", "checked"),
    [
        ("", {"text": "", **NOBODY}),
        ("@annan", {"text": "@annan", **NOBODY, "account": "@annan"}),
        (
            "http://10.0.0.1/@katrineholm",
            {
                "text": "http://10.0.0.1/@katrineholm",
                "platform": "mastodon",
                "account": "@katrineholm@10.0.0.1",
                "url": "https://10.0.0.1/@katrineholm",
            },
        ),
        ("a" * 10_000, {"text": "a" * 199 + "…", **NOBODY}),
        ("\x00\x1b@\n", {"text": "\ufffd\ufffd@", **NOBODY}),
    ],
)
def test_a_program_is_told_what_is_unknown_and_how_it_was_understood(
    committed, ask, address, checked
):
    answer = ask(address=address)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["status"], told["channel"], told["checked"]) == ("unknown", None, checked)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"address": ["@katrineholm", "@katrineholm"]},
        {"address:list": "@katrineholm"},
        {"address:int": "7"},
        {"address.x:record": "@katrineholm"},
    ],
)
def test_what_is_no_text_is_unknown(committed, ask, browse, asked):
    answer = ask(**asked)
    assert (answer.status_code, answer.json()["status"]) == (200, "unknown")
    assert browse().get("hub/@@official", params=asked).status_code == 200


@pytest.fixture
def visitor(functional_portal, ask, browse):
    """A function that asks as a visitor with an address of his own, through a trusted proxy.

    Each may ask twice a minute.
    """
    api.portal.set_registry_record("katrineholm.socialhub.verify_per_minute", 2)
    transaction.commit()
    trusted_proxies.append("127.0.0.1")

    def visitor(address, path):
        session = browse()
        session.headers.update({"X-Forwarded-For": address})
        if path == "@verify":
            session.headers["Accept"] = "application/json"
        return session.get(f"hub/{path}", params={"address": "@katrineholm"})

    yield visitor
    trusted_proxies.remove("127.0.0.1")


@pytest.mark.parametrize("path", ["@verify", "@@official"])
def test_who_asks_too_often_is_told_to_wait(committed, visitor, path):
    client = f"203.0.113.{len(path)}"
    answers = [visitor(client, path) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2].headers["Retry-After"]) <= 60
    assert "Katrineholm" not in answers[2].json().get("message", "") if path == "@verify" else True
    assert "socialhub-is-" not in answers[2].text
    assert visitor(f"198.51.100.{len(path)}", path).status_code == 200


def test_nothing_is_asked_on_the_net(make_functional_channel, ask, browse, server):
    make_functional_channel("mastodon", profile_url=server.url("/@katrineholm"))
    statuses = {
        server.url("/@katrineholm"): "official",
        server.url("/"): "unknown",
        f"@a@127.0.0.1:{server.port}": "unknown",
    }
    for address, status in statuses.items():
        assert ask(address=address).json()["status"] == status
        browse().get("hub/@@official", params={"address": address})
    assert server.connections == 0


def test_a_program_is_told_what_is_nearly_the_same(committed, ask, request_factory):
    (listed,) = request_factory().get("hub/@channels").json()["items"]
    told = ask(address="@katrineh0lm").json()
    assert (told["status"], told["channel"], told["matches"]) == ("false", None, [])
    assert told["near"] == [{"channel": listed, "is_look_alike": True}]
