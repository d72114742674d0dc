"""A committed hub with an official channel, one of a draft, and fresh entries."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest


@pytest.fixture
def place(functional_administration, make_functional_channel, keep, once):
    """``ids`` are those of the entries by title: Vatten and Höst of bloggen, Hemlig of a draft."""
    hub = functional_administration.__parent__
    blog = make_functional_channel("bloggen", title="Bloggen", kind="blog")
    draft = make_functional_channel("utkast", title="Utkast", state="draft")
    ago = {name: datetime.now(UTC) - timedelta(hours=hours) for name, hours in HOURS.items()}

    def make():
        return {
            "Vatten": keep(blog, title="Vatten", published=ago["Vatten"]),
            "Höst": keep(blog, title="Höst", published=ago["Höst"]),
            "Hemlig": keep(draft, title="Hemlig", published=ago["Hemlig"]),
            "Väntar": keep(blog, title="Väntar", published=ago["Höst"], hold=True),
        }

    ids = once("crisis entries", make)
    uids = {"Bloggen": blog.UID(), "Utkast": draft.UID()}
    return SimpleNamespace(hub=hub, blog=blog, draft=draft, ids=ids, uids=uids)


HOURS = {"Vatten": 1, "Höst": 90, "Hemlig": 1}


@pytest.fixture
def office(person):
    return person("Information Officer")
