"""A copied hub."""

import transaction
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.accounts.channels import history, responsibility
from katrineholm.socialhub.accounts.channels.comment_rules import proposed_rules
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.responsibility import hub_duties
from katrineholm.socialhub.accounts.information.rule_steps import propose_rule
from katrineholm.socialhub.accounts.lifecycle.duty_holders import duties_of_person
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.office.board import digest

ANNA = "Anna Berg <anna@example.se>"


def test_a_copied_hub_starts_without_the_originals_entries(make_functional_channel, keep):
    channel = make_functional_channel("bloggen")
    entry_id, hub = keep(channel), hub_of(channel)
    transaction.commit()
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, hub.aq_parent, id="kopia")
    assert timeline_of(copy).get(entry_id) is None
    assert timeline_of(hub).get(entry_id) is not None
    assert copy.kultur.bloggen.UID() != channel.UID()


def test_a_copied_hub_has_books_of_its_own_channels_alone(make_functional_channel):
    channel = make_functional_channel("bloggen", responsible=ANNA)
    hub = hub_of(channel)
    propose_rule(channel, "Skriv inga personuppgifter om andra.")
    IAnnotations(hub)[digest.KEY] = PersistentMapping(day="2026-05-04", people=OOBTree())
    transaction.commit()
    kept = sorted(hub_duties(hub)), len(list(history.hub_lines(hub))), proposed_rules(hub)
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, hub.aq_parent, id="kopia")
    own = copy.kultur.bloggen
    assert {uid: duties.responsible for uid, duties in hub_duties(copy).items()} == {
        own.UID(): ANNA
    }
    assert duties_of_person(copy, "anna@example.se") == [(own, "responsible")]
    assert {line["uid"] for line in history.hub_lines(copy)} == {own.UID()}
    assert (proposed_rules(copy), digest.KEY in IAnnotations(copy)) == ({}, False)
    assert (sorted(hub_duties(hub)), len(list(history.hub_lines(hub))), proposed_rules(hub)) == kept


def test_what_somebody_holds_is_looked_for_in_the_hub_alone(make_functional_channel):
    channel = make_functional_channel("bloggen", responsible=ANNA)
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(hub_of(channel).aq_parent, "SocialHub", "annan")
    IAnnotations(other)[responsibility.KEY] = IAnnotations(hub_of(channel))[responsibility.KEY]
    assert duties_of_person(other, "anna@example.se") == []
