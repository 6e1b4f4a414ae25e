"""Records of course files: any subset of the fields, a line each."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import msgspec

from normalize.course import Course, Duration, Level, Organisation, Precision, Price, Session, Unit
from normalize.matching.traits import TEXT_CHARS
from normalize.matching.words import TITLE_CHARS

LINE_CHARS = 4_000_000
"""The longest line of a file that is read."""


class MatchError(ValueError):
    """A line can't be used; the text names the line and the reason."""


class Stack:
    """The records of a file, packed to what matching reads, so that a million can be read twice in little memory."""

    PACK = 2000
    """Records that are packed together."""
    PLAIN = 100
    """So many packs are left as they are; in more, memory is worth the time of making them small."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Nothing is read yet."""
        self.names: list[str | int] = []
        """The id of each record read; its line number where it has none."""
        self._lines = lines
        self._packs: list[bytes] = []

    def fill(self) -> Iterator[tuple[str, str]]:
        """Read every line once, and yield its title and organiser's name; raises MatchError at one that holds none."""
        waiting: list[Loose] = []
        for number, line in enumerate(self._lines, 1):
            if line.strip():
                loose = read_line(line, number)
                self.names.append(str(number) if loose.id is None else loose.id)
                waiting.append(loose)
                yield loose.title or "", organiser_of(loose).name or ""
            if len(waiting) == self.PACK:
                self._pack(waiting)
                waiting = []
        if waiting:
            self._pack(waiting)

    def _pack(self, records: list[Loose]) -> None:
        packed = _PACKER.encode(records)
        self._packs.append(packed if len(self._packs) < self.PLAIN else zlib.compress(packed, 1))

    def forget(self) -> None:
        """Let go of the records; their names stay."""
        self._packs.clear()

    def courses(self) -> Iterator[Course]:
        """Yield the records that were read, in the order of the file."""
        for n, pack in enumerate(self._packs):
            yield from map(course_of, _UNPACKER.decode(pack if n < self.PLAIN else zlib.decompress(pack)))


class _LoosePrice(msgspec.Struct, omit_defaults=True):
    amount: float | None = None


class _LooseDuration(msgspec.Struct, omit_defaults=True):
    value: float | None = None
    unit: Unit | None = None
    hours: float | None = None


class _LooseSession(msgspec.Struct, omit_defaults=True):
    start: str | None = None
    precision: Precision | None = None
    location: str | None = None


class LooseProvider(msgspec.Struct, omit_defaults=True):
    """An organiser with any subset of its fields."""

    id: str | None = None
    name: str | None = None
    url: str | None = None


class Loose(msgspec.Struct, omit_defaults=True):
    """A record with any subset of the fields that matching reads."""

    id: str | int | None = None
    url: str | None = None
    title: str | None = None
    provider: LooseProvider | str | None = None
    description: str | None = None
    page_language: str | None = None
    level: Level | None = None
    price: _LoosePrice | None = None
    duration: _LooseDuration | None = None
    sessions: list[_LooseSession] | None = None
    location: str | None = None


_DECODER = msgspec.json.Decoder(Loose)
_PACKER = msgspec.msgpack.Encoder()
_UNPACKER = msgspec.msgpack.Decoder(list[Loose])


def read_record(line: str, number: int) -> tuple[str | int, Course]:
    """Return the id (the line's number where there is none) and the record of a line.

    Raises MatchError for a line that is no JSON object or holds a field of another kind.
    """
    loose = read_line(line, number)
    return (str(number) if loose.id is None else loose.id), course_of(loose)


def read_line(line: str, number: int) -> Loose:
    """Return what a line holds, its texts no longer than matching reads them; raises MatchError as `read_record`."""
    if len(line) > LINE_CHARS:
        raise MatchError(f"line {number}: longer than {LINE_CHARS} characters")
    try:
        loose = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise MatchError(f"line {number}: {error}") from error
    loose.title = loose.title and loose.title[: TITLE_CHARS + 1]
    loose.description = loose.description and loose.description[:TEXT_CHARS]
    return loose


def organiser_of(loose: Loose) -> LooseProvider:
    """Return the organiser as given, by its id where it has no name."""
    given = loose.provider
    named = LooseProvider(name=given) if isinstance(given, str) else given or LooseProvider()
    return named if named.name else LooseProvider(id=named.id, name=named.id, url=named.url)


def course_of(loose: Loose) -> Course:
    """Return the record as reading makes it, with the fields that matching reads."""
    named = organiser_of(loose)
    price, length = loose.price, loose.duration
    return Course(
        url=loose.url or "",
        title=loose.title or "",
        provider=Organisation(id=named.id or "", name=named.name or "", url=named.url),
        description=loose.description,
        page_language=loose.page_language,
        level=loose.level,
        location=loose.location,
        price=Price(amount=price.amount) if price and price.amount is not None else None,
        duration=Duration(value=length.value or length.hours, unit=length.unit or "hour", hours=length.hours)
        if length and length.hours is not None
        else None,
        sessions=[
            Session(start=run.start, precision=run.precision or "day", location=run.location)
            for run in loose.sessions or []
        ],
    )
