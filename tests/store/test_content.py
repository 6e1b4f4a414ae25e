"""Splitting a record for the database and joining it again."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.course import Course, Day, Duration, Evidence, Freshness, Organisation, Price, Reason, Session, Source
from store.content import RejectedError, clean, join, split
from tests.store.conftest import make_course

words = st.text(st.characters(exclude_categories=()), max_size=20)  # with lone surrogates
some_words = st.none() | words
days = st.none() | st.dates().map(str)
amounts = st.floats(allow_nan=False, allow_infinity=False)
prices = st.builds(Price, amount=amounts, currency=words, vat=st.just("excluded"), text=words, label=some_words)
courses = st.builds(
    Course,
    id=words,
    url=words.map(lambda end: f"https://x.example/{end}"),
    title=words,
    titles=st.dictionaries(words.map(clean), words, max_size=3),
    provider=st.builds(Organisation, id=words, name=words, url=some_words),
    description=some_words,
    languages=st.lists(words, max_size=3),
    price=st.none() | prices,
    prices=st.lists(prices, max_size=2),
    duration=st.none() | st.builds(Duration, value=amounts, unit=st.just("day"), hours=st.none() | amounts, text=words),
    sessions=st.lists(
        st.builds(Session, start=days, text=words, days=st.lists(st.builds(Day, date=words), max_size=2)), max_size=2
    ),
    freshness=st.builds(
        Freshness,
        status=st.sampled_from(["current", "undated", "expired"]),
        reasons=st.lists(st.builds(Reason, code=words, text=words), max_size=2),
        first_seen=days,
        last_seen=days,
        last_changed=days,
    ),
    sources=st.lists(st.builds(Source, provider=words, url=words, title=words, last_seen=days), max_size=3),
    evidence=st.dictionaries(
        words.map(clean), st.builds(Evidence, text=words, method=st.just("label"), url=words), max_size=3
    ),
)


def cleaned(value: Any) -> Any:
    """The same JSON types with clean words."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): cleaned(item) for key, item in value.items()}
    return [cleaned(item) for item in value] if isinstance(value, list) else value


@settings(deadline=None)
@given(courses)
def test_every_record_comes_back_but_for_dirt(course: Course) -> None:
    content = split(course)
    back = join(content.text, content.seen)
    assert msgspec.to_builtins(back) == cleaned(msgspec.to_builtins(course))
    assert split(back) == content
    content.text.encode()
    assert "\x00" not in content.text
    assert "\\u0000" not in content.text.replace("\\\\", "")


@settings(deadline=None)
@given(courses, days, days)
def test_the_days_are_not_in_the_hash(course: Course, one: str | None, other: str | None) -> None:
    before = split(course)
    course.freshness.first_seen = course.freshness.last_seen = one
    course.freshness.last_changed = other
    course.sources = [msgspec.structs.replace(source, last_seen=other) for source in course.sources]
    after = split(course)
    assert (after.text, after.hash) == (before.text, before.hash)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Anders"},
        {"price": None},
        {"freshness": Freshness(status="expired")},
        {"sessions": []},
        {"evidence": {}},
        {"start": "unknown"},
    ],
)
def test_everything_else_is_in_the_hash(fields: dict[str, Any]) -> None:
    assert split(make_course(1, **fields)).hash != split(make_course(1)).hash


def test_the_order_of_keys_and_fields_not_yet_known_do_not_matter() -> None:
    one = split(make_course(1, titles={"nl": "a", "en": "b"}))
    other = split(make_course(1, titles={"en": "b", "nl": "a"}))
    assert one == other
    assert "description" not in one.text, "an empty field is not written, so a new one changes no hash"
    assert join(one.text).description is None


def test_a_record_nested_too_deep_is_rejected() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(RejectedError):
        split(make_course(1, topics=deep))
