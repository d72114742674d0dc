"""The same answer for programs, and how often it may be asked."""

import pytest
import transaction
from plone import api
from ZPublisher.HTTPRequest import trusted_proxies

from katrineholm.socialhub.public.register.verdict import verify

MASTODON = "https://mastodon.social/@katrineholm"


def answer(hub, text):
    """The status, and the ids of the channels that the answer rests on."""
    verdict = verify(hub, text)
    return verdict.status, [facts.path.rpartition("/")[2] for facts in verdict.channels]


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
        "ground": "account",
        "channel": listed,
        "matches": [listed],
        "others": [],
        "post": None,
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
    assert (told["status"], told["channel"], told["matches"]) == ("unknown", None, [])
    assert told["near"] == [{"channel": listed, "is_look_alike": True}]
