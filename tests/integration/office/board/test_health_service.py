"""The board's numbers over REST."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels import office_group
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.refresh.state import State, state_after_failure
from katrineholm.socialhub.refresh.state_storage import store_state
from katrineholm.socialhub.site.mail.mailer import mail_problem

NOW = 1_790_000_000


@pytest.fixture
def channel(make_functional_channel):
    """An official channel whose feed is gone, without duties; and a draft."""
    channel = make_functional_channel("bloggen", title="Bloggen", rhythm=7)
    gone = state_after_failure(State(channel.feed_url), FeedError("gone"), NOW, 1800)
    store_state(channel.__parent__.__parent__, channel.UID(), gone)
    make_functional_channel("utkast", "draft", title="Utkast")
    settings = {"smtp_host": "localhost", "email_from_address": "kommun@example.se"}
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)
    transaction.commit()
    return channel


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Bloggen"]),
        ("?state=draft", ["Utkast"]),
        ("?problem=broken", ["Bloggen"]),
        ("?problem=silent", []),
        ("?light=green", []),
    ],
)
def test_health_is_asked_for_as_the_board_is(channel, ask, person, query, expected):
    items = ask(f"hub/@health{query}", *person(office_group.ROLE)).json()["items"]
    assert [item["title"] for item in items] == expected


def test_health_is_for_the_office_and_an_administrations_own(channel, ask, person):
    editor = person("Editor", at=channel.__parent__)
    found = {
        "visitor at the hub": ask("hub/@health").status_code,
        "visitor at the administration": ask("hub/kultur/@health").status_code,
        "editor at the hub": ask("hub/@health", *editor).status_code,
        "editor at the administration": ask("hub/kultur/@health", *editor).status_code,
    }
    assert found == {
        "visitor at the hub": 401,
        "visitor at the administration": 401,
        "editor at the hub": 401,
        "editor at the administration": 200,
    }


def test_each_channel_has_its_lights_with_reasons(channel, ask, person):
    asked = ask("hub/@health", *person(office_group.ROLE))
    assert asked.headers["Cache-Control"] == "private, no-store"
    answer = asked.json()
    url = answer["@id"].removesuffix("/@health")
    assert answer == {
        "@id": f"{url}/@health",
        "worker": None,
        "mail": None,
        "proxy": None,
        "webhooks": None,
        "faults": [],
        "record": {
            **{"verified": None, "errors": 0, "sentences": [], "anchors": []},
            "problems": answer["record"]["problems"],
        },
        "limits": [
            {"name": "channels", "used": 2, "limit": None, "warning": None},
            {"name": "storage", "used": None, "limit": None, "warning": None},
            {"name": "reports", "used": None, "limit": None, "warning": None},
        ],
        "items": [
            {
                "@id": f"{url}/kultur/bloggen",
                "UID": channel.UID(),
                "title": "Bloggen",
                "administration": "Kulturförvaltningen",
                "state": "official",
                "light": "red",
                "problems": [
                    "broken",
                    "incomplete",
                    "profile",
                    "responsible",
                    "substitute",
                    "unanswered",
                ],
                "technique": {
                    "light": "red",
                    "reasons": answer["items"][0]["technique"]["reasons"],
                },
                "life": {
                    "light": "grey",
                    "reasons": answer["items"][0]["life"]["reasons"],
                    "days": None,
                    "weeks": [0] * 12,
                },
                "duty": {"light": "red", "reasons": answer["items"][0]["duty"]["reasons"]},
                "profile": {
                    "complete": False,
                    "missing": answer["items"][0]["profile"]["missing"],
                },
            }
        ],
    }
    [problem] = answer["record"]["problems"]
    assert "SOCIALHUB_ANCHORS" in problem
    item = answer["items"][0]
    assert (
        item["technique"]["reasons"][0]
        == "Servern meddelar att flödet är borttaget för gott (410)."
    )
    numbers = [len(item[light]["reasons"]) for light in ("technique", "life", "duty")]
    assert (numbers, len(item["profile"]["missing"])) == ([4, 1, 4], 5)


def test_what_is_wrong_with_the_mail_is_the_offices_alone(channel, ask, person):
    api.portal.set_registry_record("plone.smtp_host", "")
    transaction.commit()
    told = ask("hub/@health", *person(office_group.ROLE)).json()["mail"]
    assert told == api.portal.translate(mail_problem(api.portal.get())) != ""
    editor = person("Editor", at=channel.__parent__)
    assert ask("hub/kultur/@health", *editor).json()["mail"] is None


def test_a_proxy_that_is_not_trusted_is_told_to_the_office_alone(channel, ask, person):
    forwarded, editor = {"X-Real-IP": "192.0.2.1"}, person("Editor", at=channel.__parent__)
    told = ask("hub/@health", *person(office_group.ROLE), **forwarded).json()["proxy"]
    assert "127.0.0.1 och delar" in told
    assert ask("hub/kultur/@health", *editor, **forwarded).json()["proxy"] is None
