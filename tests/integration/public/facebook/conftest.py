"""Places on Facebook, in the hub that all site tests share."""

from itertools import count

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put

PEOPLE = {
    "responsible": "Anna Berg <anna@katrineholm.example>",
    "substitute": "Bo Ek <bo@katrineholm.example>",
}


@pytest.fixture
def make_place(administration):
    """A function that makes another place: ``make_place("dagar", place_type="event")``.

    It is official where nothing else is said, and lacks nothing that a report asks for.
    """
    return maker(administration)


@pytest.fixture
def make_functional_place(functional_administration, once):
    """``make_place`` for the real web server: commits."""
    return maker(functional_administration, once)


def maker(administration, once=lambda _name, make: make()):
    numbers = count(1)

    def make(id="", state="official", at=administration, **fields):
        id = id or f"plats-{next(numbers)}"
        given = {"title": id, "profile_url": f"https://www.facebook.com/{id}", "purpose": "Samtal"}

        def create():
            with api.env.adopt_user(SITE_OWNER_NAME):
                made = api.content.create(at, "FacebookPlace", id, **given | PEOPLE | fields)
                if state != "draft":
                    put(made, state)

        once(f"{at.getId()} {id} {state} {fields}", create)
        return at[id]

    return make


@pytest.fixture
def editor(functional_administration, person, request_factory):
    """A session of the administration's own editor."""
    login = person("Contributor", at=functional_administration)
    return request_factory(basic_auth=login)


@pytest.fixture
def office(functional_administration, person, request_factory):
    """A session of the information office's."""
    return request_factory(basic_auth=person("Information Officer"))


@pytest.fixture
def places(make_functional_place):
    """A committed official page and two other places."""
    event = {"place_type": "event", "event_starts": None, "purpose": "Dans & musik"}
    return {
        "kommunen": make_functional_place(
            "kommunen", title="Kommunen", official_page=True, page_id="123456"
        ),
        "dagar": make_functional_place("dagar", title="Dagar <i>", **event),
        "utkast": make_functional_place("utkast", "draft", title="Utkastet"),
    }
