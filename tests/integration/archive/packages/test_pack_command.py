"""The command that makes a package."""

from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.retention.archive_decisions import oldest_unarchived_time
from katrineholm.socialhub.console.main import _parser, commands


def test_what_it_has_made_stands_in_the_book_of_packages(hub, order, package):
    transaction.begin()
    [noted] = order_storage.all_orders(hub)
    assert (noted.whose, noted.first, noted.last) == (
        *(hub.kultur.bloggen.UID(), "2026-06-01", "2026-06-30"),
    )
    assert (noted.state, noted.progress, noted.is_elsewhere) == ("ready", 100, True)
    assert not noted.has_files
    file = Path(package)
    [part] = noted.parts
    assert (part["id"], part["size"]) == (file.stem, file.stat().st_size)
    assert part["sha256"] == sha256(file.read_bytes()).hexdigest()


def test_a_channel_may_be_closed_by_it_when_it_holds_the_last_post_and_has_come(hub, order):
    other = hub.kultur.annan.UID()
    order("--administration", "hub/kultur")
    transaction.begin()
    assert oldest_unarchived_time(hub, other) is not None
    [made] = order_storage.all_orders(hub)
    order_storage.update_order(hub, made.id, receipt={"day": "2026-08-01"})
    assert oldest_unarchived_time(hub, other) is None
    assert (
        oldest_unarchived_time(hub, hub.kultur.bloggen.UID()) is not None
    )  # its last post is July's


@pytest.mark.usefixtures("framed")
def test_the_page_says_where_its_files_are_and_takes_a_receipt(hub, package, browse, submit):
    owner = SITE_OWNER_NAME, SITE_OWNER_PASSWORD
    page = browse(*owner).get("hub/@@packages").text
    assert "Den som sköter driften har filerna." in page
    assert "gjort med kommando" in page
    assert "Filerna ligger inte där de lades" not in page
    transaction.begin()
    [noted] = order_storage.all_orders(hub)
    receipt = {"do": "receipt", "id": noted.id, "day": noted.last, "note": "LEV 7"}
    assert submit(owner, "hub/@@packages", receipt).status_code == 302
    page = browse(*owner).get("hub/@@packages").text
    assert "LEV 7" in page
    assert 'value="remove"' not in page


def test_what_is_stopped_is_not_noted(hub, order):
    stop = Event()
    stop.set()
    assert order("--channel", "hub/kultur/bloggen", stop=stop) == (1, None)
    transaction.begin()
    assert list(order_storage.all_orders(hub)) == []


@pytest.mark.parametrize("path", ["hub/kultur/none", "hub", "hub/@@view", ""])
def test_what_is_no_channel_ends_it(order, path, caplog):
    assert order("--channel", path) == (2, None)
    assert f"no channel at {path}" in caplog.text


def test_without_an_organisation_number_it_says_so(order, tmp_path, caplog):
    api.portal.set_registry_record("katrineholm.socialhub.organisation_number", "")
    assert order("--channel", "hub/kultur/bloggen") == (2, None)
    assert "organisation number" in caplog.text
    assert list(tmp_path.glob("*.zip*")) == []


def test_a_period_upside_down_ends_it(hub, functional_portal, caplog):
    days = ["--from", "2026-06-30", "--to", "2026-06-01", "--channel", "hub/kultur/bloggen"]
    options = _parser().parse_args(["pack", *days])
    assert commands()["pack"].run(functional_portal, options, Event()) == 2
    assert "before the first" in caplog.text


def test_a_day_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit):
        _parser().parse_args(["pack", "--channel", "x", "--from", "juni", "--to", "2026-06-01"])
    assert "juni is no day" in capsys.readouterr().err
