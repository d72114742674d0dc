"""What the tests of the room duties share."""

import pytest
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

ANNA = "Anna Berg <anna@example.se>"
BO = "Bo Ek <bo@example.se>"


def fill(administration, make):
    """Anna is responsible for bloggen, substitute of utkast (a draft), and head."""
    blog = make("bloggen", title="Bloggen", responsible=ANNA, substitute=BO)
    draft = make(
        "utkast", title="Utkast", state="draft", responsible=BO, substitute="A B <ANNA@example.se>"
    )
    administration.head = ANNA
    notify(ObjectModifiedEvent(administration))
    return blog, draft


@pytest.fixture
def places(administration, make_channel):
    return (*fill(administration, make_channel), administration)


@pytest.fixture
def functional_held(make_functional_channel):
    return make_functional_channel("bloggen", title="Bloggen", responsible=ANNA, substitute=BO)
