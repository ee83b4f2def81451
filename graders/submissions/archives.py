"""A .zip or .tar of a stranger, read in memory: nothing is unpacked, no header is trusted.

A header may lie about a size or a place. tarfile is asked for single headers only: its own loop
follows records without end, and seeks where they point.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from graders.submissions.sources import SAFELY, Rejected, too_large
from graders.submissions.tree import (
    LINK,
    MAX_MEMBERS,
    ONLY_EXERCISES,
    SPECIAL,
    Unreadable,
    left_out,
)

MAX_PACKED_BYTES = 256 << 20
"""Of a whole archive."""

MAX_UNPACKED_BYTES = 256 << 20
"""Of a tar, unpacked on the way to its end."""

MAX_KEPT_BYTES = 64 << 20
"""Of a tar's files, in memory."""

MAX_FILE_BYTES = 1 << 20
"""Of one of a tar's files that is kept."""

MAX_DIRECTORY_BYTES = 8 << 20
"""Of the names in a zip."""

MAX_NAME_BYTES = 64 << 10
"""Of the name of one file in a tar."""

TAKEN = ".zip, .tar, .tar.gz, .tar.bz2, .tar.xz"
"""The archives that are taken."""

PACK_ANEW = "Pack the folder anew, as a plain .zip, and hand that in."
"""What to do about one that is not taken."""

_NOT_TAKEN = {
    b"Rar!": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"LZIP": "lzip",
}
"""How others begin, and what they are called."""

PACKED = re.compile(
    r"\.(zip|tar|t?(gz|bz2|xz|lz|lzma|zst)|tar\.(gz|bz2|xz|lz|lzma|zst|z)|rar|7z)\Z", re.IGNORECASE
)
"""How the names of archives end, taken or not."""

_KINDS: dict[bytes, Callable[[io.BufferedReader], io.BufferedIOBase]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
"""How a packed tar begins, and what unpacks it."""


class Limits(NamedTuple):
    """What is taken of an archive."""

    packed_bytes: int
    directory_bytes: int
    members: int


def archive(path: Path, limits: Limits | None = None) -> Zip | Tar:
    """The tree in a .zip, or in a .tar that gzip, bzip2, xz or nothing packed: by its first bytes.

    Raises:
        Unreadable: it is none of them, damaged, encrypted or too large.
    """
    # The archive itself may be a link: its path is not the stranger's.
    return unpacked(io.FileIO(os.open(path, SAFELY & ~getattr(os, "O_NOFOLLOW", 0))), limits)


def unpacked(packed: io.FileIO | io.BytesIO, limits: Limits | None = None) -> Zip | Tar:
    """The same of an open file, which is closed with the tree.

    Raises:
        Unreadable: as ``archive`` does.
    """
    limits = limits or Limits(MAX_PACKED_BYTES, MAX_DIRECTORY_BYTES, MAX_MEMBERS)
    file = _Careful(packed, limits.directory_bytes)
    try:
        if file.seek(0, os.SEEK_END) > limits.packed_bytes:
            raise Unreadable(f"has more than {limits.packed_bytes >> 20} MiB", ONLY_EXERCISES)
        file.seek(0)
        head = file.read(tarfile.BLOCKSIZE)
        file.seek(0)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return Zip(file, limits.members)
        if kind := next((kind for start, kind in _NOT_TAKEN.items() if head.startswith(start)), ""):
            what = f"is an archive of {kind}'s, which is not taken"
            raise Unreadable(what, PACK_ANEW)
        unpack = next((unpack for start, unpack in _KINDS.items() if head.startswith(start)), None)
        if unpack is None:
            try:
                tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
            except tarfile.HeaderError:
                what = f"is neither a folder nor an archive ({TAKEN})"
                advice = "Put what it holds into a folder as plain files, and hand that in."
                raise Unreadable(what, advice) from None
        with file:
            return Tar(unpack(file) if unpack else file, limits.members)
    except BaseException as error:
        file.close()
        if isinstance(error, Unreadable) or not isinstance(error, Exception):
            raise
        # The parsers were written for honest archives: what they raise on others is not documented.
        raise Unreadable("is an archive that is damaged or cut off", PACK_ANEW) from None


class _Members(dict[str, str]):
    """The members of an archive, and why each cannot be read."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self.folders: list[str] = []
        """Those that the archive names, whether or not there is something in them."""

    def enter_folder(self, name: str) -> None:
        """Add a folder whose name is a path inside the archive."""
        if not left_out(name) and is_inside(name) and len(self.folders) < self._most:
            self.folders.append(name)

    def enter(self, name: str, kind: str) -> bool:
        """Add one unless tools left it there; True where it can be read."""
        if left_out(name):
            return False
        if len(self) >= self._most:
            raise Unreadable(f"holds more than {self._most:,} files", ONLY_EXERCISES)
        if name in self:
            kind = "stands twice in the archive"
        elif not is_inside(name):
            kind = "has a name that is not a path inside the archive"
        self[name] = kind
        return not kind


def is_inside(name: str) -> bool:
    """True for a name that is a path inside an archive, whatever system reads it."""
    parts = name.split("/")
    return ":" not in parts[0] and "\0" not in name and {"", ".", ".."}.isdisjoint(parts)


def _plain(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./")


class _Careful(io.BufferedReader):
    """A file that nobody reads at once."""

    def __init__(self, raw: io.FileIO | io.BytesIO, most: int) -> None:
        super().__init__(raw)
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        most = self._most if size is None or size < 0 else size
        if most > self._most:
            what = f"is a zip with more than {self._most >> 20} MiB of names"
            raise Unreadable(what, ONLY_EXERCISES)
        return super().read(most)


class Zip:
    """A .zip: what is wanted is unpacked when it is read."""

    def __init__(self, file: io.BufferedReader, most: int) -> None:
        self._file = file
        self._zip = zipfile.ZipFile(file)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self.members = _Members(most)
        for info in self._zip.infolist():
            if info.flag_bits & 1:
                raise Unreadable("is encrypted", "Pack it without a password, and hand that in.")
            name = _plain(info.filename)
            if name.endswith("/"):
                self.members.enter_folder(name.removesuffix("/"))
            elif self.members.enter(name, _kind_in_zip(info)):
                self._infos[name] = info

    def read(self, path: str, most: int) -> bytes:
        """All bytes of a member."""
        try:
            with self._zip.open(self._infos[path]) as member:
                data = member.read(most + 1)
        except Exception:  # see ``archive``
            raise Rejected("is damaged in the archive", PACK_ANEW) from None
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

    def __init__(self, file: io.BufferedIOBase, most: int) -> None:
        self.members = _Members(most)
        self._data: dict[str, bytes] = {}
        kept = 0
        stream = _Stream(file)
        for name, header in _headers(stream):
            if header.isdir():
                self.members.enter_folder(name.removesuffix("/"))
                continue
            if self.members.enter(name, _kind_in_tar(header)):
                self._data[name] = stream.record(header.size)
                kept += header.size
                if kept > MAX_KEPT_BYTES:
                    raise Unreadable(f"holds more than {MAX_KEPT_BYTES >> 20} MiB", ONLY_EXERCISES)
            elif header.isreg() or header.type not in tarfile.SUPPORTED_TYPES:
                # The others are headers alone. What has data is left behind in pieces.
                for start in range(0, header.size, MAX_FILE_BYTES):
                    stream.record(min(header.size - start, MAX_FILE_BYTES))

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
    return str(too_large(header.size, MAX_FILE_BYTES)) if header.size > MAX_FILE_BYTES else ""


class _Stream:
    """The blocks of a tar, one after the other."""

    def __init__(self, file: io.BufferedIOBase) -> None:
        self._file = file
        self._left = MAX_UNPACKED_BYTES

    def record(self, size: int) -> bytes:
        """The next bytes, up to the end of their last block."""
        rest = -size % tarfile.BLOCKSIZE
        self._left -= size + rest
        if self._left < 0:
            what = f"holds more than {MAX_UNPACKED_BYTES >> 20} MiB"
            raise Unreadable(what, ONLY_EXERCISES)
        data = self._file.read(size + rest)
        if len(data) < size + rest:
            raise Unreadable("is an archive that is damaged or cut off", PACK_ANEW)
        return data[:size]


def _headers(stream: _Stream) -> Iterator[tuple[str, tarfile.TarInfo]]:
    """Every header and the name of its file, long ones put together; an empty block ends them."""
    more: dict[str, str] = {}
    while any(block := stream.record(tarfile.BLOCKSIZE)):
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        header.size = int(more.get("size", header.size))
        if header.size < 0 or header.type == tarfile.GNUTYPE_SPARSE:
            raise Unreadable("is an archive that is damaged or has holes", PACK_ANEW)
        if header.type not in _EXTENSIONS:
            yield _plain(more.get("path", header.name)), header
            more = {}
            continue
        if header.size > MAX_NAME_BYTES:
            raise Unreadable("is an archive with names without end", PACK_ANEW)
        data = stream.record(header.size)
        if header.type == tarfile.GNUTYPE_LONGNAME:
            more["path"] = _decoded(data.partition(b"\0")[0])
        elif header.type == tarfile.XHDTYPE:
            more |= _pax(data)


_EXTENSIONS = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
"""Records that say more of the next file."""


def _pax(data: bytes) -> Iterator[tuple[str, str]]:
    """The fields of a record: its length, a blank, NAME=VALUE and the end of the line."""
    while data:
        length, _, _ = data.partition(b" ")
        field, data = data[len(length) + 1 : int(length) - 1], data[max(int(length), 1) :]
        name, _, value = field.partition(b"=")
        yield _decoded(name), _decoded(value)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
