"""A process that has loaded Plone forks others, so that a site's programs begin at once: a fixture.

See ``instance/forks.py``.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

TESTS = Path(__file__).parent
INSTANCE = TESTS / "instance"
ENVIRON = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")]),
    "SOCIALHUB_ALLOWED_NETWORKS": "127.0.0.0/8",
    "SOCIALHUB_HOST_SPACING": "0",
    "SOCIALHUB_KEYS": Fernet.generate_key().decode(),
    "PYTHONUNBUFFERED": "1",
}
ZOPE = """
instancehome {folder}
{more}
<environment>
  ZPUBLISHER_DEPRECATE_DOCSTRINGS error
</environment>

<zodb_db main>
  mount-point /
  {storage}
</zodb_db>
"""


def configured(conf, storage, more=""):
    """The file, once it leads to the site of that storage."""
    conf.write_text(ZOPE.format(folder=conf.parent, storage=storage, more=more))
    return conf


@pytest.fixture(scope="session")
def forks(tmp_path_factory):
    """What takes orders, in a folder of its own."""
    with forking(tmp_path_factory.mktemp("forks")) as forks:
        yield forks


@contextmanager
def forking(folder, tests=TESTS, python=sys.executable):
    """What takes orders in that folder, by the code of the checkout with these tests."""
    configured(folder / "zope.conf", "<mappingstorage/>")
    path = os.pathsep.join([str(tests), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        [python, tests / "instance" / "forks.py"],
        cwd=folder,
        env=ENVIRON | {"PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        bufsize=1,
    ) as process:
        assert process.stdout.readline() == "ready\n"
        yield Forks(process)
        process.stdin.close()


class Forks:
    def __init__(self, process):
        self.process = process

    def order(self, *words):
        """The number with which an order is answered; there are no spaces in its words."""
        print(*words, file=self.process.stdin)
        return int(self.process.stdout.readline())

    def made(self, folder, site, *arguments):
        """The folder, with a site of ``instance`` in it."""
        shutil.copy(INSTANCE / "offline.conf", folder)
        log = folder / "made.log"
        number = self.order("make", log, folder, site, *arguments)
        assert self.order("wait", number) == 0, log.read_text()
        return folder
