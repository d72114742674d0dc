"""A page with blocks, in a site whose hub has entries, a Facebook place and a party."""

from datetime import UTC, datetime, timedelta

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put

BEHAVIOUR = "volto.blocks"
TERM = timedelta(days=700)


@pytest.fixture
def filled(functional_administration, make_functional_channel, keep, once):
    """A committed hub: bloggen with two entries, filmer with one, hemlig (a draft) with one."""
    hub = functional_administration.__parent__
    once("blocks", lambda: _fill(hub, make_functional_channel, keep))
    return hub


def _fill(hub, make_functional_channel, keep):
    blog = make_functional_channel("bloggen", title="Bloggen", kind="blog")
    films = make_functional_channel("filmer", title="Filmer", kind="video")
    secret = make_functional_channel("hemlig", title="Hemlig kanal", state="draft")
    keep(blog, title="Först", published=datetime(2026, 1, 2, tzinfo=UTC))
    keep(
        blog, title="Sedan", summary="Texten i korthet", published=datetime(2026, 2, 2, tzinfo=UTC)
    )
    keep(films, title="En film", published=datetime(2026, 3, 2, tzinfo=UTC))
    keep(secret, title="Hemligt inlägg")
    with api.env.adopt_user(SITE_OWNER_NAME):
        address = "https://www.facebook.com/katrineholm"
        page = api.content.create(
            hub.kultur, "FacebookPlace", "sidan", title="Sidan", profile_url=address
        )
        put(page, "official")
        term = {"term_from": today() - TERM, "term_to": today() + TERM}
        api.content.create(
            hub, "CouncilParty", "partiet", title="Partiet", abbreviation="P", **term
        )


@pytest.fixture
def page(functional_portal, filled, once):
    """A published page that may have blocks: ``/sida``."""

    def make():
        fti = api.portal.get_tool("portal_types")["Document"]
        fti.manage_changeProperties(behaviors="\n".join((*fti.behaviors, BEHAVIOUR)))
        with api.env.adopt_user(SITE_OWNER_NAME):
            made = api.content.create(functional_portal, "Document", "sida", title="Sida")
            api.content.transition(made, "publish")

    once("page", make)
    return functional_portal["sida"]


@pytest.fixture
def editor(page, person, request_factory):
    """A session of somebody who edits the page, and nothing in the hub."""
    return request_factory(basic_auth=person("Editor", at=page))


@pytest.fixture
def anybody(request_factory):
    """A visitor's session."""
    return request_factory()


@pytest.fixture
def save(page, editor):
    """A function that saves one block in the page; what the editor is sent then."""

    def save(**block):
        body = {"blocks": {"b": block}, "blocks_layout": {"items": ["b"]}}
        answer = editor.patch("sida", json=body)
        assert answer.status_code == 204, answer.text
        transaction.begin()
        return editor.get("sida").json()["blocks"]["b"]

    return save


@pytest.fixture
def read(page, anybody):
    """A function that gives the block as a visitor is sent it."""

    def read():
        answer = anybody.get("sida")
        assert answer.status_code == 200, answer.text
        return answer.json()["blocks"]["b"]

    return read
