"""Content as lines, and content made of them without an event."""

from datetime import datetime

import pytest
import pytz
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.core.files.json_values import TransferError
from katrineholm.socialhub.setup.transfer_content import add_content, content_objects

HUB, OWNER, CHANNEL = 0, 1, 2


@pytest.fixture
def lines(full):
    """The lines of a hub, an administration and a channel."""
    return list(content_objects(full))


def again(lines, id="hub"):
    hub = None
    for line in lines:
        hub = add_content(hub, line, id)
    return hub


def test_content_stands_in_its_order_with_its_fields(lines, full):
    assert [(each["path"], each["type"]) for each in lines] == [
        ([], "SocialHub"),
        (["kultur"], "Administration"),
        (["kultur", "bloggen"], "Channel"),
    ]
    channel = lines[CHANNEL]
    assert channel["uid"] == full.kultur.bloggen.UID()
    assert channel["values"]["profile_url"] == "https://bloggen.example.se/"
    assert channel["values"]["responsible"] == "anna"
    [history] = channel["values"]["workflow_history"]["dict"].values()
    assert history["tuple"][-1]["dict"]["review_state"] == "official"


def test_it_is_the_same_afterwards(lines):
    assert list(content_objects(again(lines))) == lines


def test_who_has_a_role_in_it_has_it_afterwards(full):
    api.user.grant_roles(username="cia", roles=["Editor"], obj=full.kultur)
    full.kultur.__ac_local_roles_block__ = True
    hub = again(content_objects(full))
    assert hub.kultur.__ac_local_roles__["cia"] == ["Editor"]
    assert hub.kultur.__ac_local_roles_block__ is True


def test_what_everything_in_it_can_be_is_the_same_afterwards(full):
    with api.env.adopt_user(SITE_OWNER_NAME):
        place = {"profile_url": "https://www.facebook.com/torget", "place_type": "event"}
        place = api.content.create(full.kultur, "FacebookPlace", "torget", title="Å", **place)
        place.tie_backs = ({"what": "logo", "by": "anna"},)
        place.event_starts = pytz.timezone("Europe/Stockholm").localize(datetime(2026, 5, 4, 10))
        place.profile_marks, place.subject = ["logo"], ["torg"]
        api.content.create(full, "CouncilParty", "partiet", title="Partiet")
        full.moveObjectsToTop(["partiet"])
    lines = list(content_objects(full))
    assert [each["type"] for each in lines][1] == "CouncilParty"
    assert list(content_objects(again(lines))) == lines


def test_what_lies_in_a_hub_against_the_rules_does_not_move(full):
    api.portal.get_tool("portal_types").SocialHub.filter_content_types = False
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(full, "Document", "sida")
    with pytest.raises(TransferError, match=r"/plone/hub/sida \(Document\) does not move"):
        list(content_objects(full))


@pytest.mark.parametrize(
    ("number", "change"),
    [
        *((HUB, {"type": "Channel"}), (HUB, {"path": ["kultur"]}), (HUB, {"type": "Plone Site"})),
        *((HUB, {"type": ["SocialHub"]}), (HUB, {"uid": "../x"}), (HUB, {"uid": 1})),
        *((HUB, {"values": []}), (HUB, {"values": {"_tree": None}})),
        *((HUB, {"values": {"__class__": "x"}}), (HUB, {"values": {"_View_Permission": []}})),
        *((HUB, {"values": {"title": 1}}), (HUB, {"values": {"title": {"os.system": "x"}}})),
        *((HUB, {"values": {"first_channels": "x"}}), (OWNER, {"type": "SocialHub"})),
        *((OWNER, {"path": ["a<b"]}), (OWNER, {"path": ["_x"]}), (OWNER, {"path": ["../x"]})),
        *((OWNER, {"path": [1]}), (OWNER, {"path": "kultur"}), (OWNER, {"path": []})),
        *((OWNER, {"path": ["none", "x"]}), (OWNER, {"path": ["kultur", "kultur"]})),
        *((CHANNEL, {"path": ["bloggen"]}), (CHANNEL, {"path": ["kultur", "x", "y"]})),
        *((CHANNEL, {"values": {"starts": "2026-01-01"}}), (CHANNEL, {"values": {"new": 1}})),
        (CHANNEL, {"values": {"title": {"blob": "0" * 64}}}),
    ],
    ids=repr,
)
def test_a_line_that_is_none_is_refused(lines, number, change):
    lines[number] = lines[number] | change
    with pytest.raises(TransferError):
        again(lines)


def test_content_does_not_come_twice(lines):
    with pytest.raises(TransferError):
        again([*lines, lines[OWNER]])
    with pytest.raises(TransferError):
        again([*lines, lines[HUB]])


def test_a_member_less_is_refused(lines):
    for name in lines[HUB]:
        with pytest.raises(TransferError):
            again([{key: value for key, value in lines[HUB].items() if key != name}])
