"""What analysts ask: views over what was crawled and published, and the topic of a need.

docs/analysis.md says what each column means. The first views take the JSON apart, each engine in its own words;
the others are the same SQL on both. A later revision that alters a table below a view drops the view first.
"""

# ruff: noqa: S608 - what is put together are names of columns and each engine's own words
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

GIVEN = ("organisation", "audience", "price", "duration", "dates", "entry_requirements")
STATUSES = ("current", "undated", "conflicting", "expired", "missing", "withdrawn")
ENDED = "('expired', 'withdrawn')"
COUNTED = "state IN ('good', 'incomplete')"


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("need", sa.Column("code", sa.Text(), nullable=True))
    for name, query in views(op.get_bind().dialect.name).items():
        op.execute(f"CREATE VIEW {name} AS {query}")


def downgrade() -> None:
    """Go back to the revision before."""
    for name in reversed(views(op.get_bind().dialect.name)):
        op.execute(f"DROP VIEW {name}")
    op.drop_column("need", "code")


def views(dialect: str) -> dict[str, str]:
    """Return each view's query, in the order in which they build on each other."""
    apart = taken_apart(_sqlite, _sqlite_each) if dialect == "sqlite" else taken_apart(_postgresql, _postgresql_each)
    return apart | {
        "analysis_coverage": COVERAGE,
        "analysis_total": TOTAL,
        "analysis_published": published("provider, "),
        "analysis_published_total": published(""),
        "analysis_topic_provider": TOPIC_PROVIDER,
        "analysis_topic": TOPIC,
        "analysis_price": PRICE,
        "analysis_duration": DURATION,
        "analysis_level": LEVEL,
        "analysis_overlap": OVERLAP,
        "analysis_start": START,
        "analysis_demand": DEMAND,
    }


def _sqlite(column: str, path: str) -> str:
    return f"json_extract({column}, '$.{path}')"


def _sqlite_each(column: str, path: str) -> str:
    return f"json_each({column}, '$.{path}') AS item"


def _postgresql(column: str, path: str) -> str:
    return f"(CAST({column} AS jsonb) #>> '{{{path.replace('.', ',')}}}')"


def _postgresql_each(column: str, path: str) -> str:
    return f"jsonb_array_elements(CAST({column} AS jsonb) -> '{path}') AS item(value)"


def taken_apart(at: Callable[[str, str], str], each: Callable[[str, str], str]) -> dict[str, str]:
    """Return the views that read JSON: `at` takes a value out of a column, `each` the items of a list."""
    sqlite = at is _sqlite
    day = "date(offer.vanished)" if sqlite else "CAST(offer.vanished AT TIME ZONE 'UTC' AS date)"
    topic = "item.value" if sqlite else "item.value #>> '{}'"
    missing = at("content", "completeness.missing")
    given = ", ".join(f"CASE WHEN {missing} LIKE '%\"{name}\"%' THEN 0 ELSE 1 END AS has_{name}" for name in GIVEN)
    shares = ", ".join(
        f"CAST({at('stats', f'profile.filled.{name}')} AS double precision) AS {name}" for name in GIVEN[1:]
    )
    # PostgreSQL would take the JSON apart anew for each column, were it not for OFFSET.
    published = (
        "offer WHERE vanished IS NULL"
        if sqlite
        else "(SELECT id, CAST(content AS jsonb) AS content, CAST(seen AS jsonb) AS seen, vanished FROM offer OFFSET 0)"
        " AS offer WHERE vanished IS NULL"
    )
    return {
        "analysis_offer": f"""
            SELECT id AS offer, {at("content", "title")} AS title, {at("content", "url")} AS url,
                {at("content", "provider.id")} AS organisation, {at("content", "freshness.status")} AS status,
                CASE WHEN {at("content", "freshness.status")} IN {ENDED} THEN 0 ELSE 1 END AS available,
                {at("content", "level")} AS level, {at("content", "delivery")} AS delivery,
                {at("content", "start")} AS start_kind,
                CAST({at("content", "price.amount")} AS double precision) AS price,
                {at("content", "price.currency")} AS currency, {at("content", "price.vat")} AS vat,
                CAST({at("content", "duration.value")} AS double precision) AS duration,
                {at("content", "duration.unit")} AS duration_unit,
                CAST({at("content", "duration.hours")} AS double precision) AS duration_hours,
                {given}, {at("seen", "first_seen")} AS first_seen, {at("seen", "last_seen")} AS last_seen,
                {at("seen", "last_changed")} AS last_changed
            FROM {published}""",
        "analysis_offer_provider": f"""
            SELECT DISTINCT offer.id AS offer, {at("item.value", "provider")} AS provider
            FROM offer CROSS JOIN {each("offer.content", "sources")} WHERE offer.vanished IS NULL""",
        "analysis_offer_topic": f"""
            SELECT DISTINCT offer.id AS offer, {topic} AS topic
            FROM offer CROSS JOIN {each("offer.content", "topics")} WHERE offer.vanished IS NULL""",
        "analysis_offer_run": f"""
            SELECT offer.id AS offer, {at("item.value", "start")} AS start,
                {at("item.value", "precision")} AS exactness, {at("item.value", "status")} AS status
            FROM offer CROSS JOIN {each("offer.content", "sessions")} WHERE offer.vanished IS NULL""",
        "analysis_visit": f"""
            SELECT provider, day, found, pages, {", ".join(GIVEN[1:])} FROM (
                SELECT provider, CAST(today AS text) AS day, CAST({at("stats", "profile.courses")} AS bigint) AS found,
                    CAST({at("stats", "profile.pages")} AS bigint) AS pages, {shares},
                    ROW_NUMBER() OVER (PARTITION BY provider, today ORDER BY id DESC) AS place
                FROM run WHERE {COUNTED} AND {at("stats", "profile.courses")} IS NOT NULL
            ) AS visit WHERE place = 1""",
        "analysis_span": f"""
            SELECT version.offer, {at("item.value", "provider")} AS provider,
                {at("version.content", "freshness.status")} AS status, CAST(version.today AS text) AS since,
                CAST(CASE WHEN version.until < version.today THEN version.today ELSE version.until END AS text) AS until
            FROM (
                SELECT offer_version.offer, offer_version.content, offer_version.today,
                    COALESCE(LEAD(offer_version.today) OVER (
                        PARTITION BY offer_version.offer ORDER BY offer_version.number
                    ), {day}) AS until
                FROM offer_version JOIN offer ON offer.id = offer_version.offer
            ) AS version CROSS JOIN {each("version.content", "sources")}
            GROUP BY 1, 2, 3, 4, 5""",
    }


COVERAGE = f"""
SELECT known.provider, COALESCE(site.found, 0) AS found, COALESCE(site.not_found_again, 0) AS not_found_again,
    COALESCE(supply.published, 0) AS published, COALESCE(supply.available, 0) AS available,
    COALESCE(supply.comparable, 0) AS comparable, COALESCE(supply.shared, 0) AS shared,
    {", ".join(f"COALESCE(supply.{name}, 0) AS {name}" for name in (*GIVEN, *(f"is_{name}" for name in STATUSES)))}
FROM (
    SELECT provider FROM run UNION SELECT provider FROM reading UNION SELECT provider FROM analysis_offer_provider
) AS known
LEFT JOIN (
    SELECT provider, CAST(SUM(CASE WHEN state = 'seen' THEN 1 ELSE 0 END) AS bigint) AS found,
        CAST(SUM(CASE WHEN state = 'missing' THEN 1 ELSE 0 END) AS bigint) AS not_found_again
    FROM reading GROUP BY provider
) AS site ON site.provider = known.provider
LEFT JOIN (
    SELECT held.provider, COUNT(*) AS published, CAST(SUM(offer.available) AS bigint) AS available,
        CAST(SUM({" * ".join(f"offer.has_{name}" for name in GIVEN)}) AS bigint) AS comparable,
        CAST(SUM(CASE WHEN sites.number > 1 THEN 1 ELSE 0 END) AS bigint) AS shared,
        {", ".join(f"CAST(SUM(offer.has_{name}) AS bigint) AS {name}" for name in GIVEN)},
        {
    ", ".join(
        f"CAST(SUM(CASE WHEN offer.status = '{name}' THEN 1 ELSE 0 END) AS bigint) AS is_{name}" for name in STATUSES
    )
}
    FROM analysis_offer_provider AS held JOIN analysis_offer AS offer ON offer.offer = held.offer
    JOIN (SELECT offer, COUNT(*) AS number FROM analysis_offer_provider GROUP BY offer) AS sites
        ON sites.offer = held.offer
    GROUP BY held.provider
) AS supply ON supply.provider = known.provider"""

TOTAL = f"""
SELECT COUNT(*) AS published, CAST(COALESCE(SUM(available), 0) AS bigint) AS available,
    CAST(COALESCE(SUM({" * ".join(f"has_{name}" for name in GIVEN)}), 0) AS bigint) AS comparable,
    {", ".join(f"CAST(COALESCE(SUM(has_{name}), 0) AS bigint) AS {name}" for name in GIVEN)},
    {
    ", ".join(
        f"CAST(COALESCE(SUM(CASE WHEN status = '{name}' THEN 1 ELSE 0 END), 0) AS bigint) AS is_{name}"
        for name in STATUSES
    )
}
FROM analysis_offer"""


def published(whose: str) -> str:
    """Return how many offers had each status at the end of each day; `whose` is `provider, ` or nothing for all."""
    kind = f"{whose}status".split(", ")
    same = "".join(f" AND moved.{name} = kinds.{name}" for name in kind)
    kinds = ", ".join(f"kinds.{name}" for name in kind)
    return f"""
WITH span AS MATERIALIZED (SELECT DISTINCT offer, {whose}status, since, until FROM analysis_span),
moved AS MATERIALIZED (
    SELECT day, {whose}status, SUM(step) AS number FROM (
        SELECT since AS day, {whose}status, 1 AS step FROM span
        UNION ALL SELECT until, {whose}status, -1 FROM span WHERE until IS NOT NULL
    ) AS steps GROUP BY day, {whose}status
)
SELECT day, {whose}status, offers FROM (
    SELECT days.day, {kinds}, CAST(SUM(COALESCE(moved.number, 0)) OVER (
        PARTITION BY {kinds} ORDER BY days.day
    ) AS bigint) AS offers
    FROM (
        SELECT DISTINCT CAST(today AS text) AS day FROM run WHERE {COUNTED} UNION SELECT day FROM moved
    ) AS days
    CROSS JOIN (SELECT DISTINCT {whose}status FROM moved) AS kinds
    LEFT JOIN moved ON moved.day = days.day{same}
) AS totals WHERE offers > 0"""


TOPIC_PROVIDER = """
SELECT COALESCE(about.topic, 'none') AS topic, held.provider, COUNT(*) AS offers,
    CAST(SUM(offer.available) AS bigint) AS available
FROM analysis_offer AS offer JOIN analysis_offer_provider AS held ON held.offer = offer.offer
LEFT JOIN analysis_offer_topic AS about ON about.offer = offer.offer
GROUP BY COALESCE(about.topic, 'none'), held.provider"""

TOPIC = """
SELECT supply.topic, supply.offers, supply.available, COALESCE(spread.providers, 0) AS providers, supply.dated,
    supply.on_request, supply.any_time
FROM (
    SELECT COALESCE(about.topic, 'none') AS topic, COUNT(*) AS offers,
        CAST(SUM(offer.available) AS bigint) AS available,
        CAST(SUM(CASE WHEN offer.start_kind = 'dated' THEN offer.available ELSE 0 END) AS bigint) AS dated,
        CAST(SUM(CASE WHEN offer.start_kind = 'on_request' THEN offer.available ELSE 0 END) AS bigint) AS on_request,
        CAST(SUM(CASE WHEN offer.start_kind = 'any_time' THEN offer.available ELSE 0 END) AS bigint) AS any_time
    FROM analysis_offer AS offer LEFT JOIN analysis_offer_topic AS about ON about.offer = offer.offer
    GROUP BY COALESCE(about.topic, 'none')
) AS supply
LEFT JOIN (
    SELECT topic, COUNT(*) AS providers FROM analysis_topic_provider WHERE available > 0 GROUP BY topic
) AS spread ON spread.topic = supply.topic"""

PRICE = """
SELECT band, place, vat, COUNT(*) AS offers, CAST(SUM(available) AS bigint) AS available FROM (
    SELECT available, COALESCE(vat, 'unknown') AS vat,
        CASE WHEN price IS NULL THEN 'none' WHEN currency <> 'EUR' THEN 'other_currency' WHEN price = 0 THEN 'free'
            WHEN price <= 250 THEN 'upto250' WHEN price <= 500 THEN 'upto500' WHEN price <= 1000 THEN 'upto1000'
            WHEN price <= 2500 THEN 'upto2500' ELSE 'more' END AS band,
        CASE WHEN price IS NULL THEN 8 WHEN currency <> 'EUR' THEN 7 WHEN price = 0 THEN 1
            WHEN price <= 250 THEN 2 WHEN price <= 500 THEN 3 WHEN price <= 1000 THEN 4
            WHEN price <= 2500 THEN 5 ELSE 6 END AS place
    FROM analysis_offer
) AS priced GROUP BY band, place, vat"""

DURATION = """
SELECT band, CASE band WHEN 'half_day' THEN 1 WHEN 'day' THEN 2 WHEN 'days' THEN 3 WHEN 'many_days' THEN 4
    WHEN 'weeks' THEN 5 WHEN 'months' THEN 6 WHEN 'years' THEN 7 ELSE 8 END AS place,
    COUNT(*) AS offers, CAST(SUM(available) AS bigint) AS available
FROM (
    SELECT available, CASE WHEN length IS NULL THEN 'none'
        WHEN counted = 'days' AND length <= 0.5 THEN 'half_day' WHEN counted = 'days' AND length <= 1 THEN 'day'
        WHEN counted = 'days' AND length <= 5 THEN 'days' WHEN counted = 'days' THEN 'many_days'
        WHEN length <= 1 THEN 'days' WHEN length <= 13 THEN 'weeks' WHEN length <= 52 THEN 'months'
        ELSE 'years' END AS band
    FROM (
        SELECT available, CASE WHEN duration_unit IN ('week', 'month', 'year') THEN 'weeks' ELSE 'days' END AS counted,
            duration * CASE duration_unit WHEN 'hour' THEN 0.125 WHEN 'half_day' THEN 0.5 WHEN 'month' THEN 4.35
                WHEN 'year' THEN 52 ELSE 1 END AS length
        FROM analysis_offer
    ) AS measured
) AS banded GROUP BY band"""

LEVEL = """
SELECT COALESCE(level, 'none') AS level, COUNT(*) AS offers, CAST(SUM(available) AS bigint) AS available
FROM analysis_offer GROUP BY COALESCE(level, 'none')"""

OVERLAP = """
SELECT provider, other, CAST(SUM(offers) AS bigint) AS offers, CAST(SUM(topics) AS bigint) AS topics FROM (
    SELECT one.provider, two.provider AS other, COUNT(*) AS offers, 0 AS topics
    FROM analysis_offer_provider AS one JOIN analysis_offer_provider AS two
        ON two.offer = one.offer AND two.provider > one.provider
    GROUP BY one.provider, two.provider
    UNION ALL
    SELECT one.provider, two.provider, 0, COUNT(*)
    FROM analysis_topic_provider AS one JOIN analysis_topic_provider AS two
        ON two.topic = one.topic AND two.provider > one.provider
    WHERE one.available > 0 AND two.available > 0 AND one.topic <> 'none'
    GROUP BY one.provider, two.provider
) AS pairs GROUP BY provider, other"""

START = """
SELECT about.topic, run.start, run.exactness, COALESCE(run.status, 'unknown') AS status, COUNT(*) AS runs
FROM analysis_offer_run AS run JOIN analysis_offer_topic AS about ON about.offer = run.offer
JOIN analysis_offer AS offer ON offer.offer = run.offer
WHERE offer.available = 1 AND run.start IS NOT NULL
GROUP BY about.topic, run.start, run.exactness, COALESCE(run.status, 'unknown')"""

DEMAND = """
SELECT need.topic AS words, need.code AS topic, need.asked, need.note, COALESCE(supply.available, 0) AS available,
    COALESCE(supply.on_request, 0) AS on_request, COALESCE(supply.any_time, 0) AS any_time
FROM need LEFT JOIN analysis_topic AS supply ON supply.topic = need.code"""
