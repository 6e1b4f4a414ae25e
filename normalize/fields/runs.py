"""When the course is given: its runs, from labels, tables, headings and prose."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from normalize.course import Duration, Session, Start
from normalize.fields import (
    cards,
    clocks,
    date_columns,
    dated_lines,
    day_ends,
    deadlines,
    editions,
    hours_told,
    meeting_lists,
    own_days,
    places,
    prose,
    told,
    weekday_clocks,
    when,
)
from normalize.fields.days import LESSONS, WEEKDAY, YEAR, has_day, is_clock_line, without_open_days, year_of_all
from normalize.fields.embedded_places import place_words
from normalize.fields.instances import embedded_end, embedded_others, span_in
from normalize.fields.meetings import (
    open_ends,
    part_runs,
    split_single,
    unite_lines,
    unite_meetings,
    unite_parts,
    unite_range,
    without_times,
)
from normalize.fields.only_day import only_day
from normalize.fields.run_places import place_beside, place_by_card, place_by_column
from normalize.fields.sameness import is_closer, is_same, is_within
from normalize.fields.stamps import read_stamped
from normalize.fields.town_heads import by_town
from normalize.fields.witness import Witness
from normalize.page.view import View
from normalize.values.date_words import GROUP, PART, PARTS, STARTS
from normalize.values.dates import Dates, read_dates
from normalize.values.words import plain

LEAST = 2
"""Runs side by side in a table, each with its days, that nothing unites."""
MAX_SESSIONS = 200
"""Runs kept of a page."""
MAX_LINES = 20
"""Lines of one witness that are read apart."""
MAX_WORDS = 2000
"""Characters handed to the date reader at once."""
Told = tuple[str, Witness, str | None]
"""Words on dates, their witness, and the place beside them."""


class Runs(msgspec.Struct, kw_only=True):
    """What the page says about when."""

    sessions: list[Session] = []
    """Its runs."""
    start: Start = "unknown"
    """dated; on_request; any_time; unknown."""
    witness: Witness | None = None
    """The words."""
    starts: bool = False
    """Whether the page calls the days first days, or names the runs: then none are days of one run."""
    notes: list[tuple[str, str]] = []
    """Codes of the date reader that tell of a contradiction, with the words."""


def read_runs(view: View, duration: Duration | None) -> Runs:
    """Find the runs of the course."""
    runs = Runs()
    grids = editions.grids(view)
    listed = [row for rows in grids.values() for row in rows]
    listed = [row for row in listed if not own_days.is_one_of_season(view, row[0])]
    sorts = list(meeting_lists.listed_meetings(view)) or list(meeting_lists.told_days(view))
    labelled = when.labelled(view, frozenset(grids))
    sorts = sorts or list(by_town(view))
    _read_all(view, runs, (*cards.choices(view), *listed, *(sorts or labelled)), duration)
    if _is_open(runs):
        _read_all(view, runs, list(editions.headed(view)) or date_columns.dated_columns(view), duration)
    if _is_open(runs):
        found = own_days.programme_run(view)
        runs.sessions, runs.witness = found or (runs.sessions, runs.witness)
    if not any(s.start for s in runs.sessions) and runs.start == "unknown":
        told_days = (*cards.ranges(view), *view.once(told.told_of), *dated_lines.months(view))
        _read_all(view, runs, told_days, duration)
        _drop_post_date(view, runs)
    if _is_open(runs):
        runs.start, runs.witness = _any_time(view)
    if _is_open(runs):
        _embedded(view, runs)
    if _is_open(runs):
        runs.sessions, runs.witness = only_day(view) or ([], None)
    if _is_open(runs):
        runs.start, runs.witness = _on_request(view)
    if not runs.starts and len(listed) < LEAST:
        runs.sessions = unite_meetings(runs.sessions, duration)
    _complete(view, runs, duration)
    if any(s.start or s.precision == "day" for s in runs.sessions):
        runs.start = "dated"  # a day may be told without its year
    runs.sessions.sort(key=lambda s: (s.start is None, s.start or "", s.end or "", s.location or ""))
    del runs.sessions[MAX_SESSIONS:]
    return runs


def _is_open(runs: Runs) -> bool:
    """Tell whether nothing was found yet."""
    return not runs.sessions and runs.start == "unknown"


def _complete(view: View, runs: Runs, duration: Duration | None) -> None:
    """Fill in what stands apart from the days of the runs: other days of theirs, times, ends, last days to enrol."""
    own_days.fill_from_list(view, runs.sessions, duration)
    own_days.fill_from_items(view, runs.sessions)
    own_days.fill_from_range(view, runs.sessions)
    if runs.witness and own_days.OTHERS.search(runs.witness.text):
        own_days.add_first(view, runs.sessions)
    place_by_column(view, runs.sessions)
    place_by_card(view, runs.sessions)
    own_days.share_hours(runs.sessions)
    weekday_clocks.fill(view, runs.sessions)
    clocks.times_beside(view, runs.sessions)
    clocks.times_of_days(view, runs.sessions)
    hours_told.fill(view, runs.sessions)
    clocks.told_times(view, runs.sessions)
    hours_told.fill(view, runs.sessions, begins=True)
    open_ends(runs.sessions, duration)
    embedded_end(view, runs.sessions, duration)
    embedded_others(view, runs.sessions)
    deadlines.fill(view, runs.sessions)
    own_days.fill_from_programme(view, runs.sessions)
    runs.notes += [("ends_too_early", words) for words in day_ends.mend(view, runs.sessions)]


def _read_all(
    view: View, runs: Runs, told: Iterable[tuple[str, Witness, str | None]], duration: Duration | None
) -> None:
    """Read the dates of witnesses one by one."""
    for words, witness, place in told:
        _read(view, runs, words, witness, place, duration)


def _read(view: View, runs: Runs, words: str, witness: Witness, place: str | None, duration: Duration | None) -> None:
    """Read the dates of one witness; what prose named before tells the year of what follows."""
    words = without_open_days(words)
    year = witness.year
    if year is None and witness.method == "text":
        if not YEAR.search(words) and any(s.end and s.end[:10] != (s.start or "")[:10] for s in runs.sessions):
            return  # days of the run whose first and last day are known
        year = next((int(s.start[:4]) for s in runs.sessions if s.start), None) or year_of_all(view)
    academic = when.academic_year(view, words) if year is None else ""
    heads = ": ".join(head for head in (academic, witness.label.rstrip(" :")) if head)
    named = f"{heads}: {words}" if heads else words
    lines = [line for line in words.split("\n") if line.strip()][:MAX_LINES]
    apart = PARTS.search(plain(named)) and not any(PART.match(plain(line)) for line in lines)
    lines = lines if apart and witness.label != LESSONS and not lines[0].rstrip().endswith(";") else []
    each = [read_dates(f"{witness.label.rstrip(' :')}: {line}", year=year, seen=view.seen) for line in lines]
    each = [dates for dates in each if dates.sessions]
    if len(each) > 1 and all(_days(dates.sessions) > 1 for dates in each):
        for dates in each:  # meeting days, a run a line
            dates.sessions = unite_parts(dates.sessions)
            _note(runs, dates, words, witness)
            _add(runs, dates, witness, place)
        return
    dates = read_dates(named[:MAX_WORDS], year=year, seen=view.seen)
    if any(session.start is None for session in dates.sessions):
        dates = read_stamped(view, named[:MAX_WORDS]) or dates
    dates.sessions = unite_range(dates.sessions, words)
    if any(not has_day(line) and not clocks.is_on_weekdays(line, dates.sessions) for line in words.split("\n")[1:]):
        dates.sessions = [without_times(session) for session in dates.sessions]
    bare = "\n".join(line for line in words.split("\n") if not is_clock_line(line))
    if prose.speaks_of("parts", bare[: prose.MAX_SENTENCE]):
        dates.sessions = unite_parts(dates.sessions)
    dates.sessions = unite_lines(dates.sessions, words, duration)
    runs.starts = runs.starts or len(GROUP.findall(plain(words))) > 1
    if STARTS.search(plain(named)):
        runs.starts = True
    else:
        dates.sessions = split_single(part_runs(dates.sessions, duration), words, duration)
    if witness.method in ("text", "heading") and not prose.speaks_of("starts", words[: prose.MAX_SENTENCE]):
        dates.sessions = [s for s in dates.sessions if s.precision != "year"]  # a year named in passing
    dates.sessions = [s for s in dates.sessions if not any(is_within(s, other) for other in dates.sessions)]
    _note(runs, dates, words, witness)
    _add(runs, dates, witness, place)


def _note(runs: Runs, dates: Dates, words: str, witness: Witness) -> None:
    """Keep what the words contradict themselves in; days of prose to which no year is given prove nothing."""
    if witness.method != "text" or YEAR.search(words):
        runs.notes += [(note, words) for note in dates.notes if note in CONTRADICTIONS]


CONTRADICTIONS = ("weekday_mismatch", "end_before_start", "announced_count_differs")
"""Notes of the date reader by which a page contradicts itself."""


def _days(sessions: list[Session]) -> int:
    """Count the meeting days of runs."""
    return sum(len(session.days) or 1 for session in sessions)


def _add(runs: Runs, dates: Dates, witness: Witness, place: str | None) -> None:
    """Add what one witness says to what others said before."""
    before = list(runs.sessions)
    place_beside(dates.sessions, witness.text)
    towns = places.towns_in(witness.text) if len(dates.sessions) == 1 else set()
    for session in dates.sessions:
        session.location = (
            session.location or place or (places.TOWN.findall(witness.text)[0] if len(towns) == 1 else None)
        )
        if dates.enrol_until and not session.enrol_until:
            session.enrol_until = dates.enrol_until
        if session.start is None and any(other.start for other in before):
            continue
        if not any(is_same(session, other) for other in before):
            runs.sessions = [
                o for o in runs.sessions if o not in before or not (is_within(o, session) or is_closer(o, session))
            ]
            runs.sessions.append(session)
            runs.witness = runs.witness or witness
    if dates.start in ("on_request", "any_time") and runs.start == "unknown":
        runs.start = dates.start
        runs.witness = runs.witness or witness


def _drop_post_date(view: View, runs: Runs) -> None:
    """Leave out a past day that stands bare beside the title where later runs are told: the page was posted then."""
    dated = [s for s in runs.sessions if s.start]
    if len(dated) < 2 or view.seen is None:
        return
    bare = {words for words, _, _ in dated_lines.lines(view, alone=False)}
    for session in dated:
        start = session.start or ""
        posted = (
            (session.text in bare or dated_lines.is_dateline(view, session.text))
            and len(start) == 10
            and start < view.seen.isoformat()
        )
        if posted and not WEEKDAY.search(session.text) and any((s.start or "") > start for s in dated):
            runs.sessions.remove(session)
            return


def _any_time(view: View) -> tuple[Start, Witness | None]:
    """Find whether the page says that one starts whenever one likes, whatever day its data begin on."""
    for sentence in prose.on(view, "on_request")[:3]:
        if read_dates(sentence.text[: prose.MAX_SENTENCE]).start == "any_time":
            return "any_time", Witness(sentence.text, "text")
    return "unknown", None


def _on_request(view: View) -> tuple[Start, Witness | None]:
    """Find whether the page says that the course is given when one asks for it, or at any time."""
    for sentence in prose.on(view, "on_request")[:3]:
        start = read_dates(sentence.text[: prose.MAX_SENTENCE]).start
        if start in ("on_request", "any_time"):
            return start, Witness(sentence.text, "text")
    return "unknown", None


def _embedded(view: View, runs: Runs) -> None:
    """Take the runs of the embedded data where the page itself shows none."""
    thing = view.thing
    if thing is None:
        return
    instances = [i for i in thing.many("hasCourseInstance") if isinstance(i, dict)] or [thing.data]
    for instance in instances[:MAX_SESSIONS]:
        start, end = span_in(instance)
        if not start:
            continue
        status = str(instance.get("eventStatus") or "").lower()
        runs.sessions.append(
            Session(
                start=start, end=end if end != start else None, location=place_words(instance.get("location")) or None,
                status="cancelled" if "cancel" in status else None, text=" – ".join(x for x in (start, end) if x),
            )
        )  # fmt: skip
        runs.witness = runs.witness or Witness(start, thing.syntax)
