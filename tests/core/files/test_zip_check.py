"""A package whose ZIP file has more in it than it shows, or contradicts itself."""

import struct
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from katrineholm.socialhub.core.files.package_check import package_errors

END = 22  # bytes of the end record


def files_of(package):
    with ZipFile(package) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def zipped(files):
    """The bytes of a ZIP file with ``(name, data)``, one after the other."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return out.getvalue()


def rewritten(change):
    """A way to tamper by ``change(files, name)``, which gives names and contents."""
    return lambda data, files, name: zipped(change(files, name))


def replaced(new):
    return rewritten(
        lambda files, name: [(n, new(d) if n == name else d) for n, d in files.items()]
    )


def named(new):
    return rewritten(
        lambda files, name: [(new(n) if n == name else n, d) for n, d in files.items()]
    )


def more(new):
    """A way to tamper that adds a file of the name ``new(name)``."""
    return rewritten(lambda files, name: [*files.items(), (new(name), b"x" + files[name])])


def in_header(offset, value):
    """A way to tamper with the file's own header, which the directory contradicts."""

    def tampered(data, files, name):
        at = ZipFile(BytesIO(data)).getinfo(name).header_offset + offset
        return data[:at] + value + data[at + len(value) :]

    return tampered


def commented(data, files, name):
    out = BytesIO(data)
    with ZipFile(out, "a") as made:
        made.getinfo(name).comment = b"x"
        made._didModify = True
    return out.getvalue()


def last(name):
    return name.rpartition("/")[2]


WAYS = {
    "a byte": replaced(lambda data: bytes([data[0] ^ 1]) + data[1:]),
    "a byte more": replaced(lambda data: data + b" "),
    "a byte less": replaced(lambda data: data[:-1]),
    "emptied": replaced(lambda data: b""),
    "left out": rewritten(lambda files, name: [each for each in files.items() if each[0] != name]),
    "another name": named(lambda name: f"{name}x"),
    "the name in capitals": named(lambda name: name.swapcase()),
    "twice": more(lambda name: name),
    "twice but for the case": more(lambda name: name.upper()),
    "a path upward": more(lambda name: f"{name.partition('/')[0]}/../../{last(name)}"),
    "another name in its header": in_header(30, b"Z"),
    "another checksum in its header": in_header(14, b"\0\1\2\3"),
    "a comment": commented,
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("way", WAYS)
def test_each_file_is_tampered_with_in_vain(package, way):
    data, files = package.read_bytes(), files_of(package)
    known = sha256(data).hexdigest()
    assert list(package_errors(package, known)) == []
    missed = []
    for name in files:
        package.write_bytes(WAYS[way](data, files, name))
        assert any("SHA-256" in each for each in package_errors(package, known))
        if not list(package_errors(package)):
            missed.append(name)
    # Nothing within vouches for the METS.xml at the top: a space after its end is harmless.
    assert missed == [name for name in files if name.count("/") == 1 and way == "a byte more"]


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("before", "Something lies before, within or after"),
        ("after", "Something lies before, within or after"),
        ("comment", "a comment, or something after its end"),
        ("between", "between the last file and the directory"),
        ("gap", "cannot be read as a ZIP file"),
    ],
)
def test_what_lies_beside_the_files_is_found(package, where, sentence):
    data = package.read_bytes()
    start = ZipFile(package).start_dir
    end = data[start:-END], data[-END:]
    moved = end[1][:16] + struct.pack("<L", start + 3) + end[1][20:]
    package.write_bytes(
        {
            "before": b"MZ!" + data,
            "after": data + b"MZ!",
            "comment": data[:-2] + b"\3\0MZ!",
            "between": data[:start] + b"MZ!" + end[0] + moved,
            "gap": data[:-END] + b"MZ!" + end[1],
        }[where]
    )
    found = list(package_errors(package))
    assert any(sentence in each for each in found), found


def test_a_link_or_an_extra_field_is_no_file_of_a_package(package):
    with ZipFile(package, "a") as made:
        link = ZipInfo("uuid-0b5e8f4e-1111-4222-8333-444455556666/link")
        link.external_attr, link.extra = 0o120777 << 16, b"\1\2\1\0x"
        made.writestr(link, "/etc/passwd")
    found = " ".join(package_errors(package))
    assert "it is no plain file" in found
    assert "an extra field" in found


def test_a_large_one_has_its_sizes_elsewhere(package, monkeypatch):
    """With more than 65,535 files the end of the directory is told by another record."""
    files = files_of(package)
    with ZipFile(package, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
        for number in range(2**16):
            made.writestr(f"x/{number}", b"")
    found = [each for each in package_errors(package) if "no METS.xml names it" not in each]
    assert found == []
