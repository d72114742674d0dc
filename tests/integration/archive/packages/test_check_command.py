"""The command that checks a package."""

from zipfile import ZipFile

from katrineholm.socialhub.console.main import main
from katrineholm.socialhub.core.files import package_model


def test_a_package_is_checked_without_a_site(package, capsys):
    assert main(["check-package", package]) == 0
    with ZipFile(package, "a") as zipped:
        zipped.writestr("stray.txt", b"x")
    assert main(["check-package", package]) == 1


def test_schemas_that_are_missing_are_told_in_one_sentence(package, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(package_model, "SCHEMA_FOLDER", tmp_path)
    assert main(["check-package", package]) == 1
    [told] = caplog.messages
    assert told.startswith("mets.xsd, ")
    assert told.endswith("`make assets` fetches it.")
