"""The demonstration's hub: its people, administrations and channels, as content/ tells of them."""

from datetime import UTC, date, datetime, timedelta

from plone import api

from content import administrations, register, sources
from katrineholm.socialhub.accounts.channels.office_group import OFFICE
from katrineholm.socialhub.accounts.information.consultation import (
    with_answer,
    with_enforcement,
    with_proposal,
)
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import set_state, take_channel_step
from katrineholm.socialhub.core.feeds.source_description import Description, description_json
from katrineholm.socialhub.core.messages.grounds import rules_as_data
from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS, REGISTRARS

OFFICER = "informationskontoret"
PEOPLE = {
    OFFICER: "Ines Sandberg",
    "bildning": "Bengt Ahlgren",
    "redaktor": "Rut Lindqvist",
    "registrator": "Monika Ek",
    "ersattare": "Sara Ek",
    # Two: one proposes what is disposed of, the other confirms it.
    "arkivarie": "Astrid Holm",
    "arkivarie2": "Tore Lind",
}
EDITORS = {"bildning": "bildningsforvaltningen", "redaktor": "kulturforvaltningen"}
PASSWORD = "katrineholm-demo"
# What only steps and forms of their own put down.
WRITTEN = ("official_since", "closed_on", "closing_reason", "link_only_reason")


def fill(hub, feeds):
    """Everything in the hub; ``feeds`` is the feed server's address."""
    for name, fullname in PEOPLE.items():
        email = f"{name}@katrineholm.example"
        api.user.create(email, name, PASSWORD, properties={"fullname": fullname})
    api.group.add_user(groupname=OFFICE, username=OFFICER)
    api.group.add_user(groupname=REGISTRARS, username="registrator")
    for name in ("arkivarie", "arkivarie2"):
        api.group.add_user(groupname=ARCHIVISTS, username=name)
    for data in administrations():
        published(hub, "Administration", **data)
    for name, administration in EDITORS.items():
        api.user.grant_roles(name, roles=["Contributor", "Editor"], obj=hub[administration])
        hub[administration].reindexObjectSecurity()
    for data in channels(feeds):
        add(hub[data.pop("administration")], data, data.pop("type", "Channel"))


def published(container, portal_type, id, **fields):
    """A new object with this id, visible to everybody."""
    made = api.content.create(container, portal_type, id=id, **fields)
    api.content.transition(made, to_state="published")
    return made


def every_source():
    """The channels in their content files; their posts do not matter here."""
    now = datetime.now(UTC)
    return sources(now, now).values()


def channels(feeds):
    """All channels on the list: those that the feed server has, then those without a feed."""
    told = register()
    for source in every_source():
        if source.id in told:
            yield {**fields(source, feeds), **told.pop(source.id)}
    yield from told.values()


def fields(source, feeds):
    """A channel's id, administration and fields, by its source."""
    profile, feed = addresses(source, feeds)
    return {
        "administration": source.administration,
        "title": source.title,
        "description": source.description,
        "profile_url": profile,
        "feed_url": feed,
        "platform": source.platform,
        "kind": source.kind,
        "language": source.language,
        "interval": 5,
        "described": description_json(Description(**source.described)) if source.described else "",
    }


def addresses(source, feeds):
    """The channel's public address and where the demo's feed server has its feed."""
    actor = source.profile_url.rpartition("/")[2]
    query = f"?actor={actor}" if "/xrpc/" in source.path else ""
    page = feeds.replace("127.0.0.1", f"{source.server}.localhost") + source.page_path
    return source.profile_url or page, feeds + source.feed_path + query


def add(administration, data, portal_type="Channel"):
    """A channel in its state; what is only reported, or was returned, has really been so."""
    state, owner = data.pop("state", "official"), data.pop("by", OFFICER)
    returned = data.pop("returned", "")
    written = {name: data.pop(name) for name in WRITTEN if name in data}
    data |= duties(data)
    with api.env.adopt_user(owner):
        made = api.content.create(administration, portal_type, **data)
        if state == "reported":
            take_channel_step(made, "report")
    if state not in ("draft", "reported"):
        set_state(made, state, **written)
    if returned:
        with api.env.adopt_user(OFFICER):
            take_channel_step(made, "return", StepInput(comment=returned))


def duties(data):
    """Take out what is counted in days, and own rules; gives them as the channel keeps them."""
    today, found = date.today(), {}
    if "confirmed" in data:
        found["confirmed_on"] = today - timedelta(days=data.pop("confirmed"))
    if "absent" in data:
        first, last = ((today + timedelta(days=n)).isoformat() for n in data.pop("absent"))
        found["absences"] = ({"role": "responsible", "first": first, "last": last},)
    in_force, proposed = data.pop("rules", []), data.pop("proposed_rules", [])
    if in_force or proposed:
        found["own_rules"] = rules_as_data(rules(in_force, proposed, datetime.now(UTC)))
    return found


def rules(in_force, proposed, now):
    """A channel's own rules: proposed by the editor a month ago, accepted, in force; and new."""
    then, found = int((now - timedelta(days=30)).timestamp()), ()
    for number, text in enumerate(in_force, 1):
        found = with_proposal(found, text, "redaktor", then)
        found = with_answer(found, f"E{number}", True, "Ja, det passar.", OFFICER, then + 86400)
        found = with_enforcement(found, f"E{number}", OFFICER, then + 90000)
    for text in proposed:
        found = with_proposal(found, text, "redaktor", int(now.timestamp()))
    return found
