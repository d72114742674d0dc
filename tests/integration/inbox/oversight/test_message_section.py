"""The sections' forms: each remembers the list that the message was opened from."""

from re import findall

import pytest
import transaction
from plone import api
from zope.component import getGlobalSiteManager

from katrineholm.socialhub.inbox.oversight.message_forms import FORMS, MessageForm
from katrineholm.socialhub.inbox.oversight.message_section import IMessageReference
from katrineholm.socialhub.inbox.steps.steps import set_facts


@pytest.fixture
def shown(sections, removed_comment, receive, case, do, hub):
    """The sections, as an officer, a substitute and a registrar see them, of several messages."""
    api.portal.get().REQUEST.form["list"] = "kind=direct&mine=1"
    taken_down, direct, secret, hot = removed_comment(), case(), case(), receive("Hot")
    with api.env.adopt_user("anna"):
        set_facts(hub, secret, {"secret": True})
    do("anna", hot, "act", rules=["L1"], reason="Hot")
    transaction.commit()
    return [
        sections(who, each)
        for who in ("anna", "bert", "rut")
        for each in (taken_down, direct, secret, hot)
    ]


def forms():
    """The pages that take the sections' forms, by name."""
    return {
        each.name: each.factory
        for each in getGlobalSiteManager().registeredAdapters()
        if isinstance(each.factory, type) and issubclass(each.factory, MessageForm)
    }


def test_every_form_brings_the_list_along(functional_portal):
    found = forms()
    assert len(found) >= 9
    for name in found:
        assert all(
            act.fields.extends(IMessageReference) or act.fields is IMessageReference
            for act in FORMS[name].acts.values()
        ), name


def test_what_a_form_brings_along_is_the_list(shown):
    forms = [form for page in shown for form in findall(r"(?s)<form.*?</form>", page)]
    forms = [form for form in forms if "@@" in form]
    assert forms
    assert [form for form in forms if 'value="kind=direct&amp;mine=1"' not in form] == []


def test_the_way_to_a_copy_remembers_it(shown):
    links = [link for page in shown for link in findall(r"@@masked-copy[^\"]*", page)]
    assert links
    assert [link for link in links if "list=kind%3Ddirect" not in link] == []


def test_a_form_leads_back_to_it(case, submit, people):
    number = case()
    form = {"number": str(number), "list": "mine=1", "provision": "OSL 26 kap. 1 §"}
    answer = submit(people["anna"], "hub/@@mark-secret", form)
    assert f"@@messages/{number}?list=mine%3D1#" in answer.headers["Location"]
