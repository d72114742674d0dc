"""The command that checks a package."""

from zipfile import ZipFile

from katrineholm.socialhub.console.main import main


def test_a_package_is_checked_without_a_site(package, capsys):
    assert main(["check-package", package]) == 0
    with ZipFile(package, "a") as zipped:
        zipped.writestr("stray.txt", b"x")
    assert main(["check-package", package]) == 1
