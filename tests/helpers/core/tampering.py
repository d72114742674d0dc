"""Ways to tamper with a file of a package."""

from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from katrineholm.socialhub.core.files.package_check import package_errors


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


def missed_files(package, way):
    """The files of a package that a way of tampering changes unnoticed, but for the known hash."""
    data, files = package.read_bytes(), files_of(package)
    known = sha256(data).hexdigest()
    assert list(package_errors(package, known)) == []
    missed = []
    for name in files:
        package.write_bytes(WAYS[way](data, files, name))
        assert any("SHA-256" in each for each in package_errors(package, known))
        if not list(package_errors(package)):
            missed.append(name)
    return missed


def harmless_files(package, way):
    """Those of which nothing within a package can notice it.

    Nothing vouches for the METS.xml at the top: a space after its end is harmless.
    """
    return [each for each in files_of(package) if each.count("/") == 1 and way == "a byte more"]
