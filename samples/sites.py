"""A sample site: its facts and its templates, answering paths. Nothing here knows of sockets."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from samples.dates import MONTH_NAMES, Run, day, one_day, read_run
from samples.facts import Course, Facts

TEMPLATES = Path(__file__).with_name("templates")
HTML = "text/html; charset=utf-8"
Query = Mapping[str, list[str]]
Event = tuple[Run, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site says to one request."""

    body: bytes
    content_type: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, as the templates see it."""

    path: str
    title: str
    intro: str
    items: Sequence[Course]
    page: int
    pages: int
    total: int
    addresses: Sequence[str]
    """Address of each page of the list."""
    endpoint: str | None = None
    """Where a script fetches the items, in place of `items`."""
    extra: Mapping[str, Any] = field(default_factory=dict)


class Site:
    """A site at an address (`base`, without a closing slash) on a day."""

    def __init__(self, facts: Facts, base: str, today: date, hosts: Mapping[str, str]) -> None:
        self.facts, self.base, self.today = facts, base, today
        self.courses = {unquote(c.path): c for c in facts.courses if c.has_page}
        self.pages = {page["path"]: page for page in facts.pages}
        self.lists = {spec["path"]: spec for spec in facts.lists}
        self.charset = facts.site.get("charset", "utf-8")
        self.templates = Environment(
            loader=FileSystemLoader([TEMPLATES / facts.id, TEMPLATES]), autoescape=True,
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self.templates.filters |= {"shy": soft_hyphens, "nbsp": no_break, "on": self._on, "fill": self._fill}
        self.templates.globals |= {
            "site": facts.site, "base": base, "today": today, "hosts": hosts, "facts": facts,
            "shown": self.shown, "teasers": self.teasers, "news": self.news, "events_ahead": self.events_ahead,
            "month_names": MONTH_NAMES,
        }  # fmt: skip

    def answer(self, target: str) -> Answer:
        """Answer a request target: path and query as they stand in the request line."""
        parts = urlsplit(target)
        path, query = unquote(parts.path), parse_qs(parts.query)
        if path in self.facts.moved:
            return Answer(b"", status=301, headers={"Location": self.base + quote(self.facts.moved[path])})
        if path in self.facts.gone:
            return self._html("gone.html", status=self.facts.gone[path], path=path)
        if path in self.courses:
            return self._course(self.courses[path])
        if path in self.pages:
            return self._page(self.pages[path])
        return self._machine(path, query) or self._list(path, query) or self._missing(path)

    def addresses(self) -> list[str]:
        """Return every path that answers 200, but for the pages of endless lists."""
        lists = [
            address
            for spec in self.facts.lists
            for address in [spec["path"], *self._paging(spec, len(self._chosen(spec, {})))[1:]]
        ]
        return sorted({*(c.path for c in self.courses.values()), *(quote(p) for p in self.pages), *lists})

    # ---- what templates ask for

    def shown(self, lang: str | None = None) -> list[Course]:
        """Return the courses that menus, lists and teasers name: of one language, without old editions."""
        lang = lang or self.facts.site["language"]
        return [c for c in self.facts.courses if c.lang == lang and not c.more.get("unlisted")]

    def teasers(self, course: Course | None, count: int = 3) -> list[Course]:
        """Return other courses to tease on a page; the same ones each time."""
        courses = [c for c in self.shown(course.lang if course else None) if c.has_page and c is not course]
        at = courses.index(course) if course in courses else len(course.slug) if course else 0
        return [courses[(at + 1 + n * 3) % len(courses)] for n in range(min(count, len(courses)))]

    def news(self, kind: str = "news") -> list[Mapping[str, Any]]:
        """Return the pages of a kind."""
        return [page for page in self.facts.pages if page.get("kind") == kind]

    def _on(self, spec: str, form: str = "nl") -> str:
        return one_day(day(spec, self.today), form)

    def _fill(self, text: str, course: Course) -> Markup:
        return Markup(self.templates.from_string(text).render(c=course, r=course.runs))  # noqa: S704 - our own data files

    # ---- the kinds of address

    def _course(self, course: Course) -> Answer:
        twins = {c.lang: c for c in self.facts.courses if course.key in (c.key, c.duplicate_of)} | {
            c.lang: c for c in self.facts.courses if c.key == course.duplicate_of and not course.more.get("unlisted")
        }
        if course.more.get("unlisted"):
            twins = {}
        html = course.more.get("template", "course.html")
        headers = {"X-Robots-Tag": course.more["robots"]} if "robots" in course.more else {}
        return self._html(html, headers=headers, path=course.path, c=course, twins=twins, lang=course.lang)

    def _page(self, page: Mapping[str, Any]) -> Answer:
        run = read_run(page["run"], self.today, page.get("form", self.facts.site["form"])) if "run" in page else None
        body = self.templates.from_string(page.get("body", "")).render(path=page["path"])
        return self._html(
            page.get("template", "page.html"), path=quote(page["path"]), page=page, run=run, body=Markup(body),  # noqa: S704 - our own data files
            lang=page.get("lang", self.facts.site["language"]),
        )  # fmt: skip

    def _list(self, path: str, query: Query) -> Answer | None:
        for spec in self.facts.lists:
            number = self._page_number(spec, path, query)
            if number is not None:
                return (
                    self._json(spec, number) if spec.get("json") == path else self._list_page(spec, path, number, query)
                )
        return None

    def _list_page(self, spec: Mapping[str, Any], path: str, number: int, query: Query) -> Answer:
        chosen = self._chosen(spec, query)
        addresses, size = self._paging(spec, len(chosen)), spec.get("size", 100)
        month = self._month(path, query) if spec.get("months") else None
        items = [] if "json" in spec else chosen[(number - 1) * size : number * size]
        listing = Listing(
            path=spec["path"], title=spec["title"], intro=spec.get("intro", ""), items=items, page=number,
            pages=len(addresses), total=len(chosen), addresses=addresses, endpoint=spec.get("json"), extra=spec,
        )  # fmt: skip
        lang = spec.get("lang", self.facts.site["language"])
        return self._html(
            spec.get("template", "list.html"),
            path=path,
            list=listing,
            lang=lang,
            month=month,
            events=self.events_in(month) if month else [],
        )

    def _page_number(self, spec: Mapping[str, Any], path: str, query: Query) -> int | None:
        """Return the page of the list that an address means, None where it means another list."""
        if "next" in spec and "?" not in spec["next"]:
            pattern = re.escape(spec["next"]).replace(r"\{n\}", r"(\d{1,3})")
            hit = re.fullmatch(pattern, path)
            if hit:
                return int(hit[1])
        if path in (spec["path"], spec.get("json")):
            text = query.get("page", ["first"])[0]
            return int(text) + spec.get("from_zero", 0) if text.isdigit() and len(text) < 4 else 1
        return 1 if spec.get("months") and self._month(path, {}) else None

    def _paging(self, spec: Mapping[str, Any], total: int) -> list[str]:
        count = max(1, -(-total // spec.get("size", 100)))
        if "next" not in spec:
            return [spec["path"]]
        return [spec["path"], *(spec["next"].format(n=n - spec.get("from_zero", 0)) for n in range(2, count + 1))]

    def _chosen(self, spec: Mapping[str, Any], query: Query) -> list[Course]:
        """Return the courses of a list; a facet that nobody knows chooses all, as real sites do."""
        courses = [c for c in self.facts.courses if c.lang == spec.get("lang", self.facts.site["language"])]
        unlisted = spec.get("unlisted", False)
        courses = [c for c in courses if bool(c.more.get("unlisted")) == unlisted]
        wanted = spec.get("category") or query.get("f[0]", [""])[0].rpartition(":")[2]
        return [c for c in courses if c.category == wanted] if any(c.category == wanted for c in courses) else courses

    def _json(self, spec: Mapping[str, Any], number: int) -> Answer:
        chosen, size = self._chosen(spec, {}), spec["size"]
        pages = -(-len(chosen) // size)
        items = [
            {
                "id": 4100 + 7 * at,
                "titel": c.title,
                "url": c.path,
                "niveau": c.level[1] if c.level else None,
                "sector": c.category,
            }
            for at, c in enumerate(chosen)
        ]
        answer = {
            "page": number, "pages": pages, "total": len(chosen), "items": items[(number - 1) * size : number * size],
            "next": f"{spec['json']}?page={number + 1}" if number < pages else None,
        }  # fmt: skip
        return Answer(json.dumps(answer, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    # ---- the endless calendar

    @cached_property
    def all_events(self) -> list[Event]:
        """The runs of courses and the other events, sorted."""
        found: list[Event] = []
        for course in self.shown():
            found += [(run, {"title": course.title, "path": course.path}) for run in course.runs if run.days]
        for page in self.news("event"):
            found.append((read_run(page["run"], self.today, self.facts.site["form"]), page))
        return sorted(found, key=lambda event: (event[0].days[0], event[1]["path"]))

    def events_in(self, month: date) -> list[Event]:
        """Return the events of a month, sorted."""
        return [e for e in self.all_events if (e[0].days[0].year, e[0].days[0].month) == (month.year, month.month)]

    def events_ahead(self) -> list[Event]:
        """Return the events that are still to come, sorted."""
        return [event for event in self.all_events if not event[0].is_past(self.today)]

    def _month(self, path: str, query: Query) -> date | None:
        text = query.get("month", [path.strip("/").rpartition("/")[2]])[0]
        known = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
        return date(int(known[1]), int(known[2]), 1) if known and int(known[1]) else None

    # ---- what machines read

    def _machine(self, path: str, query: Query) -> Answer | None:
        if path == "/robots.txt":
            text = self.facts.site["robots"].replace("{base}", self.base)
            return Answer(text.encode(), "text/plain; charset=utf-8")
        maps = self._sitemaps()
        return maps.get(path)

    def _sitemaps(self) -> dict[str, Answer]:
        kind = self.facts.site.get("sitemap", "none")
        xml = "application/xml; charset=utf-8"
        if kind == "none":
            return {}
        if kind == "index":
            inner = Answer(gzip.compress(self._urlset(), mtime=0), "application/gzip")
            place = f"<sitemap><loc>{self.base}/sitemap-1.xml.gz</loc></sitemap>"
            index = f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{place}</sitemapindex>'
            return {"/sitemap_index.xml": Answer(index.encode(), xml), "/sitemap-1.xml.gz": inner}
        return {"/sitemap.xml": Answer(self._urlset(courses=kind == "all"), xml)}

    def _urlset(self, *, courses: bool = True) -> bytes:
        hidden = [quote(p) for p, page in self.pages.items() if page.get("hidden")]
        own = {c.path for c in self.courses.values()}
        wanted = [a for a in self.addresses() if a not in hidden and (courses or a not in own) and "?" not in a]
        rows = [f"<url><loc>{self.base}{a}</loc><lastmod>{self.changed(a).isoformat()}</lastmod></url>" for a in wanted]
        opening = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        return "\n".join([opening, *rows, "</urlset>"]).encode()

    def changed(self, path: str) -> date:
        """Return the day a page last changed: some day of the past weeks, the same each time."""
        return self.today - timedelta(1 + sum(path.encode()) % 40)

    # ---- making the answer

    def _missing(self, path: str) -> Answer:
        return self._html("gone.html", status=404, path=path)

    def _html(
        self, name: str, *, path: str, status: int = 200, headers: Mapping[str, str] | None = None, **facts: Any
    ) -> Answer:
        facts = {"lang": self.facts.site["language"], "changed": self.changed(path)} | facts
        text = self.templates.get_template(name).render(
            path=path, url=urljoin(self.base + "/", path.lstrip("/")), status=status, **facts
        )
        content_type = "text/html" if self.charset != "utf-8" else HTML
        return Answer(text.encode(self.charset, "xmlcharrefreplace"), content_type, status, headers or {})


def soft_hyphens(text: str) -> Markup:
    """Put a soft hyphen into each long word, as editors of real sites do."""
    return Markup(re.sub(r"(\w{7})(?=\w{5})", r"\1&shy;", str(escape(text))))  # noqa: S704 - escaped the line before


def no_break(text: str) -> Markup:
    """Put no-break spaces in place of spaces."""
    return Markup(str(escape(text)).replace(" ", "&nbsp;"))  # noqa: S704 - escaped here
