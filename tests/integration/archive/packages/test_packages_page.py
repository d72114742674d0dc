"""The archivist's page of packages."""

import pytest
import transaction

from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.site.settings.registry import setting

pytestmark = pytest.mark.usefixtures("framed")

FORM = {"do": "order", "from": "2026-06-01", "to": "2026-06-30"}


@pytest.fixture
def page(browse, archivist):
    """A function that gives the page: ``page(follow="1")``."""
    return lambda **query: browse(*archivist).get("hub/@@packages", params=query)


@pytest.fixture
def send(submit, archivist):
    """A function that sends a form of the page."""
    return lambda **data: submit(archivist, "hub/@@packages", data)


def test_a_package_is_ordered_by_the_form_and_followed_until_it_is_ready(hub, page, send, made):
    assert "Inget paket är beställt." in page().text
    answer = send(**FORM, whose=hub.kultur.bloggen.UID())
    assert answer.headers["Location"].endswith("/@@packages?follow=1")
    followed = page(follow="1")
    assert followed.headers["Refresh"] == "5"
    assert "<progress" in followed.text
    assert "Refresh" not in page().headers
    transaction.begin()
    [order] = order_storage.all_orders(hub)
    made(order.id)
    ready = page(follow="1")
    assert "Refresh" not in ready.headers
    assert f"/@@package/{order.id}/1" in ready.text


def test_what_was_written_stands_there_again_where_it_is_refused(hub, send):
    uid = hub.kultur.UID()
    answer = send(**(FORM | {"to": "2026-05-31"}), whose=uid, diary="1")
    assert "Sista dagen ligger före den första." in answer.text
    assert f'<option value="{uid}" selected="selected"' in answer.text
    assert 'value="2026-05-31"' in answer.text
    assert answer.text.count('checked="checked"') == 1


def test_the_archives_receipt_is_noted_and_only_then_the_files_go(hub, page, send, ordered, made):
    made(ordered)
    assert "Anteckna arkivets kvitto först" in send(do="remove", id=ordered).text
    day = {"day": "2026-07-01", "note": "Mottaget <2026:17>"}
    assert (
        "Skriv vad arkivet svarade" in send(do="receipt", id=ordered, **(day | {"note": ""})).text
    )
    assert send(do="receipt", id=ordered, **day).status_code == 302
    assert "Mottaget &lt;2026:17&gt;" in page().text
    assert send(do="remove", id=ordered).status_code == 302
    assert "Filerna är borttagna: arkivet har dem." in page().text


def test_a_package_is_cancelled(hub, page, send, ordered):
    send(do="cancel", id=ordered)
    assert "Inget paket är beställt." in page().text
    assert "finns inte längre" in send(do="cancel", id=ordered).text


def test_an_editor_is_shown_none_of_it(browse, person, hub, ordered, made):
    made(ordered)
    editor = browse(*person("Editor"))
    for path in ("@@packages", f"@@package/{ordered}/1"):
        assert editor.get(f"hub/{path}", allow_redirects=False).status_code in (302, 401)


def test_the_size_of_packages_is_a_setting(hub):
    assert setting("package_size") == 2000
