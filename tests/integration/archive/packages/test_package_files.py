"""Where packages lie."""

from pathlib import Path

import pytest

from katrineholm.socialhub.archive.packages.package_files import package_folder, part_file


def test_the_folder_is_the_environments_with_one_for_each_hub(hub):
    assert package_folder(hub, {"SOCIALHUB_PACKAGES": "/srv/x"}) == Path("/srv/x", hub.UID())
    assert package_folder(hub, {}).parent.name == "socialhub-packages"


def test_a_file_that_is_not_as_it_was_made_is_not_offered(hub, ordered, made):
    order = made(ordered)
    part_file(hub, order, 1).write_bytes(b"cut")
    assert part_file(hub, order, 1) is None


@pytest.mark.parametrize("path", ["", "/{id}", "/{id}/0", "/{id}/2", "/{id}/x", "/nope/1"])
def test_what_is_no_file_of_a_ready_package_is_not_found(browse, archivist, ordered, made, path):
    made(ordered)
    assert browse(*archivist).get(f"hub/@@package{path.format(id=ordered)}").status_code == 404
