"""Staff arrange who may come in."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from store import accounts
from tests.console.conftest import Room


class Staff:
    """Somebody of the staff at the page."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.client, self.csrf = room.signed_in("staff")

    def do(self, deed: str, **given: str) -> tuple[int, str]:
        """Return the status and what is shown this once, or said."""
        answer = self.client.post("/beheer/toegang", data={"csrf": self.csrf, "do": deed} | given)
        notice = re.search(r'role="alert">(.*?)</div>', answer.text, re.DOTALL)
        assert notice, answer.text
        shown = re.search(r"<code>(.*?)</code>", notice[1])
        return answer.status_code, shown[1] if shown else re.sub(r"<.*?>|\s+", " ", notice[1]).strip()


@pytest.fixture
def staff(room: Room) -> Staff:
    return Staff(room)


def enters(room: Room, name: str, password: str) -> bool:
    answer = room.client().post("/inloggen", data={"name": name, "password": password}, follow_redirects=False)
    return answer.status_code == 303


def test_an_account_is_made_and_its_password_shown_once(room: Room, staff: Staff) -> None:
    status, password = staff.do("add", name="bo", role="analyst", provider="")
    assert status == 200
    assert enters(room, "bo", password)
    assert password not in staff.client.get("/beheer/toegang").text
    assert password not in str(accounts.deeds(room.store.database))
    assert accounts.deeds(room.store.database)[1].subject == "add bo (analyst)"


def test_an_account_gets_another_password_is_closed_and_opened(room: Room, staff: Staff) -> None:
    _, first = staff.do("add", name="bo", role="staff")
    _, second = staff.do("password", name="bo")
    assert (enters(room, "bo", first), enters(room, "bo", second)) == (False, True)
    assert staff.do("close", name="bo")[0] == 200
    assert not enters(room, "bo", second)
    assert "gesloten" in staff.client.get("/beheer/toegang").text
    assert staff.do("open", name="bo")[0] == 200
    assert enters(room, "bo", second)


def test_a_link_is_made_and_ended(room: Room, staff: Staff) -> None:
    _, link = staff.do("link", provider="kadelab")
    assert link.startswith("http://testserver/aanbieder/kadelab/binnen/")
    provider: TestClient = room.client()
    assert provider.get(link, follow_redirects=False).status_code == 303
    assert staff.do("end", provider="kadelab")[0] == 200
    assert provider.get(link, follow_redirects=False).status_code == 404


@pytest.mark.parametrize(
    ("deed", "given", "said"),
    [
        ("add", {"name": "anna", "role": "staff"}, "Die naam is al in gebruik"),
        ("add", {"name": "link 1", "role": "staff"}, "Die naam kan niet"),
        ("add", {"name": "", "role": "staff"}, "Die naam kan niet"),
        ("add", {"name": "bo", "role": "root"}, "Kies een rol"),
        ("add", {"name": "bo", "role": "provider"}, "Kies een rol"),
        ("add", {"name": "bo", "role": "provider", "provider": "dok"}, "Kies een rol"),
        ("add", {"name": "bo", "role": "staff", "provider": "kadelab"}, "Kies een rol"),
        ("password", {"name": "anna"}, "Uw eigen account"),
        ("close", {"name": "anna"}, "Uw eigen account"),
        ("close", {"name": "nobody"}, "Dat ging niet"),
        ("link", {"provider": "../x"}, "Dat ging niet"),
        ("end", {"provider": "kadelab"}, "Dat ging niet"),
        ("drop", {}, "Dat ging niet"),
    ],
)
def test_what_can_not_be_is_said_and_changes_nothing(
    room: Room, staff: Staff, deed: str, given: dict[str, str], said: str
) -> None:
    before = accounts.accounts(room.store.database), accounts.links(room.store.database)
    status, words = staff.do(deed, **given)
    assert status == 422
    assert said in words
    assert (accounts.accounts(room.store.database), accounts.links(room.store.database)) == before


def test_it_works_when_the_registry_has_a_mistake(room: Room, staff: Staff) -> None:
    staff.do("link", provider="kadelab")
    room.desk.registry.write_text("[[provider]]\nid = 3")
    page = staff.client.get("/en/manage/access")
    assert page.status_code == 200
    assert "kadelab" in page.text
    assert staff.do("end", provider="kadelab")[0] == 200
    assert "Het register noemt geen aanbieders" in staff.client.get("/beheer/toegang").text
