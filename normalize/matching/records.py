"""Records of course files: any subset of the fields, a line each."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import msgspec

from normalize.course import Course, Duration, Level, Organisation, Precision, Price, Session, Unit

LINE_CHARS = 4_000_000
"""The longest line of a file that is read."""


class MatchError(ValueError):
    """A line can't be used; the text names the line and the reason."""


class Stack:
    """The lines of a file, packed, so that a million can be read twice in little memory."""

    PACK = 2000
    """Lines that are packed together."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read every line once; raises MatchError for one that holds no record."""
        self.names: list[str | int] = []
        """The id of each record; its line number where it has none."""
        self._packs: list[bytes] = []
        waiting: list[str] = []
        for number, line in enumerate(lines, 1):
            if line.strip():
                self.names.append(read_record(line, number)[0])
                waiting.append(line.strip())
            if len(waiting) == self.PACK:
                self._packs.append(_pack(waiting))
                waiting = []
        if waiting:
            self._packs.append(_pack(waiting))

    def courses(self) -> Iterator[Course]:
        """Yield the records, in the order of the file."""
        for pack in self._packs:
            for line in zlib.decompress(pack).decode("utf-8", "surrogatepass").split("\n"):
                yield read_record(line, 0)[1]


def _pack(lines: list[str]) -> bytes:
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 1)


class _LoosePrice(msgspec.Struct):
    amount: float | None = None


class _LooseDuration(msgspec.Struct):
    value: float | None = None
    unit: Unit | None = None
    hours: float | None = None


class _LooseSession(msgspec.Struct):
    start: str | None = None
    precision: Precision | None = None
    location: str | None = None


class _LooseProvider(msgspec.Struct):
    id: str | None = None
    name: str | None = None
    url: str | None = None


class _Loose(msgspec.Struct):
    """A record with any subset of the fields that matching reads."""

    id: str | int | None = None
    url: str | None = None
    title: str | None = None
    provider: _LooseProvider | str | None = None
    description: str | None = None
    page_language: str | None = None
    level: Level | None = None
    price: _LoosePrice | None = None
    duration: _LooseDuration | None = None
    sessions: list[_LooseSession] | None = None
    location: str | None = None


_DECODER = msgspec.json.Decoder(_Loose)


def read_record(line: str, number: int) -> tuple[str | int, Course]:
    """Return the id (the line's number where there is none) and the record of a line.

    Raises MatchError for a line that is no JSON object or holds a field of another kind.
    """
    if len(line) > LINE_CHARS:
        raise MatchError(f"line {number}: longer than {LINE_CHARS} characters")
    try:
        loose = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise MatchError(f"line {number}: {error}") from error
    given = loose.provider
    named = _LooseProvider(name=given) if isinstance(given, str) else given or _LooseProvider()
    course = Course(
        url=loose.url or "",
        title=loose.title or "",
        provider=Organisation(id=named.id or "", name=named.name or named.id or "", url=named.url),
        description=loose.description,
        page_language=loose.page_language,
        level=loose.level,
        location=loose.location,
        sessions=[
            Session(start=run.start, precision=run.precision or "day", location=run.location)
            for run in loose.sessions or []
        ],
    )
    if loose.price and loose.price.amount is not None:
        course.price = Price(amount=loose.price.amount)
    length = loose.duration
    if length and length.hours is not None:
        course.duration = Duration(value=length.value or length.hours, unit=length.unit or "hour", hours=length.hours)
    return (str(number) if loose.id is None else loose.id), course
