"""Who may do what: every role tries every way to a channel, and what is refused changes nothing.

Who opens which page and service is another table: see ``setup/test_doors.py``.

The persons have their role on the administration ``kultur``; "Editor elsewhere" has it on
``skola``, and "Editor of two" is Editor and Contributor of both.
"""

import re

import pytest
import transaction
from days import local_day
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from webserver import listening
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.interfaces import CHANNEL_TYPES
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.refresh import state_storage

RSS = b"<rss version='2.0'><channel><title>B</title><item><title>Hej</title></item></channel></rss>"
SHARED = {
    "entries": [{"id": "AuthenticatedUsers", "type": "group", "roles": {"Reader": True}}],
    "inherit": True,
}
TOKEN = re.compile(r'data-token="(\w+)"|name="_authenticator" value="(\w+)"')
EVERYBODY = (
    "anonymous",
    "Member",
    "Reader",
    "Contributor",
    "Editor",
    "Reviewer",
    "Editor elsewhere",
    "Editor of two",
    "Information Officer",
    "Site Administrator",
)
OFFICE = {"Information Officer", "Site Administrator"}
EDITORS = OFFICE | {"Editor", "Editor of two"}
WRITERS = EDITORS | {"Contributor"}
INSIDERS = WRITERS | {"Reader", "Reviewer"}
STEPS = {
    "report": "draft",
    "return": "reported",
    "make-official": "reported",
    "pause": "official",
    "resume": "paused",
    "close": "official",
}
# How many of each are tried, in all.
CHANNELS = {"draft": 6, "reported": 6, "official": 13, "paused": 3, "closed": 1}
WHOLE = {
    "responsible": "Anna Berg <anna@katrineholm.example>",
    "substitute": "Bo Ek <bo@katrineholm.example>",
    "purpose": "Att pröva",
}
READS = {
    ("draft", ""): INSIDERS,
    ("reported", ""): INSIDERS,
    ("official", ""): {*EVERYBODY},
    ("paused", ""): {*EVERYBODY},
    ("closed", ""): {*EVERYBODY},
    ("draft", "/@@lifecycle"): WRITERS,
    ("reported", "/@@lifecycle"): WRITERS,
    ("draft", "/@@lifecycle?step=report"): EDITORS,
    ("reported", "/@@lifecycle?step=make-official"): OFFICE,
    ("official", "/@@lifecycle?step=close"): OFFICE,
    ("official", "/@@history"): WRITERS,
    ("official", "/@@retrieval"): EDITORS | {"Reviewer"},
    ("draft", "/edit"): WRITERS,
    ("reported", "/edit"): OFFICE,
    ("official", "/edit"): EDITORS,
    ("closed", "/edit"): OFFICE,
    ("official", "/@@sharing"): EDITORS | {"Reviewer"},
}
WRITES = {
    **{f"{step} over REST": OFFICE for step in STEPS},
    **{f"{step} by form": OFFICE for step in STEPS},
    **{f"{step} in bulk": OFFICE for step in ("pause", "resume")},
    "report over REST": EDITORS,
    "report by form": EDITORS,
    "change a draft": WRITERS,
    "change a reported channel": OFFICE,
    "change an official channel": EDITORS,
    "change a closed channel": OFFICE,
    "change an official account": OFFICE,
    "share a draft": EDITORS,
    "share an official channel": EDITORS,
    "fetch now": EDITORS | {"Reviewer"},
    "delete a draft": WRITERS,
    "delete a reported channel": OFFICE,
    "delete an official channel": set(),
    "delete an official channel in bulk": set(),
    "rename an official channel in bulk": OFFICE,
    "move a draft": OFFICE | {"Editor of two"},
    "move an official channel": OFFICE,
    "copy an official channel": OFFICE | {"Editor of two"},
    "rename the administration in bulk": OFFICE,
    "delete the administration": set(),
}


class Matrix:
    """A hub with the administrations kultur and skola, and one person who tries things there."""

    def __init__(self, hub, rest, html, token):
        self.hub, self.rest, self.html, self.token = hub, rest, html, token
        self.numbers = {state: iter(range(many)) for state, many in CHANNELS.items()}

    def channel(self, state):
        """A channel of kultur's in a state, lacking nothing, that nobody has tried yet; its id."""
        return f"{state}-{next(self.numbers[state])}"

    def send(self, url, **data):
        """A form of the site's."""
        data |= {"_authenticator": self.token}
        return self.html.post(url, data=data, allow_redirects=False)

    def bulk(self, name, id, **data):
        """A pop-up of the folder contents'."""
        uid = self.hub.kultur[id].UID()
        return self.send(
            f"hub/kultur/@@fc-{name}", folder="/hub/kultur", selection=f'["{uid}"]', **data
        )

    def seen(self):
        """All that can be changed here."""
        transaction.begin()
        with api.env.adopt_user(SITE_OWNER_NAME):
            brains = api.content.find(self.hub, sort_on="path")
            channels = [brain.getObject() for brain in brains if brain.portal_type in CHANNEL_TYPES]
            return (
                [brain.getPath() for brain in brains],
                [plain(channel) for channel in channels],
                len(list(history.hub_lines(self.hub))),
                state_storage.states_revision(self.hub),
                sorted(IAnnotations(self.hub)),
            )


def plain(channel):
    """What a channel holds."""
    names = ("title", "purpose", "profile_url", "responsible", "official_since", "closed_on")
    return {name: getattr(channel, name) for name in names} | {
        "state": api.content.get_state(channel),
        "effective": channel.EffectiveDate(),
        "roles": channel.get_local_roles(),
        "steps": len(channel.workflow_history["socialhub_channel_workflow"]),
    }


@pytest.fixture(scope="module")
def feed():
    """The address of a feed that all the channels have."""
    with listening() as server:
        server.says("/rss", RSS)
        yield server.url("/rss")


@pytest.fixture
def matrix(
    functional_administration, functional_portal, once, request_factory, browse, person, feed
):
    """A function that makes the Matrix of a person."""

    def matrix(who):
        hub = functional_portal.hub
        once("matrix", lambda: make_places(hub, feed))
        login = persons(person, hub.kultur, hub.skola, who)
        html = browse(*login or ())
        token = token_of(html) if login else ""
        return Matrix(hub, request_factory(basic_auth=login), html, token)

    return matrix


def make_places(hub, feed):
    """The other administration, and all the channels."""
    make = api.content.create
    with api.env.adopt_user(SITE_OWNER_NAME):
        school = make(hub, "Administration", "skola", title="Skola", phone="0150-570 00")
        api.content.transition(school, "publish")
        for state, many in CHANNELS.items():
            for id in (f"{state}-{number}" for number in range(many)):
                fields = {"title": id, "profile_url": f"https://{id}.example.se/"}
                set_state(make(hub.kultur, "Channel", id, feed_url=feed, **fields, **WHOLE), state)


def persons(person, culture, school, who):
    """The login of a person; None for the anonymous one."""
    if who == "anonymous":
        return None
    if who in ("Member", *OFFICE):
        return person(who)
    if who == "Editor elsewhere":
        return person("Editor", at=school)
    if who != "Editor of two":
        return person(who, at=culture)
    name, password = person("Editor", at=culture)
    with api.env.adopt_user(SITE_OWNER_NAME):
        for place_ in (culture, school):
            api.user.grant_roles(username=name, roles=["Editor", "Contributor"], obj=place_)
            place_.reindexObjectSecurity()
    transaction.commit()
    return name, password


def token_of(session):
    found = TOKEN.search(session.get("hub").text)
    return found[1] or found[2]


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_reads_what(matrix, who):
    matrix = matrix(who)
    ids = {state: matrix.channel(state) for state in CHANNELS}
    wrong = {}
    for (state, path), allowed in READS.items():
        answer = matrix.html.get(f"hub/kultur/{ids[state]}{path}", allow_redirects=False)
        is_read = answer.status_code == 200
        if is_read != (who in allowed) or answer.status_code not in (200, 302, 401, 403):
            wrong[state, path] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_changes_what(matrix, who):
    matrix = matrix(who)
    wrong, after = {}, matrix.seen()
    for name, act in actions(matrix):
        before, answer = after, act()
        after = matrix.seen()
        is_done = after != before
        is_told = is_done or answer.status_code in (302, 401, 403) or "bulk" in name
        if is_done != (who in WRITES[name]) or answer.status_code >= 500 or not is_told:
            wrong[name] = answer.status_code, answer.text[-300:]
    assert wrong == {}


def actions(matrix):
    """(name, function that tries it) in an order in which none stands in another's way."""
    steps = [step for step in STEPS for _each in (1, 2)]
    for number, step in enumerate(steps):
        id = matrix.channel(STEPS[step])
        url = f"hub/kultur/{id}"
        given = {"comment": "Skäl", "closed_on": local_day().isoformat()}
        if number % 2:
            yield (
                f"{step} by form",
                lambda u=url, s=step, g=given: matrix.send(f"{u}/@@lifecycle", step=s, **g),
            )
        else:
            yield (
                f"{step} over REST",
                lambda u=url, s=step, g=given: matrix.rest.post(f"{u}/@workflow/{s}", json=g),
            )
    yield from changes(matrix)
    yield from moves(matrix)


def changes(matrix):
    def patch(state, **values):
        id = matrix.channel(state)
        return lambda: matrix.rest.patch(f"hub/kultur/{id}", json=values)

    def delete(state):
        id = matrix.channel(state)
        return lambda: matrix.rest.delete(f"hub/kultur/{id}")

    for step, state in (("pause", "official"), ("resume", "paused")):
        id = matrix.channel(state)
        yield f"{step} in bulk", lambda i=id, s=step: matrix.bulk("workflow", i, transition=s)
    yield "change a draft", patch("draft", title="Annan")
    yield "change a reported channel", patch("reported", title="Annan")
    yield "change an official channel", patch("official", purpose="Annat")
    yield "change a closed channel", patch("closed", purpose="Annat")
    yield "change an official account", patch("official", profile_url="https://a.example.se/")
    for state in ("draft", "official"):
        url = f"hub/kultur/{matrix.channel(state)}/@sharing"
        article = "an official channel" if state == "official" else "a draft"
        yield f"share {article}", lambda u=url: matrix.rest.post(u, json=SHARED)
    official = matrix.channel("official")
    yield "fetch now", lambda: matrix.send(f"hub/kultur/{official}/@@fetch-now")
    yield "delete a draft", delete("draft")
    yield "delete a reported channel", delete("reported")
    yield "delete an official channel", delete("official")
    yield "delete an official channel in bulk", lambda: matrix.bulk("delete", official)


def moves(matrix):
    draft, official = matrix.channel("draft"), matrix.channel("official")

    def move(id):
        return matrix.rest.post("hub/skola/@move", json={"source": f"/hub/kultur/{id}"})

    def rename(what, id):
        uid = what.UID()
        return matrix.send(
            "hub/@@fc-rename", UID_0=uid, newid_0=id, newtitle_0=what.title, folder="/hub"
        )

    yield "rename an official channel in bulk", lambda: rename(matrix.hub.kultur[official], "ny")
    yield "move a draft", lambda: move(draft)
    yield "move an official channel", lambda: move("ny" if "ny" in matrix.hub.kultur else official)
    copied = matrix.channel("official")
    yield (
        "copy an official channel",
        lambda: matrix.rest.post("hub/skola/@copy", json={"source": f"/hub/kultur/{copied}"}),
    )
    yield "rename the administration in bulk", lambda: rename(matrix.hub.kultur, "kulturen")
    culture = "kulturen" if "kulturen" in matrix.hub else "kultur"
    yield "delete the administration", lambda: matrix.rest.delete(f"hub/{culture}")
