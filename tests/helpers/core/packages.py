"""E-ARK's validator, in a virtual environment of its own."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("eark") / "validate.py"
# The lxml that the validator asks for has no wheel for Python 3.13; it takes minutes to build.
NEEDED = ("pydantic<3", "importlib-resources==5.12.0", "lxml")
VALIDATOR = ("--no-deps", "eark-validator==1.1.3")
# How it says that the checksums and sizes of all files, some at least, are right.
WHOLE = re.compile(r"^0 findings, 0 schema faults, fixity ([1-9]\d*)/\1$", re.MULTILINE)
# The standard's own schema of PREMIS, as `make` unpacks what tests/standards.txt names.
STANDARD_PREMIS = Path(sys.prefix) / "standards/a3m/client/assets/premis/premis.xsd"


@pytest.fixture(scope="session")
def eark(tmp_path_factory):
    """A function that gives what the validator says of a package's ZIP file.

    It unpacks each and leaves it: in the folder of this run, not in the system's.
    """
    folder = tmp_path_factory.mktemp("eark")
    python = folder / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    for wanted in (NEEDED, VALIDATOR):
        subprocess.run([*installer(python), *wanted], check=True, capture_output=True)

    def validate(package):
        order, env = (
            [python, SCRIPT, package, STANDARD_PREMIS],
            os.environ | {"TMPDIR": str(folder)},
        )
        return subprocess.run(order, env=env, capture_output=True, text=True).stdout

    return validate


def installer(python):
    """uv where it is at hand, which is quick; else the pip of this environment."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "-q", "--python", python]
    return [sys.executable, "-m", "pip", "--python", python, "install", "-q"]
