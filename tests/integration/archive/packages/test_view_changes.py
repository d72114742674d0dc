"""A package of changes says on a page what has become of each record."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
import transaction
from helpers.core.packages import WHOLE
from helpers.integration.archive_view import opened
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.archive.packages import view_changes
from katrineholm.socialhub.archive.packages.orders import note_receipt, order_package
from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.steps import set_facts

LATER = 1_800_000_000


@pytest.fixture
def deliver(hub, june, made, stored_file):
    """A function that lets a package be made, and notes its receipt: the order and its file."""

    def deliver(**values):
        with api.env.adopt_user(SITE_OWNER_NAME):
            order = order_package(hub, replace(june, messages=True, **values))
        transaction.commit()
        order = made(order.id)
        file = stored_file(order)
        note_receipt(hub, order.id, "2026-08-01", "Mottaget")
        transaction.commit()
        return order, file.rename(file.with_stem(order.parts[0]["id"]))

    return deliver


@pytest.fixture
def changed(hub, blog, received, deliver):
    """A package of changes: of a picture's post that was hidden, and of an answered message."""
    delivered, _file = deliver()
    posts = {each["title"]: each["entry_id"] for each in all_entries(timeline_of(hub), blog.UID())}
    hide_entry(timeline_of(hub), posts["Badet"], by="anna", now=LATER)
    post_acts.note_act(hub, "hide", [posts["Badet"]], now=LATER, who="anna", why="Fel <bild>")
    with api.env.adopt_user("rut"):
        set_facts(hub, received[0], {"secret": True}, now=LATER)
        set_facts(hub, received[0], {"secret": False}, now=LATER)
    _order, file = deliver(kind="changes")
    return delivered, posts["Badet"], file


def test_each_change_is_told_with_its_reason_and_leads_to_the_record(changed):
    delivered, post, file = changed
    view = opened(file)
    assert view.broken() == []
    rows = view.tree(view_changes.PAGE).xpath("//tbody/tr")
    shown = {row.xpath("string(th)"): " ".join(row.text_content().split()) for row in rows}
    assert f"Anna Dolt för besökare: Fel <bild> {delivered.parts[0]['id']}" in (shown["Badet"])
    assert "Nya händelser i meddelandet: " in shown["Meddelande 1"]
    links = {each.xpath("th/a/@href")[0] for each in rows}
    assert links == {
        f"kanal-1-sida-1.html#inlagg-{post}",
        "meddelanden-1.html#meddelande-1",
    }
    assert view_changes.PAGE in {url for page, url in view.links() if page == "index.html"}


def test_more_than_a_page_holds_is_in_the_table(changed, deliver, monkeypatch, hub, blog):
    monkeypatch.setattr(view_changes, "MOST", 1)
    post_acts.note_act(hub, "pin", [changed[1]], now=LATER + 1, who="anna", why="")
    post_acts.note_act(hub, "unpin", [changed[1]], now=LATER + 2, who="anna", why="")
    view = opened(deliver(kind="changes")[1])
    assert len(view.tree(view_changes.PAGE).xpath("//tbody/tr")) == 1
    assert "De första 1 av 2. Alla finns som data i changes.csv." in view.text(view_changes.PAGE)


def test_the_validator_finds_nothing_in_one_with_pictures_and_messages(changed, eark):
    file = changed[2]
    paths = opened(file).paths
    assert {"pictures", "originals", "messages"} <= {
        PurePosixPath(each).parent.name for each in paths
    }
    assert list(package_errors(file)) == []
    assert WHOLE.search(told := eark(file)), told


def test_no_other_package_has_such_a_page(package):
    assert view_changes.PAGE not in opened(package).pages
