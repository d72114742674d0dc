"""An editor looks at a portlet before it is stored, with or without JavaScript."""

import re

import pytest
import transaction
from helpers.integration.site.pages import PORTLETS, filled
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getMultiAdapter, getUtility

COLUMN = "++contextportlets++plone.rightcolumn"


@pytest.fixture
def placed(functional_portal):
    """What is stored in the right column."""
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    return getMultiAdapter((functional_portal, column), IPortletAssignmentMapping)


def test_a_preview_is_what_the_portlet_would_be_and_stores_nothing(
    make_functional_channel, placed, send, kind
):
    url = f"{COLUMN}/+/katrineholm.socialhub.portlet.{kind}"
    before = list(placed)
    answer = send(url, "preview", **filled(kind, header="<b>Min</b> rubrik"))
    form, _id, shown = answer.text.partition('id="socialhub-preview"')
    # Plone's script takes the buttons at a form's foot for its own.
    assert "form.buttons.preview" not in form.partition('class="formControls')[2]
    assert re.search(r"<h2[^>]*>&lt;b&gt;Min&lt;/b&gt; rubrik</h2>", shown)
    transaction.begin()
    assert list(placed) == before


def test_a_preview_of_a_change_leaves_the_portlet_as_it_is(
    functional_administration, placed, send, kind
):
    placed["den"] = PORTLETS[kind][0].Assignment(header="Den gamla")
    transaction.commit()
    answer = send(f"{COLUMN}/den/edit", "preview", **filled(kind))
    assert "Min rubrik</h2>" in answer.text
    transaction.begin()
    assert placed["den"].header == "Den gamla"
    send(f"{COLUMN}/den/edit", "apply", **filled(kind))
    transaction.begin()
    assert placed["den"].header == "Min rubrik"


def test_without_a_hub_a_preview_says_why_it_is_empty(functional_portal, send, kind):
    url = f"{COLUMN}/+/katrineholm.socialhub.portlet.{kind}"
    shown = send(url, "preview", **filled(kind)).text.partition('id="socialhub-preview"')[2]
    assert "alert-warning" in shown
    assert "card portlet" not in shown
