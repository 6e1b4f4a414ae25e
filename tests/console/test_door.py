"""The door to the private pages: who passes, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.responses import PlainTextResponse, Response

from console.accounts.door import ANALYSTS, EVERYONE, PROVIDERS, STAFF, Asked, doors
from console.accounts.links import new_link
from console.accounts.passwords import hash_of
from store import accounts
from store.accounts import Role
from tests.console.conftest import PASSWORD, Room


def give(asked: Asked) -> Response:
    """A page of a test."""
    asked.subject = asked.form.get("course", "")
    return PlainTextResponse(f"{asked.visitor.name} {asked.visitor.role} {asked.language} {sorted(asked.files)}")


@pytest.fixture
def room(room: Room) -> Room:
    """The room with a page for each kind of visitor."""
    for name, roles in (("staff", STAFF), ("analysts", ANALYSTS), ("everyone", EVERYONE)):
        room.app.router.routes += doors(room.desk, roles, (f"/proef/{name}", f"/en/try/{name}"), give, posts=True)
    own = ("/proef/van/{id}", "/en/try/of/{id}")
    room.app.router.routes += doors(room.desk, PROVIDERS, own, give)
    return room


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("staff", {"staff", "analysts", "everyone", "van/kadelab", "van/dok"}),
        ("analyst", {"analysts", "everyone"}),
        ("provider", {"everyone", "van/kadelab"}),
    ],
)
def test_each_role_has_its_pages(room: Room, role: Role, may: set[str]) -> None:
    client, csrf = room.signed_in(role, "kadelab" if role == "provider" else None)
    pages = ("staff", "analysts", "everyone", "van/kadelab", "van/dok")
    assert {page for page in pages if client.get(f"/proef/{page}").status_code == 200} == may
    assert {page for page in pages if client.get(f"/proef/{page}").status_code == 403} == set(pages) - may
    posted = client.post("/proef/staff", data={"csrf": csrf})
    assert posted.status_code == (200 if role == "staff" else 403)
    assert accounts.deeds(room.store.database)[0].status == posted.status_code


def test_signing_in_and_out(room: Room) -> None:
    client, csrf = room.signed_in("analyst")
    page = client.get("/inloggen", follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/analyse")
    old = client.cookies["lloket"]
    out = client.post("/uitloggen", data={"csrf": csrf}, follow_redirects=False)
    assert (out.status_code, out.headers["location"]) == (303, "/")
    assert "lloket" not in client.cookies
    client.cookies.set("lloket", old)
    assert client.get("/proef/everyone", follow_redirects=False).status_code == 303


def test_who_is_not_signed_in_comes_back_to_what_was_asked(room: Room) -> None:
    client = room.client()
    accounts.add(room.store.database, "anna", "staff", None, hash_of(PASSWORD, "anna"), now=room.now)
    sent = client.get("/en/try/staff?page=2&q=a%20b", follow_redirects=False)
    assert sent.status_code == 303
    form = client.get(sent.headers["location"])
    assert 'name="next" value="/en/try/staff?page=2&amp;q=a%20b"' in form.text
    data = {"name": "anna", "password": PASSWORD, "next": "/en/try/staff?page=2&q=a%20b"}
    assert client.post("/en/sign-in", data=data, follow_redirects=False).headers["location"] == data["next"]


def test_a_session_ends_when_it_was_not_used_and_after_a_week(room: Room) -> None:
    client, _ = room.signed_in("staff")
    begun = room.now
    for _ in range(21):
        room.now += timedelta(hours=7, minutes=59)
        assert client.get("/proef/staff").status_code == 200, room.now - begun
    room.now = begun + timedelta(days=7)
    assert client.get("/proef/staff", follow_redirects=False).status_code == 303
    client, _ = room.signed_in("staff", name="bo")
    room.now += timedelta(hours=8)
    assert client.get("/proef/staff", follow_redirects=False).status_code == 303


def test_closing_an_account_or_changing_its_password_signs_out(room: Room) -> None:
    client, _ = room.signed_in("staff")
    accounts.disable(room.store.database, "anna", now=room.now)
    assert client.get("/proef/staff", follow_redirects=False).status_code == 303
    refused = client.post("/inloggen", data={"name": "anna", "password": PASSWORD})
    assert refused.status_code == 403
    other, _ = room.signed_in("staff", name="bo")
    accounts.set_password(room.store.database, "bo", hash_of(PASSWORD, "anna"))
    assert other.get("/proef/staff", follow_redirects=False).status_code == 303


def test_an_own_password_is_changed_and_other_sessions_end(room: Room) -> None:
    client, csrf = room.signed_in("staff")
    elsewhere = room.client()
    elsewhere.post("/inloggen", data={"name": "anna", "password": PASSWORD})
    assert elsewhere.get("/proef/staff").status_code == 200
    new = "een heel ander woord"

    def change(old: str, one: str, two: str) -> int:
        return client.post("/wachtwoord", data={"csrf": csrf, "old": old, "new": one, "again": two}).status_code

    assert change("onzin onzin onzin", new, new) == 403
    assert change(PASSWORD, new, new + "!") == 422
    assert change(PASSWORD, "kort", "kort") == 422
    assert change(PASSWORD, new, new) == 200
    assert client.get("/proef/staff").status_code == 200
    assert elsewhere.get("/proef/staff", follow_redirects=False).status_code == 303
    assert client.get("/wachtwoord").text.count('type="password"') == 3


def test_a_private_link_shows_a_provider_its_own_pages_until_it_ends(room: Room) -> None:
    def link() -> str:
        return new_link(room.store, "kadelab", root="", language="nl", who="anna", now=room.now)

    client, first = room.client(), link()
    came = client.get(first, follow_redirects=False)
    assert (came.status_code, came.headers["location"]) == (303, "/aanbieder/kadelab")
    assert came.headers["referrer-policy"] == "no-referrer"
    assert client.get("/proef/van/kadelab").text == "link 1 provider nl []"
    assert client.get("/proef/van/dok").status_code == 403
    assert client.get("/wachtwoord").status_code == 403, "who came by a link has no password"
    second = link()
    assert client.get("/proef/van/kadelab", follow_redirects=False).status_code == 303
    assert client.get(first).status_code == 404
    assert client.get(second.replace("kadelab", "dok")).status_code == 404
    assert client.get(second, follow_redirects=False).status_code == 303


def test_staff_who_follow_a_private_link_stay_who_they_are(room: Room) -> None:
    client, _ = room.signed_in("staff")
    link = new_link(room.store, "kadelab", root="", language="en", who="anna", now=room.now)
    client.get(link, follow_redirects=False)
    assert client.get("/proef/staff").status_code == 200


def test_what_is_posted_is_written_down_without_passwords(room: Room) -> None:
    client, csrf = room.signed_in("staff")
    client.post("/proef/staff", data={"csrf": csrf, "course": "a1"})
    client.post("/proef/staff", data={"csrf": "guessed", "course": "b2"})
    client.post("/inloggen", data={"name": "anna", "password": "not the right one"})
    client.post("/inloggen", data={"name": "eve", "password": "not the right one"})
    told = [(deed.who, deed.what, deed.subject, deed.status) for deed in accounts.deeds(room.store.database)]
    assert told == [
        ("eve", "sign-in", "", 403),
        ("anna", "sign-in", "", 403),
        ("anna", "/proef/staff", "", 403),
        ("anna", "/proef/staff", "a1", 200),
        ("anna", "sign-in", "", 303),
    ]
    page = client.get("/beheer/logboek").text
    assert "/proef/staff" in page
    assert PASSWORD not in page
    assert "not the right one" not in str(told)


def test_a_long_log_has_pages(room: Room) -> None:
    client, _ = room.signed_in("staff")
    for number in range(250):
        accounts.note(
            room.store.database, at=room.now, who="anna", what="/beheer/x", subject=f"nr{number:03}", status=200
        )
    found, address = [], "/beheer/logboek"
    for _ in range(3):
        page = client.get(address).text
        found += [number for number in range(250) if f"nr{number:03}" in page]
        address = "/beheer/logboek?before=" + page.rpartition("?before=")[2].partition('"')[0]
    assert sorted(found) == list(range(250))
    assert client.get("/beheer/logboek?before=x%27--").status_code == 200


def test_a_store_that_fails_is_said_in_a_line(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    client, csrf = room.signed_in("staff")
    with room.store.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE audit")
    assert "no such table: audit" in client.get("/beheer/logboek").text, "staff are told what it says"
    assert client.post("/proef/staff", data={"csrf": csrf, "course": "a1"}).status_code == 200, "it was done"
    assert "not in the audit log: {'who': 'anna', 'what': '/proef/staff', 'subject': 'a1'" in caplog.text
    with room.store.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE session")
    page = client.get("/proef/staff")
    assert page.status_code == 503
    assert "De gegevens zijn nu niet te bereiken" in page.text
    assert "no such table" not in page.text, "who asks is not known, and may be anybody"
    assert client.get("/").status_code == 200


def test_files_come_with_a_form(room: Room) -> None:
    client, csrf = room.signed_in("staff")
    files = {"list": ("../needs.csv", b"topic;asked", "text/csv")}
    sent = client.post("/proef/staff", data={"csrf": csrf}, files=files)
    assert sent.text == "anna staff nl ['list']"


def test_a_large_body_is_refused(room: Room) -> None:
    client, csrf = room.signed_in("staff")
    large = client.post("/proef/staff", data={"csrf": csrf}, files={"list": ("x.csv", b"x" * 1_100_000, "text/csv")})
    assert large.status_code == 413
