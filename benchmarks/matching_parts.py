"""The last step of matching on another engine: each of its components put right by lloket, a part at a time.

    python -m benchmarks.matching_parts records.ndjson components.ndjson FOLDER [--size 100000] [--workers 2]

`components.ndjson` is what benchmarks/matching_splink.py writes: records joined by bare chains. No cluster reaches
over two components, so they are dealt out to parts, a file each, and a part is a task that touches no other: here
for processes of one machine, elsewhere for any queue (with Dask: `client.map(match_part, parts)`). Records that
stand alone need no second look. FOLDER/clusters.ndjson has a line for each record.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path

import msgspec

from normalize.match import match_file


class Named(msgspec.Struct):
    """Of a record no more than its id."""

    id: str | int


class Placed(msgspec.Struct):
    """A record and the component or cluster that it is in."""

    id: str | int
    cluster: str | int


def main() -> None:
    """Deal out, match and gather."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("components", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=100_000, help="records of a part")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with (options.folder / "clusters.ndjson").open("wb") as out:
        parts = deal(options.records, options.components, options.folder, options.size, out.write)
        with ProcessPoolExecutor(options.workers) as pool:
            for number, clusters in enumerate(pool.map(match_part, parts)):
                for name, cluster in clusters:
                    out.write(msgspec.json.encode({"id": name, "cluster": f"{number}-{cluster}"}) + b"\n")


def deal(records: Path, components: Path, folder: Path, size: int, alone: Callable[[bytes], object]) -> list[Path]:
    """Write the records of components of two and more to parts, the others with themselves to `alone`."""
    with components.open("rb") as pairs:
        component_of = {str(one.id): one.cluster for one in map(msgspec.json.Decoder(Placed).decode, pairs)}
    decoder = msgspec.json.Decoder(Named)
    members = Counter(component_of.values())
    part_of: dict[str | int, int] = {}
    filled, current = 0, 0
    with ExitStack() as stack, records.open(encoding="utf-8") as lines:
        files: list[TextIOWrapper] = []
        for line in lines:
            name = str(decoder.decode(line).id)
            component = component_of[name]
            if members[component] == 1:
                alone(msgspec.json.encode({"id": name, "cluster": f"alone-{name}"}) + b"\n")
                continue
            if component not in part_of:
                if filled >= size:
                    filled, current = 0, current + 1
                filled += members[component]
                part_of[component] = current
            while len(files) <= current:
                files.append(stack.enter_context((folder / f"part-{len(files)}.ndjson").open("w", encoding="utf-8")))
            files[part_of[component]].write(line)
    return [Path(file.name) for file in files]


def match_part(path: Path) -> list[tuple[str | int, int]]:
    """Return the clusters of a part."""
    with path.open(encoding="utf-8") as lines:
        return [(found["id"], found["cluster"]) for found in match_file(lines)]


if __name__ == "__main__":
    main()
