"""A package's file."""

import pytest


@pytest.mark.parametrize("path", ["", "/{id}", "/{id}/0", "/{id}/2", "/{id}/x", "/nope/1"])
def test_what_is_no_file_of_a_ready_package_is_not_found(browse, archivist, ordered, made, path):
    made(ordered)
    assert browse(*archivist).get(f"hub/@@package{path.format(id=ordered)}").status_code == 404
