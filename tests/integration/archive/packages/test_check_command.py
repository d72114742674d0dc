"""The command that checks a package."""

from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from katrineholm.socialhub.console.main import main
from katrineholm.socialhub.core.files import package_model


def test_a_package_is_checked_without_a_site(package, capsys):
    assert main(["check-package", package]) == 0
    with ZipFile(package, "a") as zipped:
        zipped.writestr("stray.txt", b"x")
    assert main(["check-package", package]) == 1


def test_the_known_hash_of_the_whole_file_is_compared(package, caplog, capsys):
    known = sha256(Path(package).read_bytes()).hexdigest()
    assert main(["check-package", package, "--sha256", known.upper()]) == 0
    assert main(["check-package", package, "--sha256", "0" * 64]) == 1
    assert caplog.messages[-1] == f"The file's SHA-256 is {known} instead of {'0' * 64}."
    with pytest.raises(SystemExit):
        main(["check-package", package, "--sha256", "abc"])
    assert "abc is no SHA-256" in capsys.readouterr().err


def test_schemas_that_are_missing_are_told_in_one_sentence(package, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(package_model, "SCHEMA_FOLDER", tmp_path)
    assert main(["check-package", package]) == 1
    [told] = caplog.messages
    assert told.startswith("mets.xsd, ")
    assert told.endswith("`make assets` fetches it.")
