"""A .zip or .tar of a stranger, read in memory: nothing is unpacked, and no header is trusted with a size or a place.

tarfile is asked for single headers only: its own loop follows records without end, and seeks where they point.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from graders.submissions.sources import SAFELY, Rejected, too_large
from graders.submissions.tree import LINK, MEMBERS, SPECIAL, Tree, Unreadable, left_out

PACKED = 256 << 20
"""Bytes that an archive may have."""

UNPACKED = 256 << 20
"""Bytes of a tar that are unpacked on the way to its end."""

KEPT = 64 << 20
"""Bytes of a tar's files that are kept in memory."""

FILE = 1 << 20
"""Bytes of a tar's file that is kept."""

DIRECTORY = 8 << 20
"""Bytes that the directory of a zip may have."""

EXTENDED = 64 << 10
"""Bytes that a tar may spend on the name of one file."""

TAKEN = ".zip, .tar, .tar.gz, .tar.bz2, .tar.xz"
"""The archives that are taken."""

TWICE = "stands twice in the archive"
OUTSIDE = "has a name that is no path inside the archive"


class Packed(Protocol):
    """A file that is read from its beginning to its end."""

    def read(self, size: int, /) -> bytes:
        """The next bytes; fewer only at the end."""


_KINDS: dict[bytes, Callable[[io.BufferedReader], Packed]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
"""How a packed tar begins, and what unpacks it."""


def archive(path: Path) -> Tree:
    """The tree in a .zip or a .tar, packed by gzip, bzip2, xz or not at all: told by its first bytes.

    Raises:
        Unreadable: it is none of them, damaged, encrypted or too large.
    """
    file = _Careful(io.FileIO(os.open(path, SAFELY & ~getattr(os, "O_NOFOLLOW", 0))))
    try:
        if os.fstat(file.fileno()).st_size > PACKED:
            raise Unreadable(f"has more than {PACKED >> 20} MiB")
        return _begun(file)
    except BaseException as error:
        file.close()
        if isinstance(error, Unreadable) or not isinstance(error, Exception):
            raise
        # The parsers were written for honest archives: what they raise on others is not documented.
        raise Unreadable("is an archive that is damaged or cut off") from None


def _begun(file: io.BufferedReader) -> Tree:
    head = file.read(tarfile.BLOCKSIZE)
    file.seek(0)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Zip(file)
    unpack = next((unpack for start, unpack in _KINDS.items() if head.startswith(start)), None)
    if unpack is None and not _is_header(head):
        raise Unreadable(f"is neither a folder nor an archive ({TAKEN})")
    with file:
        return Tar(unpack(file) if unpack else file)


def _is_header(block: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


class _Members(dict[str, str]):
    """The members of an archive, and why each cannot be read."""

    def enter(self, name: str, kind: str) -> bool:
        """Add one unless tools left it there; True where it can be read."""
        if left_out(name):
            return False
        if len(self) >= MEMBERS:
            raise Unreadable(f"holds more than {MEMBERS:,} files")
        self[name] = TWICE if name in self else OUTSIDE if _leads_out(name) else kind
        return not self[name]


def _leads_out(name: str) -> bool:
    return (
        ":" in name.split("/")[0] or "\0" in name or not {"", ".", ".."}.isdisjoint(name.split("/"))
    )


def _plain(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./")


class _Careful(io.BufferedReader):
    """A file that nobody reads at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        most = DIRECTORY if size is None or size < 0 else size
        if most > DIRECTORY:
            raise Unreadable(f"is a zip with more than {DIRECTORY >> 20} MiB of names")
        return super().read(most)


class Zip:
    """A .zip: what is wanted is unpacked when it is read."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self._zip = zipfile.ZipFile(file)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self.members = _Members()
        for info in self._zip.infolist():
            if info.flag_bits & 1:
                raise Unreadable("is encrypted")
            name = _plain(info.filename)
            if not name.endswith("/") and self.members.enter(name, _kind_in_zip(info)):
                self._infos[name] = info

    def read(self, path: str, most: int) -> bytes:
        """All bytes of a member."""
        try:
            with self._zip.open(self._infos[path]) as member:
                data = member.read(most + 1)
        except Exception:  # see ``archive``
            raise Rejected("is damaged in the archive") from None
        if len(data) > most:
            raise too_large(self._infos[path].file_size, most)
        return data

    def close(self) -> None:
        """Let go of it."""
        self._zip.close()
        self._file.close()


def _kind_in_zip(info: zipfile.ZipInfo) -> str:
    kind = info.external_attr >> 28  # the type of a Unix file; 0 where it was packed elsewhere
    if kind not in (0, 0o10):
        return LINK if kind == 0o12 else SPECIAL
    # The others unpack as much as they like at once.
    known = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return "" if known else "is packed in a way that is not taken"


class Tar:
    """A .tar, read once from its beginning to its end: what may be wanted is kept."""

    def __init__(self, file: Packed) -> None:
        self.members = _Members()
        self._data: dict[str, bytes] = {}
        self._kept = 0
        stream = _Stream(file)
        for name, header in _headers(stream):
            if header.isdir():
                continue
            if self.members.enter(name, _kind_in_tar(header)):
                self._keep(name, stream.record(header.size))
            elif _has_data(header):
                stream.skip(header.size)

    def _keep(self, name: str, data: bytes) -> None:
        self._kept += len(data)
        if self._kept > KEPT:
            raise Unreadable(f"holds more than {KEPT >> 20} MiB")
        self._data[name] = data

    def read(self, path: str, most: int) -> bytes:
        """All bytes of a member."""
        data = self._data[path]
        if len(data) > most:
            raise too_large(len(data), most)
        return data

    def close(self) -> None:
        """Nothing is open any more."""


def _kind_in_tar(header: tarfile.TarInfo) -> str:
    if header.islnk() or header.issym():
        return LINK
    if not header.isreg():
        return SPECIAL
    return str(too_large(header.size, FILE)) if header.size > FILE else ""


def _has_data(header: tarfile.TarInfo) -> bool:
    return header.isreg() or header.type not in tarfile.SUPPORTED_TYPES


class _Stream:
    """The blocks of a tar, one after the other."""

    def __init__(self, file: Packed) -> None:
        self._file = file
        self._left = UNPACKED

    def record(self, size: int) -> bytes:
        """The next bytes, up to the end of their last block."""
        rest = -size % tarfile.BLOCKSIZE
        self._left -= size + rest
        if self._left < 0:
            raise Unreadable(f"holds more than {UNPACKED >> 20} MiB")
        data = self._file.read(size + rest)
        if len(data) < size + rest:
            raise Unreadable("is an archive that is damaged or cut off")
        return data[:size]

    def skip(self, size: int) -> None:
        """Go on behind the next bytes."""
        while size > 0:
            self.record(min(size, FILE))
            size -= FILE


def _headers(stream: _Stream) -> Iterator[tuple[str, tarfile.TarInfo]]:
    """Every header with the name that it gives a file, long ones put together; the first empty block ends it."""
    more: dict[str, str] = {}
    while any(block := stream.record(tarfile.BLOCKSIZE)):
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        header.size = int(more.get("size", header.size))
        if header.size < 0 or header.type == tarfile.GNUTYPE_SPARSE:
            raise Unreadable("is an archive that is damaged or has holes")
        if header.type in _EXTENSIONS:
            more |= _extension(header, stream)
        else:
            yield _plain(more.get("path", header.name)), header
            more = {}


_EXTENSIONS = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)


def _extension(header: tarfile.TarInfo, stream: _Stream) -> dict[str, str]:
    """What a record says of the next file."""
    if header.size > EXTENDED:
        raise Unreadable("is an archive with names without end")
    data = stream.record(header.size)
    if header.type == tarfile.GNUTYPE_LONGNAME:
        return {"path": _decoded(data.partition(b"\0")[0])}
    return dict(_pax(data)) if header.type == tarfile.XHDTYPE else {}


def _pax(data: bytes) -> Iterator[tuple[str, str]]:
    """The fields of a record: its length, a blank, NAME=VALUE and the end of the line."""
    while data:
        length, _, _ = data.partition(b" ")
        field, data = data[len(length) + 1 : int(length) - 1], data[max(int(length), 1) :]
        name, _, value = field.partition(b"=")
        yield _decoded(name), _decoded(value)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
