"""Where packages lie."""

from pathlib import Path

from katrineholm.socialhub.archive.orders.place import file_of, folder_of


def test_the_folder_is_the_environments_with_one_for_each_hub(hub):
    assert folder_of(hub, {"SOCIALHUB_PACKAGES": "/srv/x"}) == Path("/srv/x", hub.UID())
    assert folder_of(hub, {}).parent.name == "socialhub-packages"


def test_a_file_that_is_not_as_it_was_made_is_not_offered(hub, ordered, made):
    order = made(ordered)
    file_of(hub, order, 1).write_bytes(b"cut")
    assert file_of(hub, order, 1) is None
