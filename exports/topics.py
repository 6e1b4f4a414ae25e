"""`topics.json`: the topic list, with its labels and what each topic is called elsewhere."""

from __future__ import annotations

import msgspec

from exports.clean import Offer
from exports.exporter import Target
from normalize.topics import topics, version


class TopicList:
    """`topics.json`, with how many courses each topic has."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._sink = target.open(file, media_type)
        self._counts = dict.fromkeys((topic.code for topic in topics()), 0)

    def feed(self, offer: Offer) -> None:
        """Count its topics."""
        for code in offer.course.topics:
            if code in self._counts:
                self._counts[code] += 1

    def finish(self) -> None:
        """Write the list."""
        listed = [
            {
                "code": topic.code,
                "label": {"nl": topic.nl, "en": topic.en},
                "same_as": {
                    name: value
                    for name, value in (("edudex", topic.edudex), ("isced_f", topic.isced), ("edam", topic.edam))
                    if value
                },
                "courses": self._counts[topic.code],
            }
            for topic in topics()
        ]
        document = {"version": version(), "topics": listed}
        self._sink.write(msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
        self._sink.records = len(listed)
