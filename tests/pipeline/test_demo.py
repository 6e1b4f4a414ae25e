"""The whole job on the sample sites, against what their pages truly say."""

import json
from datetime import date
from pathlib import Path

import pytest

from samples import serve
from samples.score import score
from tests.pipeline.conftest import lloket


@pytest.mark.parametrize("day", ["2026-11-22", "2028-02-29"])
def test_the_sample_sites_are_read_as_they_are(tmp_path: Path, day: str) -> None:
    with serve(date.fromisoformat(day)) as sites:
        (tmp_path / "providers.toml").write_text(sites.registry)
        done = lloket(tmp_path, "refresh", "--today", day)
        assert done.returncode == 0, done.stderr
        published = json.loads((tmp_path / "data/published/courses.json").read_text())
        result = score(published["courses"], sites.truth)
    assert result.found == result.offers, result.text()
    assert result.wrongly_taken == [], result.text()
    assert result.joined == result.joins, result.text()
    assert result.wrongly_joined == [], result.text()
    assert result.share >= 0.95, result.text()
