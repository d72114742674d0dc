"""The strict check of a package's ZIP file: it is what our writer makes, and nothing else.

Readers of ZIP files differ in what they show of a file that contradicts itself. Such a file is
refused: everything in it belongs to a member or to the directory, which agree in all facts. The
numbers in comments are those of the sections of PKWARE's APPNOTE 6.3.9.
"""

import re
import struct
from collections import Counter
from collections.abc import Iterator
from stat import S_IFMT, S_IFREG
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

LOCAL = struct.Struct("<4s5H3L2H")  # 4.3.7
END = struct.Struct("<4s4H2LH")  # 4.3.16
END_64 = struct.Struct("<4sQ2H2L4Q")  # 4.3.14
LOCATOR = struct.Struct("<4sLQL")  # 4.3.15
EXTRA_64 = 1  # 4.5.3, the only extra field that our writer makes
IN_EXTRA = 2**32 - 1
NAME = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*", re.ASCII)


def zip_errors(zipped: ZipFile, file: IO[bytes]) -> Iterator[str]:
    """Yield an error message for each oddity of a ZIP file; ``file`` is the same file, opened."""
    members = zipped.infolist()
    for name, number in Counter(each.filename.casefold() for each in members).items():
        if number > 1:
            yield f"{name}: {number} files have this name, apart from the case of its letters."
    at = 0
    for each in sorted(members, key=lambda each: each.header_offset):
        yield from (f"{each.filename}: {error}" for error in _member_errors(each))
        if each.header_offset != at:
            yield f"{each.filename}: there is something else before it in the ZIP file."
        at, errors = _local_header(each, file)
        yield from (f"{each.filename}: {error}" for error in errors)
    yield from _end_errors(zipped, file, at)


def _member_errors(each: ZipInfo) -> Iterator[str]:
    if not NAME.fullmatch(each.orig_filename):
        yield "a file in a package has no such name."
    if each.comment or any(kind != EXTRA_64 for kind in _extra_kinds(each.extra)):
        yield "the ZIP file has a comment or an extra field for it."
    if each.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or each.flag_bits:
        yield "it is packed or encrypted in a way that a package never is."
    if S_IFMT(each.external_attr >> 16) not in (0, S_IFREG):
        yield "it is no plain file."


def _local_header(each: ZipInfo, file: IO[bytes]) -> tuple[int, list[str]]:
    """Return where the member ends, and in what its own header differs from the directory."""
    file.seek(each.header_offset)
    data = file.read(LOCAL.size)
    if len(data) < LOCAL.size:
        return each.header_offset, ["its header is not there."]
    sign, _version, flags, packing, time, day, crc, packed, size, name, extra = LOCAL.unpack(data)
    names, fields = file.read(name), file.read(extra)
    if IN_EXTRA in (packed, size) and len(fields) >= 20:
        size, packed = struct.unpack_from("<2Q", fields, 4)
    local = (sign, names, flags, packing, (day, time), crc, packed, size)
    errors = [] if local == _directory_facts(each) else ["its header contradicts the directory."]
    if any(kind != EXTRA_64 for kind in _extra_kinds(fields)):
        errors.append("its header has an extra field.")
    return each.header_offset + LOCAL.size + name + extra + each.compress_size, errors


def _directory_facts(each: ZipInfo) -> tuple[object, ...]:
    year, month, day, hour, minute, second = each.date_time
    when = (year - 1980 << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2)
    name, packing = each.orig_filename.encode("cp437", "replace"), each.compress_type
    sizes = each.CRC, each.compress_size, each.file_size
    return b"PK\3\4", name, each.flag_bits, packing, when, *sizes


def _extra_kinds(data: bytes) -> Iterator[int]:
    while data:
        if len(data) < 4:
            yield -1
            return
        kind, size = struct.unpack_from("<2H", data)
        yield kind if len(data) >= 4 + size else -1
        data = data[4 + size :]


def _end_errors(zipped: ZipFile, file: IO[bytes], at: int) -> Iterator[str]:
    """Yield what is wrong after the last member, which ends at a position."""
    if zipped.comment:
        yield "The ZIP file has a comment, or something after its end."
    if zipped.start_dir != at:
        yield "Something lies between the last file and the directory of the ZIP file."
    whole = file.seek(0, 2)
    if _directory_end(file, whole) != (len(zipped.infolist()), zipped.start_dir):
        yield "Something lies before, within or after the directory of the ZIP file."


def _directory_end(file: IO[bytes], whole: int) -> tuple[int, int] | None:
    """Return the number of members and the start of the directory, as the end of the file has it.

    Return None unless the directory reaches to that end, without a gap.
    """
    file.seek(end := whole - END.size)
    _sign, _disk, _first, here, number, size, start, _comment = END.unpack(file.read(END.size))
    if here != number:
        return None
    if IN_EXTRA in (size, start) or number == 2**16 - 1:
        file.seek(end := end - END_64.size - LOCATOR.size)
        *_facts, here, number, size, start = END_64.unpack(file.read(END_64.size))
        if here != number or LOCATOR.unpack(file.read(LOCATOR.size))[2] != end:
            return None
    return (number, start) if start + size == end else None
