"""Where packages lie."""

from pathlib import Path

from katrineholm.socialhub.archive.packages.package_folder import package_folder, part_file


def test_the_folder_is_the_environments_with_one_for_each_hub(hub):
    assert package_folder(hub, {"SOCIALHUB_PACKAGES": "/srv/x"}) == Path("/srv/x", hub.UID())
    assert package_folder(hub, {}).parent.name == "socialhub-packages"


def test_a_file_that_is_not_as_it_was_made_is_not_offered(hub, ordered, made):
    order = made(ordered)
    part_file(hub, order, 1).write_bytes(b"cut")
    assert part_file(hub, order, 1) is None
