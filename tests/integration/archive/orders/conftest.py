"""Packages that are ordered, and a worker that makes them."""

import time

import pytest
import transaction

from katrineholm.socialhub.archive.orders import book
from katrineholm.socialhub.archive.orders.asking import Asked, order
from katrineholm.socialhub.archive.orders.building import Building


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """Where packages lie."""
    monkeypatch.setenv("SOCIALHUB_PACKAGES", str(tmp_path / "packages"))
    return tmp_path / "packages"


@pytest.fixture
def archivist(person):
    """The name and the password of one."""
    return person("Archivist")


@pytest.fixture
def june(hub):
    """What is asked for: the blog's June."""
    return Asked(hub.kultur.bloggen.UID(), "2026-06-01", "2026-06-30")


@pytest.fixture
def ordered(hub, june):
    """The id of a package that is ordered."""
    found = order(hub, june)
    transaction.commit()
    return found.id


@pytest.fixture
def made(hub, worker):
    """A function that lets the worker make what is ordered: ``made(id)`` gives the order then."""

    def made(id, building=None, worker=worker):
        building = building or Building()
        end = time.monotonic() + 60
        while time.monotonic() < end:
            transaction.begin()
            building(worker)
            transaction.begin()
            if building.build is None:
                return book.one(hub, id)
            building.build.join(0.05)
        raise AssertionError("it is never ready")

    return made
