"""What the schema of an act demands is what REST refuses: every act of every service, in one table.

A schema is made of the act's fields, as its form and its validation are. What an act judges itself
could drift from them: it is tried here.
"""

from dataclasses import replace

import pytest
import transaction
from AccessControl import Unauthorized
from helpers.integration.acts import act_services
from helpers.integration.rest import make
from jsonschema import Draft202012Validator
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zExceptions import NotFound
from zope.component.hooks import setSite

from katrineholm.socialhub.accounts.channels import retention
from katrineholm.socialhub.archive.record.request_actions import begin_request
from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.flow import TRANSITIONS
from katrineholm.socialhub.inbox.intake.form_page import ReportView
from katrineholm.socialhub.inbox.intake.form_service import ReportPost
from katrineholm.socialhub.inbox.intake.public_forms import REPORT_ACT, IReportForm
from katrineholm.socialhub.public.posting.entry_storage import create_entry
from katrineholm.socialhub.site.pages.form_schema import Line
from katrineholm.socialhub.site.pages.refusals import Refusal

# What has to be right before an act looks at its other fields.
RIGHT = {
    "POST @disposals propose": {"kind": "withdrawn"},
    "POST @messages hand-in": {"channel": "<channel>"},
    "POST @packages order": {"channel": "<channel>"},
    "POST @source describe": {"description": {"form": "page", "items": "li", "title": "b"}},
    "POST @entry release": {"entry": "<entry>"},
    "POST @webhooks new-secret": {"days": 7},
}
# One of several fields is demanded; no one of them is required.
EITHER = {
    "POST @crisis begin": {"channel"},
    "POST @disposals propose": {"entries"},
    "POST @entries write": {"text"},
    "POST @holds hold": {"channel"},
    "POST @holds lift": {"channel"},
    "POST @mask mask": {"words"},
    "POST @requests mask": {"words"},
}
# Refused as a whole, in a sentence of its own: what the one field names is not there.
WHOLE = {
    *("POST @disposals confirm", "POST @disposals withdraw", "POST @probe probe"),
    *("POST @import-download look", "POST @import-download keep", "PATCH @packages receipt"),
    *("POST @entry release", "POST @source connect"),
    *(f"POST @webhooks {each}" for each in ("new-secret", "test", "on", "off", "remove")),
}


@pytest.fixture
def site(functional_portal, functional_administration, make_functional_channel, keep, once):
    """The places, and what the paths of the services name."""
    given = once("rest", lambda: make(functional_portal, make_functional_channel, keep))
    hub = functional_portal.hub
    with api.env.adopt_user(SITE_OWNER_NAME):
        rule = retention.RetentionRule("withdrawn", 365, "DHP 2.1", True, "arne", 1, "asta", 1)
        retention.store_rule(hub, rule)
        request = begin_request(hub, "Bad")
        by_hand = {"link": "https://example.se/by-hand", "text": "Hej"}
        entry, _done = create_entry(hub.kultur.bloggen, by_hand)
        transaction.commit()
        yield (
            hub,
            {name.strip("<>"): value for name, value in given.items()}
            | {"message": "1", "request": request, "entry": entry},
        )


@pytest.fixture
def every_act(site):
    """The name of each act of each service, the service, the act, and what is right of it."""
    hub, known = site
    found = []
    for name, _path, service in act_services(hub, hub.kultur, hub.kultur.bloggen, **known):
        for act in service.acts.values():
            right = RIGHT.get(f"{name} {act.name}", {})
            right = {key: known.get(str(each).strip("<>"), each) for key, each in right.items()}
            found.append((f"{name} {act.name}", service, act, right))
    return found


def refusal(service, act, body):
    """How an act refuses a body: None if it does not, else its faults, which may be none."""
    try:
        act.take(service, dict(body))
    except (Refusal, Refused, NotFound, Unauthorized) as refused:
        return dict(getattr(refused, "faults", {}))
    else:
        return None
    finally:
        transaction.abort()
        setSite(api.portal.get())


def test_every_act_has_a_json_schema(every_act):
    for _name, service, act, _right in every_act:
        schema = service.schema(act)
        Draft202012Validator.check_schema(schema)
        shown = [each for fieldset in schema.get("fieldsets", []) for each in fieldset["fields"]]
        assert shown == [*schema["properties"]] or "fieldsets" not in schema


def test_what_a_schema_requires_is_what_is_refused_when_it_is_missing(every_act):
    deviations, whole = {}, set()
    for name, service, act, right in every_act:
        required = {*service.schema(act)["required"]} - {*right}
        faults = refusal(service, act, right)
        if not required:
            continue
        if faults:
            missing, beyond = required - {*faults}, {*faults} - required - EITHER.get(name, set())
            deviations |= {name: (missing, beyond)} if missing or beyond else {}
        elif faults is None:
            deviations[name] = "not refused"
        # A message's state says which steps there are, before their fields are looked at.
        elif not (name.startswith("POST @messages") and act.name in TRANSITIONS):
            whole.add(name)
    assert (deviations, whole) == ({}, WHOLE)


def test_a_text_is_too_long_exactly_from_what_its_schema_says(every_act):
    deviations, tried = [], 0
    for name, service, act, right in every_act:
        for field, found in service.schema(act)["properties"].items():
            if (most := found.get("maxLength")) is None or name in WHOLE:
                continue
            fault = [
                (refusal(service, act, right | {field: "x" * length}) or {}).get(field)
                for length in (most, most + 1)
            ]
            tried += 1
            if not fault[1] or fault[0] == fault[1]:
                deviations.append((name, field, *fault))
    assert deviations == []
    assert tried > 50


def test_a_choice_is_one_of_those_in_its_schema_and_no_other(every_act):
    deviations, tried = [], set()
    for name, service, act, right in every_act:
        for field, found in service.schema(act)["properties"].items():
            several = found["type"] == "array"
            choices = (found["items"] if several else found).get("enum")
            if choices is None or name in ("POST @messages mark", "POST @messages state"):
                continue
            fault = [
                (refusal(service, act, right | {field: [each] if several else each}) or {})
                for each in (*choices, "nonsense")
            ]
            tried.add(name)
            if not fault[-1].get(field) or any(
                each.get(field) == fault[-1][field] for each in fault[:-1]
            ):
                deviations.append((name, field, fault))
    assert deviations == []
    assert len(tried) > 5


def test_a_new_field_stands_in_the_form_the_page_for_volto_the_schema_and_validation(
    site, monkeypatch
):
    class ITrial(IReportForm):
        colour = Line(title="Colour", max_length=5, demand="Say which.")

    trial = replace(REPORT_ACT, fields=ITrial)
    monkeypatch.setattr(ReportView, "act", trial)
    monkeypatch.setattr(ReportPost, "acts", {trial.name: trial})
    channel = site[0].kultur.bloggen
    request = channel.REQUEST
    view = api.content.get_view("report-comment", channel, request)
    assert "Colour" in view()
    assert [each["title"] for each in view.page["fields"] if each["name"] == "colour"] == ["Colour"]
    [service] = [each for name, _path, each in act_services(channel) if name == "POST @report"]
    schema = service.schema(trial)
    assert schema["properties"]["colour"]["maxLength"] == 5
    assert "colour" in schema["required"]
    assert refusal(service, trial, {})["colour"] == "Say which."
