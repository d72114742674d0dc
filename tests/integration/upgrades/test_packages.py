"""Packages that an earlier release kept in a folder are in the database afterwards."""

from hashlib import sha256

import pytest
import transaction
from helpers.integration.upgrades import PROFILE
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.packages.package_files import old_folder
from katrineholm.socialhub.upgrades.packages import store_package_files

# The site of 1.0.0a1 has a package that is ready.
pytestmark = [
    pytest.mark.usefixtures("framed"),
    pytest.mark.parametrize("version", ["1.0.0a1"]),
]

DATA = (b"PK first", b"PK second")
OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


@pytest.fixture
def kept(old_site, monkeypatch, tmp_path):
    """The ready order of the old site, with two files in the folder: the order, and their paths."""
    monkeypatch.setenv("SOCIALHUB_PACKAGES", str(tmp_path / "packages"))
    hub = old_site.hub
    [ready] = [each for each in order_storage.all_orders(hub) if each.has_files]
    parts = tuple(
        {"id": f"uuid-{number}", "size": len(data), "sha256": sha256(data).hexdigest()}
        for number, data in enumerate(DATA, 1)
    )
    order = order_storage.update_order(hub, ready.id, attempt="a1", parts=parts)
    transaction.commit()
    folder = old_folder(hub) / order.id / "a1"
    folder.mkdir(parents=True)
    paths = [folder / f"{part['id']}.zip" for part in parts]
    for path, data in zip(paths, DATA, strict=True):
        path.write_bytes(data)
    return order, paths


def upgrade():
    api.portal.get_tool("portal_setup").upgradeProfile(PROFILE)
    transaction.commit()


def test_the_files_of_a_stored_order_are_downloaded_from_the_database(kept, browse):
    order, paths = kept
    upgrade()
    assert [path.read_bytes() for path in paths] == [*DATA]  # until the worker empties the folder
    for path in paths:
        path.unlink()
    session = browse(*OWNER)
    answers = [session.get(f"hub/@@package/{order.id}/{number}").content for number in (1, 2)]
    assert answers == [*DATA]
    assert "Filerna finns inte i databasen." not in session.get("hub/@@packages").text
    store_package_files(None)
    assert not transaction.get()._resources


def changed(path):
    path.write_bytes(b"PK sekond")


@pytest.mark.parametrize(
    ("act", "says"), [(lambda path: path.unlink(), "not found in"), (changed, "is not as it was")]
)
def test_an_order_with_a_lost_or_changed_file_is_left_and_the_page_says_so(
    kept, old_site, browse, caplog, act, says
):
    order, paths = kept
    act(paths[1])
    upgrade()
    assert says in caplog.text
    assert order_storage.part_pieces(old_site.hub, order.id, 1) == {}
    assert paths[0].read_bytes() == DATA[0]
    session = browse(*OWNER)
    assert "Filerna finns inte i databasen." in session.get("hub/@@packages").text
    assert session.get(f"hub/@@package/{order.id}/1").status_code == 404
