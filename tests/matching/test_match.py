"""Matching as tables of pairs; the records are made up in the image of real ones."""

from __future__ import annotations

import json

import pytest

from normalize.match import MatchError, match_file


def test_match_file_takes_any_subset_of_the_fields() -> None:
    lines = ['{"id": "a", "title": "Celkweek", "provider": {"name": "Lab"}, "odd": 1}\n', "\n", "{}\n",
             '{"id": 7, "title": "Cursus celkweek 2026", "provider": "Lab", "price": {"amount": null}}\n']  # fmt: skip
    assert list(match_file(lines)) == [
        {"id": "a", "cluster": 0},
        {"id": "3", "cluster": 1},
        {"id": 7, "cluster": 0},
    ]


@pytest.mark.parametrize("bad", ["[]", "{", '"x"', '{"title": 3}', '{"price": {"amount": "x"}}', "\udcff"])
def test_match_file_names_the_bad_line(bad: str) -> None:
    with pytest.raises(MatchError, match="line 2: "):
        list(match_file([json.dumps({"id": "a"}), bad]))
