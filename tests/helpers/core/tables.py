"""What the tests of ``core/files`` have in common."""

import io
from xml.etree import ElementTree
from zipfile import ZipFile

from katrineholm.socialhub.core.files.csv_reader import read_csv

COLUMNS = {"title": ["Namn", "Kanal"], "phone": ["Telefon"], "note": ["Anteckning"]}


def read(text, **kwargs):
    return read_csv(text.encode(), COLUMNS, optional=["note"], **kwargs)


def package(file):
    return ZipFile(io.BytesIO(file))


def content(file):
    return ElementTree.fromstring(package(file).read("content.xml"))
