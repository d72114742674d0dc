"""Every form that changes something tells all that is wrong with what was sent, at its fields.

The forms are those of the templates: one whose template is in no table fails the test. Forms that
Plone makes of a schema have the same from z3c.form.
"""

import re
from datetime import UTC, datetime
from html import unescape
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
import transaction
from helpers.integration.inbox.records import OLD
from officers import channel, hub, people, receive  # noqa: F401
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.autoform.interfaces import WIDGETS_KEY
from plone.supermodel.utils import mergedTaggedValueDict
from settling import settle

import katrineholm.socialhub
from katrineholm.socialhub.accounts.channels import post_acts, retention
from katrineholm.socialhub.accounts.information import rule_steps
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.steps import set_facts, take_step
from katrineholm.socialhub.site.pages.acts import Act

SOURCES = Path(katrineholm.socialhub.__path__[0])
FORM = re.compile(r"<form\b.*?</form>", re.S)
# What a person fills in or chooses; a button alone can be wrong only as a whole.
FIELD = re.compile(r'<(?:select|textarea)\b|<input\b(?![^>]*type="hidden")')
MARK = re.compile(r'id="socialhub-([^"]+)-fault"')
UNSEEN = "\u3164\u2800 ."
TOKEN = re.compile(r'data-token="(\w+)"|name="_authenticator" value="(\w+)"')
BLOG, LONG = "hub/kultur/bloggen", "x" * 5000
LONG_AGO = datetime(2016, 5, 4, tzinfo=UTC)
AT = int(LONG_AGO.timestamp())
BAD = {"day": "2999-01-01", "reference": " "}
# The template, the form's address, what is sent, and the names of the fields that are at fault.
FORMS = [
    ("accounts/registration/connect_page.pt", "hub/kultur/klipp/@@connect-account",
     {"interface": "tiktok", "passw_token": "a b"},
     "passw_token passw_refresh_token passw_client_key passw_client_secret"),
    ("accounts/lifecycle/duties_page.pt", f"{BLOG}/@@duties",
     {"do": "note-absence", "person": "x"}, "person first last"),
    ("accounts/lifecycle/duties_page.pt", "hub/@@duties", {"do": "hand-over", "person": "anna"},
     "duty to"),
    ("accounts/lifecycle/lifecycle_page.pt", f"{BLOG}/@@lifecycle",
     {"step": "close"}, "closed_on comment"),
    ("accounts/lifecycle/login_page.pt", f"{BLOG}/@@account-login",
     {"kind": "function"}, "holder"),
    ("accounts/registration/look_page.pt", f"{BLOG}/@@look-at-account",
     {"day": "x", "followers": "x", "note": LONG}, "day followers note"),
    ("accounts/information/rules_page.pt", f"{BLOG}/@@propose-rule", {"text": "x"}, "text"),
    ("accounts/information/rules_page.pt", f"{BLOG}/@@decline-rule", {"rule": "E1"}, "note"),
    ("archive/retention/archive_decision_page.pt", f"{BLOG}/@@archive-decision",
     BAD, "day reference"),
    ("archive/retention/holds_page.pt", "hub/@@holds", {"do": "hold"}, "channel reason"),
    ("archive/record/mask_page.pt", "hub/@@mask-entry/{entry}",
     {"do": "mask", "words": "Nämns ej", "reason": LONG}, "words reason"),
    ("archive/packages/packages_page.pt", "hub/@@packages", {"do": "order", "from": "x", "to": "y"},
     "whose from to"),
    ("archive/retention/disposal_page.pt", "hub/@@dispose-entries",
     {"do": "propose", "kind": "withdrawn", "decision": LONG}, "entries decision"),
    ("archive/retention/rules_page.pt", "hub/@@retention",
     {"do": "rule", "kind": "entry", "days": "x", "active": "1"}, "days decision"),
    ("archive/packages/snapshots_page.pt", f"{BLOG}/@@snapshots", {"do": "upload"}, "file"),
    ("archive/record/withdrawals_page.pt", f"{BLOG}/@@withdrawn-posts",
     {"do": "purpose", "entry": "{withdrawn}"}, "reason"),
    ("inbox/desk/new_message.pt", "hub/@@new-message",
     {"permalink": "x", "in_reply_to": "y", "published": "z", "sender_name": LONG},
     "channel text permalink in_reply_to published sender_name"),
    ("inbox/desk/message_page.pt", "hub/@@messages/{mine}/forward", {}, "receiver reason"),
    ("inbox/desk/message_page.pt", "hub/@@messages/{mine}/forward", {"receiver": "nobody"},
     "receiver reason"),
    ("inbox/desk/message_page.pt", "hub/@@messages/{fresh}/decide",
     {"question_rules": "no", "question_answer_due": "yes", "question_who": "no", "way": "forward"},
     "forward-receiver forward-reason"),
    ("inbox/desk/message_page.pt", "hub/@@messages/{fresh}/note", {}, "text"),
    ("inbox/desk/answer_templates.pt", "hub/@@answer-templates", {"do": "keep"}, "title text"),
    ("inbox/intake/form_page.pt", f"{BLOG}/@@contact-responsible", {}, "subject text"),
    ("inbox/desk/form_page.pt", "hub/@@report-false-account", {}, "address channel"),
    ("inbox/intake/form_page.pt", f"{BLOG}/@@report-comment", {}, "address reason text"),
    ("inbox/intake/form_page.pt", "hub/@@report-false", {}, "address"),
    ("inbox/oversight/message_section.pt", "hub/@@review-removal",
     {"number": "{gone}"}, "stands reason"),
    ("inbox/desk/form_page.pt", "hub/@@messages-go-through", {}, "channel"),
    ("inbox/desk/form_page.pt", "hub/@@masked-copy",
     {"number": "{fresh}", "field_text": "[["}, "field_text field_captured field_name"),
    ("inbox/desk/form_page.pt", "hub/@@propose-disposal", {}, "numbers decision"),
    ("inbox/desk/form_page.pt", "hub/@@confirm-disposal", {}, "numbers confirmed"),
    ("inbox/oversight/message_section.pt", "hub/@@complete-message",
     {"number": "{fresh}", "published": "x", "sender_url": LONG}, "published sender_url"),
    ("inbox/oversight/message_section.pt", "hub/@@note-police",
     {"number": "{gone}", **BAD}, "day reference"),
    ("inbox/oversight/message_section.pt", "hub/@@register-message",
     {"number": "{fresh}", "diary_date": "2999-01-01"},
     "diary_number diary_date diary_party diary_subject"),
    ("inbox/oversight/message_section.pt", "hub/@@mark-secret", {"number": "{fresh}"}, "provision"),
    ("inbox/oversight/message_section.pt", "hub/@@note-standing",
     {"number": "{fresh}", "kind": "hold", "do": "begin"}, "text"),
    ("inbox/oversight/message_section.pt", "hub/@@give-statement",
     {"number": "{gone}", "way": "mail"}, "address text"),
    ("inbox/oversight/message_section.pt", "hub/@@give-statement", {"number": "{gone}"}, "way"),
    ("office/bulk/bulk_page.pt", "hub/@@bulk", {"uids": "{uid}", "do": "look-facts"}, "fields"),
    ("office/bulk/bulk_page.pt", "hub/@@bulk", {"uids": "{uid}", "do": "look-step"}, "step"),
    ("office/board/feed_doctor.pt", "hub/@@board", {}, "address"),
    ("office/bulk/import_page.pt", "hub/@@import", {}, "file"),
    ("office/board/source_description.pt", f"{BLOG}/@@describe-source",
     {"do": "try", "form": "page", "address": "x", "title": "::"}, "address items title"),
    ("office/board/filters_page.pt", f"{BLOG}/@@filters",
     {"do": "try", "include_patterns": "(", "exclude_patterns": "["},
     "include_patterns exclude_patterns"),
    ("office/webhooks/page.pt", "hub/@@webhooks", {"do": "make", "url": "x"}, "url events"),
    ("public/register/found_accounts_page.pt", "hub/@@found-accounts",
     {"do": "add-site", "url": "x"}, "url"),
    ("public/register/own_names_page.pt", "hub/@@own-names",
     {"do": "list-name", "kind": "app", "value": "x"}, "value title purpose"),
    ("public/listings/crisis_page.pt", "hub/@@crisis", {"do": "begin"}, "channel until"),
    ("public/listings/crisis_page.pt", "hub/@@crisis",
     {"do": "write", "link": "x:", "english_title": "x"}, "title text link until"),
    ("public/listings/topics_page.pt", "hub/@@topics",
     {"do": "save", "title": LONG, "english_title": "!", "words": "!"},
     "title english_title words"),
    ("public/listings/crisis_page.pt", "hub/@@crisis", {"do": "name"}, "person"),
    ("site/pages/information_page.pt", "hub/@@follow", {"often": "hourly"}, "email often"),
    ("public/posting/download_page.pt", f"{BLOG}/@@import-download", {}, "file"),
    ("site/pages/information_page.pt", "hub/@@new-council",
     {"party": "partiet", "seats-partiet": "x"}, "term_from term_to seats-partiet"),
    ("site/pages/information_page.pt", "hub/@@new-council", {}, "term_from term_to party"),
    ("site/pages/information_page.pt", "hub/partiet/@@propose-change", {}, "name email message"),
    ("public/posting/descriptions.pt", f"{BLOG}/@@undescribed-pictures",
     {"alt-{picture}": LONG}, "alt-{picture}"),
    ("public/posting/entry_form.pt", f"{BLOG}/@@new-entry", {"link": "x", "published": "y"},
     "link published text"),
    ("public/posting/keys_page.pt", f"{BLOG}/@@entry-keys", {"do": "make"}, "name"),
    ("site/graphics/panel.pt", "@@graphic-profile",
     {"do": "save", "brand": "x", "radius": "y"}, "brand radius"),
    ("site/graphics/panel.pt", "@@graphic-profile", {"do": "logo"}, "logo"),
    ("site/settings/services_page.pt", "@@socialhub-services",
     {"do": "add", "host": "..", "path": "y", "kind": "z"}, "title host path kind"),
    ("accounts/registration/login_apps_page.pt", "@@socialhub-apps",
     {"do": "enter", "service": "tiktok"}, "app passw_secret"),
    ("archive/record/requests_page.pt", "hub/@@request", {"do": "begin", "label": LONG}, "label"),
    ("archive/record/requests_page.pt", "hub/@@request", {"do": "extract", "about": ""}, "about"),
    ("archive/record/cases_page.pt", "hub/@@post-cases", {"do": "begin", "demand": "erase"},
     "post text"),
    ("inbox/oversight/diary_import.pt", "hub/@@diary-import", {"do": "look"}, "file"),
    ("archive/record/request_page.pt", "hub/@@request/{asked}",
     {"do": "mask"}, "words provision reason"),
    ("archive/record/requested_record_page.pt", "hub/@@request/{asked}/thing",
     {"do": "mask", "thing": "entry:{entry}", "words": "x" * 1001}, "words provision reason"),
]  # fmt: skip
# What a form sends that nobody fills in: which it is, and what it is about.
STEPS = {"do", "task", "number", "kind", "step", "uids", "thing", "form", "_authenticator"}
# Acts whose refusals the tests of their own rooms ask for: a choice, a tick or a note beside it.
ELSEWHERE = {
    *("accept-rule", "connect", "disclose-message", "end", "examine", "feature", "hide", "lift"),
    *("find", "lift-secrecy", "log-in", "new-secret", "people", "pin", "preview", "receipt"),
    *("release", "remove", "rename", "report"),
    *("show", "take-in", "unmark", "unmask", "withdraw-disposal", "withhold"),
}
# Templates whose fields cannot be wrong by themselves, or are tested where their key is made.
OTHERS = {
    "archive/record/record.pt",  # ticks, and where it goes: nothing ticked, nothing done
    # opened by a key: tests/integration/inbox/desk/test_answer_link_page.py
    "inbox/desk/answer_link_page.pt",
    "inbox/desk/list_page.pt",  # what is refused is told message by message
    "public/listings/held_entries.pt",  # ticks alone: nothing ticked, nothing done
}


@pytest.fixture
def made(people, channel, hub, receive, make_functional_channel, keep, vault_key):  # noqa: F811
    """What the forms are about, by its name in the table."""
    make_functional_channel("klipp", profile_url="https://www.tiktok.com/@klipp", feed_url=None)
    fresh, gone = receive("Vad kostar det?"), receive("Ni är dumma")
    with api.env.adopt_user("anna"):
        take_step(hub, gone, "act", {"rules": ["K1"], "reason": "Personangrepp"})
        take_step(hub, gone, "unpublish", {"receipt": "Dold"})
        set_facts(hub, fresh, {"case": True})
        rule_steps.propose_rule(channel, "Skriv kort och vänligt.")
        mine = receive("När öppnar ni?")
        take_step(hub, mine, "claim", {})
        old = receive("Tack", now=OLD)
        settle(messages_of(hub), old, OLD)
        take_step(hub, old, "close", {"outcome": "Klart"}, now=OLD)
    entry = keep(channel, images=(Image("https://cdn.example.se/a.jpg", None),))
    with api.env.adopt_user(SITE_OWNER_NAME):
        facts = {"abbreviation": "By"}
        api.content.create(hub, "CouncilParty", "partiet", "Byalaget", **facts)
    timeline, withdrawn = timeline_of(hub), keep(channel, title="Borta", published=LONG_AGO)
    keys = timeline.unmasked(withdrawn)["keys"]
    store_document(timeline, channel.UID(), [], now=AT, deleted=keys)
    for done in ("withdraw", "ask"):
        post_acts.note_act(hub, done, [withdrawn], now=AT)
    rule = retention.RetentionRule("withdrawn", 365, "DHP 2.1", True, "arne", AT, "asta", AT)
    retention.store_rule(hub, rule)
    transaction.commit()
    assert messages_of(hub).state(gone).publication == "unpublished"
    return {"fresh": fresh, "mine": mine, "gone": gone, "uid": channel.UID(), "entry": entry} | {
        "withdrawn": withdrawn
    }


def test_every_form_by_hand_is_in_the_table():
    templates = {
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.pt")
        for form in FORM.findall(path.read_text())
        if 'method="post"' in form and FIELD.search(form)
    }
    listed = {template for template, *_rest in FORMS} | OTHERS
    assert templates - listed == set()
    assert [each for each in listed if not (SOURCES / each).exists()] == []


def acts_with_fields():
    """The names of the acts that have a field to fill in; those that are judged have bodies."""
    packages = walk_packages(katrineholm.socialhub.__path__, "katrineholm.socialhub.")
    modules = [import_module(each.name) for each in packages]
    return {
        each.name
        for module in modules
        for each in vars(module).values()
        if isinstance(each, Act) and each.fields is not None and not each.judged
        for name in each.fields
        if hint(each.fields, name).get("type") not in ("hidden", "trap")
    }


def hint(schema, name):
    return getattr(mergedTaggedValueDict(schema, WIDGETS_KEY).get(name), "params", {})


def test_every_act_with_a_field_is_in_the_table():
    tried = {given.get("do") for _template, _path, given, _fields in FORMS}
    tried |= {path.rpartition("@@")[2] for _template, path, _given, _fields in FORMS}
    tried |= {path.rpartition("/")[2] for _template, path, _given, _fields in FORMS}
    assert acts_with_fields() - tried == ELSEWHERE


@pytest.mark.long
@pytest.mark.usefixtures("framed")
def test_every_form_tells_all_that_is_wrong_at_its_fields(browse, people, made):  # noqa: F811
    manager, anna = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD), browse(*people["anna"])
    tokens = {each: token_of(each) for each in (manager, anna)}
    made["picture"] = picture_of(manager)
    made["asked"] = request_of(manager, tokens[manager], made["entry"])
    wrong = {}
    for _template, path, given, fields in FORMS:
        data = {put(name, made): put(value, made) for name, value in given.items()}
        # A message that somebody has claimed is nobody else's to pass on.
        session = anna if "@@messages/" in path else manager
        data["_authenticator"] = tokens[session]
        told = session.post(put(path, made), data=data).text
        if faults := [*missing(told, put(fields, made).split())]:
            wrong[path, *given] = faults
        empty = {name: data[name] for name in data if name in STEPS or name not in fields.split()}
        if faults := [*broken(session.post(put(path, made), data=empty).text)]:
            wrong[path, "empty", *given] = faults
        # What no reader sees, or is a dot, is no text either.
        unseen = dict.fromkeys(put(fields, made).split(), UNSEEN) | data
        told = session.post(put(path, made), data=unseen).text
        if (marks := sorted(MARK.findall(told))) != sorted(put(fields, made).split()):
            wrong[path, "unseen"] = marks
    assert not wrong, "\n".join(f"{where}: {what}" for where, what in wrong.items())


def token_of(session):
    found = TOKEN.search(session.get("hub").text)
    return found[1] or found[2]


def picture_of(session):
    return re.search(r'name="alt-([^"]+)"', session.get(f"{BLOG}/@@undescribed-pictures").text)[1]


def request_of(session, token, entry):
    given = {"do": "add", "things": f"entry:{entry}", "_authenticator": token}
    return session.post("hub/@@request", data=given).url.rpartition("/")[2]


def put(text, made):
    for name, value in made.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def missing(page, fields):
    """What a refused form's page lacks: title, focus, and each fault once, at a field of its."""
    title = unescape(re.search(r"<title>(.*?)</title>", page, re.S)[1])
    if not title.startswith("Fel: "):
        yield f"title: {title}"
    focused = re.findall(r"<[^>]*\bautofocus\b[^>]*>", page)
    if len(focused) != 1 or 'role="alert"' not in focused[0]:
        yield f"focus: {focused}"
    told = sorted(MARK.findall(page))
    if told != sorted(fields):
        yield f"told: {told}"
    for field in told:
        tags = re.findall(rf'<[^>]*aria-describedby="[^"]*\bsocialhub-{field}-fault"[^>]*>', page)
        if len(tags) != 1 or 'aria-invalid="true"' not in tags[0] or ' id="' not in tags[0]:
            yield f"{field}: {tags}"
    yield from broken(page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    yield from (f"twice: {each}" for each in {*ids} if ids.count(each) > 1)
    links = re.findall(r'<a href="#([^"]+)">', page)
    yield from (f"leads nowhere: {each}" for each in links if each not in ids)


def broken(page):
    """Where a fault stands within a tag, which then is no longer that of a form or a field."""
    yield from re.findall(r'<(?!span\b)\w[^>]*\sclass="socialhub-fault"[^>]*>', page)
    yield from re.findall(r'<[^<>]*<span class="socialhub-fault"[^>]*>', page)
