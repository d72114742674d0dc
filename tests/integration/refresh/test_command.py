"""The command refuses in one sentence."""

import subprocess

import pytest
from commands import BIN
from forking import ENVIRON
from ZODB.FileStorage import FileStorage

ALONE = """
instancehome .
<zodb_db main>
  mount-point /
  <filestorage>
    path Data.fs
  </filestorage>
</zodb_db>
"""


def test_what_is_not_there_is_said_in_one_line(instance):
    wrong = [("--site", "nowhere"), ("--site", "plone/hub"), ("--channel", "hub/nowhere")]
    assert [instance.run(*arguments) for arguments in wrong] == [
        (2, "socialhub: There is no Plone site nowhere.\n"),
        (2, "socialhub: There is no Plone site plone/hub.\n"),
        (2, "socialhub: There is no channel /plone/hub/nowhere.\n"),
    ]


@pytest.mark.parametrize(
    ("environ", "conf", "sentence"),
    [
        ({}, "no.conf", "There is no configuration file no.conf."),
        ({}, "bad.conf", "The configuration cannot be read: unexpected section end"),
        (
            {"SOCIALHUB_ALLOWED_NETWORKS": "lan"},
            "no.conf",
            "SOCIALHUB_ALLOWED_NETWORKS: 'lan' is not a network like 127.0.0.0/8",
        ),
    ],
)
def test_the_command_refuses_to_begin_in_one_sentence(tmp_path, environ, conf, sentence):
    (tmp_path / "bad.conf").write_text("</nothing>\n")
    command = [BIN / "socialhub", "refresh", "--loop", "--conf", conf]
    done = subprocess.run(
        command, cwd=tmp_path, env=ENVIRON | environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"socialhub: {sentence}")
    assert done.stdout == ""


def test_a_database_that_the_site_holds_alone_is_told_in_one_line(tmp_path):
    (tmp_path / "zope.conf").write_text(ALONE)
    site = FileStorage(str(tmp_path / "Data.fs"))
    command = [BIN / "socialhub", "refresh", "--loop", "--conf", "zope.conf"]
    done = subprocess.run(
        command, cwd=tmp_path, env=ENVIRON, capture_output=True, text=True, check=False
    )
    site.close()
    assert (done.returncode, done.stdout) == (2, "")
    last = done.stderr.splitlines()[-1]
    assert last.startswith("socialhub: Another process holds the database")
    assert "Traceback" not in done.stderr
