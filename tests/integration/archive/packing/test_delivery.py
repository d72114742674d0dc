"""A package as a whole."""

import sys
from threading import Event

import pytest

from katrineholm.socialhub.core.packages.checking import faults


def test_it_is_whole_and_says_who_receives_it(package, read):
    assert list(faults(package)) == []
    root = read(package, "posts/METS.xml")
    assert "Sydarkivera" in root
    assert "LÖ 1" in root


def test_a_stopped_one_leaves_nothing(order, tmp_path):
    stop = Event()
    stop.set()
    assert order("--channel", "hub/kultur/bloggen", stop=stop) == (1, None)
    assert list(tmp_path.glob("*.zip*")) == []


# The validator's lxml, which it pins, has no wheels for later ones.
@pytest.mark.skipif(sys.version_info >= (3, 13), reason="eark-validator 1.1.3 needs Python < 3.13")
def test_the_specification_s_own_validator_finds_nothing(package, eark):
    assert "\n0 findings, 0 schema faults, fixity " in eark(package)
