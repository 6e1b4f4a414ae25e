from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from spiders.cron import AMSTERDAM, LocalCron


def fires(line: str, start: datetime, days: int) -> list[str]:
    """All moments within so many days, the clock asked every ten minutes as a scheduler would."""
    cron, now, end, previous, found = LocalCron(line), start, start + timedelta(days=days), None, []
    due = cron.get_next_fire_time(None, now)
    while now < end:
        while due is not None and due <= now:
            found.append(due.isoformat(timespec="minutes"))
            previous = due
            due = cron.get_next_fire_time(previous, now)
        now = (now.astimezone(ZoneInfo("UTC")) + timedelta(minutes=10)).astimezone(AMSTERDAM)
    return found


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


NIGHTS = [
    ("30 2 * * *", "2027-03-27T00:00", ["2027-03-27T02:30+01:00", "2027-03-28T03:30+02:00", "2027-03-29T02:30+02:00"]),
    ("30 2 * * *", "2027-10-30T00:00", ["2027-10-30T02:30+02:00", "2027-10-31T02:30+02:00", "2027-11-01T02:30+01:00"]),
    ("0 5 * * *", "2027-10-30T00:00", ["2027-10-30T05:00+02:00", "2027-10-31T05:00+01:00", "2027-11-01T05:00+01:00"]),
    ("15 6 * * 1", "2026-11-22T00:00", ["2026-11-23T06:15+01:00"]),
    ("15 6 * * 0", "2026-11-21T00:00", ["2026-11-22T06:15+01:00"]),
    ("15 6 * * 7,6", "2026-11-21T00:00", ["2026-11-21T06:15+01:00", "2026-11-22T06:15+01:00"]),
    ("0 4 * * 1-5", "2026-11-21T00:00", ["2026-11-23T04:00+01:00"]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "start", "expected"), NIGHTS)
def test_one_run_a_night(line: str, start: str, expected: list[str]) -> None:
    assert fires(line, at(start), 3) == expected


@pytest.mark.parametrize("line", ["", "* * * *", "61 5 * * *", "0 25 * * *", "a b c d e", "0 5 * * 8", "0 5 * * * *"])
def test_a_wrong_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        LocalCron(line)
