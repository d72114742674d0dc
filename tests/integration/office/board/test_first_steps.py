"""The first steps of an empty hub: done by what the hub says, and seen by the office alone."""

import re
from html import unescape
from pathlib import Path

import pytest
import transaction
from helpers.integration.office.board import works
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.supermodel.interfaces import FIELDSETS_KEY
from plone.supermodel.utils import mergedTaggedValueList

from katrineholm.socialhub.accounts.channels.office_group import OFFICE
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS, REGISTRARS
from katrineholm.socialhub.office.board.first_steps import FIRST_STEPS, serialize_first_steps
from katrineholm.socialhub.refresh.state_storage import store_state
from katrineholm.socialhub.site.settings.registry import PREFIX, ISocialHubSettings

pytestmark = pytest.mark.usefixtures("framed")

MANUAL = Path(__file__).parents[4] / "docs" / "inforande.md"
SECTION = re.compile(r'<section class="[^"]*socialhub-first-steps.*?</section>', re.S)


@pytest.fixture
def empty_hub(portal, hub):
    """A hub that has just been made, as its office sees it."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        yield hub


def done(hub):
    """Which steps are done, as of now: what another test's transaction left is not looked at."""
    return {step.id for step in FIRST_STEPS if step.is_done(hub)}


def set_settings(**values):
    for name, value in values.items():
        api.portal.set_registry_record(f"{PREFIX}.{name}", value)


def add_members(*groups):
    if api.user.get(username="anna") is None:
        api.user.create("anna@example.se", "anna", "correct-horse-battery")
    for name in groups:
        api.group.add_user(groupname=name, username="anna")


def administration_of(hub, **facts):
    return api.content.create(hub, "Administration", "kultur", title="Kultur", **facts)


def channel_of(hub, state="draft", type="Channel", **facts):
    place = hub.get("kultur") or administration_of(hub)
    facts = {"title": "Bloggen", "profile_url": "https://bloggen.example.se/"} | facts
    channel = api.content.create(place, type, "kanal", **facts)
    set_state(channel, state)
    channel.reindexObject()
    return channel


def give_page(hub, **facts):
    facts |= {"profile_url": "https://www.facebook.com/kommunen", "place_type": "page"}
    return channel_of(hub, type="FacebookPlace", **facts)


def publish_with_channel(hub):
    channel_of(hub, "official")
    api.content.transition(hub.kultur, "publish")


PEOPLE = {"responsible": "Anna <a@example.se>", "substitute": "Bo <b@example.se>"}
# What does not do, and what does.
STEPS = {
    "members": (
        lambda hub: add_members(OFFICE, REGISTRARS),
        lambda hub: add_members(OFFICE, REGISTRARS, ARCHIVISTS),
    ),
    "contact": (
        lambda hub: set_settings(site_url="https://www.example.se"),
        lambda hub: set_settings(site_url="https://www.example.se", office_email="k@example.se"),
    ),
    "data_protection": (
        lambda hub: set_settings(data_protection_url=""),
        lambda hub: set_settings(data_protection_url="https://www.example.se/dataskydd"),
    ),
    "mailbox": (
        lambda hub: set_settings(answer_mailbox="svar@example.se"),
        lambda hub: set_settings(agency_mailbox="kommun@example.se"),
    ),
    "administration": (administration_of, lambda hub: administration_of(hub, phone="0150-570 00")),
    "channel": (
        lambda hub: channel_of(hub, responsible=PEOPLE["responsible"]),
        lambda hub: channel_of(hub, **PEOPLE),
    ),
    "official": (
        lambda hub: channel_of(hub, "reported"),
        lambda hub: channel_of(hub, "official"),
    ),
    "retrieved": (
        lambda hub: channel_of(hub, "official"),
        lambda hub: store_works(hub, channel_of(hub, "official")),
    ),
    "facebook": (
        lambda hub: give_page(hub, state="official"),
        lambda hub: give_page(hub, state="official", official_page=True),
    ),
    "parties": (
        administration_of,
        lambda hub: api.content.create(hub, "CouncilParty", "p", title="Partiet"),
    ),
    "published": (lambda hub: channel_of(hub, "official"), publish_with_channel),
}


def store_works(hub, channel):
    store_state(hub, channel.UID(), works(channel))


def test_every_step_is_tried():
    assert [*STEPS] == [step.id for step in FIRST_STEPS]


def test_nothing_is_done_in_a_hub_that_has_just_been_made(empty_hub):
    assert done(empty_hub) == set()
    assert serialize_first_steps(empty_hub)["left"] == len(FIRST_STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_half_done_is_not_done(empty_hub, step):
    half, _whole = STEPS[step]
    half(empty_hub)
    assert step not in done(empty_hub)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_done_by_what_the_hub_says(empty_hub, step):
    _half, whole = STEPS[step]
    whole(empty_hub)
    assert step in done(empty_hub)


def test_a_municipality_without_facebook_says_so(empty_hub):
    set_settings(facebook_origins=())
    assert done(empty_hub) == {"facebook"}


def test_a_private_hub_is_not_published(empty_hub):
    publish_with_channel(empty_hub)
    api.content.transition(empty_hub, "retract")
    assert "published" not in done(empty_hub)
    [last] = [each for each in items(empty_hub) if each["id"] == "published"]
    assert last["@id"] == empty_hub.absolute_url()


def items(hub):
    return serialize_first_steps(hub)["items"]


def test_a_channel_is_registered_in_the_administration_once_there_is_one(empty_hub):
    urls = {each["id"]: each["@id"] for each in items(empty_hub)}
    assert urls["channel"] == f"{empty_hub.absolute_url()}/++add++Administration"
    place = administration_of(empty_hub)
    urls = {each["id"]: each["@id"] for each in items(empty_hub)}
    assert urls["channel"] == f"{place.absolute_url()}/++add++Channel"
    assert urls["facebook"] == f"{place.absolute_url()}/++add++FacebookPlace"


def test_a_setting_behind_a_tab_is_linked_without_tabs(empty_hub):
    links = {each["id"]: each["@id"] for each in items(empty_hub)}
    for fieldset in mergedTaggedValueList(ISocialHubSettings, FIELDSETS_KEY):
        for step in ("contact", "data_protection", "mailbox"):
            is_behind = links[step].rpartition("widgets-")[2] in fieldset.fields
            assert is_behind == (f"?fieldset={fieldset.__name__}#" in links[step])


@pytest.fixture
def section(functional_administration, browse):
    """A function: the section on the board, as plain text, for whoever logs in."""

    def section(*login):
        found = SECTION.search(browse(*login).get("hub/@@board").text)
        return found and " ".join(unescape(re.sub("<[^>]+>", " ", found[0])).split())

    return section


def test_the_office_reads_it_on_the_board(section, person):
    office = person("Information Officer")
    assert section(*office).startswith("De första stegen 1 av 11 är klara.")
    assert "Klart: Lägg till en förvaltning med officiell kontakt Att göra:" in section(*office)
    assert "Att göra: Registrera den första kanalen, med ansvarig och ersättare" in section(*office)


def test_only_who_manages_groups_is_led_to_them(browse, functional_administration, person):
    link = "@@usergroup-groupprefs"
    page = browse(*person("Information Officer")).get("hub/@@board").text
    assert link not in SECTION.search(page)[0]
    page = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD).get("hub/@@board").text
    assert link in SECTION.search(page)[0]


def test_it_vanishes_when_all_is_done(section, person, functional_portal, make_functional_channel):
    office, hub = person("Information Officer"), functional_portal.hub
    with api.env.adopt_user(SITE_OWNER_NAME):
        add_members(REGISTRARS, ARCHIVISTS)
        set_settings(
            site_url="https://www.example.se",
            office_email="kontoret@example.se",
            data_protection_url="https://www.example.se/dataskydd",
            agency_mailbox="kommun@example.se",
            facebook_origins=(),
        )
        channel = make_functional_channel("bloggen", **PEOPLE)
        store_works(hub, channel)
        transaction.commit()
        assert "10 av 11 är klara." in section(*office)
        api.content.create(hub, "CouncilParty", "p", title="Partiet")
        transaction.commit()
    assert section(*office) is None


def test_the_chapter_on_the_first_days_has_the_same_steps(hub):
    told = re.findall(r"^\| \d+ \| \*([^*]+)\*", MANUAL.read_text("utf-8"), re.M)
    assert told == [api.portal.translate(step.title, lang="sv") for step in FIRST_STEPS]
