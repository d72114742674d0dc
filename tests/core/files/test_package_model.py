"""The schemas that a package carries."""

import re
import shutil

import pytest

from katrineholm.socialhub.core.files import package_model
from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.files.package_model import SchemaMissing
from katrineholm.socialhub.core.files.package_writer import write_package

SENTENCE = "mets.xsd, xlink.xsd should be in {}: every wheel of the add-on has it there, "


@pytest.fixture
def without_two(tmp_path, monkeypatch):
    """An add-on that was installed from a checkout where nothing was fetched."""
    folder = tmp_path / "schemas"
    shutil.copytree(package_model.SCHEMA_FOLDER, folder)
    for name in ("mets.xsd", "xlink.xsd"):
        (folder / name).unlink()
    monkeypatch.setattr(package_model, "SCHEMA_FOLDER", folder)
    return re.escape(SENTENCE.format(folder))


def test_nothing_is_packed_without_its_schemas(without_two, tmp_path, about, items):
    path = tmp_path / "p.zip"
    with pytest.raises(SchemaMissing, match=without_two):
        write_package(path, about, items, lambda: [])
    assert not path.exists()


def test_nothing_is_checked_without_its_schemas(package, without_two):
    with pytest.raises(SchemaMissing, match=without_two):
        list(package_errors(package))
