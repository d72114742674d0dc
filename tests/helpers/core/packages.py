"""E-ARK's validator, in a virtual environment of its own: it wants an old lxml."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("eark") / "validate.py"
NEEDED = "eark-validator==1.1.3"


@pytest.fixture(scope="session")
def eark(tmp_path_factory):
    """A function that gives what the validator says of a package's ZIP file."""
    folder = tmp_path_factory.mktemp("eark")
    python = folder / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    subprocess.run([*installer(python), NEEDED], check=True, capture_output=True)

    def validate(package):
        order = [python, SCRIPT, package]
        return subprocess.run(order, capture_output=True, text=True).stdout

    return validate


def installer(python):
    """uv where it is at hand, which is quick; else the pip of this environment."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "-q", "--python", python]
    return [sys.executable, "-m", "pip", "--python", python, "install", "-q"]
