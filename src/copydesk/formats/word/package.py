"""The zip archive around the parts of a Word document: read within limits, written with the other members untouched."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cached_property

from copydesk.errors import SourceError
from copydesk.formats.word.xml import Node, read_xml, utf8

MEMBERS = 10_000
PART_BYTES = 64 * 1024 * 1024  # what a part may expand to
ALL_BYTES = 1024 * 1024 * 1024  # what all members together may claim to expand to
RATIO = 500  # how often its own size a part may expand to, once it is large
LARGE = 4 * 1024 * 1024

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\3\4"
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError, OSError)
_MAIN = "/officeDocument"


class Package:
    """A Word document as an archive of parts. Raises SourceError for what is none, is damaged or a “zip bomb”.

    `main` is the name of the part with the body; `part` gives the data of one.
    """

    def __init__(self, data: bytes, path: str | None = None) -> None:
        self.data, self.path = data, path
        if not data.startswith(_ZIP):
            raise self.refusal(*_other(data))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _BROKEN as error:
            raise self._damaged(error) from None
        if len(members) > MEMBERS:
            raise self.refusal(f"has {len(members):,} members, more than a Word document needs, and is not opened")
        if sum(member.file_size for member in members) > ALL_BYTES:
            raise self.refusal("would expand to more than 1 GB (a “zip bomb”?) and is not opened")
        self._members = {member.filename: member for member in members}
        if len(self._members) < len(members):
            raise self._damaged("a member is there twice")
        self._within(members)
        self.main = self._main()

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the members."""
        return frozenset(self._members)

    @property
    def signed(self) -> bool:
        return any(name.startswith("_xmlsignatures/") for name in self._members)

    def part(self, name: str) -> bytes:
        """The data of a part."""
        member = self._members.get(name)
        if member is None:
            raise self.refusal(f"is not a whole Word document: {name} is missing")
        if member.flag_bits & 1:
            raise self.refusal("is encrypted, and copydesk has no password", "save it without a password")
        try:
            with self._zip.open(member) as stream:
                data = stream.read(PART_BYTES + 1)
        except _BROKEN as error:
            raise self._damaged(error, name) from None
        if len(data) > PART_BYTES:
            raise self.refusal(f"is not opened: {name} would expand to more than {PART_BYTES >> 20} MB (a “zip bomb”?)")
        if len(data) > LARGE and len(data) > RATIO * member.compress_size:
            raise self.refusal(f"is not opened: {name} expands to {len(data):,} bytes (a “zip bomb”?)")
        return data

    def tree(self, name: str) -> Node:
        """A part as XML."""
        return read_xml(utf8(self.part(name))[0], name, self.path)

    def related(self, kind: str) -> str | None:
        """The name of the part that the body refers to as `kind` (“styles”, “footnotes”), if there is any."""
        return next((self._target(node) for node in self._relations(self.main) if _is_a(node, kind)), None)

    def referred(self, id: str, kind: str) -> str | None:
        """The name of the part that the body refers to by an id, if it is there and of that kind."""
        found = (node for node in self._relations(self.main) if node.get("Id") == id and _is_a(node, kind))
        return next(map(self._target, found), None)

    def _target(self, relation: Node) -> str | None:
        name = _absolute(self.main, relation.get("Target", ""))
        return name if name in self._members else None

    def relations_of(self, name: str) -> str:
        """The name of the part that lists what a part refers to."""
        folder, file = posixpath.split(name)
        return posixpath.join(folder, "_rels", f"{file}.rels")

    def _relations(self, name: str) -> list[Node]:
        listed = self.relations_of(name)
        return self.tree(listed).children if listed in self._members else []

    def _main(self) -> str:
        if "[Content_Types].xml" not in self._members or "_rels/.rels" not in self._members:
            raise self.refusal("is a zip archive, but not a Word document")
        for node in self._relations(""):
            if node.get("Type", "").endswith(_MAIN):
                name = _absolute("", node.get("Target", ""))
                if name not in self._members:
                    raise self.refusal(f"is not a whole Word document: {name} is missing")
                return name
        raise self.refusal("is a zip archive, but not a Word document")

    # -- writing ------------------------------------------------------------------------------------------------------

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with the data of some parts changed; new ones are put at the end.

        The other members keep their bytes, compressed as they are, and their order. Raises SourceError for a signed
        document, whose signature would no longer hold.
        """
        if self.signed:
            hint = "remove the signature in Word first, and sign the corrected document again"
            raise self.refusal("is digitally signed; a correction would break the signature, so it is left alone", hint)
        out = bytearray(self.data[: min((m.header_offset for m in self._members.values()), default=0)])
        entries: list[bytes] = []
        try:
            directory = self._directory()
        except (IndexError, *_BROKEN) as error:
            raise self._damaged(error) from None
        ends = self._ends
        for entry in directory:
            member = self._members[entry.name]
            place = len(out)
            if member.filename in changed:
                record, raw = _compressed(member, changed[member.filename])
                out += record
                entries.append(_moved(raw, place))
            else:
                out += self.data[member.header_offset : ends[member.header_offset]]
                entries.append(_moved(entry.raw, place))
        for name in changed:
            if name not in self._members:
                member = zipfile.ZipInfo(name)
                member.compress_type = zipfile.ZIP_DEFLATED
                record, raw = _compressed(member, changed[name])
                entries.append(_moved(raw, len(out)))
                out += record
        start = len(out)
        out += b"".join(entries)
        size, count, comment = len(out) - start, len(entries), self._zip.comment
        out += _END.pack(b"PK\5\6", 0, 0, count, count, size, start, len(comment)) + comment
        return bytes(out)

    @cached_property
    def _ends(self) -> dict[int, int]:
        """The offset at which each member's record begins → where the next one, or the directory, begins."""
        starts = sorted(member.header_offset for member in self._members.values())
        return dict(zip(starts, [*starts[1:], self._zip.start_dir], strict=True))

    def _directory(self) -> list[_Entry]:
        """The entries of the directory, in the order of the members' records."""
        found, place = [], self._zip.start_dir
        for member in self._zip.infolist():
            fields = _CENTRAL.unpack_from(self.data, place)
            end = place + _CENTRAL.size + fields[10] + fields[11] + fields[12]
            if fields[0] != b"PK\1\2" or fields[16] == 0xFFFFFFFF:
                raise ValueError("its directory is not understood")
            found.append(_Entry(member.filename, member.header_offset, self.data[place:end]))
            place = end
        return sorted(found, key=lambda entry: entry.offset)

    def _within(self, members: list[zipfile.ZipInfo]) -> None:
        """See to it that no member lies within another one, as in some archives made to expand without end."""
        if len(self._ends) < len(members):
            raise self._damaged("members lie on one another")
        for member in members:
            if member.header_offset + 30 + member.compress_size > self._ends[member.header_offset]:
                raise self._damaged("members lie on one another")

    # -- refusals -----------------------------------------------------------------------------------------------------

    def refusal(self, message: str, hint: str | None = None) -> SourceError:
        return SourceError(message, path=self.path, hint=hint)

    def _damaged(self, error: object, name: str | None = None) -> SourceError:
        part = f" in {name}" if name else ""
        return self.refusal(f"is a damaged Word document: {error}{part}", "open it in Word, which may repair it")


class _Entry:
    """An entry of the directory as it stands in the archive."""

    def __init__(self, name: str, offset: int, raw: bytes) -> None:
        self.name, self.offset, self.raw = name, offset, raw


def _other(data: bytes) -> tuple[str, str | None]:
    """What a file is that is no archive, and what to do about it."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "is protected by a password", "save it without the password"
        if "WordDocument".encode("utf-16-le") in data:
            return "is in the old .doc format", "save it as .docx"
        return "is not a Word document", None
    if not data:
        return "is empty, not a Word document", None
    if data.startswith(b"{\\rtf"):
        return "is in the RTF format", "save it as .docx"
    return "is not a Word document: it is no zip archive", None


def _is_a(relation: Node, kind: str) -> bool:
    return relation.get("Type").endswith(f"/{kind}") and relation.get("TargetMode") != "External"


def _absolute(name: str, target: str) -> str:
    """The name of the part that a relation of the part `name` leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")


def _compressed(member: zipfile.ZipInfo, data: bytes) -> tuple[bytes, bytes]:
    """The record of a member with other data, and its entry in the directory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        copy = zipfile.ZipInfo(member.filename, member.date_time)
        copy.compress_type = member.compress_type
        copy.external_attr, copy.internal_attr = member.external_attr, member.internal_attr
        copy.create_system, copy.comment = member.create_system, member.comment
        archive.writestr(copy, data)
        start = archive.fp.tell() if archive.fp else 0
    whole = stream.getvalue()
    return whole[:start], whole[start : -_END.size]


def _moved(entry: bytes, place: int) -> bytes:
    """An entry of the directory for a record at another place."""
    return entry[:42] + struct.pack("<L", place) + entry[46:]
